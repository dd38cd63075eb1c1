import { Fragment } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { Thumbnail } from '../../../design/thumbnail.tsx';
import { thumbnailUrl } from '../pages.ts';
import { w as desk } from '../words.ts';
import { moved } from './arrangement.ts';
import { Icon } from './icon.tsx';
import type { Arranging } from './use-arranging.ts';
import { useDrag } from './use-drag.ts';
import { w } from './words.ts';
import './page-strip.css';

interface Props {
  readonly originalId: string;
  readonly arranging: Arranging;
  readonly chosen: string | null;
  readonly seen: ReadonlySet<string>;
  readonly onChoose: (id: string) => void;
}

/** The pages of the copy in their order, to be chosen and dragged; under them those set aside. */
export function PageStrip({ originalId, arranging, chosen, seen, onChoose }: Props) {
  const { pages, aside, possible } = arranging;
  const list = useRef<HTMLOListElement>(null);
  const ids = pages.map(({ id }) => id);
  const { drag, press } = useDrag(list, ids, (id, to) => {
    const from = ids.indexOf(id) + 1;
    onChoose(id);
    arranging.arrange((before) => moved(before, id, to), w('arranging.moved', { from, to: to + 1 }));
  });
  useFocusOnChosen(list, ids.join(), chosen);
  const dropAt = (index: number): string =>
    drag?.slot === index ? 'before' : index === pages.length - 1 && drag?.slot === pages.length ? 'after' : 'none';
  return (
    <div class="page-strip" data-scrolls data-dragging={drag !== null}>
      <ol ref={list} aria-label={desk('desk.viewer-pages')}>
        {pages.map((page, index) => (
          <li
            key={page.id}
            class="page-strip-item"
            data-page={page.id}
            data-drop={dropAt(index)}
            data-lifted={drag?.id === page.id}
            onPointerDown={(event) => {
              // A finger on the picture scrolls the list; on the grip it drags.
              const grip = event.target instanceof Element && event.target.closest('.page-strip-grip') !== null;
              if (possible && (grip || event.pointerType === 'mouse')) press(event, page.id);
            }}
          >
            <Thumbnail
              ordinal={page.ordinal}
              src={thumbnailUrl(originalId, page)}
              widthPx={page.widthPx}
              heightPx={page.heightPx}
              width={4.5}
              selected={page.id === chosen}
              note={seen.has(page.id) ? undefined : desk('desk.not-seen')}
              onOpen={() => onChoose(page.id)}
            />
            {possible && pages.length > 1 ? (
              <span class="page-strip-grip" title={w('arranging.grip')} aria-hidden="true">
                <Icon name="grip" />
              </span>
            ) : null}
          </li>
        ))}
      </ol>
      {aside.length === 0 ? null : (
        <Fragment>
          <h2 class="page-strip-title">{w('arranging.aside', { count: aside.length })}</h2>
          <p class="soft small">{w('arranging.aside-hint')}</p>
          <ul aria-label={w('arranging.aside', { count: aside.length })}>
            {aside.map((page) => (
              <li key={page.id} class="page-strip-item page-strip-aside">
                <Thumbnail
                  ordinal={page.scanned}
                  name={w('arranging.aside-page', { scanned: page.scanned })}
                  src={thumbnailUrl(originalId, page)}
                  widthPx={page.widthPx}
                  heightPx={page.heightPx}
                  width={4.5}
                  selected={page.id === chosen}
                  onOpen={() => onChoose(page.id)}
                />
              </li>
            ))}
          </ul>
        </Fragment>
      )}
    </div>
  );
}

/** A page that is moved keeps the focus it had, and stays in view. */
function useFocusOnChosen(list: { readonly current: HTMLElement | null }, order: string, chosen: string | null): void {
  const had = useRef(false);
  had.current =
    document.activeElement instanceof HTMLElement && list.current?.contains(document.activeElement) === true;
  useLayoutEffect(() => {
    const item = chosen === null ? null : list.current?.querySelector(`[data-page="${chosen}"] button`);
    if (!(item instanceof HTMLElement)) return;
    item.scrollIntoView({ block: 'nearest' });
    if (had.current && document.activeElement !== item) item.focus({ preventScroll: true });
  }, [order, chosen, list]);
}
