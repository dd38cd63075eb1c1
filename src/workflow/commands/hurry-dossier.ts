import { fail, ok, type Result } from '../../common/result.ts';
import { findDossier } from '../../store/repositories/dossiers.ts';
import { setUrgent } from '../../store/repositories/outbox.ts';
import { type Actor, roleFor } from '../actor.ts';
import type { Office } from '../office.ts';

/**
 * Sends what waits of a dossier, and what is added to it later, before that of the others, also in hours in which
 * documents otherwise wait; or puts it back among them. The order within the dossier stays. STORE-NOT-FOUND.
 */
export function hurryDossier(
  office: Office,
  actor: Actor,
  input: { readonly dossierId: string; readonly urgent: boolean },
): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const { dossierId, urgent } = input;
  const result = office.store.attempt((tx): Result<void> => {
    if (!findDossier(tx, dossierId)) return fail('STORE-NOT-FOUND', { dossier: dossierId });
    const messages = setUrgent(tx, dossierId, urgent);
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'hurry-dossier',
      objectType: 'dossier',
      objectId: dossierId,
      facts: { urgent, messages },
    });
    return ok();
  });
  if (result.ok) {
    office.outbox.wake();
    office.events.emit({ type: 'dossier-changed', dossierId });
  }
  return result;
}
