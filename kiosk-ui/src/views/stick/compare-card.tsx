import { useState } from 'preact/hooks';
import type { CardOnStick } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import * as api from '../../station/bundles-api.ts';
import { Digits } from './digits.tsx';
import type { StickAct } from './stick-act.ts';
import { w } from './words.ts';

interface Props {
  readonly card: CardOnStick;
  /** What the station is to be. */
  readonly part: 'sender' | 'origin';
  readonly act: StickAct;
  readonly onClose: () => void;
}

/** The unit admin compares a card with what the other side reads aloud, and only then trusts it. */
export function CompareCard({ card, part, act, onClose }: Props) {
  const [same, setSame] = useState(false);
  const office = card.name;
  const confirm = async (): Promise<void> => {
    const body = { card: card.file, fingerprint: card.fingerprint, part };
    const done = await act.run(
      () => api.confirmStation(body),
      () => [w('stick.station-confirmed', { office })],
    );
    if (done) onClose();
  };
  return (
    <Dialog
      title={w('stick.compare-title', { office })}
      onClose={onClose}
      actions={
        <>
          <Button onClick={onClose}>{w('stick.cancel')}</Button>
          <Button kind="primary" busy={act.busy} disabled={!same} onClick={() => void confirm()}>
            {w(`stick.confirm.${part}`)}
          </Button>
        </>
      }
    >
      {act.failure === null ? null : <FailureNotice failure={act.failure} />}
      <p>{w('stick.compare-do')}</p>
      <Digits of={card.fingerprint} />
      <label class="stick-tick">
        <input type="checkbox" checked={same} onChange={(event) => setSame(event.currentTarget.checked)} />
        <span>{w('stick.compare-tick')}</span>
      </label>
    </Dialog>
  );
}
