import type { Telling } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { FailureNotice } from '../../design/notice.tsx';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import * as api from '../../station/api.ts';
import { sentenceOf } from '../../station/sentences.ts';
import { either } from '../../words/index.ts';
import { useAct } from './use-act.ts';
import { w } from './words.ts';

const marks: Readonly<Record<Telling['state'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  waiting: { tone: 'amber', shape: 'clock' },
  sending: { tone: 'ink', shape: 'clock' },
  confirmed: { tone: 'delivered', shape: 'double-tick' },
  rejected: { tone: 'seal', shape: 'warning' },
};

interface Props {
  readonly dossierId: string;
  readonly telling: Telling;
  readonly reload: () => Promise<void>;
}

/** What the one-stop system beside the portal has of this dossier: its code there, and what is still to be told. */
export function OneStopMessage({ dossierId, telling, reload }: Props) {
  const { busy, failure, run } = useAct();
  const { state, attempts, failureCode, failureMessage, receipt, ownCode } = telling;
  const sentence = failureCode === null ? null : sentenceOf(failureCode);
  const retry = async (): Promise<void> => {
    const sent = await run(async () => {
      const reply = await api.retryOneStop(dossierId);
      return reply.ok ? ({ ok: true, value: true } as const) : reply;
    });
    if (!sent) return;
    announce(`${w('desk.one-stop')}: ${w('desk.message.waiting')}`);
    await reload();
  };
  return (
    <section class="messages" aria-labelledby="desk-one-stop">
      <h2 id="desk-one-stop">{w('desk.one-stop')}</h2>
      <div class="message">
        <div class="message-head">
          <span>{ownCode === null ? w('desk.one-stop-no-code') : w('desk.one-stop-code', { code: ownCode })}</span>
          <StateMark {...marks[state]} word={w(`desk.message.${state}`)} />
        </div>
        {receipt === null ? null : (
          <p class="soft small">{w('desk.receipt', { message: receipt.message, when: dayAndTime(receipt.at) })}</p>
        )}
        {state === 'waiting' && attempts > 0 ? (
          <p class="soft small">{w('desk.message-tries', { count: attempts })}</p>
        ) : null}
        {failureCode === null || state === 'confirmed' ? null : (
          <p class="small">
            {sentence === null ? null : either(sentence)} <span class="soft">{failureCode}</span>
          </p>
        )}
        {state === 'rejected' ? (
          <>
            {failureMessage === null ? null : (
              <p class="small">{w('desk.message-they-say', { words: failureMessage })}</p>
            )}
            <p class="soft small">{w('desk.one-stop-retry-hint')}</p>
            <div>
              <Button busy={busy} onClick={() => void retry()}>
                {w('desk.message-retry')}
              </Button>
            </div>
          </>
        ) : null}
        {failure ? <FailureNotice failure={failure} /> : null}
      </div>
    </section>
  );
}
