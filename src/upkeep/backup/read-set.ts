import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import type { TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { writeDurably } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { hashed } from './hashed.ts';
import { type BackupIdentity, decryptWith } from './identity.ts';
import { KeyList, Manifest } from './manifest.ts';
import { type BackupPlace, keysFile, setFolder } from './place.ts';

/** The largest list that is read into memory, bytes: a million documents. */
const mostListBytes = 256 * 1024 * 1024;

/** BACKUP-DAMAGED, BACKUP-KEY-WRONG. */
export async function readManifest(
  place: BackupPlace,
  name: string,
  identity: BackupIdentity,
): Promise<Result<Manifest>> {
  const read = await readList(join(setFolder(place, name), 'manifest.age'), identity, Manifest);
  return read.ok ? ok(read.value as Manifest) : read;
}

/** The keys as they were at that time. BACKUP-DAMAGED, BACKUP-KEY-WRONG. */
export async function readKeys(place: BackupPlace, name: string, identity: BackupIdentity): Promise<Result<KeyList>> {
  const read = await readList(keysFile(place, name), identity, KeyList);
  return read.ok ? ok(read.value as KeyList) : read;
}

/** Decrypts the database of a set into a file and compares it with the manifest. BACKUP-DAMAGED, BACKUP-KEY-WRONG. */
export async function restoreDatabase(
  place: BackupPlace,
  name: string,
  manifest: Manifest,
  identity: BackupIdentity,
  target: string,
): Promise<Result<void>> {
  const hash = createHash('sha256');
  const written = await guarded(async () => {
    const clear = await decryptWith(identity, createReadStream(join(setFolder(place, name), 'office.age')));
    await writeDurably(target, hashed(clear, hash));
  });
  if (!written.ok) return written;
  return hash.digest('hex') === manifest.database.sha256 ? ok() : fail('BACKUP-DAMAGED', { part: 'database' });
}

async function readList(path: string, identity: BackupIdentity, schema: TSchema): Promise<Result<unknown>> {
  const pieces: Uint8Array[] = [];
  const read = await guarded(async () => {
    let length = 0;
    for await (const piece of await decryptWith(identity, createReadStream(path))) {
      length += piece.length;
      if (length > mostListBytes) throw new Error('the list is too long');
      pieces.push(piece);
    }
  });
  if (!read.ok) return read;
  try {
    const value: unknown = JSON.parse(Buffer.concat(pieces).toString('utf8'));
    return Value.Check(schema, value) ? ok(value) : fail('BACKUP-DAMAGED', { part: 'list' });
  } catch {
    return fail('BACKUP-DAMAGED', { part: 'list' });
  }
}

/** A file that is missing, cut or changed is damage; a key that fits no recipient is the wrong key. */
async function guarded(work: () => Promise<void>): Promise<Result<void>> {
  try {
    await work();
    return ok();
  } catch (error) {
    const message = error instanceof Error ? error.message : '';
    return /no identity matched/.test(message) ? fail('BACKUP-KEY-WRONG') : fail('BACKUP-DAMAGED', { part: 'file' });
  }
}
