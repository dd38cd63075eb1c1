import { useState } from 'preact/hooks';
import type { NumbersBody } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Dialog } from '../../design/dialog.tsx';
import { TextArea } from '../../design/text-area.tsx';
import type { Failed } from '../../station/reply.ts';
import { numberWords as w } from './words.ts';

type Confirmed = NonNullable<NumbersBody['confirmed']>;

/** What the station asks before it takes a number, and what a person's yes adds to the confirmation. */
export interface Question {
  readonly title: string;
  readonly body: string;
  readonly needsReason: boolean;
  readonly yes: (before: Confirmed) => Confirmed;
}

/** The question in a refusal; null in one that no yes answers. */
export function questionOf({ code, facts }: Failed): Question | null {
  const [missing, count, volume, number] = ['missing', 'count', 'volume', 'number'].map((name) => facts[name]);
  switch (code) {
    case 'LAW-REGISTER-NUMBER-GAP':
      return {
        title: w('numbers.gap', { missing: String(missing) }),
        body: w('numbers.gap-more', { count: Number(count) }),
        needsReason: true,
        yes: (before) => ({ ...before, missing: String(missing) }),
      };
    case 'LAW-REGISTER-VOLUME-NEXT':
      return {
        title: w('numbers.next', { volume: Number(volume) }),
        body: w('numbers.next-more', { volume: Number(volume) }),
        needsReason: false,
        yes: (before) => ({ ...before, volume: Number(volume) }),
      };
    case 'LAW-REGISTER-NUMBER-ELSEWHERE':
      return {
        title: w('numbers.elsewhere', { number: Number(number) }),
        body: w('numbers.elsewhere-more'),
        needsReason: false,
        yes: (before) => ({ ...before, reclaimed: [...(before.reclaimed ?? []), Number(number)] }),
      };
    default:
      return null;
  }
}

interface Props {
  readonly question: Question;
  readonly busy: boolean;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly onYes: () => void;
  readonly onClose: () => void;
}

export function AskNumbers({ question, busy, reason, onReason, onYes, onClose }: Props) {
  const [judged, setJudged] = useState(false);
  const lacking = question.needsReason && reason.trim() === '';
  return (
    <Dialog
      title={question.title}
      onClose={onClose}
      held={busy}
      actions={
        <>
          <Button onClick={onClose} disabled={busy}>
            {w('numbers.cancel')}
          </Button>
          <Button
            kind="primary"
            busy={busy}
            onClick={() => {
              setJudged(true);
              if (!lacking) onYes();
            }}
          >
            {w('numbers.confirm')}
          </Button>
        </>
      }
    >
      <p>{question.body}</p>
      {question.needsReason ? (
        <TextArea
          label={w('numbers.reason')}
          hint={w('numbers.reason-hint')}
          value={reason}
          onValue={onReason}
          rows={2}
          maxLength={500}
          error={judged && lacking ? w('numbers.reason-need') : null}
        />
      ) : null}
    </Dialog>
  );
}
