import type { Reader, Tx } from '../database.ts';
import { desc, eq, isNull, max } from '../drizzle.ts';
import { backups } from '../schema/backups.ts';

export type BackupRow = typeof backups.$inferSelect;

export function insertBackup(tx: Tx, row: Pick<BackupRow, 'id' | 'begunBy' | 'begunAt'>): void {
  tx.insert(backups).values(row).run();
}

/** The end of one: verified, or with a code. */
export function endBackup(
  tx: Tx,
  id: string,
  end: Pick<BackupRow, 'endedAt'> &
    Partial<Pick<BackupRow, 'setName' | 'verifiedAt' | 'documents' | 'added' | 'failureCode'>>,
): void {
  tx.update(backups).set(end).where(eq(backups.id, id)).run();
}

/** The newest first. */
export function listBackups(db: Reader, limit: number): BackupRow[] {
  return db.select().from(backups).orderBy(desc(backups.begunAt), desc(backups.id)).limit(limit).all();
}

/** Backups that a stop has cut. */
export function unfinishedBackups(db: Reader): BackupRow[] {
  return db.select().from(backups).where(isNull(backups.endedAt)).all();
}

/** When the last verified backup was made, epoch milliseconds; null when there is none. */
export function lastVerifiedBackup(db: Reader): number | null {
  return (
    db
      .select({ at: max(backups.verifiedAt) })
      .from(backups)
      .get()?.at ?? null
  );
}
