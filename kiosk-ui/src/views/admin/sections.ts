import type { ComponentType } from 'preact';
import type { Role } from '../../../../src/web/contract/index.ts';
import type { Officer } from '../../station/session.ts';
import { adminWords as w } from './words.ts';

/** What a section is given. */
export interface SectionProps {
  readonly officer: Officer;
}

/** A part of *Quản trị đơn vị*, at `/quan-tri/<id>`; its code comes when it is opened. */
export interface Section {
  readonly id: string;
  readonly roles: readonly Role[];
  readonly title: () => string;
  readonly load: () => Promise<{ readonly default: ComponentType<SectionProps> }>;
}

const admin = ['unit-admin'] as const;

/** The sections, in the order of their list. */
export const sections: readonly Section[] = [
  { id: 'quyen-so', roles: admin, title: () => w('admin.volumes'), load: () => import('./volumes-section.tsx') },
];

/** The sections that an officer finds. */
export function sectionsOf(officer: Officer): readonly Section[] {
  return sections.filter(({ roles }) => roles.some((role) => officer.roles.includes(role)));
}
