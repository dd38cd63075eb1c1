import type { OpenMessage } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { count, dayAndTime } from '../../design/format.ts';
import { isUncertain, PresenceChoice } from '../../design/presence-choice.tsx';
import { Reason } from '../../design/reason.tsx';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { machineWords as w } from './words.ts';

/** Here a refusal is one of many things to see to, not a danger. */
const looks: Readonly<Record<OpenMessage['state'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  waiting: { tone: 'amber', shape: 'clock' },
  sending: { tone: 'ink', shape: 'clock' },
  confirmed: { tone: 'delivered', shape: 'tick' },
  rejected: { tone: 'amber', shape: 'warning' },
};

interface Props {
  readonly title: string;
  /** What is to be known before when it was tried. */
  readonly facts?: readonly string[];
  /** When what is to be told came about. */
  readonly since: number;
  readonly message: Pick<OpenMessage, 'dossierCode' | 'state' | 'attempts' | 'nextAttemptAt' | 'failureCode'>;
  /** What is sent again, in the button's own name. */
  readonly kind: string;
  readonly busy: boolean;
  readonly onRetry: () => void;
  /** Somebody looked, and the receiving side has the dossier. */
  readonly onThere: () => void;
}

/** Something that waits for a far side: since when, how often it was tried, why it has not gone, and the way on. */
export function OpenRow({ title, facts = [], since, message, kind, busy, onRetry, onThere }: Props) {
  const { dossierCode: code, state, attempts, nextAttemptAt, failureCode } = message;
  const known = [
    ...facts,
    w('machine.since', { time: dayAndTime(since) }),
    ...(attempts > 0 ? [w('machine.attempts', { count: count(attempts) })] : []),
    ...(state === 'waiting' && attempts > 0 ? [w('machine.next', { time: dayAndTime(nextAttemptAt) })] : []),
  ];
  return (
    <li class="record">
      <div class="record-words">
        <div class="machine-part-head">
          <h3>{title}</h3>
          <StateMark {...looks[state]} word={w(`machine.state.${state}`)} />
        </div>
        <ul class="record-facts">
          {known.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {failureCode === null ? null : (
          <p>
            <Reason code={failureCode} />
          </p>
        )}
      </div>
      {state === 'rejected' && isUncertain(failureCode) ? (
        <PresenceChoice dossierCode={code} busy={busy} onThere={onThere} onAgain={onRetry} />
      ) : state === 'rejected' ? (
        <Button busy={busy} label={w('machine.retry-one', { kind, code })} onClick={onRetry}>
          {w('machine.retry')}
        </Button>
      ) : null}
    </li>
  );
}

/** How many wait, and how many were refused. */
export function OpenFigures({ waiting, rejected }: { readonly waiting: number; readonly rejected: number }) {
  return (
    <>
      <div>
        <dt>{w('machine.count-waiting')}</dt>
        <dd>{count(waiting)}</dd>
      </div>
      <div data-calls={rejected > 0}>
        <dt>{w('machine.count-rejected')}</dt>
        <dd>{count(rejected)}</dd>
      </div>
    </>
  );
}
