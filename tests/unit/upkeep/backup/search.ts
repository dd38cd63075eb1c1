import { createReadStream, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import Database from 'better-sqlite3';
import { decryptWith } from '../../../../src/upkeep/backup/identity.ts';

const ageHeader = Buffer.from('age-encryption.org/v1\n');

/** Every file below a folder. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

/** A key as it may be written: its bytes, in base64, in hexadecimal digits. */
export function formsOf(key: Buffer): Buffer[] {
  return [key, Buffer.from(key.toString('base64')), Buffer.from(key.toString('hex'))];
}

/** A dossier's key as it lies in `keys.db`, under the station key. */
export function wrappedKey(state: string, id: string): Buffer {
  const keys = new Database(join(state, 'keys.db'), { readonly: true });
  try {
    const row = keys.prepare<[string], { wrapped: Buffer }>('SELECT wrapped FROM keys WHERE id = ?').get(id);
    if (!row) throw new Error(`keys.db has no key ${id}`);
    return row.wrapped;
  } finally {
    keys.close();
  }
}

/**
 * The files below `root`, named from there, that hold one of the needles: as they lie, and each encrypted part of a
 * backup in the clear as well.
 */
export async function filesWith(needles: readonly Buffer[], root: string, secret: string): Promise<string[]> {
  const found: string[] = [];
  for (const path of filesIn(root)) {
    const lies = readFileSync(path);
    const encrypted = lies.subarray(0, ageHeader.length).equals(ageHeader);
    const contents = encrypted ? [lies, await inTheClear(path, secret)] : [lies];
    if (contents.some((bytes) => needles.some((needle) => bytes.includes(needle)))) found.push(relative(root, path));
  }
  return found.toSorted();
}

async function inTheClear(path: string, secret: string): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of await decryptWith(secret, createReadStream(path))) pieces.push(piece);
  return Buffer.concat(pieces);
}
