import type { Reader, Tx } from '../database.ts';
import { eq } from '../drizzle.ts';
import { citizenAccounts } from '../schema/index.ts';

export type CitizenAccountRow = typeof citizenAccounts.$inferSelect;

/** What the portal said last of the account of a dossier's requester. */
export function findCitizenAccount(db: Reader, dossierId: string): CitizenAccountRow | undefined {
  return db.select().from(citizenAccounts).where(eq(citizenAccounts.dossierId, dossierId)).get();
}

export function keepCitizenAccount(tx: Tx, row: CitizenAccountRow): void {
  const { dossierId: _id, ...said } = row;
  tx.insert(citizenAccounts).values(row).onConflictDoUpdate({ target: citizenAccounts.dossierId, set: said }).run();
}

/** The requester is somebody else, or is forgotten. */
export function forgetCitizenAccount(tx: Tx, dossierId: string): void {
  tx.delete(citizenAccounts).where(eq(citizenAccounts.dossierId, dossierId)).run();
}
