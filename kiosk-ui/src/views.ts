import type { ComponentType } from 'preact';
import type { Role, ViewPath } from '../../src/web/contract/index.ts';
import type { Officer } from './station/session.ts';
import { t } from './words/index.ts';

/** What a view is given. `officer` is null only in a view that is open to everybody. */
export interface ViewProps {
  readonly officer: Officer | null;
  /** The parts of the address after the view's own: `['<id>']` at `/ban-tiep-nhan/<id>`. */
  readonly rest: readonly string[];
}

export interface View {
  readonly path: ViewPath;
  /** Who sees it. `open`: without signing in. */
  readonly roles: readonly Role[] | 'open';
  /** Its name in the navigation. */
  readonly title: () => string;
  readonly load: () => Promise<{ readonly default: ComponentType<ViewProps> }>;
  /** Letters for somebody who stands before it. */
  readonly size?: 'kiosk';
}

/** The views there are, in the order of the navigation; an officer starts at the first one that is theirs. */
export const views: readonly View[] = [];

export const signInView: View = {
  path: '/dang-nhap',
  roles: 'open',
  title: () => t('sign-in.title'),
  load: () => import('./views/sign-in/index.tsx'),
};

/** The views that an officer finds in the navigation. */
export function viewsOf(officer: Officer | null): readonly View[] {
  return views.filter(
    ({ roles }) => officer !== null && roles !== 'open' && roles.some((role) => officer.roles.includes(role)),
  );
}

/** Where somebody begins: officers at their work, everybody else where visitors are served. */
export function startOf(officer: Officer | null): ViewPath {
  if (officer !== null) return viewsOf(officer)[0]?.path ?? '/dang-nhap';
  return views.find((view) => view.roles === 'open')?.path ?? '/dang-nhap';
}

/** The view of an address, and what follows. */
export function viewAt(path: string): { readonly view: View; readonly rest: readonly string[] } | null {
  const view = [...views, signInView].find((one) => path === one.path || path.startsWith(`${one.path}/`));
  if (!view) return null;
  return { view, rest: path.slice(view.path.length).split('/').filter(Boolean).map(decodeURIComponent) };
}
