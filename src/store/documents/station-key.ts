import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeDurably } from '../../common/durable-file.ts';

/**
 * The station key wraps every dossier key. systemd hands it over as a credential (encrypted to the TPM where there is
 * one); without systemd it is a file that only the service's user can read.
 *
 * @param folder       the state folder, asked when no credential is there
 * @param credentials  `$CREDENTIALS_DIRECTORY`
 */
export async function readStationKey(folder: string, credentials?: string): Promise<Buffer> {
  const path = credentials ? join(credentials, 'station-key') : join(folder, 'station.key');
  const key = await readFile(path);
  if (key.length !== 32) throw new Error('the station key is not 32 bytes long');
  return key;
}

/** Makes a new station key in the state folder. Never in the place of one: with it would go every document. */
export async function createStationKey(folder: string): Promise<void> {
  const path = join(folder, 'station.key');
  if (existsSync(path)) throw new Error('there is a station key already');
  await writeDurably(path, randomBytes(32));
}
