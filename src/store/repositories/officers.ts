import type { Reader, Tx } from '../database.ts';
import { and, desc, eq, gte, isNull, lte, or, prepared, sql } from '../drizzle.ts';
import { officeImages, officers, sealPermissions } from '../schema/index.ts';

export type OfficerRow = typeof officers.$inferSelect;
export type NewOfficer = typeof officers.$inferInsert;
export type OfficeImageRow = typeof officeImages.$inferSelect;
export type SealPermissionRow = typeof sealPermissions.$inferSelect;

export function findOfficer(db: Reader, id: string): OfficerRow | undefined {
  return officerOf(db).get({ id });
}

const officerOf = prepared((db: Reader) =>
  db
    .select()
    .from(officers)
    .where(eq(officers.id, sql.placeholder('id')))
    .prepare(),
);

export function findOfficerByUsername(db: Reader, username: string): OfficerRow | undefined {
  return db.select().from(officers).where(eq(officers.username, username)).get();
}

export function listOfficers(db: Reader): OfficerRow[] {
  return db.select().from(officers).orderBy(officers.username).all();
}

export function insertOfficer(tx: Tx, row: NewOfficer): void {
  tx.insert(officers).values(row).run();
}

export function updateOfficer(tx: Tx, id: string, change: Partial<Omit<NewOfficer, 'id'>>): void {
  tx.update(officers).set(change).where(eq(officers.id, id)).run();
}

export function listSealPermissions(db: Reader, officerId: string): SealPermissionRow[] {
  return db.select().from(sealPermissions).where(eq(sealPermissions.officerId, officerId)).all();
}

export function insertSealPermission(tx: Tx, row: SealPermissionRow): void {
  tx.insert(sealPermissions).values(row).run();
}

export function findSealPermission(db: Reader, id: string): SealPermissionRow | undefined {
  return db.select().from(sealPermissions).where(eq(sealPermissions.id, id)).get();
}

export function updateSealPermission(tx: Tx, id: string, change: Pick<SealPermissionRow, 'validTo'>): void {
  tx.update(sealPermissions).set(change).where(eq(sealPermissions.id, id)).run();
}

export function insertOfficeImage(tx: Tx, row: typeof officeImages.$inferInsert): void {
  tx.insert(officeImages).values(row).run();
}

/** Every image there was, the newest first. */
export function listOfficeImages(db: Reader): OfficeImageRow[] {
  return db.select().from(officeImages).orderBy(desc(officeImages.validFrom), desc(officeImages.id)).all();
}

export function findOfficeImageById(db: Reader, id: string): OfficeImageRow | undefined {
  return db.select().from(officeImages).where(eq(officeImages.id, id)).get();
}

/** The image in force on a day: an officer's signature, or the agency's seal (`officerId` null). */
export function findOfficeImage(
  db: Reader,
  kind: OfficeImageRow['kind'],
  officerId: string | null,
  on: string,
): OfficeImageRow | undefined {
  return db
    .select()
    .from(officeImages)
    .where(
      and(
        eq(officeImages.kind, kind),
        officerId === null ? isNull(officeImages.officerId) : eq(officeImages.officerId, officerId),
        lte(officeImages.validFrom, on),
        or(isNull(officeImages.validTo), gte(officeImages.validTo, on)),
      ),
    )
    .orderBy(desc(officeImages.validFrom), desc(officeImages.id))
    .get();
}
