import { createHash, randomInt } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock } from '../../common/clock.ts';
import { removeDurably } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { readSealed, sealedLength } from '../../store/documents/sealed-file.ts';
import { findDamage, readSnapshot } from '../../store/snapshot.ts';
import type { BackupIdentity } from './identity.ts';
import type { BackedUpDocument, KeyList } from './manifest.ts';
import { type BackupPlace, documentFile } from './place.ts';
import { readKeys, readManifest, restoreDatabase } from './read-set.ts';
import { inWorkFolder } from './work-folder.ts';

/** How many of the older documents are read again each time. */
const sampleSize = 50;

/** Which set is verified, and how. */
export interface Verification {
  readonly place: BackupPlace;
  readonly name: string;
  readonly identity: BackupIdentity;
  /** A folder for the database in the clear while it is looked at. */
  readonly workFolder: string;
  readonly clock: Clock;
  /** Documents that must be read whole; `all` reads every one. Of the rest a sample is read, and each is measured. */
  readonly read: readonly string[] | 'all';
}

/**
 * Verifies a set as a restore would use it: the database decrypted, checked and compared, its journal's chain walked, and
 * the documents opened with the keys of the keys' backup. A damaged document is removed from the place, so that the next
 * backup copies it again. BACKUP-DAMAGED, BACKUP-KEY-WRONG.
 */
export async function verifyBackup(verification: Verification): Promise<Result<void>> {
  const { place, name, identity, workFolder, clock } = verification;
  const manifest = await readManifest(place, name, identity);
  if (!manifest.ok) return manifest;
  const keys = await readKeys(place, name, identity);
  if (!keys.ok) return keys;
  const database = await inWorkFolder(workFolder, async (work): Promise<Result<void>> => {
    const path = join(work, 'tram.db');
    const restored = await restoreDatabase(place, name, manifest.value, identity, path);
    if (!restored.ok) return restored;
    const damage = findDamage(path, clock);
    if (damage !== null) return fail('BACKUP-DAMAGED', { part: 'database', reason: damage });
    const { journal } = readSnapshot(path);
    if (journal.seq !== manifest.value.journal.seq || journal.hash !== manifest.value.journal.hash) {
      return fail('BACKUP-DAMAGED', { part: 'journal' });
    }
    return ok();
  });
  if (!database.ok) return database;
  return await verifyDocuments(verification, manifest.value.documents, keys.value);
}

async function verifyDocuments(
  { place, read }: Verification,
  documents: readonly BackedUpDocument[],
  keys: KeyList,
): Promise<Result<void>> {
  const sample = new Set(
    Array.from({ length: Math.min(sampleSize, documents.length) }, () => randomInt(documents.length)),
  );
  const wanted = read === 'all' ? null : new Set(read);
  let first: Result<void> = ok();
  for (const [index, document] of documents.entries()) {
    const [id] = document;
    const whole = wanted === null || wanted.has(id) || sample.has(index);
    if (await isSound(place, document, keys, whole)) continue;
    await removeDurably(documentFile(place, id));
    if (first.ok) first = fail('BACKUP-DAMAGED', { part: 'document', document: id });
  }
  return first;
}

async function isSound(
  place: BackupPlace,
  [id, keyId, length, sha256]: BackedUpDocument,
  keys: KeyList,
  whole: boolean,
): Promise<boolean> {
  const path = documentFile(place, id);
  const size = await stat(path).then(
    (found) => found.size,
    () => -1,
  );
  if (size !== sealedLength(length)) return false;
  if (!whole) return true;
  const key = keys.keys[keyId];
  // Its key was destroyed between the two copies: nobody can read the document, and nobody should.
  if (key === undefined) return keys.destroyed.includes(keyId);
  const read = await readSealed(path, Buffer.from(key, 'base64'), id);
  return read.ok && createHash('sha256').update(read.value).digest('hex') === sha256;
}
