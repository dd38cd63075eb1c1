import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { thisBoot } from '../../../../src/upkeep/clock/boot.ts';
import { readSystemTime, synchronisedSystemTime } from '../../../../src/upkeep/clock/system-time.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tram-system-time-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** A `busctl` that checks what it is asked and says this. */
function program(name: string, lines: string): string {
  const path = join(folder, name);
  const asked = 'org.freedesktop.timedate1 NTPSynchronized TimeUSec';
  writeFileSync(path, `#!/bin/sh\ncase "$*" in *"${asked}") ;; *) exit 9 ;; esac\n${lines}\n`);
  chmodSync(path, 0o755);
  return path;
}

it.each([
  ['b true\nt 1763778391123456\n', 1_763_778_391_123],
  ['b false\nt 1763778391123456\n', null],
  ['b true\n', null],
  ['t 1763778391123456\nb true\n', null],
  ['b true\nt -5\n', null],
  ['', null],
])('reads %j', (text, time) => {
  expect(readSystemTime(text)).toBe(time);
});

it('asks the system', async () => {
  expect(await synchronisedSystemTime(program('good', "printf 'b true\\nt 1763778391123456\\n'"))).toBe(
    1_763_778_391_123,
  );
});

it.each([
  ['says no', "printf 'b false\\nt 1763778391123456\\n'"],
  ['fails after its words', "printf 'b true\\nt 1763778391123456\\n'; exit 1"],
  ['does not end its words', 'yes'],
])('believes nothing of a system that %s', async (name, lines) => {
  expect(await synchronisedSystemTime(program(name.replaceAll(' ', '-'), lines))).toBe(null);
});

it('knows that there is no such program', async () => {
  expect(await synchronisedSystemTime(join(folder, 'nowhere'))).toBe(null);
});

it('knows the run of the machine', () => {
  const [one, other] = [thisBoot(), thisBoot()];
  expect(one.id).toBe(other.id);
  expect(other.uptime()).toBeGreaterThanOrEqual(one.uptime());
});
