import type { Reader, Tx } from '../database.ts';
import { asc, eq } from '../drizzle.ts';
import { credentials } from '../schema/index.ts';

export function findSealedCredential(db: Reader, name: string): Buffer | null {
  return db.select().from(credentials).where(eq(credentials.name, name)).get()?.sealed ?? null;
}

/** Puts a sealed credential in the place of the one of that name. */
export function writeSealedCredential(tx: Tx, name: string, sealed: Buffer, at: number): void {
  const row = { sealed, setAt: at };
  tx.insert(credentials)
    .values({ name, ...row })
    .onConflictDoUpdate({ target: credentials.name, set: row })
    .run();
}

/** Answers whether there was one. */
export function deleteCredential(tx: Tx, name: string): boolean {
  return tx.delete(credentials).where(eq(credentials.name, name)).run().changes > 0;
}

/** Which there are, and since when; epoch milliseconds. */
export function listCredentials(db: Reader): { readonly name: string; readonly setAt: number }[] {
  return db
    .select({ name: credentials.name, setAt: credentials.setAt })
    .from(credentials)
    .orderBy(asc(credentials.name))
    .all();
}
