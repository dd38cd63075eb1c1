import type { ComponentChildren } from 'preact';
import type { HandoverList } from '../../../../src/web/contract/index.ts';
import { age } from '../../design/age.ts';
import { Button } from '../../design/button.tsx';
import { dayAndTime } from '../../design/format.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import { StateMark } from '../../design/state-mark.tsx';
import { TimeStampsMark } from '../../design/time-stamps.tsx';
import type { Live } from '../../station/use-live.ts';
import { copyPath, type Place, updatePath } from './place.ts';
import { w } from './words.ts';

interface Props {
  readonly live: Live<HandoverList>;
  readonly place: Place;
}

/** On the left: what waits, the oldest first, and what was done lately. */
export function TaskList({ live, place }: Props) {
  const list = live.value.value;
  const failure = live.failure.value;
  const here = place.at === 'copy' ? place.originalId : place.at === 'update' ? place.dossierId : null;
  return (
    <nav class="portal-list" aria-label={w('portal.list')} aria-busy={list === null && failure === null}>
      {failure === null ? null : (
        <div class="portal-list-words">
          <FailureNotice
            failure={failure}
            actions={<Button onClick={() => void live.reload()}>{w('portal.again')}</Button>}
          />
        </div>
      )}
      {list === null && failure === null ? <p class="portal-list-words">{w('portal.list-loading')}</p> : null}
      {list !== null && list.copies.length + list.updates.length === 0 ? (
        <div class="portal-list-words" role="status">
          <p>{w('portal.none')}</p>
          <p class="soft small">{w('portal.none-more')}</p>
        </div>
      ) : null}
      <Group title={w('portal.list-copies')} count={list?.copies.length ?? 0}>
        {list?.copies.map((task) => (
          <Row key={task.originalId} href={copyPath(task.originalId)} current={task.originalId === here}>
            <span class="portal-row-name">{task.title}</span>
            <span>{task.requesterName}</span>
            <span class="soft small">{task.dossierCode}</span>
            <Waiting late={task.late} ms={list.readAt - task.since} hours={list.lateHours} />
            {task.timeStamps === null ? null : (
              <span class="portal-row-mark">
                <TimeStampsMark stamps={task.timeStamps} />
              </span>
            )}
            {task.taken === null ? null : (
              <span class="soft small">
                {w('portal.taken', { who: task.taken.by.fullName, when: dayAndTime(task.taken.at) })}
              </span>
            )}
          </Row>
        ))}
      </Group>
      <Group title={w('portal.list-updates')} count={list?.updates.length ?? 0}>
        {list?.updates.map((task) => (
          <Row key={task.dossierId} href={updatePath(task.dossierId)} current={task.dossierId === here}>
            <span class="portal-row-name">{task.requesterName}</span>
            <span class="soft small">{task.dossierCode}</span>
            <Waiting late={task.late} ms={list.readAt - task.since} hours={list.lateHours} />
          </Row>
        ))}
      </Group>
      <Group title={w('portal.list-done')} count={list?.done.length ?? 0}>
        {list?.done.map((done) => (
          <Row key={done.originalId} href={copyPath(done.originalId)} current={done.originalId === here}>
            <span class="portal-row-name">{done.title}</span>
            <span>{done.requesterName}</span>
            <span class="soft small">{w('portal.code-is', { code: done.portalCode })}</span>
          </Row>
        ))}
      </Group>
    </nav>
  );
}

function Group({ title, count, children }: { title: string; count: number; children: ComponentChildren }) {
  if (count === 0) return null;
  return (
    <section>
      <h2 class="portal-group-title">
        {title} <span class="soft">{count}</span>
      </h2>
      <ul>{children}</ul>
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

/** How long it has waited; amber, with a word and a shape of its own, once that is too long. */
export function Waiting({ late, ms, hours }: { readonly late: boolean; readonly ms: number; readonly hours: number }) {
  const word = late ? w('portal.waits-late', { age: age(ms), hours }) : w('portal.waits', { age: age(ms) });
  return (
    <span class="portal-row-mark">
      <StateMark tone={late ? 'amber' : 'grey'} shape={late ? 'warning' : 'clock'} word={word} />
    </span>
  );
}
