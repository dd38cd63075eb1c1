import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../common/clock.ts';
import { ok, type Result } from '../../common/result.ts';
import { recipientOf, stationIdentity } from './identity.ts';
import { makeBackup } from './make.ts';
import { openPlace } from './place.ts';
import { type BackupTerms, pruneBackups } from './prune.ts';
import { rememberPlace } from './remembered-place.ts';
import { verifyBackup } from './verify.ts';

/** The file in the state folder that holds the public half of the office's recovery key. */
export const recoveryRecipientFile = 'recovery.age';

/** One backup from begin to end. */
export interface BackupTask {
  readonly state: string;
  readonly stationKey: Buffer;
  readonly folder: string;
  readonly office: string;
  readonly terms: BackupTerms;
  readonly clock: Clock;
}

/** A backup that a restore could use. `removed`: what was over its term. */
export interface VerifiedBackup {
  readonly name: string;
  readonly verifiedAt: number;
  readonly documents: number;
  readonly added: number;
}

/**
 * Makes a backup, verifies it, and only then removes what is over its term. Reads the office and changes nothing in it.
 * BACKUP-FOLDER-MISSING, BACKUP-FOLDER-OTHER, BACKUP-NO-SPACE, BACKUP-WRITE, BACKUP-DAMAGED.
 */
export async function backUp(task: BackupTask): Promise<Result<VerifiedBackup>> {
  const { state, stationKey, folder, office, terms, clock } = task;
  const place = await openPlace(folder, office);
  if (!place.ok) return place;
  const identity = await stationIdentity(stationKey);
  const recovery = (await readFile(join(state, recoveryRecipientFile), 'utf8')).trim();
  const recipients = [await recipientOf(identity), recovery];
  const written = await makeBackup({ state, stationKey, place: place.value, recipients, clock });
  if (!written.ok) return written;
  await rememberPlace(state, { folder: place.value.folder, office });
  const { name, added, documents } = written.value;
  const verified = await verifyBackup({ place: place.value, name, identity, workFolder: state, clock, read: added });
  if (!verified.ok) return verified;
  const pruned = await pruneBackups(place.value, identity, terms, clock.now());
  if (!pruned.ok) return pruned;
  return ok({ name, verifiedAt: clock.now(), documents, added: added.length });
}
