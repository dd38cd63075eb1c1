import { useState } from 'preact/hooks';
import type { OriginalDetail } from '../../../../src/web/contract/index.ts';
import { Button } from '../../design/button.tsx';
import { Notice } from '../../design/notice.tsx';
import { pageUrl } from '../../station/api.ts';
import { t } from '../../words/index.ts';
import { w } from './words.ts';

interface Props {
  readonly originalId: string;
  readonly page: OriginalDetail['pages'][number];
  /** Changes when the pages were scanned anew. */
  readonly epoch: number;
  readonly zoom: number;
  /** The picture is there, so it was looked at. */
  readonly onSeen: () => void;
}

/** Pixels across at reading size; more is asked for only when the page is enlarged. */
const readingWidth = 1400;
const largeWidth = 1992;

/** One page, large, in a box of its form. */
export function PageSheet({ originalId, page, epoch, zoom, onSeen }: Props) {
  const [failed, setFailed] = useState(false);
  const [sharp, setSharp] = useState(false);
  if (zoom > 1 && !sharp) setSharp(true);
  const width = (sharp ? largeWidth : readingWidth) + (epoch % 8);
  const { ordinal, widthPx, heightPx } = page;
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
        src={pageUrl(originalId, ordinal, width)}
        width={widthPx}
        height={heightPx}
        alt={t('thumbnail.page', { ordinal })}
        decoding="async"
        onLoad={onSeen}
        onError={() => setFailed(true)}
      />
    </div>
  );
}
