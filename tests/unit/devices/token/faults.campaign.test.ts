import { closeSync, openSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import type { PinState } from '../../../../src/devices/token/index.ts';
import {
  digestOf,
  documents,
  handClock,
  isRunning,
  openOffice,
  sealPin,
  sealSpec,
  sign,
  signerPin,
  signerSpec,
  type TestOffice,
  until,
} from './office.ts';

let office: TestOffice;
let signer: string;
let seal: string;
beforeAll(async () => {
  office = await openOffice([signerSpec, sealSpec]);
  [signer, seal] = office.tokens.tokens.map((token) => token.certificateSha256) as [string, string];
});
afterEach(async () => {
  await office.stopPorts();
  await office.shim.reset();
});
afterAll(() => office.end());

const failure = (code: string, facts?: object) => ({
  ok: false,
  error: facts === undefined ? { code } : { code, facts },
});
const open = (options: Parameters<TestOffice['open']>[0] = {}) => office.open({ shim: true, ...options });
const digests = (count: number) => documents(count).map(digestOf);

async function pinState(port: ReturnType<typeof open>): Promise<PinState> {
  return unwrap(await port.inspect())[0]!.pinState;
}

const logins = async (): Promise<number> =>
  (await office.shim.calls()).filter((call) => call.startsWith('C_Login')).length;

test('three wrong PINs lock the token; the last try is spent only when the person says so', async () => {
  const port = open();
  await office.shim.set('tries', 3);
  expect(await pinState(port)).toBe('ok');
  expect(await sign(port, signer, 'sai 1')).toEqual(failure('TOKEN-PIN-INCORRECT', { triesLeft: 'few' }));
  expect(await pinState(port)).toBe('low');
  expect(await sign(port, signer, 'sai 2')).toEqual(failure('TOKEN-PIN-INCORRECT', { triesLeft: 'one' }));
  expect(await pinState(port)).toBe('final-try');
  const before = await logins();
  expect(await sign(port, signer, signerPin)).toEqual(failure('TOKEN-PIN-LAST-TRY'));
  expect(await logins()).toBe(before);
  expect(await sign(port, signer, 'sai 3', { allowFinalTry: true })).toEqual(failure('TOKEN-LOCKED'));
  expect(await pinState(port)).toBe('locked');
  expect(await sign(port, signer, signerPin, { allowFinalTry: true })).toEqual(failure('TOKEN-LOCKED'));
  expect(await logins()).toBe(before + 1);
});

test('the right PIN on a confirmed last try signs and gives all tries back', async () => {
  const port = open();
  await office.shim.set('tries', 1);
  unwrap(await sign(port, signer, signerPin, { allowFinalTry: true }));
  expect(await pinState(port)).toBe('ok');
});

test('a token with many tries says so after a wrong PIN', async () => {
  await office.shim.set('tries', 9);
  expect(await sign(open(), signer, 'sai')).toEqual(failure('TOKEN-PIN-INCORRECT', { triesLeft: 'several' }));
});

test('every login ends with a logout and the module is left, whatever happened between', async () => {
  const port = open();
  unwrap(await sign(port, signer, signerPin, { digests: digests(2) }));
  await office.shim.set('remove-after', 1);
  expect(await sign(port, signer, signerPin, { digests: digests(2) })).toEqual(failure('TOKEN-REMOVED'));
  const calls = await office.shim.calls();
  expect(calls).toEqual([
    ...['C_Login 0', 'C_Sign 0', 'C_Sign 0', 'C_Logout 0', 'C_Finalize 0'],
    ...['C_Login 0', 'C_Sign 0', 'C_Sign 32', 'C_Logout 32', 'C_Finalize 0'],
  ]);
});

test.each([[undefined], ['odd-removal' as const]])(
  'a token pulled while signing is named (%s), and works when it is back',
  async (odd) => {
    const port = open();
    await office.shim.set('remove-after', 2);
    if (odd !== undefined) await office.shim.set(odd);
    expect(await sign(port, signer, signerPin, { digests: digests(5) })).toEqual(failure('TOKEN-REMOVED'));
    expect(await port.inspect()).toEqual({ ok: true, value: [] });
    expect(await sign(port, signer, signerPin)).toEqual(failure('TOKEN-ABSENT'));
    await office.shim.reset();
    unwrap(await sign(port, signer, signerPin));
  },
);

test('a module that is already logged in is logged out and the job refused', async () => {
  const port = open();
  await office.shim.set('logged-in');
  expect(await sign(port, signer, 'bất kỳ')).toEqual(failure('TOKEN-ALREADY-LOGGED-IN'));
  expect((await office.shim.calls()).map((call) => call.split(' ')[0])).toEqual(['C_Login', 'C_Logout', 'C_Finalize']);
});

test.each(['sign', 'login'])('a crash in %s is reported and the next job works', async (where) => {
  const port = open();
  await office.shim.set('crash', where);
  expect(await sign(port, signer, signerPin)).toEqual(failure('TOKEN-HOST-CRASHED', { how: 'SIGSEGV' }));
  await office.shim.clear('crash');
  unwrap(await sign(port, signer, signerPin));
});

test.each(['sign', 'login', 'slots'])('a module that hangs in %s is killed and reported', async (where) => {
  const delays = { signStepMs: 2_000, inspectMs: 2_000 };
  const port = open({ delays });
  unwrap(await port.inspect());
  const pid = port.hostPid!;
  await office.shim.set('hang', where);
  const result = where === 'slots' ? await port.inspect() : await sign(port, signer, signerPin);
  expect(result).toEqual(failure('TOKEN-HOST-HUNG', { how: 'SIGKILL' }));
  expect(await isRunning(pid)).toBe(false);
  await office.shim.clear('hang');
  unwrap(await sign(port, signer, signerPin));
});

test('a slow token is not a hanging one: the limit is for each signature', async () => {
  await office.shim.set('sign-delay-ms', 700);
  const signed = unwrap(
    await sign(open({ delays: { signStepMs: 4_000 } }), signer, signerPin, { digests: digests(6) }),
  );
  expect(signed.signatures).toHaveLength(6);
});

test('three crashes within a minute let the host rest; after the rest it works', async () => {
  const clock = handClock();
  const port = open({ clock });
  await office.shim.set('crash', 'slots');
  for (let i = 0; i < 3; i += 1) expect(await port.inspect()).toMatchObject(failure('TOKEN-HOST-CRASHED'));
  await office.shim.clear('crash');
  clock.advance(20_000);
  expect(await port.inspect()).toEqual(failure('TOKEN-HOST-RESTING', { secondsLeft: 40, last: 'TOKEN-HOST-CRASHED' }));
  expect(port.hostPid).toBeUndefined();
  clock.advance(40_000);
  unwrap(await sign(port, signer, signerPin));
});

test('crashes further apart than the window do not send it to rest', async () => {
  const clock = handClock();
  const port = open({ clock });
  await office.shim.set('crash', 'slots');
  for (let i = 0; i < 4; i += 1) {
    expect(await port.inspect()).toMatchObject(failure('TOKEN-HOST-CRASHED'));
    clock.advance(31_000);
  }
});

test('a module that cannot be left ends with its host; the signature stands', async () => {
  const port = open();
  await office.shim.set('sticky');
  unwrap(await sign(port, signer, signerPin));
  expect(port.hostPid).toBeUndefined();
  unwrap(await sign(port, signer, signerPin));
});

test('a second job on a busy certificate is refused, one on another token waits', async () => {
  const port = open();
  await office.shim.set('sign-delay-ms', 300);
  const first = sign(port, signer, signerPin, { digests: digests(2) });
  const waiting = sign(port, seal, sealPin);
  const pin = Buffer.from(signerPin);
  expect(await sign(port, signer, '', { pin })).toEqual(failure('TOKEN-BUSY'));
  expect(pin.every((byte) => byte === 0)).toBe(true);
  expect([(await first).ok, (await waiting).ok]).toEqual([true, true]);
  unwrap(await sign(port, signer, signerPin));
  const calls = (await office.shim.calls()).filter((call) => !call.startsWith('C_Finalize'));
  const one = ['C_Login 0', 'C_Sign 0', 'C_Logout 0'];
  expect(calls).toEqual(['C_Login 0', 'C_Sign 0', 'C_Sign 0', 'C_Logout 0', ...one, ...one]);
});

test('a caller that fails while it is told of progress leaves no answer behind for the next', async () => {
  const port = open();
  const broken = sign(port, signer, signerPin, {
    onProgress: () => {
      throw new Error('a bug of the caller');
    },
  });
  const next = port.inspect();
  await expect(broken).rejects.toThrow('a bug of the caller');
  expect(unwrap(await next)).toHaveLength(2);
  expect(unwrap(await sign(port, seal, sealPin)).algorithm).toBe('rsa-pkcs1-sha256');
});

test('stopping waits for the running job, and nothing starts afterwards', async () => {
  const port = open();
  await office.shim.set('sign-delay-ms', 200);
  const running = sign(port, signer, signerPin);
  await until(() => port.hostPid !== undefined);
  const pid = port.hostPid!;
  await port.stop();
  expect((await running).ok).toBe(true);
  expect(await isRunning(pid)).toBe(false);
  expect(await sign(port, signer, signerPin)).toEqual(failure('TOKEN-HOST-CRASHED', { how: 'stopped' }));
});

test('what a module prints cannot spoil the frames, and no PIN reaches log or output', async () => {
  const path = join(office.folder, 'output');
  const port = open();
  await office.shim.set('noisy');
  unwrap(await sign(port, signer, signerPin));
  await office.shim.set('crash', 'sign');
  await sign(port, signer, signerPin);
  await office.shim.clear('crash');
  await office.stopPorts();
  expect(office.logged()).toContain('TOKEN-HOST-CRASHED');
  expect(office.logged()).not.toContain(signerPin);
  expect(office.logged()).not.toContain('Nguyễn');

  // The same module with its output open: it does print the PIN, so it is the host that kept it from the log.
  const fd = openSync(path, 'w');
  const open2 = open({ moduleOutput: fd });
  unwrap(await sign(open2, signer, signerPin));
  closeSync(fd);
  expect(await readFile(path, 'utf8')).toContain(signerPin);

  await office.shim.clear('noisy');
  const quiet = openSync(path, 'w');
  unwrap(await sign(open({ moduleOutput: quiet }), signer, signerPin));
  closeSync(quiet);
  expect(await readFile(path, 'utf8')).toBe('');
});
