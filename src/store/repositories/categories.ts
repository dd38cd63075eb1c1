/** The portal's categories, version by version, and when they were last asked for. */
import type { Reader, Tx } from '../database.ts';
import { and, asc, count, eq, inArray, isNotNull, isNull, max, ne, sql } from '../drizzle.ts';
import { categoryPulls, categoryVersions, type ProcedureTerms } from '../schema/categories.ts';
import { dossiers } from '../schema/dossiers.ts';

export type CategoryVersionRow = typeof categoryVersions.$inferSelect;
export type CategoryPullRow = typeof categoryPulls.$inferSelect;

/** A version without its content, which may be long. */
export type CategoryVersionHead = Omit<CategoryVersionRow, 'content'>;

/** In the order in which they came, the last first: a wall clock that was wrong for a while must not turn it round. */
const latest = sql`${categoryVersions}.rowid DESC`;

export function findCategoryVersion(db: Reader, id: string): CategoryVersionRow | undefined {
  return db.select().from(categoryVersions).where(eq(categoryVersions.id, id)).get();
}

/** The version of a category that is in this state; there is one at most of `current` and of `proposed`. */
export function categoryVersionIn(
  db: Reader,
  category: string,
  state: 'current' | 'proposed',
): CategoryVersionRow | undefined {
  const one = and(eq(categoryVersions.category, category), eq(categoryVersions.state, state));
  return db.select().from(categoryVersions).where(one).get();
}

/** The content that was declined last, by its hash. */
export function lastDeclined(db: Reader, category: string): string | null {
  const declined = and(eq(categoryVersions.category, category), eq(categoryVersions.state, 'declined'));
  const row = db
    .select({ sha256: categoryVersions.sha256 })
    .from(categoryVersions)
    .where(declined)
    .orderBy(latest)
    .limit(1)
    .get();
  return row?.sha256 ?? null;
}

/** All versions without their contents, the newest of each category first. */
export function listCategoryVersions(db: Reader): CategoryVersionHead[] {
  const columns = {
    id: categoryVersions.id,
    category: categoryVersions.category,
    sha256: categoryVersions.sha256,
    entries: categoryVersions.entries,
    state: categoryVersions.state,
    differences: categoryVersions.differences,
    pulledAt: categoryVersions.pulledAt,
    validFrom: categoryVersions.validFrom,
    validUntil: categoryVersions.validUntil,
    terms: categoryVersions.terms,
    decidedBy: categoryVersions.decidedBy,
    decidedAt: categoryVersions.decidedAt,
  };
  return db.select(columns).from(categoryVersions).orderBy(asc(categoryVersions.category), latest).all();
}

export function insertCategoryVersion(tx: Tx, row: typeof categoryVersions.$inferInsert): void {
  tx.insert(categoryVersions).values(row).run();
}

export function changeCategoryVersion(
  tx: Tx,
  id: string,
  change: Partial<Pick<CategoryVersionRow, 'state' | 'validFrom' | 'validUntil' | 'terms' | 'decidedBy' | 'decidedAt'>>,
): void {
  tx.update(categoryVersions).set(change).where(eq(categoryVersions.id, id)).run();
}

/** Forgets the versions of a list that nobody refers to, but for the newest few. */
export function pruneCategory(tx: Tx, category: string, keep: number): void {
  const old = tx
    .select({ id: categoryVersions.id })
    .from(categoryVersions)
    .where(
      and(eq(categoryVersions.category, category), inArray(categoryVersions.state, ['past', 'overtaken', 'declined'])),
    )
    .orderBy(latest)
    .all()
    .slice(keep);
  for (const { id } of old) tx.delete(categoryVersions).where(eq(categoryVersions.id, id)).run();
}

/** How many versions wait for the unit admin's word. */
export function categoriesProposed(db: Reader): number {
  const proposed = eq(categoryVersions.state, 'proposed');
  return db.select({ n: count() }).from(categoryVersions).where(proposed).get()?.n ?? 0;
}

export function findCategoryPull(db: Reader, category: string): CategoryPullRow | undefined {
  return db.select().from(categoryPulls).where(eq(categoryPulls.category, category)).get();
}

export function writeCategoryPull(tx: Tx, row: CategoryPullRow): void {
  const { category: _, ...rest } = row;
  tx.insert(categoryPulls).values(row).onConflictDoUpdate({ target: categoryPulls.category, set: rest }).run();
}

/** What a dossier is told to the portal with, where that is no longer what the settings say; null: the settings. */
export function termsOfDossier(db: Reader, procedureVersion: string | null): ProcedureTerms | null {
  if (procedureVersion === null) return null;
  const one = eq(categoryVersions.id, procedureVersion);
  return db.select({ terms: categoryVersions.terms }).from(categoryVersions).where(one).get()?.terms ?? null;
}

/** The dossiers that were made before anything was known of their procedure are made under this version. */
export function adoptDossiers(tx: Tx, version: string): void {
  tx.update(dossiers).set({ procedureVersion: version }).where(isNull(dossiers.procedureVersion)).run();
}

/** The dossiers made under the versions of a category until now are told with these terms, but for those of `except`. */
export function freezeTerms(tx: Tx, category: string, except: string, terms: ProcedureTerms): void {
  tx.update(categoryVersions)
    .set({ terms })
    .where(
      and(eq(categoryVersions.category, category), ne(categoryVersions.id, except), isNull(categoryVersions.terms)),
    )
    .run();
}

/** How many dossiers were made under each version. */
export function dossiersByVersion(db: Reader): ReadonlyMap<string, number> {
  const rows = db
    .select({ version: dossiers.procedureVersion, n: count() })
    .from(dossiers)
    .where(isNotNull(dossiers.procedureVersion))
    .groupBy(dossiers.procedureVersion)
    .all();
  return new Map(rows.map(({ version, n }) => [version ?? '', n]));
}

/** When the portal last answered for any category; null while it never has. */
export function lastCategoryAnswer(db: Reader): number | null {
  return (
    db
      .select({ at: max(categoryPulls.answeredAt) })
      .from(categoryPulls)
      .get()?.at ?? null
  );
}
