import { statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';

const memory = '/dev/shm';
const enough = 2 * 1024 ** 3;

/**
 * Where tests put stores of which hundreds are made: in memory where there is room, since every commit and every new
 * folder would wait for the disk. What the disk must see, and when, is tested by the system calls themselves.
 */
export function scratchBase(): string {
  try {
    const { bavail, bsize } = statfsSync(memory);
    return bavail * bsize >= enough ? memory : tmpdir();
  } catch {
    return tmpdir();
  }
}
