import { join } from 'node:path';
import Database from 'better-sqlite3';
import { fail, ok, type Result } from '../common/result.ts';

/** The file in the state folder whose lock says that a station lives there. It stays empty. */
export const stationLockFile = 'station.lock';

/** How long a station that is just ending is waited for, milliseconds. */
const patienceMs = 1_000;

/** A lock that is held. */
export interface StationLock {
  release(): void;
}

/**
 * Takes the one place of a state folder, for this process's life: whoever else asks for it is refused.
 *
 * The lock is SQLite's own on an empty file (`BEGIN EXCLUSIVE`, POSIX record locks): the kernel lets go of it when the
 * process ends, however it ends; nothing is written, children do not inherit it, and a file that is left behind means
 * nothing. START-RUNNING; throws what the disk answers.
 */
export function lockStation(folder: string): Result<StationLock> {
  const lock = new Database(join(folder, stationLockFile), { timeout: patienceMs });
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) return fail('START-RUNNING');
    throw error;
  }
  return ok({ release: () => void lock.close() });
}
