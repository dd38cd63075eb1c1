/** The station is stopped while something is slow or hangs: it ends in less than ten seconds, and nothing is lost. */
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { Desk } from '../peers/office/desk.ts';
import { openOffice, type SimulatedOffice } from '../peers/office/office.ts';
import { buildFaultShim, type FaultShim } from '../peers/token/fault-shim.ts';
import { softhsmModule } from '../peers/token/softhsm.ts';

/** What a stop may take, milliseconds: a promise of the product. */
const promisedMs = 10_000;

let folder: string;
let office: SimulatedOffice;
let desk: Desk;
let shim: FaultShim;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tram-stop-'));
  const env = { SOFTHSM2_CONF: join(folder, 'office', 'tokens', 'softhsm2.conf') };
  shim = await buildFaultShim(join(folder, 'shim'), { modulePath: softhsmModule, confPath: '', env, tokens: [] });
  const modules = [{ name: 'shim', path: shim.modulePath, environment: shim.env }];
  office = await openOffice(join(folder, 'office'), {
    keyType: 'p256',
    line: true,
    settings: { 'token.modules': modules },
  });
  desk = await Desk.open(office);
}, 120_000);
afterEach(async () => {
  await shim.reset();
  office.scanner.machine.break({ kind: 'none' });
  // One that a failed test has left stopped.
  if (office.station.pid === undefined) await office.station.start();
});
afterAll(async () => {
  await office?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Stops it as systemd would and sees that it keeps its promise; answers what it logged meanwhile. */
async function stop(): Promise<string> {
  const before = (await readFile(office.logPath, 'utf8')).length;
  const begun = performance.now();
  expect(await office.station.stop()).toBe(0);
  expect(performance.now() - begun).toBeLessThan(promisedMs);
  return (await readFile(office.logPath, 'utf8')).slice(before);
}

async function waiting(): Promise<string> {
  const id = await desk.receive();
  await office.loadPaper('birth-certificate');
  expect(await desk.scan(id)).toMatchObject({ state: 'done' });
  await desk.submit(id);
  return id;
}

const stateOf = async (id: string): Promise<string> => (await desk.original(id)).state;
const numberOf = async (id: string) => (await desk.original(id)).registerNumber;

/** Gives the PIN for a pile; the answer may be cut. */
async function signing(originals: readonly string[]): Promise<{ readonly answer: Promise<number | null> }> {
  const { attemptId } = await desk.signer.json<{ attemptId: string }>('POST', '/api/signing/attempts', { originals });
  const raw = Buffer.from(office.pins.signer);
  const path = `/api/signing/attempts/${attemptId}/pin`;
  const answer = desk.signer.once({ method: 'POST', path, raw }).then(
    ({ status }) => status,
    () => null,
  );
  return { answer };
}

const signatures = async (): Promise<number> => (await shim.calls()).filter((call) => call === 'C_Sign 0').length;

test('in a pile of signatures by a slow token: what is signed is kept, the rest waits with its numbers', async () => {
  const pile: string[] = [];
  for (let n = 0; n < 6; n++) pile.push(await waiting());
  await shim.set('sign-delay-ms', 1_500);
  const { answer } = await signing(pile);
  await expect.poll(signatures, { timeout: 60_000, interval: 50 }).toBeGreaterThan(0);
  const numbers = await Promise.all(pile.map(numberOf));
  await stop();
  expect(await answer).toBe(409);
  const made = await signatures();
  expect(made).toBeLessThan(pile.length);
  const calls = (await shim.calls()).filter((call) => call !== 'C_Finalize 0');
  expect(calls.at(-1)).toBe('C_Logout 0');
  await shim.reset();
  await office.station.start();
  const states = await Promise.all(pile.map(stateOf));
  expect(states.filter((state) => state === 'signed')).toHaveLength(made);
  const rest = pile.filter((_, i) => states[i] !== 'signed');
  const { answer: again } = await signing(rest);
  expect(await again).toBe(200);
  expect(await Promise.all(pile.map(stateOf))).toEqual(pile.map(() => 'signed'));
  expect(await Promise.all(pile.map(numberOf))).toEqual(numbers);
});

test('in a signature that takes longer than a stop may: the host is killed and named, the original waits', async () => {
  const id = await waiting();
  await shim.set('hang', 'sign');
  const { answer } = await signing([id]);
  await expect.poll(async () => (await shim.calls()).includes('C_Login 0'), { timeout: 60_000 }).toBe(true);
  const number = await numberOf(id);
  const logged = await stop();
  await answer;
  expect(logged).toContain('token host killed at the stop');
  await shim.reset();
  await office.station.start();
  expect(await stateOf(id)).toBe('awaiting-signature');
  expect(await (await signing([id])).answer).toBe(200);
  expect(await numberOf(id)).toBe(number);
});

test('with a token host that hangs when it is asked for its tokens', async () => {
  await shim.set('hang', 'slots');
  // It is asked every second and a half.
  await sleep(4_000);
  expect(await stop()).toContain('token host killed at the stop');
  await shim.reset();
  await office.station.start();
});

test('in a scan by a scanner that hangs: the whole pages are kept', async () => {
  const id = await desk.receive();
  await office.loadPaper('land-certificate');
  office.scanner.machine.break({ kind: 'hang', page: 2 });
  const { scanId } = await desk.creator.json<{ scanId: string }>('POST', `/api/originals/${id}/scans`, {
    source: 'feeder',
  });
  await expect.poll(async () => (await desk.original(id)).pages.length, { timeout: 60_000 }).toBe(1);
  await stop();
  office.scanner.machine.break({ kind: 'none' });
  await office.station.start();
  expect((await desk.scanEnd(scanId)).pages).toBe(1);
  expect((await desk.original(id)).pages).toHaveLength(1);
  await office.loadPaper('land-certificate');
  expect(await desk.scan(id)).toMatchObject({ state: 'done' });
});

test('with an upload under way: it goes on where it was, and arrives once', async () => {
  const id = await waiting();
  expect(await desk.attempt('signing', id)).toMatchObject({ status: 200 });
  office.line?.shape({ bitsPerSecond: 64_000 });
  const before = office.line?.bytes.up ?? 0;
  expect(await desk.attempt('sealing', id)).toMatchObject({ status: 200 });
  await expect.poll(() => (office.line?.bytes.up ?? 0) - before, { timeout: 60_000 }).toBeGreaterThan(30_000);
  expect(await stateOf(id)).toBe('issued');
  await stop();
  office.line?.shape({ bitsPerSecond: 0 });
  await office.station.start();
  await expect.poll(() => stateOf(id), { timeout: 60_000 }).toBe('delivered');
  const { dossierCode } = await desk.original(id);
  expect(office.portal.listReceived().filter(({ code, adds }) => code === dossierCode && adds === 1)).toHaveLength(1);
});
