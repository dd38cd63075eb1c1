import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../design/button.tsx';
import { Thumbnail } from '../../design/thumbnail.tsx';
import { go } from '../../router.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import { ComparisonStep } from './comparison-step.tsx';
import type { LoadedOriginal } from './original-loader.tsx';
import { PageSheet } from './page-sheet.tsx';
import { runningScan, scanOfFirstPage, thumbnailUrl } from './pages.ts';
import { originalPath } from './place.ts';
import { OriginalStep } from './steps/original-step.tsx';
import { w } from './words.ts';
import './pages-view.css';

/** How large a page is shown: 1 fills the width at reading size. */
const zooms = [0.5, 0.75, 1, 1.5, 2, 3] as const;
const readingSize = 2;

interface Props {
  readonly officerId: string;
  readonly loaded: LoadedOriginal;
  readonly firstPage: number;
}

/** The pages at reading size, to be held against the paper; with the comparison at the right where it is due. */
export function PagesView({ officerId, loaded, firstPage }: Props) {
  const { detail } = loaded;
  const count = detail.pages.length;
  const [wanted, setWanted] = useState(firstPage);
  const [level, setLevel] = useState(readingSize);
  const [seen, setSeen] = useState<ReadonlySet<number>>(new Set());
  const ordinal = Math.min(Math.max(wanted, 1), count);
  const page = detail.pages[ordinal - 1];
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => sheet.current?.focus({ preventScroll: true }), []);
  // Another page begins at its top.
  useEffect(() => sheet.current?.scrollTo(0, 0), [ordinal]);

  const turn = (by: number): void => setWanted(Math.min(Math.max(ordinal + by, 1), count));
  const zoom = (by: number): void => setLevel((before) => Math.min(Math.max(before + by, 0), zooms.length - 1));
  const close = (): void => go(originalPath(detail.dossierId, detail.id), { replace: true });
  useShortcut({ keys: 'PageUp', label: w('desk.viewer-previous'), act: () => turn(-1) });
  useShortcut({ keys: 'PageDown', label: w('desk.viewer-next'), act: () => turn(1) });
  useShortcut({ keys: '-', label: w('desk.viewer-smaller'), act: () => zoom(-1) });
  useShortcut({ keys: '+', label: w('desk.viewer-larger'), act: () => zoom(1) });
  useShortcut({ keys: '0', label: w('desk.viewer-width'), act: () => setLevel(readingSize) });
  useShortcut({ keys: 'Escape', label: w('desk.viewer-close'), act: close });

  const comparing = detail.acts.includes('compare') && runningScan(detail) === null;
  const markSeen = (): void => setSeen((before) => new Set(before).add(ordinal));
  return (
    <>
      <section class="desk-middle viewer" aria-label={w('desk.viewer-pages')}>
        <div class="viewer-bar">
          <Button onClick={close} keys="Esc">
            {w('desk.viewer-close')}
          </Button>
          <h1 class="viewer-title">{detail.title}</h1>
          <div class="viewer-tools">
            <Button
              kind="plain"
              disabled={ordinal === 1}
              label={`${w('desk.viewer-previous')} PgUp`}
              keys="PgUp"
              onClick={() => turn(-1)}
            >
              ‹
            </Button>
            <strong class="viewer-turn" role="status">
              {w('desk.viewer', { page: ordinal, pages: count })}
            </strong>
            <Button
              kind="plain"
              disabled={ordinal === count}
              label={`${w('desk.viewer-next')} PgDn`}
              keys="PgDn"
              onClick={() => turn(1)}
            >
              ›
            </Button>
            <Button
              kind="plain"
              disabled={level === 0}
              label={`${w('desk.viewer-smaller')} −`}
              onClick={() => zoom(-1)}
            >
              −
            </Button>
            <Button
              kind="plain"
              disabled={level === zooms.length - 1}
              label={`${w('desk.viewer-larger')} +`}
              onClick={() => zoom(1)}
            >
              +
            </Button>
          </div>
        </div>
        <div class="viewer-work">
          <ul class="viewer-strip" aria-label={w('desk.viewer-pages')}>
            {detail.pages.map((one) => (
              <li key={`${scanOfFirstPage(detail)}-${one.ordinal}`}>
                <Thumbnail
                  ordinal={one.ordinal}
                  src={thumbnailUrl(detail, one.ordinal)}
                  widthPx={one.widthPx}
                  heightPx={one.heightPx}
                  width={4.5}
                  selected={one.ordinal === ordinal}
                  note={seen.has(one.ordinal) ? undefined : w('desk.not-seen')}
                  onOpen={() => setWanted(one.ordinal)}
                />
              </li>
            ))}
          </ul>
          <section
            class="viewer-sheet"
            ref={sheet}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
            tabIndex={0}
            aria-label={w('desk.viewer', { page: ordinal, pages: count })}
          >
            {page === undefined ? null : (
              <PageSheet
                key={`${scanOfFirstPage(detail)}-${ordinal}`}
                originalId={detail.id}
                page={page}
                epoch={scanOfFirstPage(detail)}
                zoom={zooms[level] ?? 1}
                onSeen={markSeen}
              />
            )}
          </section>
        </div>
      </section>
      {comparing ? (
        <ComparisonStep officerId={officerId} loaded={loaded} unseen={count - seen.size} onDone={close} />
      ) : (
        <OriginalStep officerId={officerId} loaded={loaded} onCompare={close} />
      )}
    </>
  );
}
