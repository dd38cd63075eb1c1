import { checkArrangement, type PlacedPage, sameArrangement } from '../../certification/index.ts';
import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { findOriginal, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { insertArrangement, listPages, listScannedPages, listScans } from '../../store/repositories/pages.ts';
import { act, announce } from '../act.ts';
import type { Actor } from '../actor.ts';
import type { Office } from '../office.ts';

/** All pages that the copy is to have, in order; the others that were scanned are set aside and can be brought back. */
export interface ArrangementInput {
  readonly originalId: string;
  readonly pages: readonly PlacedPage[];
  /** The version that the officer arranged: pages that she has not seen must not be set aside. */
  readonly expectedVersion: number;
}

/**
 * Arranges the scanned pages: order, turns, which count. The scans stay as they came; a new row beside them says how they
 * are put together, in one transaction with the state, which falls back to `scanned`, and the journal. What stands
 * already is answered as done, so a request that is sent again changes nothing.
 *
 * Errors: LAW-PAGES-NONE-LEFT, LAW-PAGES-ARRANGEMENT, LAW-TRANSITION, SCAN-BUSY, STORE-CHANGED-MEANWHILE,
 * STORE-NOT-FOUND, WEB-ROLE-MISSING.
 */
export function arrangePages(office: Office, actor: Actor, input: ArrangementInput): Result<OriginalRow> {
  const result = office.store.attempt((tx): Result<OriginalRow> => {
    const row = findOriginal(tx, input.originalId);
    if (!row) return fail('STORE-NOT-FOUND', { original: input.originalId });
    const scanned = listScannedPages(tx, row.id);
    const possible = checkArrangement(
      input.pages,
      scanned.map(({ id }) => id),
    );
    if (!possible.ok) return possible;
    if (listScans(tx, row.id).some((scan) => scan.state === 'scanning')) return fail('SCAN-BUSY');
    const before = listPages(tx, row.id);
    if (sameArrangement(before, input.pages)) return ok(row);
    insertArrangement(tx, {
      id: newId(office.clock),
      originalId: row.id,
      officerId: actor.id,
      at: office.clock.now(),
      pages: input.pages.map(({ id, turn }) => ({ id, turn })),
    });
    return act(office, tx, {
      actor,
      originalId: row.id,
      act: 'edit-pages',
      expectedVersion: input.expectedVersion,
      facts: {
        pages: input.pages.length,
        aside: scanned.length - input.pages.length,
        turned: input.pages.filter(({ turn }) => turn !== 0).length,
      },
    });
  });
  if (result.ok) announce(office, result.value);
  return result;
}
