import type { AnswerOnItsWay } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import type { Failed } from '../../station/reply.ts';
import { either } from '../../words/index.ts';
import { wayWords } from './state.tsx';
import { w } from './words.ts';

interface Props {
  readonly answers: readonly AnswerOnItsWay[];
  readonly busy: boolean;
  readonly failure: Failed | null;
  readonly onResend: () => void;
  readonly onByHand: () => void;
}

/** What was decided, and how far it has come on its way to the portal. */
export function Answers({ answers, busy, failure, onResend, onByHand }: Props) {
  if (answers.length === 0) return null;
  return (
    <section class="portal-part">
      <h2>{w('online.answers')}</h2>
      <ul class="online-files">
        {answers.map((answer) => (
          <li key={answer.decidedAt}>
            <strong>{w(`online.answer.${answer.decision}`)}</strong> {dayAndTime(answer.decidedAt)} · {wayWords(answer)}
            {answer.state === 'rejected' ? (
              <Notice
                kind="danger"
                code={answer.code ?? undefined}
                actions={
                  <>
                    <Button busy={busy} onClick={onResend}>
                      {w('online.resend')}
                    </Button>
                    <Button busy={busy} onClick={onByHand}>
                      {w('online.by-hand')}
                    </Button>
                  </>
                }
              >
                {/* A code of another version of the program has no sentence here: there is a way on all the same. */}
                {answer.message === null ? w('online.rejected-unnamed') : either(answer.message)}
                {answer.portalWords === null ? null : <p>{w('online.portal-words', { words: answer.portalWords })}</p>}
              </Notice>
            ) : null}
            {answer.state === 'waiting' && answer.byHand ? (
              <Notice
                kind="waiting"
                actions={
                  <Button busy={busy} onClick={onByHand}>
                    {w('online.by-hand')}
                  </Button>
                }
              >
                {w('online.by-hand-waits')}
              </Notice>
            ) : null}
          </li>
        ))}
      </ul>
      {failure === null ? null : <FailureNotice failure={failure} />}
    </section>
  );
}
