/**
 * What the office keeps: tables (drizzle over SQLite), documents under a key per dossier, the journal, durable jobs.
 * A command writes all its changes through one `write`, so they happen together or not at all.
 */
import { join } from 'node:path';
import type { Clock } from '../common/clock.ts';
import { makeFolder } from '../common/durable-file.ts';
import type { Logger } from '../common/log.ts';
import type { Result } from '../common/result.ts';
import { Journal } from './audit/journal.ts';
import { type Db, openDatabase, type Tx } from './database.ts';
import { DiskState } from './disk-trouble.ts';
import { DocumentStore } from './documents/documents.ts';
import { KeyRing } from './documents/key-ring.ts';
import { JobQueue } from './jobs/jobs.ts';

export type { Db, Reader, Tx } from './database.ts';

/** The open store of one office. */
export interface Store {
  /** Where it lies. */
  readonly folder: string;
  readonly db: Db;
  readonly journal: Journal;
  readonly documents: DocumentStore;
  readonly keys: KeyRing;
  readonly jobs: JobQueue;
  /** Whether the disk takes what is written. */
  readonly disk: DiskState;
  /** Runs `change` in one immediate transaction; it is on the disk when this returns. An exception rolls it back. */
  write<T>(change: (tx: Tx) => T): T;
  /** The same for a change that may fail in an expected way: a failure rolls everything back. */
  attempt<T>(change: (tx: Tx) => Result<T>): Result<T>;
  /** Moves the WAL into the database and cuts it, so that no old page keeps what was forgotten; false while somebody reads. */
  cutWal(): boolean;
  close(): Promise<void>;
}

/** Opens (and on the first time makes) the store in a folder. */
export function openStore(folder: string, stationKey: Buffer, clock: Clock, log: Logger): Store {
  makeFolder(folder);
  const { sqlite, db } = openDatabase(join(folder, 'tram.db'));
  const keys = openKeys(join(folder, 'keys.db'), stationKey, clock, () => sqlite.close());
  const jobs = new JobQueue(db, clock, log);
  const disk = new DiskState();
  return {
    folder,
    db,
    keys,
    jobs,
    disk,
    journal: new Journal(clock),
    documents: new DocumentStore(join(folder, 'documents'), keys, clock),
    write: (change) => noting(disk, () => db.transaction(change, { behavior: 'immediate' })),
    attempt: (change) => noting(disk, () => attempt(db, change)),
    cutWal: () => {
      const [done] = sqlite.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
      return done?.busy === 0;
    },
    close: async () => {
      await jobs.stop();
      keys.close();
      sqlite.close();
    },
  };
}

function openKeys(path: string, stationKey: Buffer, clock: Clock, giveUp: () => void): KeyRing {
  try {
    return new KeyRing(path, stationKey, clock);
  } catch (error) {
    giveUp();
    throw error;
  }
}

/** Whatever a transaction meets on the disk is known to all from then on. */
function noting<T>(disk: DiskState, work: () => T): T {
  try {
    return work();
  } catch (error) {
    disk.note(error);
    throw error;
  }
}

/** Carries a failure out of a transaction: drizzle rolls back on an exception only. */
class RolledBack extends Error {
  readonly result: Result<never>;

  constructor(result: Result<never>) {
    super('rolled back');
    this.result = result;
  }
}

function attempt<T>(db: Db, change: (tx: Tx) => Result<T>): Result<T> {
  try {
    return db.transaction(
      (tx) => {
        const result = change(tx);
        if (!result.ok) throw new RolledBack(result);
        return result;
      },
      { behavior: 'immediate' },
    );
  } catch (error) {
    if (error instanceof RolledBack) return error.result as Result<T>;
    throw error;
  }
}
