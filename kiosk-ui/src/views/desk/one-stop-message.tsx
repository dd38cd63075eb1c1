import type { Telling } from '../../../../src/web/contract/index.ts';
import { MessageMark } from '../../design/message-mark.tsx';
import * as api from '../../station/api.ts';
import { MessageOutcome } from './message-outcome.tsx';
import { w } from './words.ts';

interface Props {
  readonly dossierId: string;
  readonly telling: Telling;
  readonly reload: () => Promise<void>;
}

/** What the one-stop system beside the portal has of this dossier: its code there, and what is still to be told. */
export function OneStopMessage({ dossierId, telling, reload }: Props) {
  const { state, ownCode } = telling;
  return (
    <section class="messages" aria-labelledby="desk-one-stop">
      <h2 id="desk-one-stop">{w('desk.one-stop')}</h2>
      <div class="message">
        <div class="message-head">
          <span>{ownCode === null ? w('desk.one-stop-no-code') : w('desk.one-stop-code', { code: ownCode })}</span>
          <MessageMark state={state} word={w(`desk.message.${state}`)} />
        </div>
        <MessageOutcome
          message={telling}
          name={w('desk.one-stop')}
          hint={w('desk.one-stop-retry-hint')}
          retry={() => api.retryOneStop(dossierId)}
          confirmThere={() => api.confirmOneStopThere(dossierId)}
          reload={reload}
        />
      </div>
    </section>
  );
}
