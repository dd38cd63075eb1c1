import { createHash } from 'node:crypto';
import { createReadStream, existsSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { removeDurably, writeDurably } from '../../common/durable-file.ts';
import { compactTime } from '../../common/vietnam-time.ts';
import type { Office } from '../office.ts';

/** A bundle as it lies on the station: encrypted to the other station, not even this one can read it. */
export interface MadeFile {
  readonly path: string;
  readonly length: number;
  readonly sha256: string;
}

type At = Pick<Office, 'store'>;

const folderOf = (office: At): string => join(office.store.folder, 'bundles');

/** Where the bundle lies on the station. */
export const bundlePath = (office: At, id: string): string => join(folderOf(office), `${id}.tram`);

export const hasBundleFile = (office: At, id: string): boolean => existsSync(bundlePath(office, id));

/** Writes a bundle on the station's own disk, durably, and reads it back. Throws when it does not read back the same. */
export async function writeBundleFile(office: At, id: string, bytes: AsyncIterable<Uint8Array>): Promise<MadeFile> {
  const path = bundlePath(office, id);
  const hash = createHash('sha256');
  let length = 0;
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const piece of bytes) {
      hash.update(piece);
      length += piece.length;
      yield piece;
    }
  }
  await writeDurably(path, counted());
  const sha256 = hash.digest('hex');
  const again = createHash('sha256');
  for await (const piece of createReadStream(path)) again.update(piece as Buffer);
  if (again.digest('hex') !== sha256) throw new Error('a bundle does not read back as it was written');
  return { path, length, sha256 };
}

export async function removeBundleFile(office: At, id: string): Promise<void> {
  await removeDurably(bundlePath(office, id));
}

/** Removes the files of bundles that no row wants any more, and what cut writes have left. */
export async function sweepBundleFiles(office: At, kept: ReadonlySet<string>): Promise<void> {
  const folder = folderOf(office);
  if (!existsSync(folder)) return;
  for (const name of await readdir(folder)) {
    const id = name.endsWith('.tram') ? name.slice(0, -'.tram'.length) : '';
    if (!kept.has(id)) await removeDurably(join(folder, name));
  }
}

/**
 * The name of a bundle on the stick: whose, when, and nothing of a person. `TRAM-H56.14-20261122-084512.tram`. No two
 * bundles of a station have the same number, so no two have the same name, however soon one follows the other.
 *
 * @param seq  the bundle's number: a second of the clock, or the next one that is free
 */
export function bundleFileName(kind: 'dossiers' | 'receipts', office: string, seq: number): string {
  const time = compactTime(seq * 1000);
  return `TRAM-${kind === 'receipts' ? 'BN-' : ''}${office}-${time.slice(0, 8)}-${time.slice(8)}.tram`;
}
