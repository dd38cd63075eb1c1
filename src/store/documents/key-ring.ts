import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type Database from 'better-sqlite3';
import type { Clock } from '../../common/clock.ts';
import { openSqlite } from '../database.ts';

const nonceLength = 12;
const tagLength = 16;

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

  constructor(path: string, stationKey: Buffer, clock: Clock) {
    this.#db = openSqlite(path);
    this.#db.pragma('secure_delete = ON');
    this.#db.exec(
      'CREATE TABLE IF NOT EXISTS keys (id TEXT PRIMARY KEY, wrapped BLOB NOT NULL, created_at INTEGER NOT NULL) STRICT',
    );
    this.#stationKey = stationKey;
    this.#clock = clock;
  }

  /** The key of `id`, made now when there is none. It is on the disk before this returns. */
  obtain(id: string): Buffer {
    const known = this.find(id);
    if (known) return known;
    const key = randomBytes(32);
    this.#db
      .prepare('INSERT INTO keys (id, wrapped, created_at) VALUES (?, ?, ?)')
      .run(id, this.#wrap(id, key), this.#clock.now());
    this.#open.set(id, key);
    return key;
  }

  /** The key of `id`, or null when there is none (never made, or purged). */
  find(id: string): Buffer | null {
    const open = this.#open.get(id);
    if (open) return open;
    const row = this.#db.prepare<[string], { wrapped: Buffer }>('SELECT wrapped FROM keys WHERE id = ?').get(id);
    if (!row) return null;
    const key = this.#unwrap(id, row.wrapped);
    this.#open.set(id, key);
    return key;
  }

  /** Destroys the key of `id`: what it encrypted is gone, in every copy and backup of the documents. */
  destroy(id: string): void {
    this.#db.prepare('DELETE FROM keys WHERE id = ?').run(id);
    this.#db.pragma('wal_checkpoint(TRUNCATE)');
    this.#open.get(id)?.fill(0);
    this.#open.delete(id);
  }

  close(): void {
    for (const key of this.#open.values()) key.fill(0);
    this.#open.clear();
    this.#db.close();
  }

  #wrap(id: string, key: Buffer): Buffer {
    const nonce = randomBytes(nonceLength);
    const cipher = createCipheriv('aes-256-gcm', this.#stationKey, nonce);
    cipher.setAAD(Buffer.from(id));
    return Buffer.concat([nonce, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
  }

  #unwrap(id: string, wrapped: Buffer): Buffer {
    const decipher = createDecipheriv('aes-256-gcm', this.#stationKey, wrapped.subarray(0, nonceLength), {
      authTagLength: tagLength,
    });
    decipher.setAAD(Buffer.from(id));
    decipher.setAuthTag(wrapped.subarray(wrapped.length - tagLength));
    return Buffer.concat([decipher.update(wrapped.subarray(nonceLength, -tagLength)), decipher.final()]);
  }
}
