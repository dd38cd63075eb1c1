import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isDiskFull } from '../../store/disk-full.ts';
import { DiskReserve } from './disk-reserve.ts';

/** What a start writes at the least: SQLite's shared memory of both databases, and some pages of their logs. */
const leastBytes = 256 * 1024;

/**
 * Sees to it that the disk of a station that starts takes writes, before SQLite meets it, whose errors do not tell a disk
 * that is full or read-only from a file that cannot be opened. On a full disk the space in reserve is given up.
 *
 * Throws what the system answers: EIO, EROFS, ENOSPC, EACCES …
 */
export async function readyDisk(folder: string): Promise<void> {
  try {
    await probe(folder);
  } catch (error) {
    if (!isDiskFull(error)) throw error;
    new DiskReserve(folder).release();
    await probe(folder);
  }
}

/** One name for all, so that a cut leaves one file at most, which the next start removes. */
async function probe(folder: string): Promise<void> {
  const path = join(folder, 'probe');
  try {
    const file = await open(path, 'w', 0o600);
    try {
      // All of it: where there is room for a part, one write(2) is content with that part.
      await file.writeFile(Buffer.alloc(leastBytes));
      await file.sync();
    } finally {
      await file.close();
    }
  } finally {
    await rm(path, { force: true });
  }
}
