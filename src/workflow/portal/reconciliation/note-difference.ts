import { ok, type Result } from '../../../common/result.ts';
import { markNoted } from '../../../store/repositories/portal-differences.ts';
import { type Actor, roleFor } from '../../actor.ts';
import type { Office } from '../../office.ts';
import { openDifference } from './open-difference.ts';

/**
 * An officer has seen a difference and sees to it at the portal. Errors: WEB-ROLE-MISSING, PORTAL-DIFFERENCE-SETTLED.
 */
export function noteDifference(office: Office, actor: Actor, id: string): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const { store, clock, events } = office;
  const noted = store.attempt((tx): Result<string> => {
    const difference = openDifference(tx, id);
    if (!difference.ok) return difference;
    const { dossierId, kind } = difference.value;
    markNoted(tx, id, actor.id, clock.now());
    store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'note-difference',
      objectType: 'dossier',
      objectId: dossierId,
      facts: { difference: id, kind },
    });
    return ok(dossierId);
  });
  if (!noted.ok) return noted;
  events.emit({ type: 'dossier-changed', dossierId: noted.value });
  return ok();
}
