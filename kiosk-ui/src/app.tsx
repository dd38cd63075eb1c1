import { useEffect } from 'preact/hooks';
import { Announcements } from './design/announce.tsx';
import { Page } from './design/page.tsx';
import { go, path } from './router.ts';
import { Frame } from './shell/frame.tsx';
import { NoRight, NoSuchView } from './shell/nowhere.tsx';
import { ViewLoader } from './shell/view-loader.tsx';
import { screen } from './station/screen.ts';
import { findSession, officer, session } from './station/session.ts';
import { pairingView, passwordView, signInView, startOf, type View, viewAt, visitorView } from './views.ts';
import { language, t } from './words/index.ts';

/** While the station does not say who is signed in, it is asked again this often (milliseconds). */
const findEveryMs = 2_000;

/** The screens: who is there, where they are, and the view that belongs there. */
export function App() {
  const { status } = session.value;
  useEffect(() => {
    if (status !== 'unknown') return;
    void findSession();
    const timer = setInterval(() => void findSession(), findEveryMs);
    return () => clearInterval(timer);
  }, [status]);

  const who = officer.value;
  const here = viewAt(path.value);
  // The way into the house: `/` always, the sign-in once somebody is signed in and has somewhere to go.
  const unpaired = screen.value.state === 'unpaired';
  const purpose = screen.value.state === 'paired' ? screen.value.purpose : null;
  const visitors = purpose === 'visitor';
  // A screen for one kind of work has nobody but officers before it.
  const start = who === null && !visitors && purpose !== 'any' ? signInView.path : startOf(who);
  const away = !unpaired && status !== 'unknown' && (path.value === '/' || (who !== null && here?.view === signInView));
  useEffect(() => {
    if (away && path.value !== start) go(start, { replace: true });
  }, [away, start]);

  const open = here?.view.roles === 'open';
  // Who is not signed in does that first, at whatever view; the address stays. One that leads nowhere says so at once.
  // At a visitors' screen nobody does; a screen that is not paired shows how it gets paired, and nothing else.
  const door = visitors ? visitorView : signInView;
  const inside = here !== null && (here.view === signInView || !open);
  const asked =
    who === null && (here === null ? visitors && path.value !== '/' : inside) ? { view: door, rest: [] } : here;
  const must = session.value.status === 'signed-in' && session.value.session.mustChangePassword;
  const shown = unpaired ? { view: pairingView, rest: [] } : must ? { view: passwordView, rest: [] } : asked;
  useTitle(shown?.view ?? null);
  return (
    <Frame here={shown?.view ?? null}>
      <Announcements />
      {status === 'unknown' ? (
        <Page title={t('brand.name')} intro={t('shell.finding')} width="narrow">
          {null}
        </Page>
      ) : shown === null ? (
        path.value === '/' ? null : (
          <NoSuchView />
        )
      ) : who !== null && !unpaired && (shown.view === signInView || !mayOpen(shown.view, who.roles)) ? (
        <NoRight />
      ) : (
        <ViewLoader key={unpaired ? 'pairing' : shown.view.path} view={shown.view} rest={shown.rest} officer={who} />
      )}
    </Frame>
  );
}

function mayOpen({ roles }: View, own: readonly string[]): boolean {
  return roles === 'open' || roles.some((role) => own.includes(role));
}

function useTitle(view: View | null): void {
  const spoken = language.value;
  useEffect(() => {
    document.title = view === null ? t('brand.name') : `${view.title()} – ${t('brand.name')}`;
    document.documentElement.dataset['size'] = view?.size ?? 'desk';
    document.documentElement.lang = spoken;
  }, [view, spoken]);
}
