import { useEffect, useState } from 'preact/hooks';
import { onReconnect } from '../station/live.ts';
import { t } from '../words/index.ts';
import './thumbnail.css';

interface Props {
  readonly ordinal: number;
  /** Null while the page is still on its way: the place is kept. */
  readonly src: string | null;
  readonly widthPx?: number;
  readonly heightPx?: number;
  /** In `rem`: 7 in a strip. */
  readonly width?: number;
  readonly selected?: boolean;
  /** Something to say of the page, under it: not looked at yet, for example. */
  readonly note?: string | undefined;
  /** What it is called where its number says too little. */
  readonly name?: string;
  readonly onOpen?: () => void;
}

/**
 * A page in small. Its box has the page's form (A4 while unknown) before the picture is there, so nothing jumps. A picture
 * that failed is asked for again when the station is back.
 */
export function Thumbnail({
  ordinal,
  src,
  widthPx = 210,
  heightPx = 297,
  width = 7,
  selected,
  note,
  name,
  onOpen,
}: Props) {
  const [state, setState] = useState<'arriving' | 'here' | 'failed'>('arriving');
  const [attempt, setAttempt] = useState(1);
  useEffect(() => {
    if (state !== 'failed') return undefined;
    return onReconnect(() => {
      setState('arriving');
      setAttempt((made) => made + 1);
    });
  }, [state]);
  const label =
    src === null || state === 'arriving'
      ? 'thumbnail.arriving'
      : state === 'failed'
        ? 'thumbnail.failed'
        : 'thumbnail.page';
  const picture = (
    <>
      <span class="thumbnail-box" data-state={src === null ? 'arriving' : state}>
        {src === null ? null : (
          <img
            key={attempt}
            src={src}
            width={widthPx}
            height={heightPx}
            alt={label === 'thumbnail.page' && name !== undefined ? name : t(label, { ordinal })}
            decoding="async"
            draggable={false}
            onLoad={() => setState('here')}
            onError={() => setState('failed')}
          />
        )}
      </span>
      <span class="thumbnail-ordinal" aria-hidden={src !== null}>
        {src === null ? t('thumbnail.arriving', { ordinal }) : ordinal}
      </span>
      {note === undefined ? null : <span class="thumbnail-note">{note}</span>}
    </>
  );
  const style = { '--thumbnail-width': `${width}rem`, '--thumbnail-ratio': `${widthPx} / ${heightPx}` };
  if (!onOpen) {
    return (
      <span class="thumbnail" style={style}>
        {picture}
      </span>
    );
  }
  return (
    <button type="button" class="thumbnail" style={style} aria-pressed={selected ?? false} onClick={onOpen}>
      {picture}
    </button>
  );
}
