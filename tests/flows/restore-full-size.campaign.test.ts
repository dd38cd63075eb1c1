/** An office of 10,000 dossiers is brought back on a new machine; the minutes that it takes are printed. */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { systemClock } from '../../src/common/clock.ts';
import { unwrap } from '../../src/common/result.ts';
import { readStationKey } from '../../src/store/documents/station-key.ts';
import { openStore } from '../../src/store/index.ts';
import type { HoldAnswer, RegisterAnswer } from '../../src/web/contract/index.ts';
import { Screen } from '../peers/office/client.ts';
import { fillOffice } from '../peers/office/filled-office.ts';
import { people } from '../peers/office/people.ts';
import { play } from '../peers/office/play.ts';
import { StationProcess } from '../peers/office/station.ts';
import { withOffice } from '../peers/office/with-office.ts';

const cli = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const dossiers = Number(process.env['RESTORE_DOSSIERS'] ?? '10000');
/** Only what hangs takes so long. */
const limitMs = 3_600_000;

const opened = withOffice();
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-restore-full-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Runs `tram`; answers what it printed and the seconds. */
function tram(args: readonly string[], input = ''): { readonly said: unknown; readonly seconds: number } {
  const begun = performance.now();
  const run = spawnSync(process.execPath, [cli, ...args], { input, encoding: 'utf8', timeout: limitMs });
  expect(run.stderr).toBe('');
  expect(run.status).toBe(0);
  return { said: JSON.parse(run.stdout), seconds: (performance.now() - begun) / 1000 };
}

it('chain, numbers and copies are as they were', { timeout: limitMs }, async () => {
  const { office } = opened;
  const played = await play(office, {
    requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
    title: 'Hợp đồng',
    paper: 'notarised-contract',
    chargeablePages: 3,
  });
  await office.station.stop();
  const filled = await fillOffice(office.state, dossiers - 1);
  const place = join(folder, 'usb');
  const backup = tram(['backup', place, '--state', office.state]);
  const { documents } = backup.said as { documents: number };
  expect(documents).toBeGreaterThan(2 * filled.length);
  const text = await readFile(join(office.folder, 'init.json'), 'utf8');
  const { recoveryKey } = JSON.parse(text) as { recoveryKey: string };

  const fresh = join(folder, 'new-state');
  const restore = tram(['restore', place, '--state', fresh, '--recovery-key', '-'], recoveryKey);
  expect(restore.said).toMatchObject({ documents, missing: [] });
  // What an office is promised: ten thousand dossiers in ten minutes.
  expect((restore.seconds * 10_000) / dossiers).toBeLessThan(600);
  const station = new StationProcess(fresh, join(folder, 'station.log'));
  await station.start({}, limitMs);
  try {
    const inspector = new Screen(office.address, office.authorityPem);
    await inspector.signIn(people.inspector.username, people.inspector.password);
    expect(await inspector.json('GET', '/api/journal/verification')).toMatchObject({ intact: true });
    const newest = await inspector.json<RegisterAnswer>('GET', '/api/register?order=newest&limit=500');
    const expected = filled.map(({ number }) => number).reverse();
    expect(newest.entries.map(({ number }) => number)).toEqual([...expected, 1].slice(0, 500));
    const seal = new Screen(office.address, office.authorityPem);
    await seal.signIn(people.sealKeeper.username, people.sealKeeper.password);
    const { hold } = await seal.json<HoldAnswer>('GET', '/api/register/hold');
    expect(hold).toMatchObject({ cause: 'restored', lowest: dossiers + 1 });
    const copy = await seal.call({ method: 'GET', path: `/api/originals/${played.originalId}/copy.pdf` });
    expect(copy.body.equals(played.copy)).toBe(true);
  } finally {
    await station.stop();
  }

  const audit = tram(['audit', 'verify', '--state', fresh]);
  expect((audit.said as { entries: number }).entries).toBeGreaterThan(filled.length);
  const store = openStore(fresh, await readStationKey(fresh), systemClock, pino({ level: 'silent' }));
  try {
    for (const { copy } of filled) {
      const row = store.documents.find(store.db, copy.id);
      if (!row) throw new Error(`the copy ${copy.id} has no row`);
      const bytes = unwrap(await store.documents.read(row));
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(copy.sha256);
    }
  } finally {
    await store.close();
  }
  const figures = { dossiers, documents, backupSeconds: backup.seconds, restoreSeconds: restore.seconds };
  console.log(JSON.stringify({ ...figures, startSeconds: station.startSeconds[0] }));
});
