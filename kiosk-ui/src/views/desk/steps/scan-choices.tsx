import { station } from '../../../station/lamps.ts';
import { Choices } from '../choices.tsx';
import { w } from '../words.ts';
import { chooseSource, scanChoice } from './use-scan.ts';

/** Where the paper lies, and which scanner when there are several. */
export function ScanChoices() {
  const devices = station.value?.scanners.devices ?? [];
  const { source, device } = scanChoice.value;
  return (
    <>
      <Choices
        title={w('desk.scan-source')}
        value={source}
        onValue={chooseSource}
        choices={(['feeder', 'feeder-duplex', 'flatbed'] as const).map((value) => ({
          value,
          words: w(`desk.source.${value}`),
          hint: w(`desk.source.${value}-hint`),
        }))}
      />
      {devices.length < 2 ? null : (
        <Choices
          title={w('desk.scan-device')}
          value={device ?? devices[0]?.id ?? null}
          onValue={(id) => {
            scanChoice.value = { ...scanChoice.peek(), device: id };
          }}
          choices={devices.map(({ id, vendor, model }) => ({ value: id, words: `${vendor} ${model}` }))}
        />
      )}
    </>
  );
}
