import type { Store, Tx } from '../../store/index.ts';
import type { DifferenceChanges } from '../../store/repositories/portal-differences.ts';

/** Journals what was found and what is settled, by kinds, codes and ids. */
export function journalDifferences(store: Store, tx: Tx, dossierId: string, changes: DifferenceChanges): void {
  const { added, settled } = changes;
  for (const [act, rows] of [
    ['portal-difference', added],
    ['portal-difference-settled', settled],
  ] as const) {
    for (const { kind, subject, ownStatus, farStatus } of rows) {
      store.journal.append(tx, {
        actor: 'station',
        role: 'station',
        act,
        objectType: 'dossier',
        objectId: dossierId,
        facts: { kind, ...(subject === '' ? {} : { original: subject }), own: ownStatus, far: farStatus },
      });
    }
  }
}
