import type { ComponentChildren } from 'preact';

interface Props {
  readonly title: string;
  readonly intro?: ComponentChildren;
  /** The one main button, at the right of the title as in every view. */
  readonly main?: ComponentChildren;
  readonly children: ComponentChildren;
}

/** The frame of a section: its title, its main button, its contents. */
export function SectionPage({ title, intro, main, children }: Props) {
  return (
    <section class="admin-page" aria-label={title}>
      <div class="page-head">
        <div class="page-title">
          <h2 class="admin-title">{title}</h2>
          {intro === undefined ? null : <p class="soft">{intro}</p>}
        </div>
        {main === undefined ? null : <div class="page-main">{main}</div>}
      </div>
      {children}
    </section>
  );
}
