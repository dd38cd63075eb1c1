import type { OpenMessageList, StationAnswer } from '../../../../src/web/contract/index.ts';
import { count, time } from '../../design/format.ts';
import { Empty, Sheet } from '../../design/page.tsx';
import { OpenFigures, OpenRow } from './open-row.tsx';
import { machineWords as w } from './words.ts';

interface Props {
  readonly portal: StationAnswer['portal'];
  readonly now: number;
  /** Null while it has not come, and for whoever may not read it. */
  readonly list: OpenMessageList | null;
  readonly mayRead: boolean;
  /** The messages being put in line again. */
  readonly busy: ReadonlySet<string>;
  readonly onRetry: (ids: readonly string[]) => void;
  readonly onThere: (id: string) => void;
}

/** How much waits to be sent, and for whoever may mend it each message with its reason. */
export function Queue({ portal, now, list, mayRead, busy, onRetry, onThere }: Props) {
  const messages = list?.messages ?? [];
  const sends = portal.connector !== 'manual';
  const all = portal.waiting + portal.rejected;
  return (
    <Sheet title={w('machine.queue')}>
      <dl class="figure-list">
        {sends ? <OpenFigures {...portal} /> : null}
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
        <ul class="record-list">
          {messages.map((message) => (
            <OpenRow
              key={message.id}
              title={w(`machine.kind.${message.kind}`)}
              facts={[w('machine.dossier', { code: message.dossierCode })]}
              since={message.createdAt}
              message={message}
              kind={w(`machine.kind.${message.kind}`)}
              busy={busy.has(message.id)}
              onRetry={() => onRetry([message.id])}
              onThere={() => onThere(message.id)}
            />
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
