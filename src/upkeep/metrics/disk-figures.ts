import { stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';

/** Room on the disk of the state folder and what the databases take of it, bytes. */
export interface DiskFigures {
  readonly freeBytes: number;
  readonly totalBytes: number;
  readonly databases: Readonly<Record<string, number>>;
}

const databaseFiles = ['tram.db', 'tram.db-wal', 'keys.db', 'keys.db-wal'];

export async function measureDisk(state: string): Promise<DiskFigures> {
  const { bavail, blocks, bsize } = await statfs(state);
  const sizes = await Promise.all(databaseFiles.map(async (name) => [name, await sizeOf(join(state, name))] as const));
  return {
    freeBytes: bavail * bsize,
    totalBytes: blocks * bsize,
    databases: Object.fromEntries(sizes.filter((pair): pair is [string, number] => pair[1] !== null)),
  };
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}
