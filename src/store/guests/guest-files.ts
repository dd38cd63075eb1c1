/**
 * What other offices handed over to be sent lies apart from the office's own documents: `guests/<bundle>/<part>.sealed`,
 * sealed under a key of the bundle. Destroying that key is how it goes.
 */
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, syncFolder } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { type DocumentRange, readSealed, writeSealedBy } from '../documents/sealed-file.ts';
import type { Store } from '../index.ts';
import { guestKeyOf } from './guest-key.ts';

type GuestStore = Pick<Store, 'folder' | 'keys'>;

const id = /^[0-9a-f-]{36}$/;

function folderOf(store: GuestStore, bundleId: string): string {
  if (!id.test(bundleId)) throw new RangeError('not the id of a bundle');
  return join(store.folder, 'guests', bundleId);
}

function pathOf(store: GuestStore, bundleId: string, partId: string): string {
  if (!id.test(partId)) throw new RangeError('not the id of a part');
  return join(folderOf(store, bundleId), `${partId}.sealed`);
}

/** Writes a part of a bundle, sealed and durably, as it comes. When `data` throws there is no file. */
export async function writeGuestPart(
  store: GuestStore,
  bundleId: string,
  partId: string,
  data: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<void> {
  makeFolder(folderOf(store, bundleId));
  await writeSealedBy(pathOf(store, bundleId, partId), store.keys.obtain(guestKeyOf(bundleId)), partId, async (put) => {
    for await (const piece of data) await put(piece);
    return ok();
  });
}

/** Reads a part or a piece of it. BUNDLE-CONTENT-GONE when its key or its file is not there, STORE-DOCUMENT-DAMAGED. */
export async function readGuestPart(
  store: GuestStore,
  bundleId: string,
  partId: string,
  range?: DocumentRange,
): Promise<Result<Buffer>> {
  const key = store.keys.find(guestKeyOf(bundleId));
  const path = pathOf(store, bundleId, partId);
  if (!key || !existsSync(path)) return fail('BUNDLE-CONTENT-GONE');
  return await readSealed(path, key, partId, range);
}

/** Whether all these parts of a bundle are here. */
export function hasGuestParts(store: GuestStore, bundleId: string, partIds: readonly string[]): boolean {
  return (
    store.keys.find(guestKeyOf(bundleId)) !== null && partIds.every((part) => existsSync(pathOf(store, bundleId, part)))
  );
}

/** Removes the parts of an import that did not come to its end. The key stays: the same bundle may be imported again. */
export async function forgetParts(store: GuestStore, bundleId: string): Promise<void> {
  await rm(folderOf(store, bundleId), { recursive: true, force: true });
}

/** Whether the key of a bundle is destroyed: nothing can be written under it again. */
export function isDropped(store: GuestStore, bundleId: string): boolean {
  return store.keys.isDestroyed(guestKeyOf(bundleId));
}

/** Destroys the key of a bundle and removes its files. False when somebody reads `keys.db`; a repetition completes it. */
export async function dropGuest(store: GuestStore, bundleId: string): Promise<boolean> {
  const destroyed = store.keys.destroy(guestKeyOf(bundleId));
  const folder = folderOf(store, bundleId);
  if (existsSync(folder)) {
    await rm(folder, { recursive: true, force: true });
    await syncFolder(join(store.folder, 'guests'));
  }
  return destroyed;
}

/**
 * Removes what an import that was cut has left behind: `kept` names the bundles that count. Its key stays until then, so
 * that the same bundle can be imported again under it.
 */
export async function sweepGuests(store: GuestStore, kept: ReadonlySet<string>): Promise<number> {
  const folder = join(store.folder, 'guests');
  if (!existsSync(folder)) return 0;
  const orphans = (await readdir(folder)).filter((name) => id.test(name) && !kept.has(name));
  for (const orphan of orphans) await rm(join(folder, orphan), { recursive: true, force: true });
  return orphans.length;
}
