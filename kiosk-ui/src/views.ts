import type { ComponentType } from 'preact';
import type { Role, ViewPath } from '../../src/web/contract/index.ts';
import { station } from './station/lamps.ts';
import type { Officer } from './station/session.ts';
import { t } from './words/index.ts';
import { titles } from './words/titles.ts';

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
  /** Reached from another view only: not in the navigation, and nobody's start. */
  readonly within?: true;
  /** Whether the navigation shows it; always, when absent. */
  readonly offered?: () => boolean;
  /** Letters for somebody who stands before it. */
  readonly size?: 'kiosk';
}

export const visitorView: View = {
  path: '/nguoi-dan',
  roles: 'open',
  title: () => titles('titles.visitor'),
  size: 'kiosk',
  load: () => import('./views/visitor/index.tsx'),
};

/** The views there are, in the order of the navigation; an officer starts at the first one that is theirs. */
export const views: readonly View[] = [
  {
    path: '/ban-tiep-nhan',
    roles: ['creator'],
    title: () => titles('titles.desk'),
    load: () => import('./views/desk/index.tsx'),
  },
  {
    path: '/truc-tuyen',
    roles: ['creator'],
    title: () => titles('titles.online'),
    offered: () => station.value?.portal.online ?? false,
    load: () => import('./views/online/index.tsx'),
  },
  {
    path: '/lich-hen',
    roles: ['creator'],
    title: () => titles('titles.appointments'),
    offered: () => station.value?.portal.appointments ?? false,
    load: () => import('./views/appointments/index.tsx'),
  },
  {
    path: '/ky-duyet',
    roles: ['signer'],
    title: () => titles('titles.sign'),
    load: () => import('./views/sign/index.tsx'),
  },
  {
    path: '/dong-dau',
    roles: ['seal-keeper'],
    title: () => titles('titles.seal'),
    load: () => import('./views/seal/index.tsx'),
  },
  {
    path: '/vao-so',
    roles: ['creator', 'seal-keeper'],
    title: () => titles('titles.numbers'),
    offered: () => (station.value?.numbersFrom ?? 'station') !== 'station',
    load: () => import('./views/book-numbers/index.tsx'),
  },
  {
    path: '/kiem-tra',
    roles: ['creator', 'signer', 'seal-keeper', 'inspector'],
    title: () => titles('titles.check'),
    load: () => import('./views/check/index.tsx'),
  },
  {
    path: '/dua-len-cong',
    roles: ['creator'],
    title: () => titles('titles.portal'),
    offered: () => (station.value?.portal.byHand ?? null) !== null,
    load: () => import('./views/portal/index.tsx'),
  },
  {
    path: '/chuyen-bang-usb',
    roles: ['creator', 'unit-admin'],
    title: () => titles('titles.stick'),
    offered: () => station.value?.portal.stick === true,
    load: () => import('./views/stick/index.tsx'),
  },
  {
    path: '/doi-soat',
    roles: ['creator', 'inspector'],
    title: () => titles('titles.ledger'),
    load: () => import('./views/ledger/index.tsx'),
  },
  {
    path: '/tram',
    roles: ['technician', 'unit-admin'],
    title: () => titles('titles.machine'),
    load: () => import('./views/machine/index.tsx'),
  },
  {
    path: '/quan-tri',
    roles: ['unit-admin', 'technician'],
    title: () => titles('titles.admin'),
    load: () => import('./views/admin/index.tsx'),
  },
  {
    path: '/so-chung-thuc',
    roles: ['creator', 'signer', 'seal-keeper', 'unit-admin', 'inspector'],
    title: () => titles('titles.register'),
    load: () => import('./views/register/index.tsx'),
  },
  {
    path: '/nhat-ky',
    roles: ['inspector'],
    title: () => titles('titles.journal'),
    load: () => import('./views/journal/index.tsx'),
  },
  visitorView,
  {
    path: '/in-phieu',
    roles: ['creator', 'signer'],
    title: () => titles('titles.print'),
    within: true,
    load: () => import('./views/print/index.tsx'),
  },
  {
    path: '/bieu-phi',
    roles: 'open',
    title: () => titles('titles.rates'),
    within: true,
    load: () => import('./views/print/rates.tsx'),
  },
];

export const signInView: View = {
  path: '/dang-nhap',
  roles: 'open',
  title: () => t('sign-in.title'),
  load: () => import('./views/sign-in/index.tsx'),
};

/** Everybody's own password; not in the navigation, but beside the name. */
export const passwordView: View = {
  path: '/mat-khau',
  roles: ['creator', 'signer', 'seal-keeper', 'unit-admin', 'technician', 'inspector'],
  title: () => titles('titles.password'),
  load: () => import('./views/password/index.tsx'),
};

/** Shown at whatever address, in the place of the sign-in, while the screen is not paired. */
export const pairingView: View = {
  path: '/dang-nhap',
  roles: 'open',
  title: () => titles('titles.pairing'),
  load: () => import('./views/pairing/index.tsx'),
};

/** The views that an officer finds in the navigation. */
export function viewsOf(officer: Officer | null): readonly View[] {
  return views.filter(
    ({ roles, within, offered }) =>
      officer !== null &&
      !within &&
      roles !== 'open' &&
      roles.some((role) => officer.roles.includes(role)) &&
      (offered?.() ?? true),
  );
}

/** Where somebody begins: officers at their work, everybody else where visitors are served. */
export function startOf(officer: Officer | null): ViewPath {
  if (officer !== null) return viewsOf(officer)[0]?.path ?? '/dang-nhap';
  return views.find((view) => view.roles === 'open')?.path ?? '/dang-nhap';
}

/** The view of an address, and what follows. */
export function viewAt(path: string): { readonly view: View; readonly rest: readonly string[] } | null {
  const view = [...views, signInView, passwordView].find((one) => path === one.path || path.startsWith(`${one.path}/`));
  if (!view) return null;
  return { view, rest: path.slice(view.path.length).split('/').filter(Boolean).map(decodeURIComponent) };
}
