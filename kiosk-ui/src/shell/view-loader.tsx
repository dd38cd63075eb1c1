import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Button } from '../design/button.tsx';
import { Notice } from '../design/notice.tsx';
import { Page } from '../design/page.tsx';
import type { View, ViewProps } from '../views.ts';
import { t } from '../words/index.ts';

/** Fetches a view's code and shows it. A station that is away for a moment costs a press on a button, not the page. */
export function ViewLoader({ view, ...props }: ViewProps & { readonly view: View }) {
  const [loaded, setLoaded] = useState<{ readonly View: ComponentType<ViewProps> } | 'failed' | null>(null);
  const load = (): void => {
    setLoaded(null);
    view.load().then(
      (module) => setLoaded({ View: module.default }),
      () => setLoaded('failed'),
    );
  };
  useEffect(load, [view]);

  if (loaded === null) return <p class="visually-hidden">{t('shell.loading')}</p>;
  if (loaded !== 'failed') return <loaded.View {...props} />;
  return (
    <Page title={view.title()} width="narrow">
      <Notice kind="waiting" actions={<Button onClick={load}>{t('shell.load-again')}</Button>}>
        {t('shell.load-failed')}
      </Notice>
    </Page>
  );
}
