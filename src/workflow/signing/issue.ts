import type { Result } from '../../common/result.ts';
import type { Tx } from '../../store/index.ts';
import type { OriginalRow } from '../../store/repositories/dossiers.ts';
import { insertExtension } from '../../store/repositories/extensions.ts';
import { activeEntry, updateEntry } from '../../store/repositories/register.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import { act } from '../act.ts';
import { station } from '../actor.ts';
import { extendingPolicy } from '../extending/policy.ts';
import type { Office } from '../office.ts';

/**
 * Issues a sealed original in the transaction of its seal: the verifier has accounted for every byte and both
 * signers, the register row is entered, and what the portal must learn is queued. Revocation not yet checked is shown
 * as such and holds nothing back.
 */
export function issue(office: Office, tx: Tx, original: OriginalRow, now: number): Result<OriginalRow> {
  const entry = activeEntry(tx, original.id);
  if (!entry || !original.copyDocumentId) throw new Error(`original ${original.id} was sealed without number or copy`);
  updateEntry(tx, entry.id, { state: 'entered', enteredAt: now });
  const issued = act(office, tx, { actor: station, originalId: original.id, act: 'issue', change: { issuedAt: now } });
  if (!issued.ok) return issued;
  const holdMs = queueExtension(office, tx, original, original.copyDocumentId, now);
  office.outbox.enqueueUpload(tx, original.dossierId, original.id, original.copyDocumentId, holdMs);
  office.outbox.enqueueSync(tx, original.dossierId);
  office.outbox.enqueueProgress(tx, original.dossierId, stepsToReport(office, tx, original));
  return issued;
}

/** Where the office has set a time-stamping authority, the copy is extended before its file goes: how long that may wait. */
function queueExtension(office: Office, tx: Tx, original: OriginalRow, documentId: string, now: number): number | null {
  const policy = extendingPolicy(readSettings(tx));
  const sealed = office.store.documents.find(tx, documentId);
  if (policy === null || !sealed) return null;
  insertExtension(tx, {
    originalId: original.id,
    dossierId: original.dossierId,
    sealedDocumentId: sealed.id,
    sealedSha256: sealed.sha256,
    sealedLength: sealed.length,
    createdAt: now,
  });
  return policy.holdMs;
}

/** The acts on an original that the citizen reads about on the portal. */
const reportedActs = ['submit', 'sign', 'issue'];

/** The journal entries of these acts since the original was last submitted, the dossier's reception before its first. */
function stepsToReport(office: Office, tx: Tx, original: OriginalRow): number[] {
  const ofOriginal = office.store.journal.ofObject(tx, 'original', original.id);
  const submitted = ofOriginal.findLast((row) => row.act === 'submit')?.seq ?? 0;
  const steps = ofOriginal.filter((row) => row.seq >= submitted && reportedActs.includes(row.act));
  const ofDossier = office.store.journal.ofObject(tx, 'dossier', original.dossierId);
  const reception = ofDossier.filter((row) => row.act === 'open-dossier');
  return [...(original.ordinal === 1 ? reception : []), ...steps].map((row) => row.seq);
}
