import type { Reader, Tx } from '../database.ts';
import { and, eq, lt, ne } from '../drizzle.ts';
import { sessions } from '../schema/index.ts';

export type SessionRow = typeof sessions.$inferSelect;
export type NewSession = typeof sessions.$inferInsert;

export function findSession(db: Reader, tokenSha256: Buffer): SessionRow | undefined {
  return db.select().from(sessions).where(eq(sessions.tokenSha256, tokenSha256)).get();
}

export function insertSession(tx: Tx, row: NewSession): void {
  tx.insert(sessions).values(row).run();
}

export function touchSession(tx: Tx, tokenSha256: Buffer, at: number): void {
  tx.update(sessions).set({ lastSeenAt: at }).where(eq(sessions.tokenSha256, tokenSha256)).run();
}

export function deleteSession(tx: Tx, tokenSha256: Buffer): void {
  tx.delete(sessions).where(eq(sessions.tokenSha256, tokenSha256)).run();
}

/** Ends every session of an officer: after a changed password, role or certificate. */
export function deleteSessionsOf(tx: Tx, officerId: string): void {
  tx.delete(sessions).where(eq(sessions.officerId, officerId)).run();
}

/** Ends every session of an officer but one: after a password changed in it. */
export function deleteOtherSessionsOf(tx: Tx, officerId: string, kept: Buffer): void {
  tx.delete(sessions)
    .where(and(eq(sessions.officerId, officerId), ne(sessions.tokenSha256, kept)))
    .run();
}

/** Ends every session begun at a screen; answers their keys. */
export function deleteSessionsAt(tx: Tx, screenId: string): Buffer[] {
  return tx
    .delete(sessions)
    .where(eq(sessions.screenId, screenId))
    .returning({ key: sessions.tokenSha256 })
    .all()
    .map(({ key }) => key);
}

export function deleteSessionsIdleSince(tx: Tx, instant: number): void {
  tx.delete(sessions).where(lt(sessions.lastSeenAt, instant)).run();
}
