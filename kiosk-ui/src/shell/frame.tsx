import type { ComponentChildren, ComponentType } from 'preact';
import { useState } from 'preact/hooks';
import { Button } from '../design/button.tsx';
import { Link } from '../design/link.tsx';
import { toggleKeys, touched, typing } from '../keyboard/offer.ts';
import { go } from '../router.ts';
import { screen } from '../station/screen.ts';
import { officer, signOut } from '../station/session.ts';
import { startOf, type View, viewsOf } from '../views.ts';
import { chooseLanguage, language, t } from '../words/index.ts';
import { titles } from '../words/titles.ts';
import { ClockPlace } from './clock-place.tsx';
import { LampPlace } from './lamp-place.tsx';
import { useShortcut } from './shortcuts.ts';
import './frame.css';

/** What stands around every view: the way to the others, the station's lamps, who is signed in, the language. */
export function Frame({ here, children }: { readonly here: View | null; readonly children: ComponentChildren }) {
  const who = officer.value;
  const [Help, setHelp] = useState<ComponentType<{ onClose: () => void }> | null>(null);
  // Few open it: its code comes when somebody does. A station that is away for a moment: the next press asks again.
  const openHelp = (): void => {
    import('./help.tsx').then(
      (module) => setHelp(() => module.Help),
      () => setHelp(null),
    );
  };
  useShortcut({ keys: '?', label: t('help.open-help'), act: () => openHelp() });
  const own = viewsOf(who);
  // Whoever stands before it has what the view itself offers.
  const kiosk = here?.size === 'kiosk';
  return (
    <>
      <a class="skip" href="#content">
        {t('shell.skip')}
      </a>
      <header class="frame-top">
        <Link class="brand" href={startOf(who)}>
          <Mark />
          <span class="brand-name">{t('brand.name')}</span>
        </Link>
        {own.length === 0 ? null : (
          <nav class="frame-views" aria-label={t('shell.views')}>
            {own.map((view, index) => (
              <ViewLink key={view.path} view={view} current={view === here} keys={`Alt+${index + 1}`} />
            ))}
          </nav>
        )}
        <div class="frame-person">
          <LanguageSwitch />
          {touched && !kiosk ? (
            <button
              type="button"
              class="button button-plain"
              aria-pressed={typing.value !== null}
              // The focus stays in the field.
              onPointerDown={(event) => event.preventDefault()}
              onClick={toggleKeys}
            >
              <svg class="frame-keys" viewBox="0 0 24 16" aria-hidden="true">
                <path d="M2 1h20v14H2zM5 5h2m2 0h2m2 0h2m2 0h2M5 8h2m2 0h2m2 0h2m2 0h2M8 12h8" />
              </svg>
              <span class="frame-keys-word">{t('shell.keys')}</span>
            </button>
          ) : null}
          {kiosk ? null : (
            <span class="frame-help">
              <Button kind="plain" keys="?" onClick={() => openHelp()}>
                {t('shell.help')}
              </Button>
            </span>
          )}
          {who === null ? null : (
            <>
              <span class="frame-who">
                <strong>{who.fullName}</strong>
                <span class="soft small">{who.positionTitle}</span>
              </span>
              <Button kind="plain" label={titles('titles.password')} onClick={() => go('/mat-khau')}>
                {titles('titles.password-short')}
              </Button>
              <Button onClick={() => void signOut()}>{t('shell.sign-out')}</Button>
            </>
          )}
          {who === null && here?.path !== '/dang-nhap' && here?.roles === 'open' && mayWork() ? (
            <Button onClick={() => go('/dang-nhap')}>{t('shell.sign-in')}</Button>
          ) : null}
        </div>
      </header>
      {who === null ? null : (
        <div class="frame-news">
          <LampPlace />
          <ClockPlace />
        </div>
      )}
      <main id="content" tabIndex={-1}>
        {children}
      </main>
      {Help === null ? null : <Help onClose={() => setHelp(null)} />}
    </>
  );
}

/** Whether somebody may sign in here: not at a visitors' screen, and not at one that is not paired. */
function mayWork(): boolean {
  return screen.value.state === 'paired' && screen.value.purpose !== 'visitor';
}

function ViewLink({ view, current, keys }: { view: View; current: boolean; keys: string }) {
  const title = view.title();
  useShortcut({ keys, label: t('help.open-view', { view: title }), act: () => go(view.path) });
  return (
    <Link class="frame-view" href={view.path} current={current}>
      {title}
    </Link>
  );
}

function LanguageSwitch() {
  return (
    <fieldset class="language" aria-label={t('shell.language')}>
      <button type="button" lang="vi" aria-pressed={language.value === 'vi'} onClick={() => chooseLanguage('vi')}>
        <span class="language-word">{t('shell.vietnamese')}</span>
      </button>
      <button type="button" lang="en" aria-pressed={language.value === 'en'} onClick={() => chooseLanguage('en')}>
        <span class="language-word">{t('shell.english')}</span>
      </button>
    </fieldset>
  );
}

function Mark() {
  return (
    <svg class="brand-mark" viewBox="0 0 32 32" aria-hidden="true">
      <path class="brand-sheet" d="M5 2h15l7 7v21H5z" />
      <path class="brand-fold" d="M20 2v7h7z" />
      <path class="brand-tick" d="m10 18.5 4.5 4.5 8-9.5" />
    </svg>
  );
}
