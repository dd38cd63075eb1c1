import Database from 'better-sqlite3';

/** A copy in the store and the way to it. Instants are epoch milliseconds UTC. */
export interface Link {
  /** Made by the station. */
  readonly id: string;
  readonly station: string;
  readonly dossier: string;
  /** The id of the upload at the tus server. */
  readonly upload: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Counts the addresses given; only the newest opens. */
  readonly generation: number;
  readonly madeAt: number;
  readonly expiresAt: number;
  /** When it was first fetched whole. */
  readonly fetchedAt: number | null;
  readonly removedAt: number | null;
}

/** One fetch: how many bytes went out, and whether that was all of them. */
export interface Fetch {
  readonly at: number;
  readonly caller: string;
  readonly bytes: number;
  readonly whole: boolean;
}

const schema = `
  CREATE TABLE IF NOT EXISTS uploads (id TEXT PRIMARY KEY, station TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS links (
    id TEXT PRIMARY KEY, station TEXT NOT NULL, dossier TEXT NOT NULL, upload TEXT NOT NULL, sha256 TEXT NOT NULL,
    bytes INTEGER NOT NULL, generation INTEGER NOT NULL, madeAt INTEGER NOT NULL, expiresAt INTEGER NOT NULL,
    fetchedAt INTEGER, removedAt INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS fetches (
    link TEXT NOT NULL REFERENCES links(id), at INTEGER NOT NULL, caller TEXT NOT NULL, bytes INTEGER NOT NULL,
    whole INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS fetches_link ON fetches(link, at);
  CREATE INDEX IF NOT EXISTS links_upload ON links(upload);
`;

/** What the gateway remembers: whose upload is whose, the links, the fetches. */
export class LinkStore {
  readonly #db: Database.Database;
  /** Uploads that are being removed: nobody's any more, whatever the table says. */
  readonly #leaving = new Set<string>();
  /** The row up to which the last sweep of unlinked uploads came. */
  #sweptTo = 0;

  constructor(path: string) {
    this.#db = new Database(path);
    this.#db.pragma('journal_mode = WAL');
    this.#db.pragma('synchronous = FULL');
    this.#db.pragma('foreign_keys = ON');
    this.#db.exec(schema);
  }

  close(): void {
    this.#db.close();
  }

  /** Durable before the station is told the upload's address. */
  noteUpload(id: string, station: string, at: number): void {
    this.#db.prepare('INSERT OR IGNORE INTO uploads VALUES (?, ?, ?)').run(id, station, at);
  }

  /** Somebody still works on an upload. Written once an hour at most. */
  touchUpload(id: string, at: number): void {
    this.#db.prepare('UPDATE uploads SET at = ? WHERE id = ? AND at < ?').run(at, id, at - 3_600_000);
  }

  /**
   * Uploads untouched since `before` to which no link leads, the next `limit` of them: each call goes on where the last one
   * ended, so that some which cannot be removed do not keep the others.
   */
  unlinked(before: number, limit: number): string[] {
    const rows = this.#db
      .prepare<[number, number, number], { at: number; id: string }>(
        `SELECT rowid AS at, id FROM uploads WHERE rowid > ? AND at < ?
         AND NOT EXISTS (SELECT 1 FROM links WHERE links.upload = uploads.id) ORDER BY rowid LIMIT ?`,
      )
      .all(this.#sweptTo, before, limit);
    this.#sweptTo = rows.length < limit ? 0 : (rows.at(-1)?.at ?? 0);
    return rows.map(({ id }) => id);
  }

  /** Until `endRemoval` the upload is nobody's. False when a link leads to it. */
  beginRemoval(upload: string): boolean {
    if (this.#db.prepare('SELECT 1 FROM links WHERE upload = ?').get(upload) !== undefined) return false;
    this.#leaving.add(upload);
    return true;
  }

  endRemoval(upload: string, gone: boolean): void {
    if (gone) this.#db.prepare('DELETE FROM uploads WHERE id = ?').run(upload);
    this.#leaving.delete(upload);
  }

  stationOf(upload: string): string | undefined {
    if (this.#leaving.has(upload)) return undefined;
    return this.#db.prepare<[string], { station: string }>('SELECT station FROM uploads WHERE id = ?').get(upload)
      ?.station;
  }

  find(id: string): Link | undefined {
    return this.#db.prepare<[string], Link>('SELECT * FROM links WHERE id = ?').get(id);
  }

  add(link: Link): void {
    this.#db
      .prepare(
        `INSERT INTO links VALUES (@id, @station, @dossier, @upload, @sha256, @bytes, @generation, @madeAt, @expiresAt,
         @fetchedAt, @removedAt)`,
      )
      .run(link);
  }

  /**
   * The same copy handed over once more: the link leads to the new upload, at a new address. The old one is left without a
   * link.
   */
  replace(id: string, upload: string, at: number, expiresAt: number): void {
    this.#db
      .prepare(
        `UPDATE links SET upload = ?, generation = generation + 1, madeAt = ?, expiresAt = ?, fetchedAt = NULL,
         removedAt = NULL WHERE id = ?`,
      )
      .run(upload, at, expiresAt, id);
  }

  /** A new address: those before it open no more. */
  renew(id: string, expiresAt: number): void {
    this.#db.prepare('UPDATE links SET generation = generation + 1, expiresAt = ? WHERE id = ?').run(expiresAt, id);
  }

  /** None of its addresses opens any more. */
  revoke(id: string): void {
    this.#db.prepare('UPDATE links SET generation = generation + 1, expiresAt = 0 WHERE id = ?').run(id);
  }

  noteFetch(id: string, { at, caller, bytes, whole }: Fetch): void {
    this.#db.transaction(() => {
      this.#db.prepare('INSERT INTO fetches VALUES (?, ?, ?, ?, ?)').run(id, at, caller, bytes, whole ? 1 : 0);
      if (whole) this.#db.prepare('UPDATE links SET fetchedAt = ? WHERE id = ? AND fetchedAt IS NULL').run(at, id);
    })();
  }

  /** The latest first. */
  fetches(id: string, limit: number): Fetch[] {
    return this.#db
      .prepare<[string, number], Omit<Fetch, 'whole'> & { whole: number }>(
        'SELECT at, caller, bytes, whole FROM fetches WHERE link = ? ORDER BY at DESC LIMIT ?',
      )
      .all(id, limit)
      .map((row) => ({ ...row, whole: row.whole === 1 }));
  }

  /** Links whose file has served its purpose: fetched whole before `fetchedBefore`, or made before `madeBefore`. */
  due(fetchedBefore: number, madeBefore: number): Link[] {
    return this.#db
      .prepare<[number, number], Link>('SELECT * FROM links WHERE removedAt IS NULL AND (fetchedAt < ? OR madeAt < ?)')
      .all(fetchedBefore, madeBefore);
  }

  noteRemoved(id: string, at: number): void {
    this.#db.prepare('UPDATE links SET removedAt = ? WHERE id = ?').run(at, id);
  }
}
