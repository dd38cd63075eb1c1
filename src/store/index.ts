/**
 * What the office keeps: tables (drizzle over SQLite), documents under a key per dossier, the journal, durable jobs.
 * A command writes all its changes through one `write`, so they happen together or not at all.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../common/clock.ts';
import type { Logger } from '../common/log.ts';
import { Journal } from './audit/journal.ts';
import { type Db, openDatabase, type Tx } from './database.ts';
import { DocumentStore } from './documents/documents.ts';
import { KeyRing } from './documents/key-ring.ts';
import { JobQueue } from './jobs/jobs.ts';

export type { Db, Reader, Tx } from './database.ts';

/** The open store of one office. */
export interface Store {
  readonly db: Db;
  readonly journal: Journal;
  readonly documents: DocumentStore;
  readonly keys: KeyRing;
  readonly jobs: JobQueue;
  /** Runs `change` in one immediate transaction; it is on the disk when this returns. An exception rolls it back. */
  write<T>(change: (tx: Tx) => T): T;
  close(): Promise<void>;
}

/** Opens (and on the first time makes) the store in a folder. */
export function openStore(folder: string, stationKey: Buffer, clock: Clock, log: Logger): Store {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const { sqlite, db } = openDatabase(join(folder, 'tram.db'));
  const keys = new KeyRing(join(folder, 'keys.db'), stationKey, clock);
  const jobs = new JobQueue(db, clock, log);
  return {
    db,
    keys,
    jobs,
    journal: new Journal(clock),
    documents: new DocumentStore(join(folder, 'documents'), keys, clock),
    write: (change) => db.transaction(change, { behavior: 'immediate' }),
    close: async () => {
      await jobs.stop();
      keys.close();
      sqlite.close();
    },
  };
}
