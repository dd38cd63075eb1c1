/**
 * What is done about the steps that a stop, or a disk without space, has cut: each `begin` without an `end` has its rule
 * here.
 */

import { recoverBundles } from '../bundles/keeping.ts';
import { startDay } from '../new-day.ts';
import type { Office } from '../office.ts';
import { recoverAttempts } from './attempts.ts';
import { recoverExtensions } from './extensions.ts';
import { setOrphansAside } from './files.ts';
import { noteNothingLost } from './lost-copies.ts';
import { noteLostKeys } from './lost-keys.ts';
import { recoverScans } from './scans.ts';

/** Resolves all unfinished steps at a start, in the order in which they depend on each other. */
export async function recover(office: Office): Promise<void> {
  noteLostKeys(office);
  recoverScans(office);
  await recoverAttempts(office);
  await recoverExtensions(office);
  await setOrphansAside(office);
  await noteNothingLost(office);
  await recoverBundles(office);
  startDay(office);
}

/** The same while the station works, for steps whose end could not be written when they ended. Never rejects. */
export async function resolveAbandoned(office: Office): Promise<void> {
  try {
    recoverScans(office);
    await recoverAttempts(office);
    await recoverExtensions(office);
  } catch (error) {
    office.log.error({ err: error }, 'unfinished steps cannot be resolved now');
  }
}
