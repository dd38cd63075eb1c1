import type { ComponentChildren } from 'preact';
import type { RequestLine, RequestList as Requests } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice, Notice } from '../../design/notice.tsx';
import type { Live } from '../../station/use-live.ts';
import { either } from '../../words/index.ts';
import { requestPath } from './place.ts';
import { RequestMark, wayWords } from './state.tsx';
import { w } from './words.ts';

/** On the left: what waits, the oldest first, and what was dealt with lately. */
export function RequestList({ live, here }: { readonly live: Live<Requests>; readonly here: string | null }) {
  const list = live.value.value;
  const failure = live.failure.value;
  const waiting = list?.requests.filter(({ state }) => ['filed', 'supplement', 'unreadable'].includes(state)) ?? [];
  const others = list?.requests.filter((one) => !waiting.includes(one)) ?? [];
  const done = others.toSorted((a, b) => b.changedAt - a.changedAt);
  return (
    <nav class="portal-list" aria-label={w('online.list')} aria-busy={list === null && failure === null}>
      {failure === null ? null : (
        <div class="portal-list-words">
          <FailureNotice
            failure={failure}
            actions={<Button onClick={() => void live.reload()}>{w('online.again')}</Button>}
          />
        </div>
      )}
      {list === null && failure === null ? <p class="portal-list-words">{w('online.loading')}</p> : null}
      {list?.taken ? (
        <p class="portal-list-words soft small">
          {list.broughtAt === null
            ? w('online.never-brought')
            : w('online.brought', { when: dayAndTime(list.broughtAt) })}
        </p>
      ) : null}
      {list?.taken && list.message !== null ? (
        <div class="portal-list-words">
          <Notice kind="waiting" title={w('online.not-brought')} code={list.failureCode ?? undefined}>
            {either(list.message)}
          </Notice>
        </div>
      ) : null}
      <Group title={w('online.waiting')} lines={waiting} here={here} />
      <Group title={w('online.done')} lines={done} here={here} />
    </nav>
  );
}

function Group(props: {
  readonly title: string;
  readonly lines: readonly RequestLine[];
  readonly here: string | null;
}) {
  const { title, lines, here } = props;
  if (lines.length === 0) return null;
  return (
    <section>
      <h2 class="portal-group-title">
        {title} <span class="soft">{lines.length}</span>
      </h2>
      <ul>
        {lines.map((line) => (
          <Row key={line.id} href={requestPath(line.id)} current={line.id === here}>
            <span class="portal-row-name">{line.requesterName ?? line.code}</span>
            <span class="soft small">{line.code}</span>
            {line.filedAt === null ? null : (
              <span class="small">
                {dayAndTime(line.filedAt)} · {w('online.papers', { n: line.papers })}
              </span>
            )}
            <span class="portal-row-mark">
              <RequestMark state={line.state} />
            </span>
            {line.answer === null ? null : <span class="soft small">{wayWords(line.answer)}</span>}
          </Row>
        ))}
      </ul>
    </section>
  );
}

function Row({ href, current, children }: { href: string; current: boolean; children: ComponentChildren }) {
  return (
    <li>
      <Link class="portal-row" href={href} current={current}>
        {children}
      </Link>
    </li>
  );
}
