import { foldName } from '../../certification/index.ts';
import type { Tx } from '../../store/index.ts';
import type { OriginalRow } from '../../store/repositories/dossiers.ts';
import { findDossier } from '../../store/repositories/dossiers.ts';
import { findOfficer } from '../../store/repositories/officers.ts';
import { activeEntry, updateEntry } from '../../store/repositories/register.ts';

/**
 * The row of the register that belongs to the number, filled in with the columns of the form (NĐ 23/2015 Điều 13,
 * TT 01/2020): requester, name of the original, signer and title, pages, copies, fee. The register is permanent and
 * outlives the dossier, so it holds its own words.
 */
export function enterSignature(tx: Tx, original: OriginalRow): void {
  const entry = activeEntry(tx, original.id);
  const dossier = findDossier(tx, original.dossierId);
  const signer = original.signerId ? findOfficer(tx, original.signerId) : undefined;
  if (!entry || !dossier || !signer) throw new Error(`original ${original.id} was signed without number or signer`);
  updateEntry(tx, entry.id, {
    state: 'signed',
    signedAt: original.signedAt,
    requesterName: dossier.requesterName,
    requesterFolded: foldName(dossier.requesterName),
    title: original.title,
    signerName: signer.fullName,
    signerTitle: signer.positionTitle,
    pages: original.chargeablePages,
    copies: 1 + original.paperCopies,
    feeVnd: original.feeVnd,
  });
}
