import { useEffect, useRef, useState } from 'preact/hooks';
import { Button } from '../../design/button.tsx';
import { go } from '../../router.ts';
import { useShortcut } from '../../shell/shortcuts.ts';
import { PageStrip } from './arranging/page-strip.tsx';
import { PageTools } from './arranging/page-tools.tsx';
import { useArranging } from './arranging/use-arranging.ts';
import { w as arrangingWords } from './arranging/words.ts';
import { ComparisonStep } from './comparison-step.tsx';
import type { LoadedOriginal } from './original-loader.tsx';
import { PageSheet } from './page-sheet.tsx';
import { runningScan } from './pages.ts';
import { originalPath } from './place.ts';
import { OriginalStep } from './steps/original-step.tsx';
import { w } from './words.ts';
import './pages-view.css';

/** How large a page is shown: 1 fills the width at reading size. */
const zooms = [0.5, 0.75, 1, 1.5, 2, 3] as const;
const readingSize = 2;

/** Which page is looked at, and whether it was chosen among those set aside. */
interface Chosen {
  readonly id: string | null;
  readonly aside: boolean;
}

/** The pages are open already. */
const stay = (): void => {};

interface Props {
  readonly officerId: string;
  readonly loaded: LoadedOriginal;
  readonly firstPage: number;
}

/** The pages at reading size, to be held against the paper; with the comparison at the right where it is due. */
export function PagesView({ officerId, loaded, firstPage }: Props) {
  const { detail } = loaded;
  const arranging = useArranging(officerId, loaded);
  const { pages, aside } = arranging;
  const count = pages.length;
  const [chosen, setChosen] = useState<Chosen>({ id: pages[firstPage - 1]?.id ?? null, aside: false });
  const [level, setLevel] = useState(readingSize);
  const [seen, setSeen] = useState<ReadonlySet<string>>(new Set());
  // When the chosen page is no longer in its place, the one that is there now is looked at.
  const place = useRef(firstPage);
  const asidePage = chosen.aside ? aside.find(({ id }) => id === chosen.id) : undefined;
  const page = pages.find(({ id }) => id === chosen.id) ?? pages[Math.min(place.current, count) - 1];
  if (page && !asidePage) place.current = page.ordinal;
  const shown = asidePage ?? page;
  const ordinal = page?.ordinal ?? 1;
  const label = asidePage
    ? arrangingWords('arranging.aside-page', { scanned: asidePage.scanned })
    : w('desk.viewer', { page: ordinal, pages: count });
  const sheet = useRef<HTMLElement>(null);
  useEffect(() => sheet.current?.focus({ preventScroll: true }), []);
  // Another page begins at its top.
  useEffect(() => sheet.current?.scrollTo(0, 0), [shown?.id]);

  const choose = (id: string | null): void => setChosen({ id, aside: aside.some((one) => one.id === id) });
  const turn = (by: number): void => choose(pages[Math.min(Math.max(ordinal + by, 1), count) - 1]?.id ?? null);
  const zoom = (by: number): void => setLevel((before) => Math.min(Math.max(before + by, 0), zooms.length - 1));
  const close = (): void => go(originalPath(detail.dossierId, detail.id), { replace: true });
  useShortcut({ keys: 'PageUp', label: w('desk.viewer-previous'), act: () => turn(-1) });
  useShortcut({ keys: 'PageDown', label: w('desk.viewer-next'), act: () => turn(1) });
  useShortcut({ keys: '-', label: w('desk.viewer-smaller'), act: () => zoom(-1) });
  useShortcut({ keys: '+', label: w('desk.viewer-larger'), act: () => zoom(1) });
  useShortcut({ keys: '0', label: w('desk.viewer-width'), act: () => setLevel(readingSize) });
  useShortcut({ keys: 'Escape', label: w('desk.viewer-close'), act: close });

  const comparing = detail.acts.includes('compare') && runningScan(detail) === null;
  const markSeen = (): void => {
    if (page && !asidePage) setSeen((before) => new Set(before).add(page.id));
  };
  const unseen = pages.filter(({ id }) => !seen.has(id)).length;
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
              onClick={() => turn(-1)}
            >
              ‹
            </Button>
            <strong class="viewer-turn" role="status">
              {label}
            </strong>
            <Button
              kind="plain"
              disabled={ordinal === count}
              label={`${w('desk.viewer-next')} PgDn`}
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
        {shown === undefined ? null : <PageTools loaded={loaded} arranging={arranging} id={shown.id} />}
        <div class="viewer-work">
          <PageStrip
            originalId={detail.id}
            arranging={arranging}
            chosen={shown?.id ?? null}
            seen={seen}
            onChoose={choose}
          />
          <section
            class="viewer-sheet"
            ref={sheet}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
            tabIndex={0}
            aria-label={label}
          >
            {shown === undefined ? null : (
              <PageSheet
                key={shown.id}
                originalId={detail.id}
                page={shown}
                label={label}
                zoom={zooms[level] ?? 1}
                onSeen={markSeen}
              />
            )}
          </section>
        </div>
      </section>
      {comparing ? (
        <ComparisonStep officerId={officerId} loaded={loaded} unseen={unseen} held={arranging.busy} onDone={close} />
      ) : (
        <OriginalStep officerId={officerId} loaded={loaded} onCompare={stay} />
      )}
    </>
  );
}
