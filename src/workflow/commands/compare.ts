import { acceptComparison, fee } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import { findDossier, findOriginal, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { findOfficer } from '../../store/repositories/officers.ts';
import { listPages, listScans } from '../../store/repositories/pages.ts';
import { act, announce } from '../act.ts';
import type { Actor } from '../actor.ts';
import { type Office, settingsOf } from '../office.ts';

/** What the officer ticks and confirms after holding paper and scan side by side. */
export interface ComparisonInput {
  readonly originalId: string;
  readonly ticked: readonly string[];
  /** Số trang tính phí. */
  readonly chargeablePages: number;
  readonly expectedVersion?: number;
}

/**
 * Records the comparison (NĐ 23/2015 Điều 20.3) by a named officer, and the fee that follows from the pages confirmed:
 * one electronic copy and the paper copies asked for at the same time.
 */
export function compare(office: Office, actor: Actor, input: ComparisonInput): Result<OriginalRow> {
  const settings = settingsOf(office);
  const result = office.store.attempt((tx): Result<OriginalRow> => {
    const row = findOriginal(tx, input.originalId);
    const officer = findOfficer(tx, actor.id);
    const dossier = row && findDossier(tx, row.dossierId);
    if (!row || !officer || !dossier) return fail('STORE-NOT-FOUND', { original: input.originalId });
    // Pages that are still coming would be signed uncompared.
    if (listScans(tx, row.id).some((scan) => scan.state === 'scanning')) return fail('SCAN-BUSY');
    const now = office.clock.now();
    const comparison = acceptComparison({
      officer,
      at: now,
      ticked: input.ticked,
      scannedPages: listPages(tx, row.id).length,
      chargeablePages: input.chargeablePages,
    });
    if (!comparison.ok) return comparison;
    const sum = fee({
      chargeablePages: input.chargeablePages,
      copies: 1 + row.paperCopies,
      on: civilDate(dossier.receivedAt),
      table: settings['fee.table'],
    });
    if (!sum.ok) return sum;
    return act(office, tx, {
      actor,
      originalId: row.id,
      act: 'compare',
      ...(input.expectedVersion === undefined ? {} : { expectedVersion: input.expectedVersion }),
      change: {
        comparedBy: actor.id,
        comparedAt: now,
        chargeablePages: input.chargeablePages,
        feeVnd: sum.value.total,
      },
      facts: { pages: comparison.value.scannedPages, chargeable: input.chargeablePages, fee: sum.value.total },
    });
  });
  if (!result.ok) return result;
  announce(office, result.value);
  return ok(result.value);
}
