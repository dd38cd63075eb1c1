import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Writes a file so that after a power cut it is either wholly there or not there at all:
 * temporary file in the same folder, fsync, rename, fsync of the folder. The folder is made when missing.
 *
 * @param path  where the file ends up; an older file of that name is replaced in one step
 * @param data  the bytes, at once or in pieces
 * @param mode  permission bits, owner only by default
 */
export async function writeDurably(
  path: string,
  data: Uint8Array | string | AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  mode = 0o600,
): Promise<void> {
  const folder = dirname(path);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const temporary = join(folder, `.${basename(path)}.${process.pid}.${Math.random().toString(36).slice(2)}.new`);
  try {
    const file = await open(temporary, 'wx', mode);
    try {
      await writeAll(file, data);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(folder);
}

async function writeAll(file: FileHandle, data: Parameters<typeof writeDurably>[1]): Promise<void> {
  if (typeof data === 'string' || data instanceof Uint8Array) {
    await file.writeFile(data);
    return;
  }
  for await (const piece of data) await file.writeFile(piece);
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

/** Removes a file and makes its absence durable. A file that is not there is no error. */
export async function removeDurably(path: string): Promise<void> {
  await rm(path, { force: true });
  await syncFolder(dirname(path));
}
