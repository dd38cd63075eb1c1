import { and, desc, eq, notInArray } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import { findOriginal, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { originals } from '../../store/schema/index.ts';
import { registerTexts } from './numbers.ts';

/** Another original, by what the book says of it. */
export interface StandIn {
  readonly id: string;
  readonly dossierId: string;
  readonly registerNumber: string | null;
}

/** The cancelled original in whose place this one stands, and the one that stands in the place of this one. */
export function standIns(
  db: Reader,
  row: Pick<OriginalRow, 'id' | 'replacesId'>,
): { readonly replaces: StandIn | null; readonly replacedBy: StandIn | null } {
  const replaces = row.replacesId === null ? undefined : findOriginal(db, row.replacesId);
  const replacedBy = replacementOf(db, row.id);
  const texts = registerTexts(
    db,
    [replaces, replacedBy].flatMap((one) => (one ? [one.id] : [])),
  );
  const toStandIn = (one: OriginalRow | undefined): StandIn | null =>
    one ? { id: one.id, dossierId: one.dossierId, registerNumber: texts.get(one.id) ?? null } : null;
  return { replaces: toStandIn(replaces), replacedBy: toStandIn(replacedBy) };
}

/** The original that stands in the place of this one; one that was refused or withdrawn stands in nobody's. */
export function replacementOf(db: Reader, originalId: string): OriginalRow | undefined {
  return db
    .select()
    .from(originals)
    .where(and(eq(originals.replacesId, originalId), notInArray(originals.state, ['refused', 'withdrawn'])))
    .orderBy(desc(originals.createdAt))
    .limit(1)
    .get();
}
