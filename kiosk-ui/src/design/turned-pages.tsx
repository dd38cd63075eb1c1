import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './turned-pages.css';

interface Props {
  /** Which part of the list is shown; said aloud when it changes. */
  readonly shown: string;
  /** Name of the buttons that turn. */
  readonly label: string;
  readonly first: boolean;
  /** Where the next page begins; null: there is none. */
  readonly next: number | null;
  /** The buttons; without a second page there are none. */
  readonly turning: ComponentChildren;
  readonly children: ComponentChildren;
}

/** One page of a long list. A page that was turned is read from its top. */
export function TurnedPages({ shown, label, first, next, turning, children }: Props) {
  const place = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (!first) place.current?.scrollIntoView({ block: 'start' });
  }, [first, next]);
  return (
    <>
      <p class="soft small turned-shown" role="status" ref={place}>
        {shown}
      </p>
      {children}
      {first && next === null ? null : (
        <nav class="turned-pages" aria-label={label}>
          {turning}
        </nav>
      )}
    </>
  );
}
