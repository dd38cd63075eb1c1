/** A stick that hangs costs the program that touches it, and nothing else of the station. */
import { execFileSync } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { ok, type Result, unwrap } from '../../../../src/common/result.ts';
import { StickHost } from '../../../../src/portal/bundles/stick-host.ts';
import { withBundleFile } from '../../../../src/portal/bundles/stick-port.ts';
import { HangingDisk } from '../../../peers/hanging-disk/hanging-disk.ts';
import { SmallDisk } from '../../../peers/workflow/small-disk.ts';

const name = 'TRAM-H99.15-20261122-084512.tram';
const code = (result: Result<unknown>): string => (result.ok ? 'ok' : result.error.code);
let folder: string;
let disk: SmallDisk;
let host: StickHost;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tram-host-'));
  disk = new SmallDisk(16);
  host = new StickHost({ lookMs: 20_000, pieceMs: 20_000 });
});
afterEach(() => {
  host.stop();
  disk.remove();
  rmSync(folder, { recursive: true, force: true });
});

function made(bytes: Buffer): { path: string; length: number; sha256: string } {
  const path = join(folder, 'made.tram');
  writeFileSync(path, bytes);
  return { path, length: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') };
}

it('does all that a stick is for, one thing after another, by one program', async () => {
  expect(code(await host.open(disk.folder))).toBe('STICK-MISSING');
  const stick = unwrap(await host.prepare(disk.folder));
  const { pid } = host;
  const bytes = randomBytes(900_000);
  const card = `{"a":"${'Xã Mường Thử '.repeat(10)}"}`;
  const [copied, put, listed] = await Promise.all([
    host.copy(stick, name, made(bytes)),
    host.put(stick, 'TRAM-THE-H99.15.json', card),
    host.list(stick),
  ]);
  expect([copied, put].map(code)).toEqual(['ok', 'ok']);
  expect(unwrap(listed)).toEqual({
    bundles: [{ name, bytes: bytes.length, kind: 'dossiers' }],
    cards: ['TRAM-THE-H99.15.json'],
  });
  expect(unwrap(await host.readCard(stick, 'TRAM-THE-H99.15.json')).toString('utf8')).toBe(card);
  expect(code(await host.readCard(stick, 'TRAM-THE-H99.16.json'))).toBe('BUNDLE-CARD-UNREADABLE');
  const read = await withBundleFile(await host.openBundle(stick, name), async (pieces) => {
    const all: Uint8Array[] = [];
    for await (const piece of pieces) all.push(piece);
    return ok(Buffer.concat(all));
  });
  expect(unwrap(read).equals(bytes)).toBe(true);
  expect(code(await host.openBundle(stick, 'TRAM-H99.15-20261122-084513.tram'))).toBe('BUNDLE-MISSING');
  expect([await host.wipe(stick, name), await host.wipe(stick, name)]).toEqual(['wiped', 'absent']);
  expect(host.pid).toBe(pid);
});

it('a program that dies is a stick that was pulled, and the next request has another one', async () => {
  const stick = unwrap(await host.prepare(disk.folder));
  unwrap(await host.copy(stick, name, made(randomBytes(900_000))));
  const read = withBundleFile(await host.openBundle(stick, name), async (pieces) => {
    for await (const _ of pieces) process.kill(host.pid ?? 0, 'SIGKILL');
    return ok();
  });
  expect(code(await read)).toBe('STICK-GONE');
  expect(code(await host.list(stick))).toBe('ok');
});

it('a program that nobody asks ends, and while it does the next one is asked', async () => {
  const brief = new StickHost({ lookMs: 20_000, pieceMs: 20_000, idleMs: 20 });
  const stick = unwrap(await brief.prepare(disk.folder));
  unwrap(await brief.copy(stick, name, made(randomBytes(900_000))));
  const read = await withBundleFile(await brief.openBundle(stick, name), async (pieces) => {
    let length = 0;
    for await (const piece of pieces) {
      length += piece.length;
      // The station's own disk is slow.
      await sleep(100);
    }
    return ok(length);
  });
  expect(unwrap(read)).toBe(900_000);
  await expect.poll(() => brief.pid).toBeUndefined();
  await expect.poll(programs).toBe(0);
  unwrap(await brief.list(stick));
  const pid = brief.pid ?? 0;
  process.kill(pid, 'SIGSTOP');
  try {
    // It has been told to end, and has not yet.
    await sleep(200);
    expect(code(await brief.list(stick))).toBe('ok');
  } finally {
    process.kill(pid, 'SIGCONT');
  }
  await expect.poll(programs).toBe(0);
});

it('a stick that hangs is given up in time; nobody waits for it, and no second program goes into it', async () => {
  const hanging = await HangingDisk.plugIn();
  const quick = new StickHost({ lookMs: 1_500, pieceMs: 1_500 });
  try {
    expect(code(await quick.open(hanging.folder))).toBe('STICK-HANGING');
    // Reading of the station's own files goes on: five of them at once, more than a stick could hold threads.
    await Promise.all(Array.from({ length: 5 }, () => stat(folder)));
    const codes = await Promise.all(Array.from({ length: 2 }, () => quick.open(hanging.folder)));
    expect(new Set(codes.map(code))).toEqual(new Set(['STICK-HANGING']));
    expect(programs()).toBeLessThanOrEqual(1);
  } finally {
    quick.stop();
    await hanging.pull();
  }
  // Pulled out, it holds nobody any more.
  await expect.poll(programs).toBe(0);
  expect(code(await host.open(disk.folder))).toBe('STICK-MISSING');
});

it('a stick that stops in the middle of a copy leaves no half file by the bundle’s name', async () => {
  const stick = unwrap(await host.prepare(disk.folder));
  const copying = new StickHost({ lookMs: 20_000, pieceMs: 500 });
  const file = made(randomBytes(2_000_000));
  unwrap(await copying.open(disk.folder));
  process.kill(copying.pid ?? 0, 'SIGSTOP');
  expect(code(await copying.copy(stick, name, file))).toBe('STICK-HANGING');
  expect(unwrap(await host.list(stick)).bundles).toEqual([]);
  await expect.poll(() => copying.pid).toBeUndefined();
  expect(code(await host.copy(stick, name, file))).toBe('ok');
});

/** How many programs of this test touch sticks. */
function programs(): number {
  const text = execFileSync('ps', ['-o', 'args=', '--ppid', String(process.pid)], { encoding: 'utf8' });
  return text.split('\n').filter((line) => line.includes('stick-program.ts')).length;
}
