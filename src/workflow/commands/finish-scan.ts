import { fail, ok, type Result } from '../../common/result.ts';
import { findOriginal, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { listPages, listScans } from '../../store/repositories/pages.ts';
import { act, announce } from '../act.ts';
import type { Actor } from '../actor.ts';
import type { Office } from '../office.ts';

/**
 * The officer's word that every page is there: after a scan that broke off, and after pages from the glass, which cannot
 * say that none follows. Said again it changes nothing.
 *
 * Errors: LAW-PAGES-MISSING, LAW-TRANSITION, SCAN-BUSY, STORE-CHANGED-MEANWHILE, STORE-NOT-FOUND, WEB-ROLE-MISSING.
 */
export function finishScan(
  office: Office,
  actor: Actor,
  input: { readonly originalId: string; readonly expectedVersion?: number },
): Result<OriginalRow> {
  const result = office.store.attempt((tx): Result<OriginalRow> => {
    const row = findOriginal(tx, input.originalId);
    if (!row) return fail('STORE-NOT-FOUND', { original: input.originalId });
    if (listScans(tx, row.id).some((scan) => scan.state === 'scanning')) return fail('SCAN-BUSY');
    const pages = listPages(tx, row.id).length;
    if (pages === 0) return fail('LAW-PAGES-MISSING');
    if (row.state === 'scanned') return ok(row);
    return act(office, tx, { actor, act: 'finish-scan', ...input, facts: { pages } });
  });
  if (result.ok) announce(office, result.value);
  return result;
}
