import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readdirSync } from 'node:fs';
import { readdir, rename, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Clock } from '../../common/clock.ts';
import { makeFolder, removeDurably, syncFolder, syncFolderNow } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Reader, Tx } from '../database.ts';
import { eq } from '../drizzle.ts';
import { documents } from '../schema/index.ts';
import type { KeyRing } from './key-ring.ts';
import { type DocumentRange, readSealed, writeSealed } from './sealed-file.ts';
import { keyLength } from './wrapped-key.ts';

/** A document's row: what it is, how long, and the SHA-256 of its bytes in the clear. */
export type DocumentRow = typeof documents.$inferSelect;

/** Where a document lies and what opens it: all that a worker thread needs. */
export interface DocumentHandle {
  readonly id: string;
  readonly path: string;
  readonly key: Buffer;
}

/** The folder of the documents and one in it for each last byte of an id, so that no later write waits for a folder. */
function makeFolders(folder: string): void {
  makeFolder(folder);
  const present = new Set(readdirSync(folder));
  const shards = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));
  const missing = shards.filter((shard) => !present.has(shard));
  for (const shard of missing) mkdirSync(join(folder, shard), { mode: 0o700 });
  if (missing.length > 0) syncFolderNow(folder);
}

/**
 * The documents on disk. A file is written durably first and named by a row second, so a file without a row is
 * an unfinished step and a row without its file is damage. File names are random ids and say nothing.
 */
export class DocumentStore {
  readonly #folder: string;
  readonly #keys: KeyRing;
  readonly #clock: Clock;

  constructor(folder: string, keys: KeyRing, clock: Clock) {
    this.#folder = folder;
    this.#keys = keys;
    this.#clock = clock;
    makeFolders(folder);
  }

  /** Where the document `id` lies and what opens it. Without its key it opens as a damaged one; no key is made. */
  handle(id: string, keyId: string): DocumentHandle {
    return { id, path: this.path(id), key: this.#keys.find(keyId) ?? randomBytes(keyLength) };
  }

  /** Where the document `id` will be; its key is made when there is none. STORE-KEY-LOST. */
  place(id: string, keyId: string): Result<DocumentHandle> {
    if (this.#keys.isLost(keyId)) return fail('STORE-KEY-LOST', { key: keyId });
    return ok({ id, path: this.path(id), key: this.#keys.obtain(keyId) });
  }

  /** Whether a document can be opened as far as its row and its key say. STORE-DOCUMENT-PURGED, STORE-KEY-LOST. */
  opens({ id, keyId, removedAt }: Pick<DocumentRow, 'id' | 'keyId' | 'removedAt'>): Result<void> {
    if (removedAt === null && this.#keys.find(keyId) !== null) return ok();
    const isLost = removedAt === null && this.#keys.isLost(keyId);
    return fail(isLost ? 'STORE-KEY-LOST' : 'STORE-DOCUMENT-PURGED', { document: id });
  }

  path(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new RangeError('not the id of a document');
    return join(this.#folder, id.slice(-2), `${id}.sealed`);
  }

  /** Where a document lies that was set aside. */
  quarantinedPath(id: string): string {
    if (!/^[0-9a-f-]{36}$/.test(id)) throw new RangeError('not the id of a document');
    return join(this.#folder, 'quarantine', `${id}.sealed`);
  }

  /** Writes the file; the caller then names it by `record` in the transaction that makes it count. */
  async write(id: string, keyId: string, data: Uint8Array): Promise<{ length: number; sha256: string }> {
    await writeSealed(this.path(id), this.#keys.obtain(keyId), id, data);
    return { length: data.length, sha256: createHash('sha256').update(data).digest('hex') };
  }

  /** Names a written file. */
  record(tx: Tx, row: Omit<DocumentRow, 'createdAt' | 'removedAt'>): void {
    tx.insert(documents)
      .values({ ...row, createdAt: this.#clock.now() })
      .run();
  }

  find(db: Reader, id: string): DocumentRow | undefined {
    return db.select().from(documents).where(eq(documents.id, id)).get();
  }

  /** Reads a document or a part of it. Errors: those of `opens`; damaged: STORE-DOCUMENT-DAMAGED. */
  async read(row: Pick<DocumentRow, 'id' | 'keyId' | 'removedAt'>, range?: DocumentRange): Promise<Result<Buffer>> {
    const opens = this.opens(row);
    if (!opens.ok) return opens;
    const { path, key } = this.handle(row.id, row.keyId);
    return await readSealed(path, key, row.id, range);
  }

  /** Marks a document as removed; the file itself goes with the `remove-document` job of the same transaction. */
  markRemoved(tx: Tx, id: string): void {
    tx.update(documents).set({ removedAt: this.#clock.now() }).where(eq(documents.id, id)).run();
  }

  async removeFile(id: string): Promise<void> {
    await removeDurably(this.path(id));
  }

  /** Sets a file aside, kept for inquiry and never served. */
  async quarantine(id: string): Promise<void> {
    const from = this.path(id);
    const to = this.quarantinedPath(id);
    makeFolder(dirname(to));
    await rename(from, to);
    await syncFolder(dirname(to));
    await syncFolder(dirname(from));
  }

  /** What was set aside: the id of each file and when it was written (epoch milliseconds; 0 where the disk does not say). */
  async listQuarantined(): Promise<{ readonly id: string; readonly at: number }[]> {
    const folder = join(this.#folder, 'quarantine');
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    });
    const sealed = names.filter((name) => name.endsWith('.sealed'));
    return await Promise.all(
      sealed.map(async (name) => ({
        id: name.slice(0, -'.sealed'.length),
        at: await stat(join(folder, name)).then(
          ({ mtimeMs }) => Math.trunc(mtimeMs),
          () => 0,
        ),
      })),
    );
  }

  /** The ids of all files on disk, and of leftovers of interrupted writes (`.new`), which may be removed at boot. */
  async list(): Promise<{ ids: string[]; leftovers: string[] }> {
    const ids: string[] = [];
    const leftovers: string[] = [];
    for (const shard of await readdir(this.#folder, { withFileTypes: true })) {
      if (!shard.isDirectory() || shard.name === 'quarantine') continue;
      for (const file of await readdir(join(this.#folder, shard.name))) {
        if (file.endsWith('.sealed')) ids.push(file.slice(0, -'.sealed'.length));
        else if (file.endsWith('.new')) leftovers.push(join(this.#folder, shard.name, file));
      }
    }
    return { ids, leftovers };
  }
}
