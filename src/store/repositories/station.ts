import type { Reader, Tx } from '../database.ts';
import { and, gt, gte, inArray, lt, lte, or } from '../drizzle.ts';
import { certificatesSeen, lineSamples } from '../schema/index.ts';

export type LineSampleRow = typeof lineSamples.$inferSelect;
export type CertificateSeenRow = typeof certificatesSeen.$inferSelect;

/** The slots that begin between two instants, both included, the oldest first. */
export function listLineSamples(db: Reader, from: number, to: number): LineSampleRow[] {
  return db
    .select()
    .from(lineSamples)
    .where(and(gte(lineSamples.slot, from), lte(lineSamples.slot, to)))
    .orderBy(lineSamples.slot)
    .all();
}

export function writeLineSample(tx: Tx, row: LineSampleRow): void {
  tx.insert(lineSamples).values(row).onConflictDoUpdate({ target: lineSamples.slot, set: row }).run();
}

/** Removes the slots that begin before `from` or after `to`. */
export function deleteLineSamples(tx: Tx, from: number, to: number): void {
  tx.delete(lineSamples)
    .where(or(lt(lineSamples.slot, from), gt(lineSamples.slot, to)))
    .run();
}

/** What is known of these certificates. */
export function listCertificatesSeen(db: Reader, sha256s: readonly string[]): CertificateSeenRow[] {
  if (sha256s.length === 0) return [];
  return db
    .select()
    .from(certificatesSeen)
    .where(inArray(certificatesSeen.sha256, [...sha256s]))
    .all();
}

export function writeCertificateSeen(tx: Tx, row: CertificateSeenRow): void {
  tx.insert(certificatesSeen).values(row).onConflictDoUpdate({ target: certificatesSeen.sha256, set: row }).run();
}
