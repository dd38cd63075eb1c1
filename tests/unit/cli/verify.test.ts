/** `tram verify` asks for the status of certificates, as a technician runs it, and says whom it asked. */

import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type VerifyOptions, verifyByHand } from '../../../src/cli/verify.ts';
import { systemClock } from '../../../src/common/clock.ts';
import { unwrap } from '../../../src/common/result.ts';
import { type ExtensionWorld, extensionWorld } from '../copies/support/extending.ts';

let world: ExtensionWorld;
let folder: string;

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;

async function trust(hosts: readonly string[]): Promise<void> {
  const sha256 = createHash('sha256').update(world.authority.rootDer).digest('hex');
  const mark = `[[certificate]]\nfile = "root.pem"\nkind = "official"\nsha256 = "${sha256}"\n`;
  await writeFile(join(folder, 'trust.toml'), `private_hosts = ${JSON.stringify(hosts)}\n${mark}`);
}

beforeAll(async () => {
  world = await extensionWorld();
  folder = await mkdtemp(join(tmpdir(), 'tram-verify-'));
  await writeFile(join(folder, 'copy.pdf'), world.sealed);
  await writeFile(join(folder, 'root.pem'), pem(world.authority.rootDer));
  await trust(['127.0.0.1']);
}, 60_000);
afterAll(async () => {
  await world.stop();
  await rm(folder, { recursive: true, force: true });
});
afterEach(() => Object.assign(world.status.behave, { ocsp: undefined, crl: undefined }));

/** The program itself: the far end is served by this process, so it is waited for without blocking. */
function program(...more: string[]): Promise<{ readonly status: number; readonly text: string }> {
  const words = ['src/cli/main.ts', 'verify', join(folder, 'copy.pdf'), '--trust', folder, ...more];
  return new Promise((resolve) => {
    execFile(process.execPath, words, (error, stdout) => {
      resolve({ status: error === null ? 0 : Number(error.code), text: stdout });
    });
  });
}

const usual = { at: undefined, offline: false, json: false };
const verify = async (change: Partial<VerifyOptions> = {}) =>
  unwrap(await verifyByHand(join(folder, 'copy.pdf'), { trust: folder, ...usual, ...change }, systemClock));

test('a status that the file does not bring is asked for: passed, and it is said who was asked about', async () => {
  const before = world.status.asked.length;
  const { status, text } = await program('--json');
  expect(status).toBe(0);
  const { indication, asked, notAsked } = JSON.parse(text) as {
    indication: string;
    asked: { name: string; answer: string }[];
    notAsked: string | null;
  };
  expect([indication, notAsked]).toEqual(['TOTAL-PASSED', null]);
  expect(asked.map(({ answer }) => answer)).toEqual(['response', 'response', 'response']);
  expect(world.status.asked.length - before).toBe(3);
});

test('in words; a list where the responder is down', async () => {
  world.status.behave.ocsp = 'down';
  const { status, text } = await verify();
  expect(status).toBe(0);
  expect(text).toContain('TOTAL-PASSED');
  expect(text).toMatch(/đã hỏi trạng thái chứng thư của Hoàng Thị Mỷ Ngọc lúc .*\+07:00: list/);
});

test('nobody answers, nobody is to be asked, another time, a host that may not be asked: open, and why', async () => {
  const asked = world.status.asked.length;
  const off = await verify({ offline: true });
  expect([off.status, off.text]).toEqual([2, expect.stringContaining('--offline')]);
  const then = await verify({ at: new Date(Date.now() + 60_000).toISOString().replace(/\.\d+/, '') });
  expect([then.status, then.text]).toEqual([2, expect.stringContaining('another time than now')]);
  await trust([]);
  const closed = await verify();
  await trust(['127.0.0.1']);
  expect([closed.status, closed.text]).toEqual([2, expect.stringContaining('TRUST-ADDRESS-NOT-ALLOWED')]);
  expect(world.status.asked.length).toBe(asked);
  Object.assign(world.status.behave, { ocsp: 'down', crl: 'down' });
  const silent = await verify();
  expect([silent.status, silent.text]).toEqual([2, expect.stringContaining('INDETERMINATE / TRY_LATER')]);
});
