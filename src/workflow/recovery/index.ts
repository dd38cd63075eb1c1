/** What a start does about the steps that the last stop cut: each `begin` without an `end` has its rule here. */

import { startDay } from '../new-day.ts';
import type { Office } from '../office.ts';
import { recoverAttempts } from './attempts.ts';
import { setOrphansAside } from './files.ts';
import { recoverScans } from './scans.ts';

/** Resolves all unfinished steps, in the order in which they depend on each other. */
export async function recover(office: Office): Promise<void> {
  recoverScans(office);
  await recoverAttempts(office);
  await setOrphansAside(office);
  startDay(office);
}
