import { foldName, personName } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { forgetCitizenAccount } from '../../store/repositories/citizen-accounts.ts';
import { findDossier, listOriginals, updateDossier } from '../../store/repositories/dossiers.ts';
import { type Actor, roleFor } from '../actor.ts';
import type { Office } from '../office.ts';
import type { RequesterInput } from './open-dossier.ts';

/**
 * Corrects what is known of the requester. The name stands in the register from the first signature on, so it is fixed
 * then (WORK-REQUESTER-FIXED); number, telephone and e-mail, which only the portal needs, can be mended at any time.
 */
export function correctRequester(
  office: Office,
  actor: Actor,
  input: { readonly dossierId: string; readonly requester: RequesterInput },
): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const name = personName(input.requester.name);
  if (!name.ok) return name;
  const result = office.store.attempt((tx): Result<void> => {
    const dossier = findDossier(tx, input.dossierId);
    if (!dossier) return fail('STORE-NOT-FOUND', { dossier: input.dossierId });
    // What was forgotten at the end of the term does not come back.
    if (dossier.purgedAt !== null) return fail('STORE-DOCUMENT-PURGED');
    const signed = listOriginals(tx, [dossier.id]).some((original) => original.signedAt !== null);
    if (signed && name.value !== dossier.requesterName) return fail('WORK-REQUESTER-FIXED');
    const identityNumber = input.requester.identityNumber ?? null;
    // What the portal said was of the person with the other number.
    if (identityNumber !== dossier.requesterIdentity) forgetCitizenAccount(tx, dossier.id);
    updateDossier(tx, dossier.id, {
      requesterName: name.value,
      requesterFolded: foldName(name.value),
      requesterIdentity: identityNumber,
      requesterPhone: input.requester.phone ?? null,
      requesterEmail: input.requester.email ?? null,
    });
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'correct-requester',
      objectType: 'dossier',
      objectId: dossier.id,
      facts: { name: name.value !== dossier.requesterName },
    });
    return ok();
  });
  if (result.ok) office.events.emit({ type: 'dossier-changed', dossierId: input.dossierId });
  return result;
}
