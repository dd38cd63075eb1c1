import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stopPhases } from '../../../src/wiring/stop.ts';

const folder = fileURLToPath(new URL('../../../systemd', import.meta.url));
const units = readdirSync(join(folder, 'system')).filter((name) => name.endsWith('.service'));
let root = '';

/** A root folder as the package lays it, with the programs that the units name. */
beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'tram-units-'));
  const target = join(root, 'usr/lib/systemd/system');
  mkdirSync(target, { recursive: true });
  cpSync(join(folder, 'system'), target, { recursive: true });
  for (const unit of units) {
    const text = readFileSync(join(target, unit), 'utf8');
    for (const [, program = ''] of text.matchAll(/^Exec\w+=(\/\S+)/gm)) {
      mkdirSync(dirname(join(root, program)), { recursive: true });
      writeFileSync(join(root, program), '#!/bin/sh\n');
      chmodSync(join(root, program), 0o755);
    }
  }
  // The targets and slices that every Debian has.
  for (const name of ['sysinit', 'basic', 'shutdown', 'multi-user', 'graphical', 'network', 'sockets']) {
    writeFileSync(join(target, `${name}.target`), `[Unit]\nDescription=${name}\n`);
  }
  for (const name of ['system', '-']) writeFileSync(join(target, `${name}.slice`), `[Unit]\nDescription=${name}\n`);
  writeFileSync(join(target, '-.mount'), '[Unit]\nDescription=root\n[Mount]\nWhat=/dev/sda1\nWhere=/\n');
});

afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the units', () => {
  it('are there', () => {
    expect(units.sort()).toEqual(['tram-kiosk.service', 'tram.service']);
  });

  it.each(units)('%s: systemd has nothing to say against it', (unit) => {
    const path = join(root, 'usr/lib/systemd/system', unit);
    const { status, stdout, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', `--root=${root}`, path], {
      encoding: 'utf8',
    });
    expect(`${stdout}${stderr}`).toBe('');
    expect(status).toBe(0);
  });

  it('a key that systemd does not know would be noticed', () => {
    const path = join(root, 'usr/lib/systemd/system/wrong.service');
    writeFileSync(path, '[Service]\nExecStart=/usr/lib/tram/bin/node\nProtectEverything=yes\n');
    const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', `--root=${root}`, path], {
      encoding: 'utf8',
    });
    rmSync(path);
    expect(stderr).toContain('ProtectEverything');
  });

  it('the station is kept in its room: at most 2.0 of 10 of what a service could be exposed to', () => {
    const unit = join(folder, 'system/tram.service');
    const { status, stdout } = spawnSync(
      'systemd-analyze',
      ['security', '--offline=true', '--threshold=20', '--no-pager', unit],
      { encoding: 'utf8' },
    );
    const level = Number(/exposure level for tram\.service: ([\d.]+)/.exec(stdout)?.[1]);
    expect(level).toBeGreaterThan(0);
    expect(level).toBeLessThanOrEqual(2);
    expect(status).toBe(0);
  });

  it('the watchdog waits longer than the slowest honest look at the parts', () => {
    const text = readFileSync(join(folder, 'system/tram.service'), 'utf8');
    const seconds = Number(/^WatchdogSec=(\d+)$/m.exec(text)?.[1]);
    // A look takes at most five seconds a part, all at once, three times within the wait.
    expect(seconds / 3).toBeGreaterThan(5);
  });

  it('a stop is given longer than the station takes at most, and what it logs is bounded', () => {
    const text = readFileSync(join(folder, 'system/tram.service'), 'utf8');
    const value = (key: string): string | undefined => new RegExp(`^${key}=(\\S+)$`, 'm').exec(text)?.[1];
    expect(Number(value('TimeoutStopSec')) * 1000).toBeGreaterThan(Math.max(...Object.values(stopPhases)));
    // Lines by themselves, and the disk that all of them may take; the journal deletes its oldest then.
    expect(value('LogRateLimitIntervalSec')).toBe('30s');
    expect(Number(value('LogRateLimitBurst'))).toBe(5_000);
    const journald = readFileSync(join(folder, 'journald.conf.d/tram.conf'), 'utf8');
    expect(journald).toMatch(/^\[Journal\]$[\s\S]*^Storage=persistent$[\s\S]*^SystemMaxUse=1G$/m);
  });
});

describe('users and folders', () => {
  it('systemd-sysusers takes the file', () => {
    const file = join(folder, 'sysusers.d/tram.conf');
    mkdirSync(join(root, 'etc'), { recursive: true });
    execFileSync('systemd-sysusers', [`--root=${root}`, '--replace=/usr/lib/sysusers.d/tram.conf', file]);
    const users = readFileSync(join(root, 'etc/passwd'), 'utf8');
    expect(users).toMatch(/^tram:.*:\/usr\/sbin\/nologin$/m);
    expect(users).toMatch(/^tram-kiosk:/m);
    expect(readFileSync(join(root, 'etc/group'), 'utf8')).toMatch(/^scanner:.*:tram$/m);
  });

  it('systemd-tmpfiles takes the file', () => {
    const file = join(folder, 'tmpfiles.d/tram.conf');
    const made = spawnSync('systemd-tmpfiles', ['--create', `--root=${root}`, file], { encoding: 'utf8' });
    expect(`${made.stdout}${made.stderr}`).toBe('');
    expect(readdirSync(join(root, 'etc'))).toEqual(expect.arrayContaining(['tram', 'credstore.encrypted']));
  });

  it('every key of the udev rules is one that udev knows', () => {
    const rules = readFileSync(join(folder, 'udev/70-tram.rules'), 'utf8');
    const lines = rules.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
    const key = /^(ACTION|SUBSYSTEM|ENV\{\w+\}|ATTR\{[\w/]+\}|TEST|GROUP|MODE)(==|!=|=)"[^"]*"$/;
    for (const line of lines) for (const part of line.split(/,\s*/)) expect(part).toMatch(key);
    expect(lines.length).toBeGreaterThan(2);
  });
});
