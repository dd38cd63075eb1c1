import { fail, ok, type Result } from '../../../common/result.ts';
import { receiptByHand, settleDossierByHand } from '../../../portal/index.ts';
import { dossiersToUpdate } from '../../../store/repositories/handovers.ts';
import { type Actor, roleFor } from '../../actor.ts';
import type { Office } from '../../office.ts';
import type { Way } from './way.ts';

/** An officer brought the portal's record of a dossier up to what the screen showed. */
export interface UpdateInput {
  readonly dossierId: string;
  /** The last message that the officer saw; what came after it still waits. */
  readonly through: number;
}

/**
 * The officer has told the portal what changed in a dossier besides its copies: a copy was recalled, say.
 * Errors: WEB-ROLE-MISSING, HANDOVER-NOT-WAITING.
 */
export function reportUpdate(office: Office, actor: Actor, input: UpdateInput, way: Way): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const reported = office.store.attempt((tx): Result<void> => {
    const waits = dossiersToUpdate(tx, way === 'attended').some(({ dossierId }) => dossierId === input.dossierId);
    if (!waits) return fail('HANDOVER-NOT-WAITING');
    const now = office.clock.now();
    const text = JSON.stringify({ dossier: input.dossierId, through: input.through });
    const receipt = receiptByHand('Đã cập nhật bằng tay', now, { text });
    settleDossierByHand(tx, input.dossierId, input.through, { receipt, confirmedAt: now });
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'update-portal',
      objectType: 'dossier',
      objectId: input.dossierId,
      facts: { through: input.through },
    });
    return ok();
  });
  if (!reported.ok) return reported;
  office.events.emit({ type: 'dossier-changed', dossierId: input.dossierId });
  // The answer to its request may have been settled with it.
  office.events.emit({ type: 'inbound-changed' });
  office.events.emit({ type: 'station-changed' });
  return ok();
}
