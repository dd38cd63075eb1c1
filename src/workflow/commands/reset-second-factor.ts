import { fail, ok, type Result } from '../../common/result.ts';
import type { Store } from '../../store/index.ts';
import { findOfficer, type OfficerRow } from '../../store/repositories/officers.ts';
import { deleteSecondFactor } from '../../store/repositories/second-factors.ts';
import { deleteSessionsOf } from '../../store/repositories/sessions.ts';
import { type Actor, roleFor } from '../actor.ts';

/**
 * Takes an officer's one-time codes and recovery codes away and ends his sessions: the next sign-in sets new ones up.
 * For a lost phone; by a unit admin, or by the technician's command at the box (the station as actor).
 * Errors: STORE-NOT-FOUND, WEB-CODE-OWN, WEB-ROLE-MISSING.
 */
export function resetSecondFactor(store: Store, actor: Actor, officerId: string): Result<OfficerRow> {
  const role = roleFor(actor, ['unit-admin', 'station']);
  if (!role.ok) return role;
  if (actor.id === officerId) return fail('WEB-CODE-OWN');
  return store.attempt((tx): Result<OfficerRow> => {
    const officer = findOfficer(tx, officerId);
    if (!officer) return fail('STORE-NOT-FOUND', { officer: officerId });
    const had = deleteSecondFactor(tx, officerId);
    deleteSessionsOf(tx, officerId);
    store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'reset-second-factor',
      objectType: 'officer',
      objectId: officerId,
      facts: { had },
    });
    return ok(officer);
  });
}
