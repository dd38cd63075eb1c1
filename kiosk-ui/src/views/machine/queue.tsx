import type { OpenMessage, OpenMessageList, StationAnswer } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { count, dayAndTime, time } from '../../design/format.ts';
import { Empty, Sheet } from '../../design/page.tsx';
import type { ShapeName } from '../../design/shape.tsx';
import { StateMark, type Tone } from '../../design/state-mark.tsx';
import { sentenceOf } from '../../station/sentences.ts';
import { either, t } from '../../words/index.ts';
import { machineWords as w } from './words.ts';

const looks: Readonly<Record<OpenMessage['state'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  waiting: { tone: 'amber', shape: 'clock' },
  sending: { tone: 'ink', shape: 'clock' },
  confirmed: { tone: 'delivered', shape: 'tick' },
  rejected: { tone: 'amber', shape: 'warning' },
};

interface Props {
  readonly portal: StationAnswer['portal'];
  readonly now: number;
  /** Null while it has not come, and for whoever may not read it. */
  readonly list: OpenMessageList | null;
  readonly mayRead: boolean;
  /** The messages being put in line again. */
  readonly busy: ReadonlySet<string>;
  readonly onRetry: (ids: readonly string[]) => void;
}

/** How much waits to be sent, and for whoever may mend it each message with its reason. */
export function Queue({ portal, now, list, mayRead, busy, onRetry }: Props) {
  const messages = list?.messages ?? [];
  const sends = portal.connector !== 'manual';
  const all = portal.waiting + portal.rejected;
  return (
    <Sheet title={w('machine.queue')}>
      <dl class="machine-counts">
        {sends ? (
          <>
            <div>
              <dt>{w('machine.count-waiting')}</dt>
              <dd>{count(portal.waiting)}</dd>
            </div>
            <div data-calls={portal.rejected > 0}>
              <dt>{w('machine.count-rejected')}</dt>
              <dd>{count(portal.rejected)}</dd>
            </div>
          </>
        ) : null}
        {portal.byHand === null ? null : (
          <div data-calls={portal.byHand.late}>
            <dt>{w('machine.count-by-hand')}</dt>
            <dd>{count(portal.byHand.dossiers)}</dd>
          </div>
        )}
      </dl>
      {sends ? null : <p class="soft">{w('machine.by-hand')}</p>}
      {sends && !mayRead ? <p class="soft">{w('machine.queue-not-yours')}</p> : null}
      {sends && mayRead && list !== null && messages.length === 0 ? (
        <Empty title={w('machine.queue-none')}>{w('machine.queue-none-more')}</Empty>
      ) : null}
      {messages.length === 0 ? null : (
        <ul class="machine-messages">
          {messages.map((message) => (
            <Row key={message.id} message={message} busy={busy.has(message.id)} onRetry={() => onRetry([message.id])} />
          ))}
        </ul>
      )}
      {messages.length > 0 && messages.length < all ? (
        <p class="soft small">{w('machine.more', { count: count(messages.length) })}</p>
      ) : null}
      <p class="machine-measured soft small">{w('machine.measured', { time: time(list?.readAt ?? now) })}</p>
    </Sheet>
  );
}

function Row({ message, busy, onRetry }: { message: OpenMessage; busy: boolean; onRetry: () => void }) {
  const { state, dossierCode, failureCode } = message;
  const kind = w(`machine.kind.${message.kind}`);
  const words = failureCode === null ? null : sentenceOf(failureCode);
  const facts = [
    w('machine.dossier', { code: dossierCode }),
    w('machine.since', { time: dayAndTime(message.createdAt) }),
    ...(message.attempts > 0 ? [w('machine.attempts', { count: count(message.attempts) })] : []),
    ...(state === 'waiting' && message.attempts > 0
      ? [w('machine.next', { time: dayAndTime(message.nextAttemptAt) })]
      : []),
  ];
  return (
    <li class="machine-message">
      <div class="machine-message-words">
        <div class="machine-part-head">
          <h3>{kind}</h3>
          <StateMark {...looks[state]} word={w(`machine.state.${state}`)} />
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
        <Button busy={busy} label={w('machine.retry-one', { kind, code: dossierCode })} onClick={onRetry}>
          {w('machine.retry')}
        </Button>
      ) : null}
    </li>
  );
}
