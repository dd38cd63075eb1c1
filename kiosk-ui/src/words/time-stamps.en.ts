import type { timeStampsVi } from './time-stamps.vi.ts';

/** The same texts in English. */
export const timeStampsEn: Readonly<Record<keyof typeof timeStampsVi, string>> = {
  'stamps.waiting': 'Waiting for time-stamps',
  'stamps.present': 'Has time-stamps',
  'stamps.without': 'Without time-stamps',
  'stamps.stopped': 'Certificate revoked',
  'stamps.file-waits': 'The file goes once it has its time-stamps. The record and the progress are sent at once.',
  'stamps.take-now':
    'The file is waiting for its time-stamps, usually a few minutes while the line is up. If you take it now, the copy has both signatures but no time-stamps.',
};
