import { fail, ok, type Result } from '../../../common/result.ts';
import { isDecidedThere, stepsTold, uploadRowOf } from '../../../portal/index.ts';
import type { Tx } from '../../../store/index.ts';
import { moveCopy } from '../../../store/repositories/copy-links.ts';
import { findDossier, findOriginal } from '../../../store/repositories/dossiers.ts';
import { outboxOfDossier, reopenRejected } from '../../../store/repositories/outbox.ts';
import { type DifferenceRow, markResent, openDifferencesOf } from '../../../store/repositories/portal-differences.ts';
import { type Actor, roleFor } from '../../actor.ts';
import type { Office } from '../../office.ts';
import { openDifference } from './open-difference.ts';

/**
 * Has a dossier sent again so that a difference goes away: its state and results; where the portal has nothing of it, its
 * steps too; where its file is gone, the file first. The portal is asked again once that is confirmed; asked for twice
 * before that, it goes once.
 *
 * Errors: WEB-ROLE-MISSING, PORTAL-DIFFERENCE-SETTLED, PORTAL-DIFFERENCE-NOT-MENDED (the state was set at the portal),
 * STORE-DOCUMENT-PURGED (what would be sent is not there any more).
 */
export function resendDossier(office: Office, actor: Actor, id: string): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const { store, clock, events } = office;
  const resent = store.attempt((tx): Result<string> => {
    const found = openDifference(tx, id);
    if (!found.ok) return found;
    const difference = found.value;
    const { dossierId, kind } = difference;
    if (isDecidedThere(openDifferencesOf(tx, dossierId))) return fail('PORTAL-DIFFERENCE-NOT-MENDED');
    if (findDossier(tx, dossierId)?.purgedAt !== null) return fail('STORE-DOCUMENT-PURGED');
    const queued = queue(office, tx, difference);
    if (!queued.ok) return queued;
    markResent(tx, id, actor.id, clock.now());
    store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'resend-dossier',
      objectType: 'dossier',
      objectId: dossierId,
      facts: { difference: id, kind },
    });
    return ok(dossierId);
  });
  if (!resent.ok) return resent;
  office.outbox.wake();
  events.emit({ type: 'dossier-changed', dossierId: resent.value });
  return ok();
}

function queue(office: Office, tx: Tx, { dossierId, kind, subject, resentAt }: DifferenceRow): Result<void> {
  const rows = outboxOfDossier(tx, dossierId);
  const underWay = resentAt !== null && rows.some(({ state }) => state !== 'confirmed');
  if (kind === 'file-gone' && !underWay) {
    const file = queueFile(office, tx, dossierId, subject);
    if (!file.ok) return file;
  }
  const now = office.clock.now();
  // What was refused stands before everything else of the dossier: it goes again too.
  for (const { id, state } of rows) if (state === 'rejected') reopenRejected(tx, id, now);
  if (underWay) return ok();
  const goesAnyway = rows.some((row) => row.kind === 'sync-dossier' && ['waiting', 'rejected'].includes(row.state));
  if (!goesAnyway || kind === 'file-gone') office.outbox.enqueueSync(tx, dossierId);
  const steps = kind === 'absent' ? stepsTold(rows) : [];
  if (steps.length > 0) office.outbox.enqueueProgress(tx, dossierId, steps);
  return ok();
}

/** The copy goes to the gateway anew, under a row of its own: the address it had opens nothing any more. */
function queueFile(office: Office, tx: Tx, dossierId: string, originalId: string): Result<void> {
  const documentId = findOriginal(tx, originalId)?.copyDocumentId ?? '';
  const document = office.store.documents.find(tx, documentId);
  if (!document || document.removedAt !== null) return fail('STORE-DOCUMENT-PURGED', { document: documentId });
  const upload = uploadRowOf(tx, dossierId, documentId);
  if (upload?.state === 'confirmed') {
    moveCopy(tx, upload.id, null);
    office.outbox.enqueueUpload(tx, dossierId, originalId, documentId, null);
  }
  return ok();
}
