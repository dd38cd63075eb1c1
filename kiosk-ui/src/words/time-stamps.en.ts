import type { timeStampsVi } from './time-stamps.vi.ts';

/** The same texts in English. */
export const timeStampsEn: Readonly<Record<keyof typeof timeStampsVi, string>> = {
  'stamps.waiting': 'Waiting for time-stamps',
  'stamps.present': 'Has time-stamps',
  'stamps.without': 'Without time-stamps',
  'stamps.stopped': 'Certificate revoked',
  'stamps.file-waits':
    'The file is waiting for its time-stamps. Nothing needs to be done: the station adds them when the line is up.',
  'stamps.take-now':
    'The file is waiting for its time-stamps, usually a few minutes while the line is up. If you take it now, the copy has both signatures but no time-stamps.',
};
