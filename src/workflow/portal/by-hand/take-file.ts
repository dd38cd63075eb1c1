import { fail, ok, type Result } from '../../../common/result.ts';
import { copyFileName, uploadRowOf } from '../../../portal/index.ts';
import type { Tx } from '../../../store/index.ts';
import { findDossier, findOriginal, type OriginalRow } from '../../../store/repositories/dossiers.ts';
import { findHandover, type HandoverRow, insertHandover } from '../../../store/repositories/handovers.ts';
import { activeEntry } from '../../../store/repositories/register.ts';
import { readSettings } from '../../../store/repositories/settings.ts';
import { announce } from '../../act.ts';
import { type Actor, roleFor } from '../../actor.ts';
import { goWithout } from '../../extending/end-extension.ts';
import type { Office } from '../../office.ts';
import { registerNumberOf } from '../../register.ts';
import { mayGoByHand, type Way } from './way.ts';

/**
 * An officer takes an issued copy to put it on the portal: from now on this file is final, and its dossier goes by hand.
 * Taken again, by whomever, it is the same file; each time is journaled.
 *
 * Errors: WEB-ROLE-MISSING, STORE-NOT-FOUND, HANDOVER-NOT-WAITING, HANDOVER-NOT-BY-HAND.
 */
export function takeFile(office: Office, actor: Actor, originalId: string, way: Way): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const taken = office.store.attempt((tx): Result<OriginalRow> => {
    const original = findOriginal(tx, originalId);
    if (!original) return fail('STORE-NOT-FOUND', { original: originalId });
    const before = findHandover(tx, originalId);
    const handover = before ? ok(before) : handOver(office, tx, actor, original, way, false);
    if (!handover.ok) return handover;
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'take-copy',
      objectType: 'original',
      objectId: originalId,
      facts: { sha256: handover.value.sha256, again: before !== undefined },
    });
    return ok(original);
  });
  if (!taken.ok) return taken;
  announce(office, taken.value);
  office.events.emit({ type: 'station-changed' });
  return ok();
}

/** Writes down which file an officer hands over. `found`: none, the copy is on the portal already. */
export function handOver(
  office: Office,
  tx: Tx,
  actor: Actor,
  original: OriginalRow,
  way: Way,
  found: boolean,
): Result<HandoverRow> {
  if (original.state !== 'issued') return fail('HANDOVER-NOT-WAITING', { state: original.state });
  const may = mayGoByHand(tx, original.dossierId, way);
  if (!may.ok) return may;
  const document = original.copyDocumentId ? office.store.documents.find(tx, original.copyDocumentId) : undefined;
  const upload = document && uploadRowOf(tx, original.dossierId, document.id);
  if (!document || !upload) throw new Error(`original ${original.id} was issued without a copy or its row`);
  const row = {
    originalId: original.id,
    dossierId: original.dossierId,
    outboxId: upload.id,
    documentId: document.id,
    sha256: document.sha256,
    fileName: fileNameOf(tx, original),
    found,
    takenBy: actor.id,
    takenAt: office.clock.now(),
  };
  insertHandover(tx, row);
  // The file is final now: it gets nothing more.
  goWithout(office, tx, original.id);
  return ok(row);
}

/** The name under which the copy is handed over, by the office's pattern. */
export function fileNameOf(db: Tx | Office['store']['db'], original: OriginalRow): string {
  const dossier = findDossier(db, original.dossierId);
  const entry = activeEntry(db, original.id);
  const number = entry ? registerNumberOf(db, entry) : null;
  return copyFileName(readSettings(db)['portal.manual-file-name'], {
    dossier: dossier?.code ?? '',
    ordinal: original.ordinal,
    number: number?.number ?? 0,
    volume: number?.volume ?? 0,
    year: number?.year ?? 0,
  });
}
