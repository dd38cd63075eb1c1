import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { encodeFrame, frameTypes } from '../../../../src/devices/token/frames.ts';
import { isRunning, openOffice, sign, signerPin, signerSpec, type TestOffice, until } from './office.ts';

let office: TestOffice;
let signer: string;
beforeAll(async () => {
  office = await openOffice([signerSpec]);
  signer = office.tokens.tokens[0]!.certificateSha256;
});
afterEach(async () => {
  await office.stopPorts();
  await office.shim.reset();
});
afterAll(() => office.end());

test('a host that is busy in its module dies with a station that is killed', async () => {
  await office.shim.set('hang', 'sign');
  const program = fileURLToPath(new URL('./orphan.ts', import.meta.url));
  const { modulePath, env } = office.shim;
  const station = spawn(process.execPath, [program, modulePath, signer, signerPin, JSON.stringify(env)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [line] = (await once(station.stdout, 'data')) as [Buffer];
  const pid = Number(line.toString());
  await until(async () => (await office.shim.calls()).includes('C_Login 0'));
  expect(await isRunning(pid)).toBe(true);
  station.kill('SIGKILL');
  await until(async () => !(await isRunning(pid)));
  expect(await isRunning(pid)).toBe(false);
});

/** Reads the writable memory of a process and counts a text in it; undefined when the system forbids reading. */
function countInMemory(pid: number, text: string): number | undefined {
  let memory: number;
  try {
    memory = openSync(`/proc/${pid}/mem`, 'r');
  } catch {
    return undefined;
  }
  let count = 0;
  for (const line of readFileSync(`/proc/${pid}/maps`, 'utf8').split('\n')) {
    const [, from, to] = /^([0-9a-f]+)-([0-9a-f]+) rw/.exec(line) ?? [];
    if (from === undefined || to === undefined) continue;
    const start = Number.parseInt(from, 16);
    const bytes = Buffer.alloc(Number.parseInt(to, 16) - start);
    let read = 0;
    try {
      read = readSync(memory, bytes, 0, bytes.length, start);
    } catch {
      // Guard pages and devices cannot be read.
    }
    count += bytes.subarray(0, read).toString('latin1').split(text).length - 1;
  }
  closeSync(memory);
  return count;
}

test('after a job the PIN is nowhere in the host: memory, arguments, environment', async () => {
  const port = office.open();
  unwrap(await sign(port, signer, signerPin));
  const pid = port.hostPid!;
  const knownText = countInMemory(pid, office.tokens.modulePath);
  if (knownText === undefined) expect(process.getuid?.()).not.toBe(0);
  else expect(knownText).toBeGreaterThan(0);
  expect(countInMemory(pid, signerPin) ?? 0).toBe(0);
  expect(readFileSync(`/proc/${pid}/cmdline`, 'utf8')).not.toContain(signerPin);
});

test('a host may write no core file', async () => {
  const port = office.open();
  unwrap(await port.inspect());
  expect(readFileSync(`/proc/${port.hostPid}/limits`, 'utf8')).toMatch(/Max core file size\s+0\s+0\s/);
});

test.each([['/nonexistent/module.so'], ['/usr/bin/true'], ['libm.so.6']])(
  'a module that is none is named: %s',
  async (modulePath) => {
    const port = office.open({ modulePath });
    expect(await port.inspect()).toMatchObject({ ok: false, error: { code: 'TOKEN-MODULE-UNUSABLE' } });
    await port.inspect();
    await port.inspect();
    expect(await port.inspect()).toMatchObject({
      ok: false,
      error: { code: 'TOKEN-HOST-RESTING', facts: { last: 'TOKEN-MODULE-UNUSABLE' } },
    });
  },
);

test('a module that cannot be initialised says why', async () => {
  const port = office.open({ env: { SOFTHSM2_CONF: '/nonexistent/softhsm2.conf' } });
  expect(await port.inspect()).toMatchObject({
    ok: false,
    error: { code: 'TOKEN-UNKNOWN', facts: { step: 'C_Initialize' } },
  });
});

const hostProgram = fileURLToPath(new URL('../../../../src/devices/token/host.ts', import.meta.url));

async function startHost(): Promise<{ host: ChildProcess; answers: Buffer[] }> {
  const host = spawn(process.execPath, [hostProgram, office.tokens.modulePath], {
    env: { ...process.env, ...office.tokens.env },
    stdio: ['pipe', 'ignore', 'ignore', 'pipe'],
  });
  const answers: Buffer[] = [];
  (host.stdio[3] as Readable).on('data', (piece: Buffer) => answers.push(piece));
  await until(() => answers.length > 0);
  return { host, answers };
}

test.each([
  ['an answer instead of a request', encodeFrame(frameTypes.tokens, Buffer.from('[]'))],
  ['a signing request that is cut', encodeFrame(frameTypes.sign, Buffer.alloc(40))],
  ['a request longer than any', Buffer.from([0, 0x10, 0, 0, frameTypes.sign])],
  ['no frame at all', Buffer.from('GET / HTTP/1.1\r\n\r\n')],
])('a host that reads %s ends without a word', async (_, bytes) => {
  const { host, answers } = await startHost();
  host.stdin?.write(bytes);
  const [code] = (await once(host, 'exit')) as [number];
  expect(code).toBe(4);
  expect(Buffer.concat(answers)).toEqual(encodeFrame(frameTypes.ready));
});

test('a host ends by itself when its requests end', async () => {
  const { host } = await startHost();
  host.stdin?.end(encodeFrame(frameTypes.inspect).subarray(0, 3));
  expect(await once(host, 'exit')).toEqual([0, null]);
});
