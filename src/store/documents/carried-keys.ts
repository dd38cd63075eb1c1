import Database from 'better-sqlite3';
import type { Clock } from '../../common/clock.ts';
import { KeyRing } from './key-ring.ts';
import { unwrapKey } from './wrapped-key.ts';

/** The keys of a `keys.db` out of their wrapping, and the ids of the destroyed ones: what moves to another machine. */
export interface CarriedKeys {
  readonly keys: ReadonlyMap<string, Buffer>;
  readonly destroyed: readonly string[];
}

/** Reads all keys without touching the database: the station may be using it. Throws `WrongStationKey`. */
export function carryKeysOut(path: string, stationKey: Uint8Array): CarriedKeys {
  const db = new Database(path, { readonly: true });
  try {
    const rows = db.prepare<[], { id: string; wrapped: Buffer }>('SELECT id, wrapped FROM keys').all();
    const destroyed = db.prepare<[], { id: string }>('SELECT id FROM destroyed').all();
    return {
      keys: new Map(rows.map(({ id, wrapped }) => [id, unwrapKey(stationKey, id, wrapped)])),
      destroyed: destroyed.map(({ id }) => id),
    };
  } finally {
    db.close();
  }
}

/** Makes a `keys.db` of them under a station key. A key that was destroyed stays destroyed. */
export function carryKeysIn(path: string, stationKey: Buffer, carried: CarriedKeys, clock: Clock): void {
  const ring = new KeyRing(path, stationKey, clock);
  try {
    ring.takeIn(carried.keys, carried.destroyed);
  } finally {
    ring.close();
  }
}

/** What can still be read of a damaged `keys.db`: row by row, until nothing more comes. */
export function salvageKeys(path: string, stationKey: Uint8Array): CarriedKeys {
  const keys = new Map<string, Buffer>();
  const destroyed: string[] = [];
  try {
    const db = new Database(path, { readonly: true });
    try {
      const gone = db.prepare<[], { id: string }>('SELECT id FROM destroyed');
      for (const { id } of rowsUntilDamage(gone.iterate())) destroyed.push(id);
      const rows = db.prepare<[], { id: string; wrapped: Buffer }>('SELECT id, wrapped FROM keys');
      for (const { id, wrapped } of rowsUntilDamage(rows.iterate())) {
        const key = openable(stationKey, id, wrapped);
        if (key) keys.set(id, key);
      }
    } finally {
      db.close();
    }
  } catch (error) {
    if (!isSqlite(error)) throw error;
  }
  return { keys, destroyed };
}

function* rowsUntilDamage<T>(rows: Iterable<T>): Generator<T> {
  try {
    yield* rows;
  } catch (error) {
    if (!isSqlite(error)) throw error;
  }
}

/** A wrapped key that was damaged opens for nobody: GCM tells. */
function openable(stationKey: Uint8Array, id: string, wrapped: unknown): Buffer | null {
  if (!Buffer.isBuffer(wrapped)) return null;
  try {
    return unwrapKey(stationKey, id, wrapped);
  } catch {
    return null;
  }
}

function isSqlite(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_');
}
