import { dueTime, type Extension } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { findDossier, updateDossier } from '../../store/repositories/dossiers.ts';
import { type Actor, roleFor } from '../actor.ts';
import { calendarOf, hoursOf } from '../calendar.ts';
import { type Office, settingsOf } from '../office.ts';

/**
 * Gives a dossier more time (NĐ 23/2015 Điều 21): at most two working days, or until a day agreed in writing. The
 * requester then gets a slip with the new hour and day.
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
