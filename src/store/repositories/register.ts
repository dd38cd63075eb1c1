import type { Reader, Tx } from '../database.ts';
import { and, asc, desc, eq, gt, inArray, lt, max, ne } from '../drizzle.ts';
import { registerEntries, registerVolumes } from '../schema/index.ts';

export type VolumeRow = typeof registerVolumes.$inferSelect;
export type EntryRow = typeof registerEntries.$inferSelect;

/** Which register: one per office, type and calendar year. */
export interface RegisterKey {
  readonly office: string;
  readonly registerType: string;
  readonly year: number;
}

/** The volumes of a register, of all years. */
export function listVolumes(db: Reader, key: Omit<RegisterKey, 'year'>): VolumeRow[] {
  return db
    .select()
    .from(registerVolumes)
    .where(and(eq(registerVolumes.office, key.office), eq(registerVolumes.registerType, key.registerType)))
    .orderBy(asc(registerVolumes.year), asc(registerVolumes.ordinal))
    .all();
}

export function findVolume(db: Reader, id: string): VolumeRow | undefined {
  return db.select().from(registerVolumes).where(eq(registerVolumes.id, id)).get();
}

export function insertVolume(tx: Tx, row: VolumeRow): void {
  tx.insert(registerVolumes).values(row).run();
}

export function closeVolume(tx: Tx, id: string, at: number): void {
  tx.update(registerVolumes).set({ closedAt: at }).where(eq(registerVolumes.id, id)).run();
}

/** Every register that has a row: office, type and year, in order. */
export function listRegisters(db: Reader): RegisterKey[] {
  const { office, registerType, year } = registerEntries;
  return db
    .selectDistinct({ office, registerType, year })
    .from(registerEntries)
    .orderBy(asc(office), asc(registerType), asc(year))
    .all();
}

/** The highest number given in a register, 0 when it is empty. */
export function lastNumber(db: Reader, key: RegisterKey): number {
  return (
    db
      .select({ number: registerEntries.number })
      .from(registerEntries)
      .where(
        and(
          eq(registerEntries.office, key.office),
          eq(registerEntries.registerType, key.registerType),
          eq(registerEntries.year, key.year),
        ),
      )
      .orderBy(desc(registerEntries.number))
      .get()?.number ?? 0
  );
}

/** The number that an original holds now: reserved, signed or entered, not voided. */
export function activeEntry(db: Reader, originalId: string): EntryRow | undefined {
  return db
    .select()
    .from(registerEntries)
    .where(
      and(
        eq(registerEntries.originalId, originalId),
        inArray(registerEntries.state, ['reserved', 'signed', 'entered']),
      ),
    )
    .get();
}

/** The number of a cancelled original. */
export function cancelledEntry(db: Reader, originalId: string): EntryRow | undefined {
  return db
    .select()
    .from(registerEntries)
    .where(and(eq(registerEntries.originalId, originalId), eq(registerEntries.state, 'cancelled')))
    .get();
}

const of = ({ office, registerType, year }: RegisterKey) =>
  and(
    eq(registerEntries.office, office),
    eq(registerEntries.registerType, registerType),
    eq(registerEntries.year, year),
  );

/** Every number of a register's year that has a row, in any state, with its row's id. */
export function givenNumbers(db: Reader, key: RegisterKey): { id: string; number: number }[] {
  return db
    .select({ id: registerEntries.id, number: registerEntries.number })
    .from(registerEntries)
    .where(of(key))
    .all();
}

/** The highest number that was signed before an instant, 0 when there is none. */
export function lastSignedBefore(db: Reader, key: RegisterKey, before: number): number {
  const signed = and(of(key), lt(registerEntries.signedAt, before));
  return (
    db
      .select({ number: max(registerEntries.number) })
      .from(registerEntries)
      .where(signed)
      .get()?.number ?? 0
  );
}

/** Whether a register's year has a number that the station did not give. */
export function hasOutsideNumbers(db: Reader, key: RegisterKey): boolean {
  const outside = and(of(key), ne(registerEntries.source, 'station'));
  return db.select({ id: registerEntries.id }).from(registerEntries).where(outside).get() !== undefined;
}

/**
 * Gives rows other numbers at once, also where they change places: none is twice in the register in between, since
 * each first takes one that no book has.
 */
export function renumber(
  tx: Tx,
  changes: readonly { readonly id: string; readonly volumeId: string; readonly number: number }[],
): void {
  const set = (id: string, change: { number: number; volumeId?: string }): void => {
    tx.update(registerEntries).set(change).where(eq(registerEntries.id, id)).run();
  };
  for (const [index, { id }] of changes.entries()) set(id, { number: beyondAnyBook + index });
  for (const { id, volumeId, number } of changes) set(id, { number, volumeId });
}

const beyondAnyBook = 1_000_000_000;

export function listReserved(db: Reader): EntryRow[] {
  return db.select().from(registerEntries).where(eq(registerEntries.state, 'reserved')).all();
}

/** Entries in the order of their numbers, from the one that follows `after`. */
export function listEntries(
  db: Reader,
  key: RegisterKey,
  range: { readonly after: number; readonly limit: number },
): EntryRow[] {
  return db
    .select()
    .from(registerEntries)
    .where(
      and(
        eq(registerEntries.office, key.office),
        eq(registerEntries.registerType, key.registerType),
        eq(registerEntries.year, key.year),
        gt(registerEntries.number, range.after),
      ),
    )
    .orderBy(asc(registerEntries.number))
    .limit(range.limit)
    .all();
}

export function insertEntry(tx: Tx, row: typeof registerEntries.$inferInsert): void {
  tx.insert(registerEntries).values(row).run();
}

export function updateEntry(tx: Tx, id: string, change: Partial<Omit<EntryRow, 'id' | 'number' | 'year'>>): void {
  tx.update(registerEntries).set(change).where(eq(registerEntries.id, id)).run();
}
