/** The program that speaks with the tokens crashes three times in a minute: it rests, the lamp says so, other work goes on. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { StationAnswer } from '../../src/web/contract/index.ts';
import { withOffice } from '../peers/office/with-office.ts';

const station = withOffice();

const tokens = async () => (await station.desk.creator.json<StationAnswer>('GET', '/api/station')).tokens;
const stateOf = async (id: string) => (await station.desk.original(id)).state;

/** The station's token host; null while there is none. */
function hostPid(): number | null {
  const pid = station.office.station.pid ?? 0;
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean);
  const found = children.find((child) => {
    try {
      return readFileSync(`/proc/${child}/cmdline`, 'utf8').includes('/token/host.ts');
    } catch {
      return false;
    }
  });
  return found === undefined ? null : Number(found);
}

async function waiting(title: string): Promise<string> {
  const { desk, office } = station;
  const id = await desk.receive(title);
  await office.loadPaper('birth-certificate');
  expect(await desk.scan(id)).toMatchObject({ state: 'done' });
  await desk.submit(id);
  return id;
}

test('three crashes: a rest with a lamp, work that needs no token meanwhile, then signatures as before', async () => {
  const { desk, office } = station;
  const { pid } = office.station;
  office.portal.misbehave({ kind: 'down' });
  const issued = await waiting('Giấy khai sinh');
  await desk.attempt('signing', issued);
  await desk.attempt('sealing', issued);
  expect(await stateOf(issued)).toBe('issued');

  const crashed = new Set<number>();
  while (crashed.size < 3) {
    let host: number | null = null;
    await expect
      .poll(
        () => {
          host = hostPid();
          return host !== null && !crashed.has(host);
        },
        { timeout: 20_000, interval: 20 },
      )
      .toBe(true);
    process.kill(host ?? 0, 'SIGSEGV');
    crashed.add(host ?? 0);
  }
  await expect
    .poll(async () => (await tokens()).failureCode, { timeout: 10_000, interval: 50 })
    .toBe('TOKEN-HOST-RESTING');
  expect(hostPid()).toBeNull();

  // Meanwhile: reception, scan, comparison, submission; what was issued goes to the portal.
  const next = await waiting('Học bạ');
  expect(await stateOf(next)).toBe('awaiting-signature');
  office.portal.heal();
  await expect.poll(() => stateOf(issued), { timeout: 30_000 }).toBe('delivered');
  await expect(desk.signer.json('POST', '/api/signing/attempts', { originals: [next] })).rejects.toMatchObject({
    code: 'TOKEN-HOST-RESTING',
  });
  expect((await tokens()).failureCode).toBe('TOKEN-HOST-RESTING');
  expect(office.station.pid).toBe(pid);

  await expect.poll(async () => (await tokens()).failureCode, { timeout: 90_000 }).toBeNull();
  expect(await desk.attempt('signing', next)).toMatchObject({ status: 200 });
  expect(await desk.attempt('sealing', next)).toMatchObject({ status: 200 });
  await expect.poll(() => stateOf(next), { timeout: 30_000 }).toBe('delivered');
}, 240_000);
