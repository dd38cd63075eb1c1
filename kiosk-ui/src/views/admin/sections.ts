import type { ComponentType } from 'preact';
import type { Role } from '../../../../src/web/contract/index.ts';
import { station } from '../../station/lamps.ts';
import type { Officer } from '../../station/session.ts';
import { categoriesWords } from './categories-words.ts';
import { screensWords } from './screens-words.ts';
import { officersWords, settingsWords, adminWords as w } from './words.ts';

/** What a section is given. */
export interface SectionProps {
  readonly officer: Officer;
  /** The parts of the address after the section's own. */
  readonly rest: readonly string[];
}

/** A part of *Quản trị đơn vị*, at `/quan-tri/<id>`; its code comes when it is opened. */
export interface Section {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly title: () => string;
  readonly load: () => Promise<{ readonly default: ComponentType<SectionProps> }>;
}

const admin = ['unit-admin'] as const;
const keepers = ['unit-admin', 'technician'] as const;

/** The sections, in the order of their list. */
export const sections: readonly Section[] = [
  {
    id: 'can-bo',
    roles: admin,
    title: () => officersWords('officers.title'),
    load: () => import('./officers/index.tsx'),
  },
  {
    id: 'cai-dat',
    roles: keepers,
    title: () => settingsWords('settings.title'),
    load: () => import('./settings/index.tsx'),
  },
  {
    id: 'danh-muc',
    roles: admin,
    title: () => {
      const waiting = station.value?.categoriesWait ?? 0;
      return waiting === 0
        ? categoriesWords('categories.title')
        : categoriesWords('categories.waiting-title', { count: waiting });
    },
    load: () => import('./categories-section.tsx'),
  },
  { id: 'ngay-nghi', roles: admin, title: () => w('admin.holidays'), load: () => import('./holidays-section.tsx') },
  { id: 'hinh-anh', roles: admin, title: () => w('admin.images'), load: () => import('./images-section.tsx') },
  { id: 'quyen-so', roles: admin, title: () => w('admin.volumes'), load: () => import('./volumes-section.tsx') },
  {
    id: 'man-hinh',
    roles: admin,
    title: () => screensWords('screens.title'),
    load: () => import('./screens-section.tsx'),
  },
];

/** The sections that an officer finds. */
export function sectionsOf(officer: Officer): readonly Section[] {
  return sections.filter(({ roles }) => roles.some((role) => officer.roles.includes(role)));
}
