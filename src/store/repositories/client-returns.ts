import type { Reader, Tx } from '../database.ts';
import { and, eq, sql } from '../drizzle.ts';
import { attemptItems, attempts, clientReturns } from '../schema/index.ts';
import type { AttemptItemRow, AttemptRow } from './attempts.ts';

export type ClientReturnRow = typeof clientReturns.$inferSelect;

/** A file that is awaited, or was, with the attempt that it belongs to. */
export interface AwaitedFile {
  readonly awaited: ClientReturnRow;
  readonly item: AttemptItemRow;
  readonly attempt: AttemptRow;
}

/** Writes what is awaited for an item; another token takes the place of the one before. */
export function awaitReturn(tx: Tx, row: Omit<ClientReturnRow, 'refused'>): void {
  const { tokenSha256 } = row;
  tx.insert(clientReturns)
    .values({ ...row, refused: 0 })
    .onConflictDoUpdate({ target: clientReturns.itemId, set: { tokenSha256 } })
    .run();
}

/** The file that is awaited under the token with this SHA-256. */
export function findAwaited(db: Reader, tokenSha256: string): AwaitedFile | undefined {
  return db
    .select({ awaited: clientReturns, item: attemptItems, attempt: attempts })
    .from(clientReturns)
    .innerJoin(attemptItems, eq(attemptItems.id, clientReturns.itemId))
    .innerJoin(attempts, eq(attempts.id, attemptItems.attemptId))
    .where(eq(clientReturns.tokenSha256, tokenSha256))
    .get();
}

/** When the files of an attempt are no longer awaited, epoch milliseconds; null where none is. */
export function awaitedUntil(db: Reader, attemptId: string): number | null {
  const rows = db
    .select({ expiresAt: clientReturns.expiresAt })
    .from(clientReturns)
    .innerJoin(attemptItems, eq(attemptItems.id, clientReturns.itemId))
    .where(eq(attemptItems.attemptId, attemptId))
    .all();
  return rows.length === 0 ? null : Math.max(...rows.map((row) => row.expiresAt));
}

export function countRefused(tx: Tx, itemId: string): void {
  tx.update(clientReturns)
    .set({ refused: sql`${clientReturns.refused} + 1` })
    .where(eq(clientReturns.itemId, itemId))
    .run();
}

/** The attempt of an officer that waits for files of the signing client, if there is one. */
export function waitingAttempt(db: Reader, officerId: string, kind: AttemptRow['kind']): AttemptRow | undefined {
  return db
    .select()
    .from(attempts)
    .where(
      and(
        eq(attempts.officerId, officerId),
        eq(attempts.kind, kind),
        eq(attempts.state, 'working'),
        eq(attempts.provider, 'vgca'),
      ),
    )
    .get();
}
