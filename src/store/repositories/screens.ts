import type { Reader, Tx } from '../database.ts';
import { asc, eq, isNull, lte, or } from '../drizzle.ts';
import { pairingRequests, screens } from '../schema/index.ts';

export type ScreenRow = typeof screens.$inferSelect;
export type NewScreen = typeof screens.$inferInsert;
export type PairingRequestRow = typeof pairingRequests.$inferSelect;

export function findScreen(db: Reader, id: string): ScreenRow | undefined {
  return db.select().from(screens).where(eq(screens.id, id)).get();
}

/** The screen that holds a device key, also the one that was given out to replace it; revoked ones too. */
export function findScreenByKey(db: Reader, keySha256: Buffer): ScreenRow | undefined {
  return db
    .select()
    .from(screens)
    .where(or(eq(screens.keySha256, keySha256), eq(screens.nextKeySha256, keySha256)))
    .get();
}

/** The screens that are paired, the oldest first. */
export function listScreens(db: Reader): ScreenRow[] {
  return db.select().from(screens).where(isNull(screens.revokedAt)).orderBy(asc(screens.pairedAt)).all();
}

export function insertScreen(tx: Tx, row: NewScreen): void {
  tx.insert(screens).values(row).run();
}

export function updateScreen(tx: Tx, id: string, change: Partial<Omit<NewScreen, 'id'>>): void {
  tx.update(screens).set(change).where(eq(screens.id, id)).run();
}

export function findPairingRequest(db: Reader, keySha256: Buffer): PairingRequestRow | undefined {
  return db.select().from(pairingRequests).where(eq(pairingRequests.keySha256, keySha256)).get();
}

export function findPairingRequestByCode(db: Reader, code: string): PairingRequestRow | undefined {
  return db.select().from(pairingRequests).where(eq(pairingRequests.code, code)).get();
}

export function listPairingRequests(db: Reader): PairingRequestRow[] {
  return db.select().from(pairingRequests).orderBy(asc(pairingRequests.askedAt)).all();
}

export function insertPairingRequest(tx: Tx, row: PairingRequestRow): void {
  tx.insert(pairingRequests).values(row).run();
}

export function deletePairingRequest(tx: Tx, keySha256: Buffer): void {
  tx.delete(pairingRequests).where(eq(pairingRequests.keySha256, keySha256)).run();
}

export function deletePairingRequestsUntil(tx: Tx, instant: number): void {
  tx.delete(pairingRequests).where(lte(pairingRequests.askedAt, instant)).run();
}
