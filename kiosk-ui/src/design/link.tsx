import type { ComponentChildren } from 'preact';
import { go } from '../router.ts';

interface Props {
  readonly href: string;
  readonly children: ComponentChildren;
  readonly class?: string;
  /** It leads to where one is. */
  readonly current?: boolean;
  readonly label?: string;
}

/** A link within the screens; with a modifier it opens as any link does. */
export function Link({ href, children, class: name, current = false, label }: Props) {
  return (
    <a
      {...(name === undefined ? {} : { class: name })}
      {...(current ? { 'aria-current': 'page' as const } : {})}
      {...(label === undefined ? {} : { 'aria-label': label })}
      href={href}
      onClick={(event) => {
        if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
        event.preventDefault();
        go(href);
      }}
    >
      {children}
    </a>
  );
}
