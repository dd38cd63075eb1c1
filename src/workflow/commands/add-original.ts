import { DOSSIER_STATE_TABLE, dossierState, type OriginalState } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { findDossier, findOriginal, insertOriginal, listOriginals } from '../../store/repositories/dossiers.ts';
import { type Actor, roleFor } from '../actor.ts';
import type { Office } from '../office.ts';
import { replacementOf } from '../views/stand-ins.ts';

/**
 * Adds an original (giấy tờ) to a dossier, under an id that the client chooses: repeated, it adds nothing twice.
 * What comes after the dossier is closed is a new dossier.
 */
export function addOriginal(
  office: Office,
  actor: Actor,
  input: {
    readonly id: string;
    readonly dossierId: string;
    readonly title: string;
    readonly paperCopies: number;
    readonly replaces?: string;
  },
): Result<{ readonly id: string }> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const title = input.title.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
  if (title === '') return fail('WEB-BODY-INVALID', { field: 'title' });
  const result = office.store.attempt((tx) => {
    if (!findDossier(tx, input.dossierId)) return fail('STORE-NOT-FOUND', { dossier: input.dossierId });
    const existing = findOriginal(tx, input.id);
    if (existing) {
      const { dossierId, paperCopies } = existing;
      const same =
        dossierId === input.dossierId &&
        existing.title === title &&
        paperCopies === input.paperCopies &&
        existing.replacesId === (input.replaces ?? null);
      return same ? ok({ id: existing.id }) : fail('STORE-ALREADY-EXISTS');
    }
    const siblings = listOriginals(tx, [input.dossierId]);
    const state = dossierState(siblings.map((row) => row.state as OriginalState));
    if (!DOSSIER_STATE_TABLE[state].open) return fail('LAW-DOSSIER-CLOSED', { state });
    if (input.replaces !== undefined && findOriginal(tx, input.replaces)?.state !== 'cancelled') {
      return fail('LAW-REPLACES-NOT-CANCELLED');
    }
    if (input.replaces !== undefined && replacementOf(tx, input.replaces)) return fail('LAW-REPLACED-ALREADY');
    insertOriginal(tx, {
      id: input.id,
      dossierId: input.dossierId,
      ordinal: siblings.length + 1,
      title,
      state: 'draft',
      paperCopies: input.paperCopies,
      replacesId: input.replaces ?? null,
      creatorId: actor.id,
      createdAt: office.clock.now(),
    });
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'add-original',
      objectType: 'original',
      objectId: input.id,
      facts: { dossier: input.dossierId },
    });
    return ok({ id: input.id });
  });
  if (result.ok) office.events.emit({ type: 'dossier-changed', dossierId: input.dossierId });
  return result;
}
