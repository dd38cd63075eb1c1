import { statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createStationKey, readStationKey } from '../../../../src/store/documents/station-key.ts';
import { temporaryFolder } from '../support.ts';

test('a new station key is random, readable by its owner only, and never put in the place of one', async () => {
  const [one, two] = [temporaryFolder(), temporaryFolder()];
  await createStationKey(one);
  await createStationKey(two);
  const key = await readStationKey(one);
  expect(key).toHaveLength(32);
  expect(key.equals(await readStationKey(two))).toBe(false);
  expect(statSync(join(one, 'station.key')).mode & 0o777).toBe(0o600);
  await expect(createStationKey(one)).rejects.toThrow('there is a station key already');
  expect((await readStationKey(one)).equals(key)).toBe(true);
});

test('the credential of systemd goes before the file', async () => {
  const [state, credentials] = [temporaryFolder(), temporaryFolder()];
  await createStationKey(state);
  writeFileSync(join(credentials, 'station-key'), Buffer.alloc(32, 7));
  expect((await readStationKey(state, credentials)).equals(Buffer.alloc(32, 7))).toBe(true);
});

test('a key that is missing or not whole is refused', async () => {
  const folder = temporaryFolder();
  await expect(readStationKey(folder)).rejects.toThrow(/ENOENT/);
  writeFileSync(join(folder, 'station.key'), Buffer.alloc(31));
  await expect(readStationKey(folder)).rejects.toThrow('not 32 bytes');
});
