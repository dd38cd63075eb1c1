import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';

let folder: Promise<string> | undefined;

/** The cache's folder: its name holds a hash of these sources, so a changed drawing never meets an old picture. */
export function cacheFolder(): Promise<string> {
  folder ??= nameFolder();
  return folder;
}

async function nameFolder(): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify(sharp.versions));
  const names = await readdir(import.meta.dirname, { recursive: true });
  for (const name of names.filter((n) => n.endsWith('.ts')).sort()) {
    hash.update(name).update(await readFile(join(import.meta.dirname, name)));
  }
  return join(tmpdir(), `tram-originals-${hash.digest('hex').slice(0, 16)}`);
}

/** The bytes kept under `name`, or those `make` gives, which are then kept. Safe beside other processes. */
export async function cached(name: string, make: () => Promise<Buffer>): Promise<Buffer> {
  const path = join(await cacheFolder(), name);
  try {
    return await readFile(path);
  } catch {
    const made = await make();
    await keep(path, made);
    return made;
  }
}

/** A full or foreign temporary folder only costs time: the page is made again. */
async function keep(path: string, bytes: Buffer): Promise<void> {
  const temporary = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  try {
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    await writeFile(temporary, bytes, { flag: 'wx', mode: 0o600 });
    await rename(temporary, path);
  } catch {
    await rm(temporary, { force: true });
  }
}
