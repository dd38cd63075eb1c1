import { signal } from '@preact/signals';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { OriginalDetail } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { useShortcut } from '../../shell/shortcuts.ts';
import { pageUrl } from '../../station/api.ts';
import { w } from './words.ts';
import './page-sheet.css';

/** Sizes in percent of the column's width; `whole` shows the page from edge to edge. */
const sizes = ['whole', 100, 150, 200, 300] as const;

/** Kept from page to page: who needs large letters needs them on each. */
const size = signal(1);

interface Props {
  readonly originalId: string;
  readonly page: OriginalDetail['pages'][number];
  readonly total: number;
  readonly onTurn: (by: number) => void;
  /** The page is on the screen. */
  readonly onLooked: () => void;
}

/** One page as it was scanned, in full resolution; its place has the page's form before the picture is there. */
export function PageSheet({ originalId, page, total, onTurn, onLooked }: Props) {
  const { ordinal, widthPx, heightPx } = page;
  const scroll = useRef<HTMLDivElement>(null);
  const [tries, setTries] = useState(0);
  const [failed, setFailed] = useState(false);
  useEffect(() => scroll.current?.focus({ preventScroll: true }), []);
  const zoom = (by: number): void => {
    size.value = Math.min(sizes.length - 1, Math.max(0, size.value + by));
  };
  useShortcut({ keys: '=', label: w('reading.zoom-in'), act: () => zoom(1) });
  useShortcut({ keys: '-', label: w('reading.zoom-out'), act: () => zoom(-1) });
  const now = sizes[size.value] ?? 100;
  return (
    <section class="page-sheet" aria-label={w('reading.page', { ordinal, total })}>
      <div class="page-sheet-tools">
        <Button keys="←" disabled={ordinal === 1} onClick={() => onTurn(-1)}>
          {w('reading.previous')}
        </Button>
        <p class="page-sheet-ordinal" aria-live="polite">
          {w('reading.page', { ordinal, total })}
        </p>
        <Button keys="→" disabled={ordinal === total} onClick={() => onTurn(1)}>
          {w('reading.next')}
        </Button>
        <span class="page-sheet-zoom">
          <Button keys="−" disabled={size.value === 0} onClick={() => zoom(-1)}>
            {w('reading.zoom-out')}
          </Button>
          <span aria-live="polite">
            <span class="visually-hidden">{w('reading.zoom')} </span>
            {now === 'whole'
              ? w('reading.whole')
              : now === 100
                ? w('reading.width')
                : w('reading.percent', { percent: now })}
          </span>
          <Button keys="+" disabled={size.value === sizes.length - 1} onClick={() => zoom(1)}>
            {w('reading.zoom-in')}
          </Button>
        </span>
      </div>
      {failed ? (
        <Notice
          kind="waiting"
          actions={
            <Button
              onClick={() => {
                setFailed(false);
                setTries(tries + 1);
              }}
            >
              {w('reading.again')}
            </Button>
          }
        >
          {w('reading.failed', { ordinal })}
        </Notice>
      ) : null}
      <section
        class="page-sheet-scroll"
        ref={scroll}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by the keyboard
        tabIndex={0}
        aria-label={w('reading.sheet', { ordinal })}
      >
        <div class="page-sheet-box" data-size={now} style={{ '--ratio': `${widthPx} / ${heightPx}` }}>
          {failed ? null : (
            <img
              key={tries}
              src={pageUrl(originalId, ordinal)}
              width={widthPx}
              height={heightPx}
              alt={w('reading.page', { ordinal, total })}
              decoding="async"
              onLoad={onLooked}
              onError={() => setFailed(true)}
            />
          )}
        </div>
      </section>
    </section>
  );
}
