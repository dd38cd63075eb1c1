import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withOffice } from '../peers/office/with-office.ts';
import { ServiceManagerPeer } from '../peers/service-manager/index.ts';

const opened = withOffice();
let manager: ServiceManagerPeer;

beforeEach(async () => {
  manager = await ServiceManagerPeer.start();
  await opened.office.station.stop();
});

afterEach(async () => {
  await opened.office.station.stop();
  await manager.stop();
  await opened.office.station.start();
});

/** Starts the station as systemd would, with a watchdog of a second and a half. */
async function supervised(): Promise<number> {
  await opened.office.station.start({ NOTIFY_SOCKET: manager.socket, WATCHDOG_USEC: '1500000' });
  return opened.office.station.pid ?? 0;
}

const told = (message: string): number => manager.notices.filter((notice) => notice.message === message).length;

describe('under a service manager', () => {
  it('says READY when it answers, then that it lives, and at the end that it stops; all of it itself', async () => {
    const pid = await supervised();
    await expect.poll(() => told('READY=1')).toBe(1);
    const health = await opened.desk.creator.once({ method: 'GET', path: '/healthz' });
    expect(health.status).toBe(200);
    expect(JSON.parse(health.body.toString())).toEqual({
      parts: ['web', 'store', 'outbox'].map((part) => ({ part, well: true, measuredAt: expect.any(Number) as number })),
    });
    const metrics = await opened.desk.creator.once({ method: 'GET', path: '/metrics' });
    expect(metrics.headers['content-type']).toContain('application/openmetrics-text');
    expect(metrics.body.toString()).toMatch(
      /^tram_part_well\{part="web"\} 1$[\s\S]*^tram_resident_bytes \d+$[\s\S]*# EOF\n$/m,
    );
    await expect.poll(() => told('WATCHDOG=1'), { timeout: 10_000 }).toBeGreaterThan(2);
    await opened.office.station.stop();
    await expect.poll(() => told('STOPPING=1')).toBe(1);
    expect(new Set(manager.notices.map((notice) => notice.pid))).toEqual(new Set([pid]));
    expect(manager.notices.at(-1)?.message).toBe('STOPPING=1');
  });

  it('is well while the line is down', async () => {
    opened.office.portal.misbehave({ kind: 'down' });
    await supervised();
    const before = told('WATCHDOG=1');
    await expect.poll(() => told('WATCHDOG=1'), { timeout: 10_000 }).toBeGreaterThan(before + 2);
    opened.office.portal.heal();
  });

  it('keeps silent while it takes no connection, and speaks again when it does', async () => {
    const pid = await supervised();
    await expect.poll(() => told('WATCHDOG=1'), { timeout: 10_000 }).toBeGreaterThan(0);
    const [, hard] = execFileSync('prlimit', [`--pid=${pid}`, '--nofile', '--noheadings', '-o', 'SOFT,HARD'], {
      encoding: 'utf8',
    })
      .trim()
      .split(/\s+/);
    // Without a free descriptor no screen can connect; what is open stays open.
    execFileSync('prlimit', [`--pid=${pid}`, `--nofile=1:${hard}`]);
    await expect.poll(() => unwell(), { timeout: 20_000 }).toBe(true);
    const silentSince = told('WATCHDOG=1');
    await expect.poll(() => failedLooks(), { timeout: 20_000 }).toBeGreaterThan(2);
    expect(told('WATCHDOG=1')).toBe(silentSince);
    execFileSync('prlimit', [`--pid=${pid}`, `--nofile=${hard}:${hard}`]);
    await expect.poll(() => told('WATCHDOG=1'), { timeout: 20_000 }).toBeGreaterThan(silentSince);
  });
});

/** Whether the station's own log says that its web part does not answer. */
async function unwell(): Promise<boolean> {
  return (await failedLooks()) > 0;
}

async function failedLooks(): Promise<number> {
  const log = await readFile(opened.office.logPath, 'utf8');
  return log.split('\n').filter((line) => line.includes('STATION-UNWELL') && line.includes('"web"')).length;
}
