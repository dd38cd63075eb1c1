import type { titlesVi } from './titles.vi.ts';

export const titlesEn: Readonly<Record<keyof typeof titlesVi, string>> = {
  'titles.desk': 'Reception',
  'titles.appointments': 'Appointments',
  'titles.online': 'Filed online',
  'titles.numbers': 'Book numbers',
  'titles.sign': 'Sign',
  'titles.seal': 'Seal',
  'titles.portal': 'Put on the portal',
  'titles.stick': 'By USB stick',
  'titles.ledger': 'Comparison',
  'titles.register': 'Register',
  'titles.journal': 'Journal',
  'titles.machine': 'Station',
  'titles.visitor': 'Certified electronic copies',
  'titles.admin': 'Unit administration',
  'titles.print': 'Print',
  'titles.rates': 'Fee table',
  'titles.password': 'Change password',
  'titles.password-short': 'Password',
  'titles.check': 'Check a copy',
  'titles.pairing': 'Pair this screen',
};
