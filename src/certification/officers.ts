import { fail, ok, type Result } from '../common/result.ts';
import type { CivilDate } from '../common/vietnam-time.ts';
import { covers, type RoleTerm, termsOf } from './role-terms.ts';
import { checkSignatureBlock, type SignatureBlock } from './signature-block.ts';

/** What a person may do. One person may have several; some pairs exclude each other in one original. */
export const ROLES = ['creator', 'signer', 'seal-keeper', 'unit-admin', 'technician', 'inspector'] as const;

export type Role = (typeof ROLES)[number];

export const ROLE_WORDS: Readonly<Record<Role, { readonly vi: string; readonly en: string }>> = {
  creator: { vi: 'Người có quyền tạo bản sao', en: 'Creator' },
  signer: { vi: 'Người có quyền ký bản sao', en: 'Signer' },
  'seal-keeper': { vi: 'Văn thư (người có quyền đóng dấu)', en: 'Seal keeper' },
  'unit-admin': { vi: 'Quản trị đơn vị', en: 'Unit admin' },
  technician: { vi: 'Kỹ thuật viên', en: 'Technician' },
  inspector: { vi: 'Người kiểm tra', en: 'Inspector' },
};

/** A person assigned to certification work by a decision, for a time. */
export interface Officer {
  readonly id: string;
  readonly fullName: string;
  readonly roles: readonly Role[];
  readonly decisionNumber: string;
  readonly validFrom: CivilDate;
  /** The last day; null while the decision names none. */
  readonly validTo: CivilDate | null;
  /** Roles with decisions and dates of their own, within the officer's; the others stand under the officer's decision. */
  readonly roleTerms?: readonly RoleTerm[];
  /** Only signers have one. */
  readonly signatureBlock: SignatureBlock | null;
}

/** Who has worked on one original so far; `signer` and `sealer` are null until then. */
export interface OriginalPeople {
  /** Everybody who scanned, edited, compared or submitted it. */
  readonly creators: readonly string[];
  readonly signer: string | null;
  readonly sealer: string | null;
}

/**
 * The written permission by which one person may both create and seal (NĐ 30/2020 Điều 32–33: the seal is given to
 * somebody else only in writing). Off unless a document with dates is there.
 */
export interface CreatorSealsPermission {
  readonly officerId: string;
  readonly document: string;
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate;
}

/** Whether the decision covers `on` (both ends included). */
export function isInOffice(officer: Pick<Officer, 'validFrom' | 'validTo'>, on: CivilDate): boolean {
  return covers(officer, on);
}

/**
 * Whether an officer has a role on a day, by a decision with a number.
 * Errors: LAW-ROLE-MISSING (facts: role), LAW-OFFICER-NO-DECISION, LAW-OFFICER-NOT-IN-OFFICE (facts: from, to).
 */
export function hasRole(officer: Officer, role: Role, on: CivilDate): Result<void> {
  if (!officer.roles.includes(role)) return fail('LAW-ROLE-MISSING', { role });
  if (officer.decisionNumber.trim() === '') return fail('LAW-OFFICER-NO-DECISION');
  if (!isInOffice(officer, on)) {
    return fail('LAW-OFFICER-NOT-IN-OFFICE', { from: officer.validFrom, to: officer.validTo });
  }
  const own = termsOf(officer, role);
  const inForce = own.find((term) => isInOffice(term, on));
  const [next] = own;
  if (next && !inForce) return fail('LAW-OFFICER-NOT-IN-OFFICE', { from: next.validFrom, to: next.validTo });
  return inForce?.decisionNumber.trim() === '' ? fail('LAW-OFFICER-NO-DECISION') : ok();
}

/** Whether an officer may scan, compare and submit this original. Errors: as `hasRole`; LAW-SIGNER-IS-CREATOR. */
export function mayCreate(officer: Officer, people: OriginalPeople, on: CivilDate): Result<void> {
  const role = hasRole(officer, 'creator', on);
  if (!role.ok) return role;
  return people.signer === officer.id ? fail('LAW-SIGNER-IS-CREATOR') : ok();
}

/**
 * Whether an officer may sign this original: a signer in office with a complete signature block, who neither created
 * nor sealed it, and who does not administer the unit's officers (nobody gives himself the right to sign).
 * Errors: as `hasRole`; LAW-UNIT-ADMIN-SIGNS, LAW-SIGNATURE-BLOCK, LAW-SIGNER-IS-CREATOR, LAW-SIGNER-IS-SEALER.
 */
export function maySign(officer: Officer, people: OriginalPeople, on: CivilDate): Result<void> {
  const role = hasRole(officer, 'signer', on);
  if (!role.ok) return role;
  if (officer.roles.includes('unit-admin')) return fail('LAW-UNIT-ADMIN-SIGNS');
  const block = checkSignatureBlock(officer.signatureBlock);
  if (!block.ok) return block;
  if (people.creators.includes(officer.id)) return fail('LAW-SIGNER-IS-CREATOR');
  return people.sealer === officer.id ? fail('LAW-SIGNER-IS-SEALER') : ok();
}

/**
 * Whether an officer may seal this original: a seal keeper in office who did not sign it, and who created it only with
 * a permission that names him and covers the day.
 * Errors: as `hasRole`; LAW-SIGNER-IS-SEALER, LAW-SEALER-IS-CREATOR.
 */
export function maySeal(
  officer: Officer,
  people: OriginalPeople,
  on: CivilDate,
  permissions: readonly CreatorSealsPermission[] = [],
): Result<void> {
  const role = hasRole(officer, 'seal-keeper', on);
  if (!role.ok) return role;
  if (people.signer === officer.id) return fail('LAW-SIGNER-IS-SEALER');
  if (!people.creators.includes(officer.id)) return ok();
  const permitted = permissions.some(
    (p) => p.officerId === officer.id && p.document.trim() !== '' && p.validFrom <= on && on <= p.validTo,
  );
  return permitted ? ok() : fail('LAW-SEALER-IS-CREATOR');
}
