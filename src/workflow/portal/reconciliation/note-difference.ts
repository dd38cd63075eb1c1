import { ok, type Result } from '../../../common/result.ts';
import { findDossier } from '../../../store/repositories/dossiers.ts';
import { markNoted, settle } from '../../../store/repositories/portal-differences.ts';
import { type Actor, roleFor } from '../../actor.ts';
import type { Office } from '../../office.ts';
import { openDifference } from './open-difference.ts';

/**
 * An officer has seen a difference and sees to it at the portal. Of a dossier that is purged nothing can be sent again, so
 * the officer's word is the end of it. Errors: WEB-ROLE-MISSING, PORTAL-DIFFERENCE-SETTLED.
 */
export function noteDifference(office: Office, actor: Actor, id: string): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const { store, clock, events } = office;
  const noted = store.attempt((tx): Result<string> => {
    const difference = openDifference(tx, id);
    if (!difference.ok) return difference;
    const { dossierId, kind } = difference.value;
    const now = clock.now();
    markNoted(tx, id, actor.id, now);
    const settled = findDossier(tx, dossierId)?.purgedAt !== null;
    if (settled) settle(tx, id, now);
    store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'note-difference',
      objectType: 'dossier',
      objectId: dossierId,
      facts: { difference: id, kind, settled },
    });
    return ok(dossierId);
  });
  if (!noted.ok) return noted;
  events.emit({ type: 'dossier-changed', dossierId: noted.value });
  return ok();
}
