import type { Reader, Tx } from '../database.ts';
import { and, eq } from '../drizzle.ts';
import { portalReferences } from '../schema/index.ts';

export type ReferenceName = (typeof portalReferences.$inferSelect)['name'];

/** What a dossier is called at the far side of a connector. */
export function findReference(
  db: Reader,
  dossierId: string,
  connector: string,
  name: ReferenceName,
): string | undefined {
  const one = and(
    eq(portalReferences.dossierId, dossierId),
    eq(portalReferences.connector, connector),
    eq(portalReferences.name, name),
  );
  return db.select().from(portalReferences).where(one).get()?.value;
}

/** Keeps what a dossier is called there, in the place of what was kept. */
export function keepReference(tx: Tx, row: typeof portalReferences.$inferSelect): void {
  const { value, keptAt } = row;
  tx.insert(portalReferences)
    .values(row)
    .onConflictDoUpdate({
      target: [portalReferences.dossierId, portalReferences.connector, portalReferences.name],
      set: { value, keptAt },
    })
    .run();
}
