/** A stick that is really full, really pulled, or whose power goes: on a block device of its own. */
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { ok, type Result, unwrap } from '../../src/common/result.ts';
import type { Stick } from '../../src/portal/bundles/stick.ts';
import { StickHost } from '../../src/portal/bundles/stick-host.ts';
import { withBundleFile } from '../../src/portal/bundles/stick-port.ts';
import { LoopStick } from '../peers/workflow/loop-stick.ts';

const [first, second] = ['TRAM-H99.15-20261122-084512.tram', 'TRAM-H99.15-20261122-084513.tram'];
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
let folder: string;
let stick: LoopStick;
let plugged: Stick;
let host: StickHost;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tram-pulled-'));
  stick = LoopStick.of(16);
  host = new StickHost();
  plugged = unwrap(await host.prepare(stick.folder));
});
afterEach(async () => {
  host.stop();
  await expect.poll(() => host.pid).toBeUndefined();
  stick.remove();
  rmSync(folder, { recursive: true, force: true });
});

function made(bytes: Buffer): { path: string; length: number; sha256: string } {
  const path = join(folder, `${bytes.length}.tram`);
  writeFileSync(path, bytes);
  return { path, length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}
const ours = (of: LoopStick): string[] => readdirSync(of.folder).filter((name) => name !== 'lost+found');

test('what counts as written is there, whole and by its name, were the stick pulled the moment after', async () => {
  const bytes = randomBytes(3_000_000);
  expect(code(await host.copy(plugged, first, made(bytes)))).toBe('ok');
  const elsewhere = stick.pulledNow();
  try {
    expect(ours(elsewhere).toSorted()).toEqual([first, 'tram-usb.json'].toSorted());
    expect(readFileSync(join(elsewhere.folder, first)).equals(bytes)).toBe(true);
  } finally {
    elsewhere.remove();
  }
});

test('a stick that is full says so, keeps what it has and no half file; with room again the same bundle goes', async () => {
  const old = randomBytes(9_000_000);
  expect(code(await host.copy(plugged, first, made(old)))).toBe('ok');
  const next = made(randomBytes(8_000_000));
  expect(code(await host.copy(plugged, second, next))).toBe('STICK-FULL');
  expect(ours(stick).toSorted()).toEqual([first, 'tram-usb.json'].toSorted());
  expect(await host.wipe(plugged, first)).toBe('wiped');
  expect(code(await host.copy(plugged, second, next))).toBe('ok');
});

test('pulled while a bundle is read: the reading fails with its code, and the stick is not believed', async () => {
  expect(code(await host.copy(plugged, first, made(randomBytes(9_000_000))))).toBe('ok');
  host.stop();
  await expect.poll(() => host.pid).toBeUndefined();
  stick.replug();
  let pieces = 0;
  const read = await withBundleFile(await host.openBundle(plugged, first), async (bytes) => {
    for await (const _ of bytes) if (++pieces === 1) stick.pull();
    return ok();
  });
  expect(code(read)).toBe('STICK-GONE');
  expect(pieces).toBeGreaterThan(0);
});

test('pulled while a bundle is written: it does not count', async () => {
  stick.pull();
  const copied = code(await host.copy(plugged, first, made(randomBytes(9_000_000))));
  // What stands behind this device answers that it is full where a real one answers nothing at all.
  expect(['STICK-GONE', 'STICK-READ-ONLY', 'STICK-DAMAGED', 'STICK-FULL']).toContain(copied);
});
