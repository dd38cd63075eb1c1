import { randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Clock } from '../../common/clock.ts';
import { openSqlite } from '../database.ts';
import { keyLength, unwrapKey, wrapKey } from './wrapped-key.ts';

export { WrongStationKey } from './wrapped-key.ts';

interface KeyRow {
  readonly id: string;
  readonly wrapped: Buffer;
}

/**
 * One key per dossier, wrapped by the station key, in a database of their own (`keys.db`): destroying the key is how a
 * dossier's documents are purged, and the long-lived backup never holds the keys. `secure_delete` overwrites a
 * deleted key, and the WAL is cut so that no old page keeps it.
 */
export class KeyRing {
  readonly #db: Database.Database;
  readonly #stationKey: Buffer;
  readonly #clock: Clock;
  readonly #open = new Map<string, Buffer>();
  #lost: ReadonlySet<string> = new Set();

  /** Throws `WrongStationKey` when the station key is not the one that wrapped the keys. */
  constructor(path: string, stationKey: Buffer, clock: Clock) {
    this.#stationKey = stationKey;
    this.#clock = clock;
    this.#db = openSqlite(path);
    try {
      this.#db.exec(
        `CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, wrapped BLOB NOT NULL, created_at INTEGER NOT NULL) STRICT;
         CREATE TABLE IF NOT EXISTS destroyed (id TEXT PRIMARY KEY, at INTEGER NOT NULL) STRICT;`,
      );
      // Whatever brought them together: destroyed is the last word.
      this.#db.exec('DELETE FROM keys WHERE id IN (SELECT id FROM destroyed)');
      const any = this.#db.prepare<[], KeyRow>('SELECT id, wrapped FROM keys LIMIT 1').get();
      if (any) unwrapKey(this.#stationKey, any.id, any.wrapped);
      // For a purge that a power cut ended between its commit and the cutting of the WAL.
      this.#cutWal();
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  /**
   * The key of `id`, made now when there is none. It is on the disk before this returns. A destroyed key is not made again,
   * nor one that is lost: ask `isLost` before.
   */
  obtain(id: string): Buffer {
    const known = this.find(id);
    if (known) return known;
    if (this.#lost.has(id)) throw new Error(`the key ${id} is lost`);
    const key = randomBytes(keyLength);
    const wrapped = wrapKey(this.#stationKey, id, key);
    const insert = this.#db.transaction(() => {
      if (this.isDestroyed(id)) throw new Error(`the key ${id} was destroyed`);
      this.#db
        .prepare('INSERT INTO keys (id, wrapped, created_at) VALUES (?, ?, ?)')
        .run(id, wrapped, this.#clock.now());
    });
    insert.immediate();
    this.#open.set(id, key);
    return Buffer.from(key);
  }

  /**
   * The key of `id`, or null when there is none (never made, or purged). The bytes are the caller's own: a purge
   * meanwhile does not turn them to zeros, under which something could be encrypted.
   */
  find(id: string): Buffer | null {
    const open = this.#open.get(id);
    if (open) return Buffer.from(open);
    const row = this.#db
      .prepare<[string], KeyRow>('SELECT id, wrapped FROM keys WHERE id = ? AND id NOT IN (SELECT id FROM destroyed)')
      .get(id);
    if (!row) return null;
    const key = unwrapKey(this.#stationKey, id, row.wrapped);
    this.#open.set(id, key);
    return Buffer.from(key);
  }

  /**
   * Destroys the key of `id` for ever: what it encrypted is gone, in every copy and backup of the documents. False when
   * somebody is reading `keys.db`, so that old pages may still hold the key; a repetition completes it.
   */
  destroy(id: string): boolean {
    this.#open.get(id)?.fill(0);
    this.#open.delete(id);
    const remove = this.#db.transaction(() => {
      this.#db.prepare('DELETE FROM keys WHERE id = ?').run(id);
      this.#db.prepare('INSERT OR IGNORE INTO destroyed (id, at) VALUES (?, ?)').run(id, this.#clock.now());
    });
    remove.immediate();
    return this.#cutWal();
  }

  /**
   * Takes over keys that another ring held, all or none; what is destroyed here or there stays destroyed, also where its
   * key came in before. False as for `destroy`.
   */
  takeIn(keys: ReadonlyMap<string, Uint8Array>, destroyed: readonly string[]): boolean {
    for (const id of destroyed) {
      this.#open.get(id)?.fill(0);
      this.#open.delete(id);
    }
    const take = this.#db.transaction(() => {
      const note = this.#db.prepare('INSERT OR IGNORE INTO destroyed (id, at) VALUES (?, ?)');
      const remove = this.#db.prepare('DELETE FROM keys WHERE id = ?');
      for (const id of destroyed) {
        remove.run(id);
        note.run(id, this.#clock.now());
      }
      const insert = this.#db.prepare('INSERT OR IGNORE INTO keys (id, wrapped, created_at) VALUES (?, ?, ?)');
      for (const [id, key] of keys) {
        if (!this.isDestroyed(id)) insert.run(id, wrapKey(this.#stationKey, id, key), this.#clock.now());
      }
    });
    take.immediate();
    return this.#cutWal();
  }

  /** The ids of all keys there are, in the order in which they were made. */
  ids(): string[] {
    return this.#db
      .prepare<[], { id: string }>('SELECT id FROM keys ORDER BY created_at, id')
      .all()
      .map(({ id }) => id);
  }

  /** Whether there was a key of `id` that is destroyed: it is not made again. */
  isDestroyed(id: string): boolean {
    return this.#db.prepare('SELECT 1 FROM destroyed WHERE id = ?').get(id) !== undefined;
  }

  /** Keeps the places of these keys free until their true keys come back: documents lie under them, and they are not here. */
  keepFree(ids: readonly string[]): void {
    this.#lost = new Set(ids);
  }

  /** Whether documents lie under a key of `id` that is not here and was not destroyed. */
  isLost(id: string): boolean {
    return this.#lost.has(id) && this.find(id) === null;
  }

  close(): void {
    for (const key of this.#open.values()) key.fill(0);
    this.#open.clear();
    this.#db.close();
  }

  /** Moves the WAL into the database and cuts it to nothing, unless a reader still needs it: nobody waits for that here. */
  #cutWal(): boolean {
    this.#db.pragma('busy_timeout = 100');
    const [done] = this.#db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[];
    this.#db.pragma('busy_timeout = 5000');
    return done?.busy === 0;
  }
}
