/** A station whose database is damaged starts from its backup: the officers hear what is missing, and no number is given twice. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { BackupsAnswer, HoldAnswer, RegisterAnswer } from '../../src/web/contract/index.ts';
import { Screen } from '../peers/office/client.ts';
import { Desk } from '../peers/office/desk.ts';
import { people } from '../peers/office/people.ts';
import { withOffice } from '../peers/office/with-office.ts';

const opened = withOffice();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-rescue-flow-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

/** Brings an original up to the signer's pile. */
async function submitted(desk: Desk): Promise<string> {
  await opened.office.loadPaper('birth-certificate');
  const originalId = await desk.receive('Giấy khai sinh');
  expect(await desk.scan(originalId)).toMatchObject({ state: 'done' });
  await desk.submit(originalId);
  return originalId;
}

async function backUp(): Promise<void> {
  const { office } = opened;
  const screen = new Screen(office.address, office.authorityPem);
  await screen.signIn(people.admin.username, people.admin.password);
  await screen.json('PUT', '/api/settings/backup.folder', { value: join(folder, 'disk') });
  await screen.json('POST', '/api/backups/place');
  const { backupId } = await screen.json<{ backupId: string }>('POST', '/api/backups');
  for (;;) {
    const { backups } = await screen.json<BackupsAnswer>('GET', '/api/backups');
    const made = backups.find(({ id }) => id === backupId);
    if (made && made.endedAt !== null) {
      expect(made.failureCode).toBeNull();
      return;
    }
    await sleep(100);
  }
}

it('from a damaged database to the next copy, which gets the number that the officer confirmed', async () => {
  const { office, desk } = opened;
  const kept = await submitted(desk);
  await desk.attempt('signing', kept);
  await desk.attempt('sealing', kept);
  // One that the portal has: about it there is something to ask.
  await expect.poll(async () => (await desk.original(kept)).state, { timeout: 60_000 }).toBe('delivered');
  await backUp();
  const lost = await submitted(desk);
  await desk.attempt('signing', lost);
  await desk.attempt('sealing', lost);

  await office.station.kill();
  await writeFile(join(office.state, 'tram.db'), randomBytes(65_536));
  await office.station.start();
  const again = await Desk.open(office);
  await expect(again.original(lost)).rejects.toMatchObject({ code: 'STORE-NOT-FOUND' });
  const hold = async () => (await again.seal.json<HoldAnswer>('GET', '/api/register/hold')).hold;
  await expect.poll(async () => (await hold())?.looking, { timeout: 60_000 }).toBe(false);
  expect(await hold()).toMatchObject({
    cause: 'rescued',
    lowest: 3,
    unread: 0,
    found: [{ number: 2, volume: 1, signatures: 2, inRegister: false }],
  });
  // Within the minute, whatever the hour of the day's round.
  await expect.poll(async () => (await hold())?.portal.askedAt, { timeout: 90_000, interval: 500 }).not.toBeNull();

  const next = await submitted(again);
  await expect(again.attempt('signing', next)).rejects.toMatchObject({ code: 'LAW-REGISTER-UNCONFIRMED' });
  const confirmation = '/api/register/hold/confirmation';
  await expect(again.seal.json('POST', confirmation, { nextNumber: 2 })).rejects.toMatchObject({
    code: 'LAW-REGISTER-NUMBER-USED',
  });
  expect(await again.seal.json('POST', confirmation, { nextNumber: 3 })).toEqual({ lost: { from: 2, to: 2 } });
  expect((await again.attempt('signing', next)).status).toBe(200);
  const book = await again.seal.json<RegisterAnswer>('GET', '/api/register');
  expect(book.entries.map(({ number }) => number)).toEqual([1, 3]);
  expect(await hold()).toBeNull();
}, 240_000);
