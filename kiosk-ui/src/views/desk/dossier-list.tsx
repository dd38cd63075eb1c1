import type { RefObject } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { DOSSIER_STATE_TABLE, type DossierLine, type OriginalState } from '../../../../src/web/contract/index.ts';
import { Link } from '../../design/link.tsx';
import { FailureNotice } from '../../design/notice.tsx';
import type { ShapeName } from '../../design/shape.tsx';
import { OriginalStateMark, StateMark, type Tone } from '../../design/state-mark.tsx';
import * as api from '../../station/api.ts';
import { useLive } from '../../station/use-live.ts';
import { either } from '../../words/index.ts';
import { Due } from './due.tsx';
import { dossierPath } from './place.ts';
import { isScanning } from './running-scans.ts';
import { w } from './words.ts';
import './dossier-list.css';

/** After the last key the search is sent (milliseconds). */
const pauseMs = 180;

interface Props {
  readonly current: string | null;
  readonly searchRef: RefObject<HTMLInputElement | null>;
}

/** Today's dossiers: who waits at the desk on top, due soonest first; or what a search finds. */
export function DossierList({ current, searchRef }: Props) {
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setSearch(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  const live = useLive(
    `dossiers:${search}`,
    (read) => api.listDossiers(search === '' ? {} : { search }, read),
    ({ type }) => ['dossier-changed', 'original-changed', 'page-scanned', 'scan-ended'].includes(type),
  );
  // The last list stays in view until the next one is there.
  const last = useRef<readonly DossierLine[] | null>(null);
  const dossiers = live.value.value?.dossiers ?? last.current;
  last.current = dossiers;
  const failure = live.failure.value;
  return (
    <nav class="desk-list" aria-label={w('desk.list')}>
      <div class="desk-search">
        <label class="visually-hidden" for="desk-search">
          {w('desk.search')}
        </label>
        <input
          ref={searchRef}
          id="desk-search"
          class="field-input"
          type="search"
          placeholder={w('desk.search')}
          autocomplete="off"
          spellcheck={false}
          maxLength={200}
          value={typed}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === 'Escape') setTyped('');
          }}
        />
        <span class="desk-search-key" aria-hidden="true">
          <kbd>/</kbd>
        </span>
      </div>
      {failure !== null && failure.status !== 0 ? <FailureNotice failure={failure} /> : null}
      {dossiers === null ? <p class="soft desk-list-words">{w('desk.list-loading')}</p> : null}
      {dossiers?.length === 0 ? <Nothing searched={search !== ''} /> : null}
      {search !== '' && dossiers ? (
        <Group title={w('desk.list-found')} lines={dossiers} current={current} />
      ) : (
        grouped(dossiers ?? []).map(({ place, lines }) => (
          <Group key={place} title={w(`desk.group.${place}`)} lines={lines} current={current} />
        ))
      )}
    </nav>
  );
}

function Nothing({ searched }: { readonly searched: boolean }) {
  return (
    <div class="desk-list-words" role="status">
      <p>{w(searched ? 'desk.list-none-found' : 'desk.list-empty')}</p>
      <p class="soft small">{w(searched ? 'desk.list-none-found-more' : 'desk.list-empty-more')}</p>
    </div>
  );
}

/** States in which the desk has the next step. */
const atDesk: readonly OriginalState[] = ['draft', 'scanned', 'compared', 'returned-to-creator', 'supplement-asked'];

function placeOfDossier({ state, originals }: DossierLine): 'here' | 'away' | 'over' {
  if (originals.length === 0 || originals.some((original) => atDesk.includes(original.state))) return 'here';
  return DOSSIER_STATE_TABLE[state].open || state === 'finished' ? 'away' : 'over';
}

function grouped(dossiers: readonly DossierLine[]) {
  return (['here', 'away', 'over'] as const)
    .map((place) => ({ place, lines: dossiers.filter((dossier) => placeOfDossier(dossier) === place) }))
    .filter(({ lines }) => lines.length > 0);
}

interface GroupProps {
  readonly title: string;
  readonly lines: readonly DossierLine[];
  readonly current: string | null;
}

function Group({ title, lines, current }: GroupProps) {
  return (
    <section class="desk-group">
      <h2 class="desk-group-title">
        {title} <span class="soft">{lines.length}</span>
      </h2>
      <ul>
        {lines.map((line) => (
          <Row key={line.id} line={line} current={line.id === current} />
        ))}
      </ul>
    </section>
  );
}

function Row({ line, current }: { readonly line: DossierLine; readonly current: boolean }) {
  const pages = line.originals.reduce((sum, original) => sum + original.pages, 0);
  const [first] = line.originals;
  const { open } = DOSSIER_STATE_TABLE[line.state];
  return (
    <li>
      <Link class="desk-row" href={dossierPath(line.id)} current={current}>
        <span class="desk-row-name">{line.requesterName}</span>
        <span class="desk-row-mark">
          {line.originals.some(({ id }) => isScanning(id)) ? (
            <StateMark tone="ink" shape="clock" word={w('desk.scanning-here')} />
          ) : line.originals.length === 1 && first ? (
            <OriginalStateMark state={first.state} />
          ) : (
            <DossierStateMark line={line} />
          )}
        </span>
        <span class="desk-row-facts">
          <span>{line.code}</span>
          <span>
            {line.originals.length > 1
              ? w('desk.originals-pages', { originals: line.originals.length, pages })
              : first
                ? pages === 0
                  ? w('desk.no-pages')
                  : w('desk.pages', { pages })
                : w('desk.no-original')}
          </span>
        </span>
        <span class="desk-row-facts">
          <Due at={line.dueAt} open={open} />
        </span>
      </Link>
    </li>
  );
}

const marks: Readonly<Record<DossierLine['state'], { readonly tone: Tone; readonly shape: ShapeName }>> = {
  received: { tone: 'grey', shape: 'ring' },
  processing: { tone: 'ink', shape: 'dot' },
  'supplement-asked': { tone: 'amber', shape: 'clock' },
  finished: { tone: 'amber', shape: 'tick' },
  returned: { tone: 'delivered', shape: 'double-tick' },
  stopped: { tone: 'grey', shape: 'stop' },
  refused: { tone: 'grey', shape: 'stop' },
  withdrawn: { tone: 'grey', shape: 'back' },
};

function DossierStateMark({ line }: { readonly line: DossierLine }) {
  return <StateMark {...marks[line.state]} word={either(DOSSIER_STATE_TABLE[line.state])} />;
}
