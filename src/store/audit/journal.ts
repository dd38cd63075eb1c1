import { createHash } from 'node:crypto';
import type { Clock } from '../../common/clock.ts';
import type { Db, Reader, Tx } from '../database.ts';
import { and, asc, desc, eq, gt, gte, lt, max, prepared, sql } from '../drizzle.ts';
import { type JournalFacts, journal } from '../schema/index.ts';

/** What is journaled: who did what to which thing, in ids, codes and counts only. */
export interface JournalEntry {
  /** Officer id, or `station` for what the service does by itself. */
  readonly actor: string;
  readonly role: string;
  readonly act: string;
  readonly objectType:
    | 'dossier'
    | 'original'
    | 'officer'
    | 'setting'
    | 'volume'
    | 'device'
    | 'station'
    | 'register'
    | 'screen'
    | 'category';
  readonly objectId: string;
  readonly facts?: JournalFacts;
}

export type JournalRow = typeof journal.$inferSelect;

const beginning = Buffer.alloc(32);

const entriesAfter = prepared((db: Reader) =>
  db
    .select()
    .from(journal)
    .where(gt(journal.seq, sql.placeholder('after')))
    .orderBy(asc(journal.seq))
    .limit(sql.placeholder('limit'))
    .prepare(),
);

/** The hash of an entry over the one before it: SHA-256 of the previous hash and the entry in canonical JSON. */
function hashOf(row: Omit<JournalRow, 'hash'>): Buffer {
  const facts = inOrder(row.facts);
  const canonical = JSON.stringify([
    row.seq,
    row.at,
    row.actor,
    row.role,
    row.act,
    row.objectType,
    row.objectId,
    facts,
  ]);
  return createHash('sha256').update(row.previous).update(canonical).digest();
}

/** Facts by the order of their names. Anything else was put there by another hand and is taken as it is. */
function inOrder(facts: unknown): unknown {
  if (typeof facts !== 'object' || facts === null || Array.isArray(facts)) return [facts];
  return Object.fromEntries(Object.entries(facts).sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The journal (nhật ký): an append-only chain, each entry written in the transaction of the change it tells of. */
export class Journal {
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Answers the entry's number. */
  append(tx: Tx, entry: JournalEntry): number {
    const last = tx.select().from(journal).orderBy(desc(journal.seq)).limit(1).get();
    const row = {
      seq: (last?.seq ?? 0) + 1,
      at: this.#clock.now(),
      actor: entry.actor,
      role: entry.role,
      act: entry.act,
      objectType: entry.objectType,
      objectId: entry.objectId,
      facts: entry.facts ?? {},
      previous: last?.hash ?? beginning,
    };
    tx.insert(journal)
      .values({ ...row, hash: hashOf(row) })
      .run();
    return row.seq;
  }

  /** The instant of the last entry, or null for an empty journal: no later certificate may carry an earlier date. */
  lastAt(db: Reader): number | null {
    return db.select({ at: journal.at }).from(journal).orderBy(desc(journal.seq)).limit(1).get()?.at ?? null;
  }

  /** The last entry after `after`, and the latest instant among those after it; null when there is none. */
  latestAfter(db: Reader, after: number): { readonly seq: number; readonly at: number } | null {
    const columns = { seq: max(journal.seq), at: max(journal.at) };
    const found = db.select(columns).from(journal).where(gt(journal.seq, after)).get();
    return found?.seq == null || found.at == null ? null : { seq: found.seq, at: found.at };
  }

  /** The instant of the entry that stands before the last one of this act; null when there is none. */
  lastAtBefore(db: Reader, act: string): number | null {
    const mark = db.select().from(journal).where(eq(journal.act, act)).orderBy(desc(journal.seq)).limit(1).get();
    if (!mark) return null;
    const before = db
      .select()
      .from(journal)
      .where(eq(journal.seq, mark.seq - 1))
      .get();
    return before?.at ?? null;
  }

  list(db: Reader, after: number, limit: number): JournalRow[] {
    return entriesAfter(db).all({ after, limit });
  }

  /**
   * A part of the journal, the newest entry first: below `before`, of one actor, from one instant to before another
   * (epoch milliseconds), as far as each is given.
   */
  latest(
    db: Reader,
    part: { readonly before?: number; readonly actor?: string; readonly from?: number; readonly to?: number },
    limit: number,
  ): JournalRow[] {
    const { before, actor, from, to } = part;
    return db
      .select()
      .from(journal)
      .where(
        and(
          before === undefined ? undefined : lt(journal.seq, before),
          actor === undefined ? undefined : eq(journal.actor, actor),
          from === undefined ? undefined : gte(journal.at, from),
          to === undefined ? undefined : lt(journal.at, to),
        ),
      )
      .orderBy(desc(journal.seq))
      .limit(limit)
      .all();
  }

  ofObject(db: Reader, objectType: JournalEntry['objectType'], objectId: string): JournalRow[] {
    const isIt = and(eq(journal.objectType, objectType), eq(journal.objectId, objectId));
    return db.select().from(journal).where(isIt).orderBy(asc(journal.seq)).all();
  }

  /** The last entry, or null for an empty journal: who knows it notices a tail that was cut off or written anew. */
  head(db: Reader): { readonly seq: number; readonly hash: Buffer } | null {
    const { seq, hash } = journal;
    return db.select({ seq, hash }).from(journal).orderBy(desc(journal.seq)).limit(1).get() ?? null;
  }

  /** The hash of an entry, or null when there is none of that number. */
  hashAt(db: Reader, seq: number): Buffer | null {
    return db.select({ hash: journal.hash }).from(journal).where(eq(journal.seq, seq)).get()?.hash ?? null;
  }

  /** The entries of one act, in order. */
  listOfAct(db: Reader, act: string): JournalRow[] {
    return db.select().from(journal).where(eq(journal.act, act)).orderBy(asc(journal.seq)).all();
  }

  /** Walks the whole chain. Answers the number of the first entry that does not follow from the one before, or null. */
  verify(db: Db): number | null {
    for (const step of this.#walk(db)) if (step !== 'sound') return step;
    return null;
  }

  /** The same a thousand entries at a time, so that the screens are answered meanwhile. */
  async verifyInSteps(db: Db): Promise<number | null> {
    for (const step of this.#walk(db)) {
      if (step !== 'sound') return step;
      await new Promise((resolve) => setImmediate(resolve));
    }
    return null;
  }

  /** One answer to a thousand entries: sound, or the number of the entry at which the chain breaks. */
  *#walk(db: Db): Generator<'sound' | number> {
    let previous: Buffer = beginning;
    let expected = 1;
    for (let after = 0; ; ) {
      const rows = this.list(db, after, 1000);
      for (const row of rows) {
        if (row.seq !== expected || !row.previous.equals(previous) || !hashOf(row).equals(row.hash)) {
          yield expected;
          return;
        }
        previous = row.hash;
        expected += 1;
      }
      const end = rows.at(-1);
      if (!end) return;
      after = end.seq;
      yield 'sound';
    }
  }
}
