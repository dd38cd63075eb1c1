import { Button } from '../design/button.tsx';
import { Page } from '../design/page.tsx';
import { go } from '../router.ts';
import { t } from '../words/index.ts';

/** An address without a view. */
export function NoSuchView() {
  return (
    <Page title={t('shell.no-such-view')} intro={t('shell.no-such-view-more')} width="narrow">
      <div>
        <Button onClick={() => go('/')}>{t('shell.back-to-start')}</Button>
      </div>
    </Page>
  );
}

/** A view that is not this officer's, or an officer without any. */
export function NoRight() {
  return (
    <Page title={t('shell.none-yet')} intro={t('shell.none-yet-more')} width="narrow">
      {null}
    </Page>
  );
}
