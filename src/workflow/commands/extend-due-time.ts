import {
  DOSSIER_STATE_TABLE,
  dossierState,
  dueTime,
  type Extension,
  type OriginalState,
} from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { findDossier, listOriginals, updateDossier } from '../../store/repositories/dossiers.ts';
import { type Actor, roleFor } from '../actor.ts';
import { calendarOf, hoursOf } from '../calendar.ts';
import { type Office, settingsOf } from '../office.ts';

/**
 * Gives a dossier more time (NĐ 23/2015 Điều 21): at most two working days, or until a day agreed in writing. The
 * requester then gets a slip with the new hour and day. A dossier that is done gets none: LAW-DOSSIER-CLOSED.
 */
export function extendDueTime(
  office: Office,
  actor: Actor,
  input: { readonly dossierId: string; readonly extension: Extension },
): Result<{ readonly dueAt: number }> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const hours = hoursOf(settingsOf(office));
  const result = office.store.attempt((tx): Result<{ dueAt: number }> => {
    const dossier = findDossier(tx, input.dossierId);
    if (!dossier) return fail('STORE-NOT-FOUND', { dossier: input.dossierId });
    const state = dossierState(listOriginals(tx, [dossier.id]).map((row) => row.state as OriginalState));
    if (!DOSSIER_STATE_TABLE[state].open) return fail('LAW-DOSSIER-CLOSED', { state });
    const { extension } = input;
    const due = dueTime({ receivedAt: dossier.receivedAt, calendar: calendarOf(tx), hours, extension });
    if (!due.ok) return due;
    updateDossier(tx, dossier.id, { dueAt: due.value.dueAt, extension });
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'extend-due-time',
      objectType: 'dossier',
      objectId: dossier.id,
      facts: { kind: extension.kind, ground: extension.ground, due: due.value.dueAt },
    });
    return ok({ dueAt: due.value.dueAt });
  });
  if (result.ok) office.events.emit({ type: 'dossier-changed', dossierId: input.dossierId });
  return result;
}
