import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { writeDurably } from '../../src/common/durable-file.ts';
import { Refused, Screen } from '../peers/office/client.ts';
import type { SimulatedOffice } from '../peers/office/office.ts';
import { people } from '../peers/office/people.ts';
import { Phone } from '../peers/office/phone.ts';

const { username, password } = people.admin;
const cliPath = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const secretPath = (folder: string): string => join(folder, 'admin-phone.secret');

/** Sets the admin's one-time codes up through the station's API, as at a first sign-in, and keeps the secret with the demo. */
export async function setUpCodes(office: SimulatedOffice, folder: string): Promise<void> {
  if (existsSync(secretPath(folder))) return;
  const screen = new Screen(office.address, office.authorityPem, office.phone);
  await screen.signIn(username, password).catch(async (error: unknown) => {
    // A demo that ended between the set-up and the writing below has lost its phone: what the technician does then.
    if (!(error instanceof Refused) || error.code !== 'WEB-CODE-NEEDED') throw error;
    await promisify(execFile)(process.execPath, [cliPath, 'reset-totp', username, '--state', office.state]);
    await screen.signIn(username, password);
  });
  await screen.json('DELETE', '/api/session');
  await writeDurably(secretPath(folder), office.phone.secretOf(username));
}

/** What the admin's phone shows now; null before the codes were set up. */
export function currentCode(folder: string): string | null {
  if (!existsSync(secretPath(folder))) return null;
  const phone = new Phone();
  phone.learn(username, readFileSync(secretPath(folder), 'utf8'));
  return phone.shows(username);
}
