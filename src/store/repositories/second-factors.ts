import type { Reader, Tx } from '../database.ts';
import { and, count, eq, isNull } from '../drizzle.ts';
import { recoveryCodes, secondFactors } from '../schema/index.ts';

export type SecondFactorRow = typeof secondFactors.$inferSelect;

export function findSecondFactor(db: Reader, officerId: string): SecondFactorRow | undefined {
  return db.select().from(secondFactors).where(eq(secondFactors.officerId, officerId)).get();
}

/** Puts a new secret, not confirmed yet, in the place of whatever the officer had. */
export function replaceSecondFactor(tx: Tx, row: Pick<SecondFactorRow, 'officerId' | 'secret' | 'createdAt'>): void {
  deleteSecondFactor(tx, row.officerId);
  tx.insert(secondFactors).values(row).run();
}

export function updateSecondFactor(
  tx: Tx,
  officerId: string,
  change: Partial<Pick<SecondFactorRow, 'confirmedAt' | 'lastStep'>>,
): void {
  tx.update(secondFactors).set(change).where(eq(secondFactors.officerId, officerId)).run();
}

/** Removes secret and recovery codes. Answers whether there were any. */
export function deleteSecondFactor(tx: Tx, officerId: string): boolean {
  tx.delete(recoveryCodes).where(eq(recoveryCodes.officerId, officerId)).run();
  return tx.delete(secondFactors).where(eq(secondFactors.officerId, officerId)).run().changes > 0;
}

/** Puts new recovery codes, as hashes, in the place of the old ones. */
export function replaceRecoveryCodes(tx: Tx, officerId: string, hashes: readonly Buffer[]): void {
  tx.delete(recoveryCodes).where(eq(recoveryCodes.officerId, officerId)).run();
  for (const codeSha256 of hashes) tx.insert(recoveryCodes).values({ codeSha256, officerId }).run();
}

/** Uses up a recovery code of this officer. Answers whether it was one that nobody had used. */
export function useRecoveryCode(tx: Tx, officerId: string, codeSha256: Buffer, at: number): boolean {
  const unused = and(
    eq(recoveryCodes.codeSha256, codeSha256),
    eq(recoveryCodes.officerId, officerId),
    isNull(recoveryCodes.usedAt),
  );
  return tx.update(recoveryCodes).set({ usedAt: at }).where(unused).run().changes === 1;
}

export function countUnusedRecoveryCodes(db: Reader, officerId: string): number {
  const unused = and(eq(recoveryCodes.officerId, officerId), isNull(recoveryCodes.usedAt));
  return db.select({ left: count() }).from(recoveryCodes).where(unused).get()?.left ?? 0;
}
