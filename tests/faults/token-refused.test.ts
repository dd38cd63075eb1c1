import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../src/common/result.ts';
import { ModulePort } from '../../src/devices/token/index.ts';
import { updateOfficer } from '../../src/store/repositories/officers.ts';
import { activeEntry } from '../../src/store/repositories/register.ts';
import { buildFaultShim, type FaultShim } from '../peers/token/fault-shim.ts';
import { signWith, submitted, WorkflowBench, type WorkflowOffice } from '../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
let folder: string;
let shim: FaultShim;
let station: WorkflowOffice;
let port: ModulePort;
let originalId: string;

beforeAll(async () => {
  bench = await WorkflowBench.create();
  folder = await mkdtemp(join(tmpdir(), 'tram-shim-'));
  shim = await buildFaultShim(folder, bench.tokens);
});
afterAll(async () => {
  await bench.remove();
  await rm(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  const clock = { now: Date.now, monotonic: () => performance.now() };
  port = new ModulePort({ modulePath: shim.modulePath, env: shim.env, clock, log: pino({ level: 'silent' }) });
  station = await bench.open(await bench.newState(), Date.now, () => port);
  originalId = (await submitted(station)).originalId;
});
afterEach(async () => {
  await shim.reset();
  await port.stop();
  await station.close();
});

/** The original waits as before, with the number it was given, if any. */
function unchanged(number: number | undefined): void {
  expect(station.original(originalId).state).toBe('awaiting-signature');
  expect(activeEntry(station.office.store.db, originalId)?.number).toBe(number);
}

describe('the token', () => {
  it('keeps its last try unless the officer says to spend it, and once locked says so before anybody types a PIN', async () => {
    await shim.set('tries', 3);
    const codes: string[] = [];
    for (const pin of ['000001', '000002', '000003', '000004']) {
      const result = await signWith(station, 'sign', [originalId], pin);
      codes.push(result.ok ? 'signed' : result.error.code);
    }
    expect(codes).toEqual(['TOKEN-PIN-INCORRECT', 'TOKEN-PIN-INCORRECT', 'TOKEN-PIN-LAST-TRY', 'TOKEN-PIN-LAST-TRY']);
    unchanged(1);
    await shim.set('tries', 0);
    expect(await signWith(station, 'sign', [originalId])).toMatchObject({ error: { code: 'TOKEN-LOCKED' } });
    unchanged(1);
  });

  it('is not there: no number is given', async () => {
    await shim.set('removed');
    expect(await signWith(station, 'sign', [originalId])).toMatchObject({ error: { code: 'TOKEN-ABSENT' } });
    unchanged(undefined);
  });

  it("is somebody else's: it is not used", async () => {
    station.office.store.write((tx) => updateOfficer(tx, station.signer.id, { certificateSha256: 'ab'.repeat(32) }));
    expect(await signWith(station, 'sign', [originalId])).toMatchObject({ error: { code: 'TOKEN-WRONG-OFFICER' } });
    unchanged(undefined);
  });

  it('crashes while signing: the copy is signed at the next attempt under the same number', async () => {
    await shim.set('crash', 'sign');
    expect(await signWith(station, 'sign', [originalId])).toMatchObject({ error: { code: 'TOKEN-HOST-CRASHED' } });
    unchanged(1);
    await shim.reset();
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(activeEntry(station.office.store.db, originalId)).toMatchObject({ number: 1, state: 'signed' });
  });
});
