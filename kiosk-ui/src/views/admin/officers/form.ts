import type { NewOfficerBody, OfficerAnswer, Role } from '../../../../../src/web/contract/index.ts';
import { officersWords as w } from '../words.ts';

/** A decision of its own for one role, as typed; an empty last day is none. */
export interface TermForm {
  readonly decisionNumber: string;
  readonly validFrom: string;
  readonly validTo: string;
}

/** What the unit admin types of an officer. */
export interface OfficerForm {
  readonly username: string;
  readonly fullName: string;
  readonly positionTitle: string;
  readonly decisionNumber: string;
  readonly validFrom: string;
  readonly validTo: string;
  readonly roles: readonly Role[];
  readonly terms: Partial<Readonly<Record<Role, TermForm>>>;
  readonly signatureBlock: OfficerAnswer['signatureBlock'];
  readonly delegationDocument: string;
  readonly certificateSha256: string | null;
  readonly certificateSerial: string | null;
  /** The version that the change started from; 0 for somebody new. */
  readonly version: number;
}

export function emptyOfficer(today: string): OfficerForm {
  return {
    username: '',
    fullName: '',
    positionTitle: '',
    decisionNumber: '',
    validFrom: today,
    validTo: '',
    roles: [],
    terms: {},
    signatureBlock: null,
    delegationDocument: '',
    certificateSha256: null,
    certificateSerial: null,
    version: 0,
  };
}

export function formOfOfficer(officer: OfficerAnswer): OfficerForm {
  const terms = officer.roleTerms.map(({ role, decisionNumber, validFrom, validTo }) => {
    return [role, { decisionNumber, validFrom, validTo: validTo ?? '' }] as const;
  });
  return {
    username: officer.username,
    fullName: officer.fullName,
    positionTitle: officer.positionTitle,
    decisionNumber: officer.decisionNumber,
    validFrom: officer.validFrom,
    validTo: officer.validTo ?? '',
    roles: officer.roles,
    terms: Object.fromEntries(terms),
    signatureBlock: officer.signatureBlock,
    delegationDocument: officer.delegationDocument ?? '',
    certificateSha256: officer.certificateSha256,
    certificateSerial: officer.certificateSerial,
    version: officer.version,
  };
}

/** What is sent; a block and a decision of a role that is not chosen stay behind. */
export function bodyOf(form: OfficerForm): NewOfficerBody {
  const signs = form.roles.includes('signer');
  const delegated = signs && form.signatureBlock === 'delegated';
  return {
    username: form.username.trim(),
    fullName: form.fullName.normalize('NFC').trim(),
    positionTitle: form.positionTitle.normalize('NFC').trim(),
    decisionNumber: form.decisionNumber.trim(),
    validFrom: form.validFrom,
    validTo: form.validTo === '' ? null : form.validTo,
    roles: [...form.roles],
    roleTerms: form.roles.flatMap((role) => {
      const term = form.terms[role];
      if (term === undefined) return [];
      const { decisionNumber, validFrom, validTo } = term;
      return [{ role, decisionNumber: decisionNumber.trim(), validFrom, validTo: validTo === '' ? null : validTo }];
    }),
    signatureBlock: signs ? form.signatureBlock : null,
    delegationDocument: delegated ? form.delegationDocument.trim() : null,
    certificateSha256: form.certificateSha256,
    certificateSerial: form.certificateSerial,
  };
}

export type Faults = Partial<Readonly<Record<string, string>>>;

/** What is wrong before it is sent, by field; the station judges again. */
export function faultsOf(form: OfficerForm): Faults {
  const faults: Record<string, string> = {};
  const need = (field: string, text: string): void => {
    if (text.trim() === '') faults[field] = w('officers.need');
  };
  if (!/^[a-z0-9][a-z0-9._-]{1,39}$/.test(form.username.trim())) faults['username'] = w('officers.username-wrong');
  need('fullName', form.fullName);
  need('positionTitle', form.positionTitle);
  need('decisionNumber', form.decisionNumber);
  need('validFrom', form.validFrom);
  if (form.validTo !== '' && form.validTo < form.validFrom) faults['validTo'] = w('officers.dates-wrong');
  if (form.roles.length === 0) faults['roles'] = w('officers.roles-need');
  if (form.roles.includes('signer')) {
    if (form.roles.includes('unit-admin')) faults['roles'] = w('officers.admin-signs');
    if (form.signatureBlock === null) faults['signatureBlock'] = w('officers.block-need');
    if (form.signatureBlock === 'delegated') need('delegationDocument', form.delegationDocument);
  }
  for (const role of form.roles) {
    const term = form.terms[role];
    if (term === undefined) continue;
    need(`${role}.decisionNumber`, term.decisionNumber);
    need(`${role}.validFrom`, term.validFrom);
    if (term.validTo !== '' && term.validTo < term.validFrom) faults[`${role}.validTo`] = w('officers.dates-wrong');
  }
  return faults;
}
