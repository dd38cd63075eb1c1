import type { CreatorSealsPermission, Officer, OriginalPeople, Role, SignatureBlock } from '../certification/index.ts';
import type { Reader } from '../store/index.ts';
import type { OriginalRow } from '../store/repositories/dossiers.ts';
import { listSealPermissions, type OfficerRow } from '../store/repositories/officers.ts';

/** A stored officer as the law reads one. */
export function toOfficer(row: OfficerRow): Officer {
  return {
    id: row.id,
    fullName: row.fullName,
    roles: row.roles as Role[],
    decisionNumber: row.decisionNumber,
    validFrom: row.validFrom,
    validTo: row.validTo,
    roleTerms: row.roleTerms,
    signatureBlock: signatureBlockOf(row),
  };
}

function signatureBlockOf(row: OfficerRow): SignatureBlock | null {
  switch (row.signatureBlock) {
    case null:
      return null;
    case 'chairman':
    case 'deputy':
      return { kind: row.signatureBlock };
    case 'delegated':
      return { kind: 'delegated', title: row.positionTitle, delegationDocument: row.delegationDocument ?? '' };
  }
}

/** Who has worked on an original so far. */
export function peopleOf(row: OriginalRow): OriginalPeople {
  return { creators: [...new Set([row.creatorId, ...row.handledBy])], signer: row.signerId, sealer: row.sealerId };
}

/** The written permissions by which this officer may seal what he created. */
export function sealPermissionsOf(db: Reader, officerId: string): CreatorSealsPermission[] {
  return listSealPermissions(db, officerId).map((row) => ({
    officerId: row.officerId,
    document: row.document,
    validFrom: row.validFrom,
    validTo: row.validTo ?? '9999-12-31',
  }));
}
