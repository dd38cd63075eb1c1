import type { OriginalDetail, OriginalLine } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Link } from '../../design/link.tsx';
import { OriginalStateMark, StateMark } from '../../design/state-mark.tsx';
import { Thumbnail } from '../../design/thumbnail.tsx';
import { TimeStampsMark } from '../../design/time-stamps.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import { w as arranging } from './arranging/words.ts';
import { brokenScan, runningScan, thumbnailUrl } from './pages.ts';
import { originalPath } from './place.ts';
import { runningScans } from './running-scans.ts';
import { StandIns } from './stand-ins.tsx';
import { w } from './words.ts';
import './original-card.css';

interface Props {
  readonly dossierId: string;
  readonly line: OriginalLine;
  /** Null until it has been fetched. */
  readonly original: OriginalDetail | null;
  /** Its pictures were destroyed at the end of the term. */
  readonly gone: boolean;
  readonly selected: boolean;
  readonly onOpenPage: (ordinal: number) => void;
}

/** One original: its title, its state, and the strip of its pages, which fills while the scanner runs. */
export function OriginalCard({ dossierId, line, original, gone, selected, onOpenPage }: Props) {
  const scan = original === null ? null : runningScan(original);
  const pages = gone ? [] : (original?.pages ?? []);
  return (
    <li class="original" data-selected={selected}>
      <div class="original-head">
        <h2 class="original-name">
          <Link class="original-title" href={originalPath(dossierId, line.id)} current={selected}>
            {line.ordinal}. {line.title}
          </Link>
        </h2>
        {scan === null ? (
          <OriginalStateMark state={original?.state ?? line.state} />
        ) : (
          <StateMark tone="ink" shape="clock" word={w('desk.scanning-here')} />
        )}
      </div>
      <p class="soft small">
        {original?.pages.length ? w('desk.pages', { pages: original.pages.length }) : w('desk.no-pages')}
        {original && original.paperCopies > 0 ? ` · ${w('desk.copies', { count: original.paperCopies })}` : ''}
        {original?.registerNumber ? ` · ${original.registerNumber}` : ''}
      </p>
      {original === null || original.timeStamps === null ? null : (
        <p>
          <TimeStampsMark stamps={original.timeStamps} />
        </p>
      )}
      {original === null ? null : <StandIns original={original} />}
      {original !== null && (pages.length > 0 || scan !== null) ? (
        <ul class="strip" aria-label={w('desk.viewer-pages')}>
          {pages.map((page) => (
            <li key={page.id}>
              <Thumbnail
                ordinal={page.ordinal}
                src={thumbnailUrl(original.id, page)}
                widthPx={page.widthPx}
                heightPx={page.heightPx}
                onOpen={() => onOpenPage(page.ordinal)}
              />
            </li>
          ))}
          {scan === null ? null : (
            <li key="arriving">
              <Thumbnail ordinal={pages.length + 1} src={null} note={percentOf(scan.id)} />
            </li>
          )}
        </ul>
      ) : line.pages > 0 && original === null && !gone ? (
        <div class="strip strip-waiting" />
      ) : null}
      {selected && scan === null && pages.length > 0 && original?.acts.includes('edit-pages') ? (
        <EditPages onOpen={() => onOpenPage(1)} />
      ) : null}
      {original !== null && scan === null && brokenScan(original) ? (
        <p class="small original-broken">{w('desk.scan-broke')}</p>
      ) : null}
    </li>
  );
}

function percentOf(scanId: string): string | undefined {
  const percent = runningScans.value.get(scanId)?.percent ?? null;
  return percent === null ? undefined : `${Math.round(percent)} %`;
}

/** To the pages at reading size, where they are turned, moved and set aside. */
function EditPages({ onOpen }: { readonly onOpen: () => void }) {
  useShortcut({ keys: 'e', label: arranging('arranging.tools'), act: onOpen });
  return (
    <div>
      <Button keys="E" onClick={onOpen}>
        {arranging('arranging.tools')}
      </Button>
    </div>
  );
}
