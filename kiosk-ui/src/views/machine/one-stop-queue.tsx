import type { OpenTelling, StationAnswer } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { count, dayAndTime } from '../../design/format.ts';
import { Notice } from '../../design/notice.tsx';
import { Sheet } from '../../design/page.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { sentenceOf } from '../../station/sentences.ts';
import { either, t } from '../../words/index.ts';
import { machineWords as w } from './words.ts';

interface Props {
  readonly beside: NonNullable<StationAnswer['portal']['beside']>;
  readonly open: readonly OpenTelling[];
  readonly busy: ReadonlySet<string>;
  readonly onRetry: (dossierId: string) => void;
}

/** What waits for the one-stop system beside the portal. */
export function OneStopQueue({ beside, open, busy, onRetry }: Props) {
  const refusal = beside.refusal === null ? null : sentenceOf(beside.refusal);
  return (
    <Sheet title={w('machine.one-stop')}>
      {beside.refusal === null ? null : (
        <Notice kind="waiting" code={beside.refusal}>
          {refusal === null ? beside.refusal : either(refusal)}
        </Notice>
      )}
      <dl class="machine-counts">
        <div>
          <dt>{w('machine.count-waiting')}</dt>
          <dd>{count(beside.waiting)}</dd>
        </div>
        <div data-calls={beside.rejected > 0}>
          <dt>{w('machine.count-rejected')}</dt>
          <dd>{count(beside.rejected)}</dd>
        </div>
      </dl>
      {open.length === 0 ? null : (
        <ul class="machine-messages">
          {open.map((one) => (
            <Row key={one.dossierId} telling={one} busy={busy.has(one.dossierId)} onRetry={onRetry} />
          ))}
        </ul>
      )}
      <p class="machine-measured soft small">
        {beside.lastConfirmedAt === null
          ? w('machine.one-stop-none-yet')
          : w('machine.one-stop-last', { time: dayAndTime(beside.lastConfirmedAt) })}
      </p>
    </Sheet>
  );
}

function Row(props: {
  readonly telling: OpenTelling;
  readonly busy: boolean;
  readonly onRetry: (dossierId: string) => void;
}) {
  const { telling, busy, onRetry } = props;
  const { state, dossierCode: code, failureCode } = telling;
  const words = failureCode === null ? null : sentenceOf(failureCode);
  const facts = [
    w('machine.since', { time: dayAndTime(telling.changedAt) }),
    ...(telling.attempts > 0 ? [w('machine.attempts', { count: count(telling.attempts) })] : []),
    ...(state === 'waiting' && telling.attempts > 0
      ? [w('machine.next', { time: dayAndTime(telling.nextAttemptAt) })]
      : []),
  ];
  return (
    <li class="machine-message">
      <div class="machine-message-words">
        <div class="machine-part-head">
          <h3>{w('machine.dossier', { code })}</h3>
          <StateMark
            tone={state === 'sending' ? 'ink' : 'amber'}
            shape={state === 'rejected' ? 'warning' : 'clock'}
            word={w(`machine.state.${state}`)}
          />
        </div>
        <ul class="machine-message-facts">
          {facts.map((fact) => (
            <li key={fact}>{fact}</li>
          ))}
        </ul>
        {failureCode === null ? null : (
          <p class="machine-why">
            {words === null ? null : either(words)}{' '}
            <span class="soft small">
              {t('notice.code')} {failureCode}
            </span>
          </p>
        )}
      </div>
      {state === 'rejected' ? (
        <Button
          busy={busy}
          label={w('machine.retry-one', { kind: w('machine.one-stop'), code })}
          onClick={() => onRetry(telling.dossierId)}
        >
          {w('machine.retry')}
        </Button>
      ) : null}
    </li>
  );
}
