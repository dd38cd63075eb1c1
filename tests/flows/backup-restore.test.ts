import { execFile, spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { BackupsAnswer, HoldAnswer, RegisterAnswer } from '../../src/web/contract/index.ts';
import { Screen } from '../peers/office/client.ts';
import { Desk } from '../peers/office/desk.ts';
import { people } from '../peers/office/people.ts';
import { StationProcess } from '../peers/office/station.ts';
import { withOffice } from '../peers/office/with-office.ts';

const cli = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const opened = withOffice();
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-backup-flow-'));
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('an office moves to a new machine', () => {
  it('from its backup and the recovery key alone, and goes on where the backup was made', async () => {
    const { office, desk } = opened;
    await office.loadPaper('notarised-contract');
    const originalId = await desk.receive();
    expect(await desk.scan(originalId)).toMatchObject({ state: 'done' });
    await desk.submit(originalId);
    await desk.attempt('signing', originalId);
    const before = await desk.original(originalId);
    expect(before.state).toBe('signed');

    const place = join(folder, 'usb');
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'backup', place, '--state', office.state]);
    expect(JSON.parse(stdout)).toMatchObject({ documents: expect.any(Number) as number });
    const { recoveryKey } = JSON.parse(await readFile(join(office.folder, 'init.json'), 'utf8')) as {
      recoveryKey: string;
    };
    // The box is gone; nothing of it is used from here on.
    await office.station.kill();
    onTestFinished(() => office.station.start());

    const fresh = join(folder, 'new-state');
    const restore = spawnSync(process.execPath, [cli, 'restore', place, '--state', fresh, '--recovery-key', '-'], {
      input: `khóa khôi phục: ${recoveryKey}\n`,
      encoding: 'utf8',
    });
    expect(restore.stderr).toBe('');
    expect(JSON.parse(restore.stdout)).toMatchObject({ missing: [] });
    const station = new StationProcess(fresh, join(folder, 'station.log'));
    await station.start();
    try {
      const again = await Desk.open(office);
      expect(await again.original(originalId)).toMatchObject({ state: 'signed', pages: before.pages });
      await again.attempt('sealing', originalId);
      await expect.poll(async () => (await again.original(originalId)).state, { timeout: 20_000 }).toBe('delivered');

      // A number that it held goes on; a new one waits for an officer's word.
      await office.loadPaper('birth-certificate');
      const next = await again.receive('Giấy khai sinh');
      expect(await again.scan(next)).toMatchObject({ state: 'done' });
      await again.submit(next);
      await expect(again.attempt('signing', next)).rejects.toMatchObject({ code: 'LAW-REGISTER-UNCONFIRMED' });
      const { hold } = await again.seal.json<HoldAnswer>('GET', '/api/register/hold');
      expect(hold).toMatchObject({ cause: 'restored', lowest: 2 });
      const confirmation = '/api/register/hold/confirmation';
      await expect(again.seal.json('POST', confirmation, { nextNumber: 1 })).rejects.toMatchObject({
        code: 'LAW-REGISTER-NUMBER-USED',
      });
      expect(await again.seal.json('POST', confirmation, { nextNumber: 5 })).toEqual({ lost: { from: 2, to: 4 } });
      await expect(again.seal.json('POST', confirmation, { nextNumber: 6 })).rejects.toMatchObject({
        code: 'LAW-REGISTER-NOT-HELD',
      });
      expect((await again.attempt('signing', next)).status).toBe(200);
      const book = await again.seal.json<RegisterAnswer>('GET', '/api/register');
      expect(book.entries.map(({ number }) => number)).toEqual([1, 5]);
      expect(book.lost).toEqual([{ from: 2, to: 4, since: expect.any(Number) as number }]);
    } finally {
      await station.stop();
    }
  });
});

describe('the technician’s backups', () => {
  let screen: Screen;

  it('need a place of the office’s own, then run beside the work and are verified', async () => {
    const { office } = opened;
    screen = new Screen(office.address, office.authorityPem);
    await screen.signIn(people.admin.username, people.admin.password);
    await expect(screen.json('POST', '/api/backups')).rejects.toMatchObject({ code: 'BACKUP-FOLDER-MISSING' });
    const place = join(folder, 'disk');
    await screen.json('PUT', '/api/settings/backup.folder', { value: place });
    expect(await ended(screen)).toMatchObject({ failureCode: 'BACKUP-FOLDER-MISSING', verifiedAt: null });
    await screen.json('POST', '/api/backups/place');
    const done = await ended(screen);
    expect(done).toMatchObject({ failureCode: null, verifiedAt: expect.any(Number) as number });
    const answer = await screen.json<BackupsAnswer>('GET', '/api/backups');
    expect(answer).toMatchObject({
      configured: true,
      running: false,
      lastVerifiedAt: done.verifiedAt,
      lastFailure: null,
    });
  });

  it('one that a crash cut is ended at the next start and counts for nothing', async () => {
    const { office } = opened;
    const { backupId } = await screen.json<{ backupId: string }>('POST', '/api/backups');
    await expect(screen.json('POST', '/api/backups')).rejects.toMatchObject({ code: 'BACKUP-RUNNING' });
    await office.station.kill();
    await office.station.start();
    const answer = await screen.json<BackupsAnswer>('GET', '/api/backups');
    expect(answer.backups.find(({ id }) => id === backupId)).toMatchObject({ failureCode: 'BACKUP-INTERRUPTED' });
    expect(await ended(screen)).toMatchObject({ failureCode: null });
  });
});

/** Begins a backup and answers how it ended. */
async function ended(screen: Screen): Promise<BackupsAnswer['backups'][number]> {
  const { backupId } = await screen.json<{ backupId: string }>('POST', '/api/backups');
  for (;;) {
    const { backups } = await screen.json<BackupsAnswer>('GET', '/api/backups');
    const found = backups.find(({ id }) => id === backupId);
    if (found && found.endedAt !== null) return found;
    await sleep(50);
  }
}
