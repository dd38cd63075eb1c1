import { existsSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Clock } from '../../common/clock.ts';
import { syncFolder, writeDurably } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { markBroughtBack } from '../../store/brought-back.ts';
import { type CarriedKeys, carryKeysIn } from '../../store/documents/carried-keys.ts';
import { createStationKey, readStationKey } from '../../store/documents/station-key.ts';
import { findDamage } from '../../store/snapshot.ts';
import { copyFiles, type FileCopy } from './copy-files.ts';
import type { BackupIdentity } from './identity.ts';
import type { Manifest } from './manifest.ts';
import { type BackupPlace, documentFile, listKeys, listSets } from './place.ts';
import { readKeys, readManifest, restoreDatabase } from './read-set.ts';

/** What was brought back. */
export interface RestoredOffice {
  readonly office: string;
  /** Epoch milliseconds of the backup: what the office did after it is not there. */
  readonly at: number;
  readonly documents: number;
  /** Documents that the backup should hold and that are not there or whose key is gone. */
  readonly missing: readonly string[];
}

/**
 * Brings an office back into an empty folder on a new machine: database, documents, certificates, and the dossiers' keys
 * under a new station key. The newest set that opens and is whole is taken. Nothing counts before the database is in its
 * place, which is done last, so a restore that broke off can simply be begun again.
 *
 * BACKUP-NONE, BACKUP-KEY-WRONG, BACKUP-DAMAGED, START-OFFICE-EXISTS.
 */
export async function restoreOffice(
  place: BackupPlace,
  identity: BackupIdentity,
  state: string,
  clock: Clock,
): Promise<Result<RestoredOffice>> {
  if (existsSync(join(state, 'tram.db'))) return fail('START-OFFICE-EXISTS');
  const keys = await newestKeys(place, identity);
  if (!keys.ok) return keys;
  const coming = join(state, 'tram.db.restored');
  const manifest = await newestSet(place, identity, coming, clock);
  if (!manifest.ok) return manifest;
  markBroughtBack(coming, { cause: 'restored', backupAt: manifest.value.at }, clock);
  return ok(await settle(place, manifest.value, keys.value.carried, state, coming, clock));
}

/** Decrypts the database of the newest whole set into `target`. BACKUP-NONE, BACKUP-KEY-WRONG, BACKUP-DAMAGED. */
export async function newestSet(
  place: BackupPlace,
  identity: BackupIdentity,
  target: string,
  clock: Clock,
): Promise<Result<Manifest>> {
  let last: Result<never> = fail('BACKUP-NONE');
  for (const name of (await listSets(place)).reverse()) {
    const manifest = await readManifest(place, name, identity);
    if (!manifest.ok) {
      if (manifest.error.code === 'BACKUP-KEY-WRONG') return manifest;
      last = manifest;
      continue;
    }
    const restored = await restoreDatabase(place, name, manifest.value, identity, target);
    const damage = restored.ok ? findDamage(target, clock) : null;
    if (!restored.ok) last = restored;
    else if (damage !== null) last = fail('BACKUP-DAMAGED', { part: 'database', reason: damage });
    else return manifest;
  }
  await rm(target, { force: true });
  return last;
}

/** The newest backup of the keys that opens. BACKUP-NONE, BACKUP-KEY-WRONG, BACKUP-DAMAGED. */
export async function newestKeys(
  place: BackupPlace,
  identity: BackupIdentity,
): Promise<Result<{ readonly name: string; readonly carried: CarriedKeys }>> {
  let last: Result<never> = fail('BACKUP-NONE');
  for (const name of (await listKeys(place)).reverse()) {
    const read = await readKeys(place, name, identity);
    if (read.ok) {
      const { keys, destroyed } = read.value;
      const carried = new Map(Object.entries(keys).map(([id, key]) => [id, Buffer.from(key, 'base64')]));
      return ok({ name, carried: { keys: carried, destroyed } });
    }
    last = read;
    if (read.error.code === 'BACKUP-KEY-WRONG') break;
  }
  return last;
}

async function settle(
  place: BackupPlace,
  manifest: Manifest,
  carried: CarriedKeys,
  state: string,
  coming: string,
  clock: Clock,
): Promise<RestoredOffice> {
  if (!existsSync(join(state, 'station.key'))) await createStationKey(state);
  carryKeysIn(join(state, 'keys.db'), await readStationKey(state), carried, clock);
  for (const [name, text] of Object.entries(manifest.files)) await writeDurably(join(state, name), text);
  const [readable, missing]: [FileCopy[], string[]] = [[], []];
  for (const [id, keyId] of manifest.documents) {
    const from = documentFile(place, id);
    if (!existsSync(from) || !carried.keys.has(keyId)) missing.push(id);
    else readable.push({ from, to: join(state, 'documents', id.slice(-2), `${id}.sealed`) });
  }
  // One that went meanwhile.
  missing.push(...(await copyFiles(readable)).map(({ from }) => basename(from, '.sealed')));
  await rename(coming, join(state, 'tram.db'));
  await syncFolder(state);
  return { office: manifest.office, at: manifest.at, documents: manifest.documents.length, missing };
}
