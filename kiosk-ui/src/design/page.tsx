import type { ComponentChildren } from 'preact';
import './page.css';

interface Props {
  readonly title: string;
  /** A line under the title. */
  readonly intro?: ComponentChildren;
  /** The one main button (and its helpers): at the same place in every view, at the right of the title. */
  readonly main?: ComponentChildren;
  /** `narrow` for forms, `wide` for work side by side. */
  readonly width?: 'narrow' | 'usual' | 'wide';
  readonly children: ComponentChildren;
}

/** The frame of a view: its title, its main button, its contents. */
export function Page({ title, intro, main, width = 'usual', children }: Props) {
  return (
    <div class={`page page-${width}`}>
      <div class="page-head">
        <div class="page-title">
          <h1>{title}</h1>
          {intro === undefined ? null : <p class="soft">{intro}</p>}
        </div>
        {main === undefined ? null : <div class="page-main">{main}</div>}
      </div>
      {children}
    </div>
  );
}

/** A sheet of white paper with something on it. */
export function Sheet({ title, children }: { readonly title?: string; readonly children: ComponentChildren }) {
  return (
    <section class="sheet">
      {title === undefined ? null : <h2>{title}</h2>}
      {children}
    </section>
  );
}

/** Where there is nothing yet: what will be here, and how it comes. */
export function Empty({ title, children }: { readonly title: string; readonly children?: ComponentChildren }) {
  return (
    <div class="empty">
      <p class="empty-title">{title}</p>
      {children === undefined ? null : <div class="soft">{children}</div>}
    </div>
  );
}
