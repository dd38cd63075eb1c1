import { closeSync, fsyncSync, mkdirSync, openSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ok, type Result } from './result.ts';

/**
 * Writes a file so that after a power cut it is either wholly there or not there at all:
 * temporary file in the same folder, fsync, rename, fsync of the folder. The folder is made when missing.
 *
 * @param path  where the file ends up; an older file of that name is replaced in one step
 * @param data  the bytes, at once or in pieces
 * @param mode  permission bits, owner only by default
 * @param syncEvery  so many bytes at a time are forced to the disk; all at the end by default
 */
export async function writeDurably(
  path: string,
  data: Uint8Array | string | AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  mode = 0o600,
  syncEvery = Number.POSITIVE_INFINITY,
): Promise<void> {
  await writeDurablyBy(
    path,
    async (put) => {
      if (typeof data === 'string' || data instanceof Uint8Array) await put(data);
      else for await (const piece of data) await put(piece);
      return ok();
    },
    mode,
    syncEvery,
  );
}

/** Takes the next piece of a file; it is with the kernel when this resolves. */
export type Put = (piece: Uint8Array | string) => Promise<void>;

/**
 * `writeDurably` for what is made while it is written, so that it is never in memory whole. When `write` fails, by its
 * result or by throwing, there is no file.
 */
export async function writeDurablyBy<T>(
  path: string,
  write: (put: Put) => Promise<Result<T>>,
  mode = 0o600,
  syncEvery = Number.POSITIVE_INFINITY,
): Promise<Result<T>> {
  const folder = dirname(path);
  makeFolder(folder);
  const written = await writeForced(path, write, mode, syncEvery);
  if (written.ok) await syncFolder(folder);
  return written;
}

/**
 * `writeDurablyBy` but for the last step, for many files in few folders, which are there already: the bytes are on the disk
 * and under their name when this resolves, but a power cut may forget the name until `syncFolder` has ended.
 */
export async function writeForced<T>(
  path: string,
  write: (put: Put) => Promise<Result<T>>,
  mode = 0o600,
  syncEvery = Number.POSITIVE_INFINITY,
): Promise<Result<T>> {
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.${Math.random().toString(36).slice(2)}.new`);
  let written: Result<T>;
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      let unsynced = 0;
      written = await write(async (piece) => {
        await file.writeFile(piece);
        unsynced += piece.length;
        if (unsynced < syncEvery) return;
        await file.datasync();
        unsynced = 0;
      });
      if (written.ok) await file.sync();
    } finally {
      await file.close();
    }
    if (written.ok) await rename(temporary, path);
    else await rm(temporary, { force: true });
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return written;
}

/** Makes the names in a folder durable: without it a rename may be forgotten by a power cut. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Makes a folder and what is missing above it, owner only. The names of the new folders are on the disk when this
 * returns: a file is no safer than the folder that it lies in.
 */
export function makeFolder(folder: string): void {
  const path = resolve(folder);
  const first = mkdirSync(path, { recursive: true, mode: 0o700 });
  if (first === undefined) return;
  for (let made = path; made.length >= first.length; made = dirname(made)) syncFolderNow(dirname(made));
}

/** `syncFolder` for what happens before the service answers anybody. */
export function syncFolderNow(folder: string): void {
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** Removes a file and makes its absence durable. A file or folder that is not there is no error. */
export async function removeDurably(path: string): Promise<void> {
  await rm(path, { force: true });
  try {
    await syncFolder(dirname(path));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}
