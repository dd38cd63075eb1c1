import type { FirstPasswordAnswer, OfficerAnswer, OfficerList } from '../../../../src/web/contract/index.ts';
import type { Screen } from '../../../peers/office/client.ts';

/** What the unit admin enters of an invented officer. */
export const newOfficer = {
  username: 'sua',
  fullName: 'Giàng Thị Súa',
  roles: ['creator'],
  roleTerms: [],
  positionTitle: 'Công chức Tư pháp – Hộ tịch',
  decisionNumber: '31/QĐ-UBND',
  validFrom: '2026-01-01',
  validTo: null,
  signatureBlock: null,
  delegationDocument: null,
  certificateSha256: null,
  certificateSerial: null,
};

const { username: _username, ...changeable } = newOfficer;

/** The officer of a user name, as the list has it. */
export async function officerNamed(admin: Screen, username: string): Promise<OfficerAnswer> {
  const { officers } = await admin.json<OfficerList>('GET', '/api/officers');
  const found = officers.find((row) => row.username === username);
  if (!found) throw new Error(`nobody is called ${username}`);
  return found;
}

/** Enters the invented officer and answers the first password. */
export async function addSua(admin: Screen, change: object = {}): Promise<FirstPasswordAnswer> {
  return await admin.json<FirstPasswordAnswer>('POST', '/api/officers', { ...newOfficer, ...change });
}

/** Changes an officer from the version that stands now. */
export async function change(admin: Screen, username: string, fields: object) {
  const { id, version } = await officerNamed(admin, username);
  const body = { ...changeable, ...fields, version };
  return await admin.once({ method: 'PUT', path: `/api/officers/${id}`, body });
}
