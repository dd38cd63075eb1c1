import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Clock } from '../common/clock.ts';
import { Journal } from './audit/journal.ts';
import { drizzle } from './drizzle.ts';
import * as schema from './schema/index.ts';

/** A document that a database names: its id, the id of its key, its length and the SHA-256 of its bytes in the clear. */
export type NamedDocument = [id: string, keyId: string, length: number, sha256: string];

/** Larger than any database: all pages in one step, so that a writer meanwhile does not make it begin again. */
const allPages = 2 ** 31 - 1;

/**
 * Copies the database as it is at one moment (SQLite's online backup). Readers and writers go on meanwhile: in WAL mode
 * the copy reads one snapshot.
 */
export async function copyDatabase(state: string, target: string): Promise<void> {
  const live = new Database(join(state, 'tram.db'), { readonly: true });
  try {
    await live.backup(target, { progress: () => allPages });
  } finally {
    live.close();
  }
}

/** What a copied database says of itself. */
export interface SnapshotFacts {
  readonly journal: { readonly seq: number; readonly hash: string };
  readonly documents: readonly NamedDocument[];
}

/** The head of the journal and the documents that are there. */
export function readSnapshot(path: string): SnapshotFacts {
  const db = new Database(path, { readonly: true });
  try {
    const head = db
      .prepare<[], { seq: number; hash: Buffer }>('SELECT seq, hash FROM journal ORDER BY seq DESC LIMIT 1')
      .get();
    const documents = db
      .prepare<[], { id: string; key_id: string; length: number; sha256: string }>(
        'SELECT id, key_id, length, sha256 FROM documents WHERE removed_at IS NULL ORDER BY id',
      )
      .all();
    return {
      journal: { seq: head?.seq ?? 0, hash: head?.hash.toString('hex') ?? '' },
      documents: documents.map(({ id, key_id, length, sha256 }) => [id, key_id, length, sha256]),
    };
  } finally {
    db.close();
  }
}

/**
 * Looks for damage in a database that was copied: SQLite's own quick check, rows that refer to nothing, and a journal whose
 * chain does not hold. Answers what was found first, or null. A file that is no database at all is found too.
 */
export function findDamage(path: string, clock: Clock): string | null {
  try {
    const sqlite = new Database(path, { readonly: true, fileMustExist: true });
    try {
      if (!isQuicklySound(sqlite)) return 'quick_check';
      if ((sqlite.pragma('foreign_key_check') as unknown[]).length > 0) return 'foreign_key_check';
      const broken = new Journal(clock).verify(drizzle(sqlite, { schema }));
      return broken === null ? null : `journal ${broken}`;
    } finally {
      sqlite.close();
    }
  } catch (error) {
    const code = sqliteCode(error);
    if (code === null) throw error;
    return code;
  }
}

/**
 * The same for a database in use at a start: only what a start can afford, and only what is damage for certain. A disk that
 * cannot be read or is full, or another process that holds the file, is thrown: the file itself may be whole.
 */
export function findLiveDamage(path: string): string | null {
  try {
    // Not read-only: after a power cut the first to open it brings the WAL in.
    const sqlite = new Database(path, { fileMustExist: true });
    try {
      return isQuicklySound(sqlite) ? null : 'quick_check';
    } finally {
      sqlite.close();
    }
  } catch (error) {
    const code = sqliteCode(error);
    if (code?.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB') return code;
    throw error;
  }
}

function isQuicklySound(sqlite: Database.Database): boolean {
  const [first] = sqlite.pragma('quick_check(1)') as { quick_check: string }[];
  return first?.quick_check === 'ok';
}

function sqliteCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_')
    ? String(error.code)
    : null;
}
