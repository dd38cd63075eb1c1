import { type OfficerAnswer, OfficerBody, type OfficerList } from '../../src/web/contract/index.ts';
import { Screen } from '../peers/office/client.ts';
import type { SimulatedOffice } from '../peers/office/office.ts';
import { people } from '../peers/office/people.ts';

/** The unit admin's own session beside the screens. */
export async function administrator({ address, authorityPem, phone }: SimulatedOffice): Promise<Screen> {
  const admin = new Screen(address, authorityPem, phone);
  await admin.signIn(people.admin.username, people.admin.password);
  return admin;
}

/** Changes some fields of an officer as the officers' page does: from the present version, all else as it is. */
export async function changeOfficer(admin: Screen, username: string, change: Partial<OfficerBody>): Promise<void> {
  const { officers } = await admin.json<OfficerList>('GET', '/api/officers');
  const found = officers.find((one) => one.username === username);
  if (!found) throw new Error(`the office has no ${username}`);
  const fields = Object.keys(OfficerBody.properties) as (keyof OfficerBody)[];
  const present = Object.fromEntries(fields.map((field) => [field, found[field]]));
  await admin.json<OfficerAnswer>('PUT', `/api/officers/${found.id}`, { ...present, ...change });
}
