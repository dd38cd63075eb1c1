import type { Message } from '../../../../src/web/contract/index.ts';
import { announce } from '../../design/announce.tsx';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { FailureNotice } from '../../design/notice.tsx';
import { isUncertain, notedWord, PresenceChoice } from '../../design/presence-choice.tsx';
import { Reason } from '../../design/reason.tsx';
import type { Reply } from '../../station/reply.ts';
import { useAct } from './use-act.ts';
import { w } from './words.ts';

interface Props {
  readonly message: Pick<Message, 'state' | 'attempts' | 'failureCode' | 'failureMessage' | 'receipt'>;
  /** Whether the line carries it: if not, what a line once said of it matters no more. */
  readonly onLine?: boolean;
  /** What it is called when it is announced. */
  readonly name: string;
  /** What is to be done before it is sent again. */
  readonly hint: string;
  readonly retry: () => Promise<Reply<unknown>>;
  /** Says that the receiving side has the dossier. */
  readonly confirmThere: () => Promise<Reply<unknown>>;
  readonly reload: () => Promise<void>;
}

/** What came of a message: the receipt, or the tries and why it has not arrived, and what a refused one needs. */
export function MessageOutcome({ message, onLine = true, name, hint, retry, confirmThere, reload }: Props) {
  const { busy, failure, done } = useAct();
  const { state, attempts, failureCode, failureMessage, receipt } = message;
  const open = onLine && state !== 'confirmed';
  const again = async (): Promise<void> => {
    if (!(await done(retry))) return;
    announce(`${name}: ${w('desk.message.waiting')}`);
    await reload();
  };
  const there = async (): Promise<void> => {
    if (!(await done(confirmThere))) return;
    announce(notedWord());
    await reload();
  };
  return (
    <>
      {receipt === null ? null : (
        <p class="soft small">{w('desk.receipt', { message: receipt.message, when: dayAndTime(receipt.at) })}</p>
      )}
      {open && state === 'waiting' && attempts > 0 ? (
        <p class="soft small">{w('desk.message-tries', { count: attempts })}</p>
      ) : null}
      {open && failureCode !== null ? (
        <p class="small">
          <Reason code={failureCode} />
        </p>
      ) : null}
      {open && state === 'rejected' ? (
        <>
          {failureMessage === null ? null : (
            <p class="small">{w('desk.message-they-say', { words: failureMessage })}</p>
          )}
          {isUncertain(failureCode) ? (
            <PresenceChoice busy={busy} onThere={() => void there()} onAgain={() => void again()} />
          ) : (
            <>
              <p class="soft small">{hint}</p>
              <div>
                <Button busy={busy} onClick={() => void again()}>
                  {w('desk.message-retry')}
                </Button>
              </div>
            </>
          )}
        </>
      ) : null}
      {failure ? <FailureNotice failure={failure} /> : null}
    </>
  );
}
