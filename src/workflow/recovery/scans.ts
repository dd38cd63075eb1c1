import { findOriginal, updateOriginal } from '../../store/repositories/dossiers.ts';
import { listUnfinishedScans, updateScan } from '../../store/repositories/pages.ts';
import type { Office } from '../office.ts';

/** Closes every scan that was cut and that nobody runs: its whole pages are kept, and the officer scans on or begins anew. */
export function recoverScans(office: Office): void {
  for (const scan of listUnfinishedScans(office.store.db)) {
    if (office.runningScans.has(scan.id)) continue;
    office.store.write((tx) => {
      updateScan(tx, scan.id, { state: 'interrupted', endedAt: office.clock.now(), failureCode: 'SCAN-INTERRUPTED' });
      // Whoever saw the original before may not have seen its last pages.
      const original = findOriginal(tx, scan.originalId);
      if (original) updateOriginal(tx, original, {});
      office.store.journal.append(tx, {
        actor: 'station',
        role: 'station',
        act: 'resolve-scan',
        objectType: 'original',
        objectId: scan.originalId,
        facts: { scan: scan.id, pages: scan.pages },
      });
    });
  }
}
