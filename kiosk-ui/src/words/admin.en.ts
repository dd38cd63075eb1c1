import type { adminVi } from './admin.vi.ts';

export const adminEn: Readonly<Record<keyof typeof adminVi, string>> = {
  'admin.sections': 'Sections',
  'admin.cancel': 'Cancel',

  'admin.volumes': 'Volumes',
  'admin.volumes-intro': 'This year’s volumes of the register. A new volume goes on from the last number.',
  'admin.volumes-year': 'Register {type}, {year}',
  'admin.volumes-none': 'No volume is open this year yet. The station opens the first one with the first number.',
  'admin.volume': 'Volume {text}',
  'admin.volume-is-open': 'Open',
  'admin.volume-closed': 'Closed',
  'admin.volume-from': 'From number {number} · opened {time}',
  'admin.volume-open': 'Open a new volume',
  'admin.volume-open-do': 'Open volume {ordinal}',
  'admin.volume-ask': 'Open volume {ordinal} of {year}?',
  'admin.volume-will': 'Volume {text} will be closed; its numbers stay. The next number belongs to the new volume.',
  'admin.volume-will-first': 'This will be the only open volume of the register. The next number belongs to it.',
  'admin.volume-final': 'A closed volume cannot be opened again.',
  'admin.volume-opened': 'Volume {ordinal} is open, from number {number} on.',
};
