import { statfs } from 'node:fs/promises';
import { type DiskFigure, type DiskLimits, diskLevel } from './disk-level.ts';

/** Measures the file system of a folder (statfs(2)); an exception when the folder cannot be read. */
export async function roomOnDisk(folder: string, limits: DiskLimits): Promise<DiskFigure> {
  const { bavail, blocks, bsize } = await statfs(folder);
  const freeBytes = bavail * bsize;
  return { level: diskLevel(freeBytes, limits), freeBytes, totalBytes: blocks * bsize };
}
