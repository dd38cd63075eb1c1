import { useState } from 'preact/hooks';
import type { OriginalPage, Turn } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { scannedPageUrl } from '../../station/api.ts';
import { w } from './words.ts';

interface Props {
  readonly originalId: string;
  readonly page: Pick<OriginalPage, 'id' | 'widthPx' | 'heightPx'> & { readonly turn?: Turn };
  /** What it is, for who does not see it. */
  readonly label: string;
  readonly zoom: number;
  /** The picture is there, so it was looked at. */
  readonly onSeen: () => void;
}

/** Pixels across at reading size; more is asked for only when the page is enlarged. */
const readingWidth = 1400;
const largeWidth = 2000;

/** One page, large, in a box of its form. */
export function PageSheet({ originalId, page, label, zoom, onSeen }: Props) {
  const [failed, setFailed] = useState(false);
  const [sharp, setSharp] = useState(false);
  if (zoom > 1 && !sharp) setSharp(true);
  const { widthPx, heightPx } = page;
  if (failed) {
    return (
      <Notice kind="waiting" actions={<Button onClick={() => setFailed(false)}>{w('desk.viewer-again')}</Button>}>
        {w('desk.viewer-failed')}
      </Notice>
    );
  }
  return (
    <div class="sheet-box" style={{ '--zoom': String(zoom), '--ratio': `${widthPx} / ${heightPx}` }}>
      <img
        src={scannedPageUrl(originalId, page, sharp ? largeWidth : readingWidth)}
        width={widthPx}
        height={heightPx}
        alt={label}
        decoding="async"
        onLoad={onSeen}
        onError={() => setFailed(true)}
      />
    </div>
  );
}
