import { fail, ok, type Result } from '../../common/result.ts';
import { findDossier, updateDossier } from '../../store/repositories/dossiers.ts';
import { type Actor, roleFor } from '../actor.ts';
import type { Office } from '../office.ts';

/**
 * Keeps the number of the receipt (*số biên lai*) that the office's own receipt system gave for the fee of a dossier;
 * null takes one back that was entered here by mistake. The station issues no receipts.
 * Errors: WEB-ROLE-MISSING, STORE-NOT-FOUND, WEB-BODY-INVALID.
 */
export function recordFeeReceipt(
  office: Office,
  actor: Actor,
  input: { readonly dossierId: string; readonly number: string | null },
): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const number = input.number === null ? null : input.number.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
  if (number === '') return fail('WEB-BODY-INVALID', { in: 'body', field: '/number' });
  const result = office.store.attempt((tx): Result<void> => {
    const dossier = findDossier(tx, input.dossierId);
    if (!dossier) return fail('STORE-NOT-FOUND', { dossier: input.dossierId });
    if (dossier.feeReceipt === number) return ok();
    updateDossier(tx, dossier.id, { feeReceipt: number });
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'record-fee-receipt',
      objectType: 'dossier',
      objectId: dossier.id,
      facts: { entered: number !== null, replaced: dossier.feeReceipt !== null },
    });
    return ok();
  });
  if (result.ok) office.events.emit({ type: 'dossier-changed', dossierId: input.dossierId });
  return result;
}
