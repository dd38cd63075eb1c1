import { mayScan } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { findOriginal, type OriginalRow, updateOriginal } from '../../store/repositories/dossiers.ts';
import { announce } from '../act.ts';
import { type Actor, roleFor } from '../actor.ts';
import type { Office } from '../office.ts';

/**
 * The officer confirms that the paper bears no secrecy stamp and no "không được sao chụp" (NĐ 23/2015 Điều 22.3).
 * Without it no page is scanned: an image of a secret must not come into being at all.
 */
export function confirmSecrecy(
  office: Office,
  actor: Actor,
  originalId: string,
  seen: { readonly noSecrecyStamp: boolean; readonly noCopyBan: boolean },
): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const allowed = mayScan({ officerId: actor.id, at: office.clock.now(), ...seen });
  if (!allowed.ok) return allowed;
  const result = office.store.attempt((tx): Result<OriginalRow> => {
    const row = findOriginal(tx, originalId);
    if (!row) return fail('STORE-NOT-FOUND', { original: originalId });
    if (row.secrecyConfirmedBy) return ok(row);
    const changed = updateOriginal(tx, row, {
      secrecyConfirmedBy: actor.id,
      secrecyConfirmedAt: office.clock.now(),
    });
    if (!changed) return fail('STORE-CHANGED-MEANWHILE', { state: row.state });
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'confirm-no-secrecy',
      objectType: 'original',
      objectId: originalId,
    });
    return ok({ ...row, version: row.version + 1 });
  });
  if (!result.ok) return result;
  announce(office, result.value);
  return ok();
}
