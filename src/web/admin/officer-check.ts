import {
  checkSignatureBlock,
  coveredUntil,
  personName,
  type Role,
  type RoleHolder,
} from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { CivilDate } from '../../common/vietnam-time.ts';
import type { Reader } from '../../store/index.ts';
import { listOfficers, type OfficerRow } from '../../store/repositories/officers.ts';
import type { OfficerBody } from '../contract/index.ts';

/** What the unit admin enters of an officer. */
export type Entered = Omit<OfficerBody, 'version'>;

/**
 * The officer as he can stand on the list: a real name, dates in order, decisions for roles that he has, a complete
 * signature block where he signs, and nobody who both administers and signs.
 * Errors: LAW-NAME-…, LAW-UNIT-ADMIN-SIGNS, LAW-SIGNATURE-BLOCK, WEB-BODY-INVALID (facts: field).
 */
export function checkOfficer(entered: Entered): Result<Entered> {
  const name = personName(entered.fullName);
  if (!name.ok) return name;
  const positionTitle = entered.positionTitle.normalize('NFC').trim();
  const wrongField = fieldOutOfPlace(entered, positionTitle);
  if (wrongField !== null) return fail('WEB-BODY-INVALID', { in: 'body', field: wrongField, reason: 'order' });
  if (entered.roles.includes('unit-admin') && entered.roles.includes('signer')) return fail('LAW-UNIT-ADMIN-SIGNS');
  if (entered.roles.includes('signer')) {
    const { signatureBlock: kind, delegationDocument } = entered;
    const block = checkSignatureBlock(
      kind === 'delegated'
        ? { kind, title: positionTitle, delegationDocument: delegationDocument ?? '' }
        : kind === null
          ? null
          : { kind },
    );
    if (!block.ok) return block;
  }
  return ok({ ...entered, fullName: name.value, positionTitle });
}

function fieldOutOfPlace(entered: Entered, positionTitle: string): string | null {
  if (positionTitle === '') return '/positionTitle';
  if (entered.decisionNumber.trim() === '') return '/decisionNumber';
  if (entered.validTo !== null && entered.validTo < entered.validFrom) return '/validTo';
  if ((entered.certificateSha256 === null) !== (entered.certificateSerial === null)) return '/certificateSerial';
  for (const [index, { role, decisionNumber, validFrom, validTo }] of entered.roleTerms.entries()) {
    if (!entered.roles.includes(role)) return `/roleTerms/${index}/role`;
    if (decisionNumber.trim() === '') return `/roleTerms/${index}/decisionNumber`;
    if (validTo !== null && validTo < validFrom) return `/roleTerms/${index}/validTo`;
  }
  return null;
}

/**
 * Whether a certificate may be bound to an officer: a signer's own is nobody else's. The agency's, by which several
 * seal keepers seal, may be theirs together. Error: LAW-CERTIFICATE-TAKEN.
 */
export function checkCertificate(db: Reader, id: string, { certificateSha256, roles }: Entered): Result<void> {
  if (certificateSha256 === null) return ok();
  const others = listOfficers(db).filter((row) => row.id !== id && row.certificateSha256 === certificateSha256);
  const personal =
    others.some((row) => row.roles.includes('signer')) || (roles.includes('signer') && others.length > 0);
  return personal ? fail('LAW-CERTIFICATE-TAKEN') : ok();
}

/** Until when the unit has a unit admin without a gap, as `coveredUntil`. */
export function adminUntil(db: Reader, on: CivilDate): CivilDate | null {
  const holders = listOfficers(db).map((row: OfficerRow): RoleHolder => ({ ...row, roles: row.roles as Role[] }));
  return coveredUntil(holders, 'unit-admin', on);
}
