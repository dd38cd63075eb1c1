import type { Reader, Tx } from '../database.ts';
import { among, asc, eq, sql } from '../drizzle.ts';
import { copyFetches, copyLinks } from '../schema/index.ts';
import { outbox } from '../schema/outbox.ts';

export type CopyLinkRow = typeof copyLinks.$inferSelect;
export type CopyFetchRow = typeof copyFetches.$inferSelect;

export function findCopyLink(db: Reader, outboxId: string): CopyLinkRow | undefined {
  return db.select().from(copyLinks).where(eq(copyLinks.outboxId, outboxId)).get();
}

/** What the gateway told last of the links of these rows. */
export function linksOf(db: Reader, outboxIds: readonly string[]): CopyLinkRow[] {
  return db.select().from(copyLinks).where(among(copyLinks.outboxId, outboxIds)).all();
}

/** The fetches that the gateway noted, in their order. */
export function fetchesOf(db: Reader, outboxIds: readonly string[]): CopyFetchRow[] {
  return db.select().from(copyFetches).where(among(copyFetches.outboxId, outboxIds)).orderBy(asc(copyFetches.at)).all();
}

/** Keeps what the gateway told of a link; `renewed`: it has just given another address. */
export function keepCopyLink(tx: Tx, row: Omit<CopyLinkRow, 'renewals'>, renewed: boolean): void {
  const { outboxId, ...change } = row;
  const renewals = renewed ? 1 : 0;
  tx.insert(copyLinks)
    .values({ ...row, renewals })
    .onConflictDoUpdate({
      target: copyLinks.outboxId,
      set: { ...change, renewals: sql`${copyLinks.renewals} + ${renewals}` },
    })
    .run();
}

/** Keeps a fetch; true when it is news. */
export function keepCopyFetch(tx: Tx, row: CopyFetchRow): boolean {
  return tx.insert(copyFetches).values(row).onConflictDoNothing().run().changes === 1;
}

/** A copy can be fetched elsewhere from now on; null: nowhere any more. */
export function moveCopy(tx: Tx, outboxId: string, url: string | null): void {
  const result = url === null ? null : { url };
  tx.update(outbox).set({ result }).where(eq(outbox.id, outboxId)).run();
}
