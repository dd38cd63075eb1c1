import { useState } from 'preact/hooks';
import type { VolumeList } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { dayAndTime } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { useAct } from '../desk/use-act.ts';
import { useConfirmation } from '../hold/confirmation.tsx';
import { LostNumbers } from '../hold/lost-numbers.tsx';
import { SectionPage } from './section-page.tsx';
import type { SectionProps } from './sections.ts';
import { adminWords as w } from './words.ts';

/** The volumes of this year's register, and opening the next one (NĐ 23/2015 Điều 13). */
export default function VolumesSection({ officer }: SectionProps) {
  const { value, failure, reload } = useLive('volumes', api.listVolumes, () => false);
  const [asking, setAsking] = useState(false);
  const waiting = useConfirmation(officer.id, () => void reload());
  const list = value.value;
  // While the next number is not known, no volume begins with it.
  const held = waiting.hold !== null;
  const ask = (): void => setAsking(list !== null);
  useShortcut(held ? null : { keys: 'n', label: w('admin.volume-open'), act: ask });
  return (
    <SectionPage
      title={w('admin.volumes')}
      intro={w('admin.volumes-intro')}
      main={
        waiting.main ?? (
          <Button kind="primary" keys="N" disabled={list === null || held} onClick={ask}>
            {w('admin.volume-open')}
          </Button>
        )
      }
    >
      {failure.value === null ? null : <FailureNotice failure={failure.value} />}
      {waiting.failure === null ? null : <FailureNotice failure={waiting.failure} />}
      {waiting.body}
      {list === null ? null : <LostNumbers lost={list.lost} />}
      {list === null ? null : (
        <Sheet title={w('admin.volumes-year', { year: list.year, type: list.registerType })}>
          <Volumes list={list} />
        </Sheet>
      )}
      {asking && list !== null ? (
        <OpenVolume list={list} onClose={() => setAsking(false)} onDone={() => void reload()} />
      ) : null}
    </SectionPage>
  );
}

function Volumes({ list }: { readonly list: VolumeList }) {
  if (list.volumes.length === 0) return <p class="soft">{w('admin.volumes-none')}</p>;
  return (
    <ul>
      {list.volumes.map((volume) => (
        <li class="admin-row" key={volume.ordinal}>
          <div class="admin-row-words">
            <div class="admin-row-head">
              <h3>{w('admin.volume', { text: volume.text })}</h3>
              {volume.closedAt === null ? (
                <StateMark tone="delivered" shape="tick" word={w('admin.volume-is-open')} />
              ) : (
                <StateMark tone="grey" shape="stop" word={w('admin.volume-closed')} />
              )}
            </div>
            <p class="soft small">
              {w('admin.volume-from', { number: volume.firstNumber, time: dayAndTime(volume.openedAt) })}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}

interface OpenProps {
  readonly list: VolumeList;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Says what opening does before it is done. Sending again opens nothing twice: the volume is named by its ordinal. */
function OpenVolume({ list, onClose, onDone }: OpenProps) {
  const { busy, failure, run } = useAct();
  const next = Math.max(0, ...list.volumes.map(({ ordinal }) => ordinal)) + 1;
  const open = list.volumes.find(({ closedAt }) => closedAt === null);
  const send = async (): Promise<void> => {
    const opened = await run(() => api.openVolume({ year: list.year, ordinal: next }));
    onDone();
    if (!opened) return;
    announce(w('admin.volume-opened', { ordinal: opened.ordinal, number: opened.firstNumber }));
    onClose();
  };
  return (
    <Dialog
      title={w('admin.volume-ask', { ordinal: next, year: list.year })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('admin.cancel')}</Button>
          <Button kind="primary" busy={busy} onClick={() => void send()}>
            {w('admin.volume-open-do', { ordinal: next })}
          </Button>
        </>
      }
    >
      {failure === null ? null : <FailureNotice failure={failure} />}
      <p>{open === undefined ? w('admin.volume-will-first') : w('admin.volume-will', { text: open.text })}</p>
      {open === undefined ? null : <Notice kind="waiting">{w('admin.volume-final')}</Notice>}
    </Dialog>
  );
}
