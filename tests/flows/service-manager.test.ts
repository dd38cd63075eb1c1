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
    const heads = await logged('"msg":"journal head"');
    const pid = await supervised();
    await expect.poll(() => told('READY=1')).toBe(1);
    const steps = opened.office.station.startLog
      .map((line) => JSON.parse(line) as { msg: string; step?: string })
      .flatMap(({ msg, step }) => (msg === 'start step' && step !== undefined ? [step] : []));
    expect(steps).toEqual([
      ...['disk', 'lock', 'station key', 'integrity', 'store', 'settings', 'memory for pages', 'devices', 'office'],
      ...['recovery', 'retention', 'portal', 'backups', 'web'],
    ]);
    // The chain of the journal is walked after each start, and its head told outside of the database.
    await expect.poll(() => logged('"msg":"journal head"'), { timeout: 10_000 }).toBe(heads + 1);
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
    // How long ago each act succeeded; of one that never did, that it is for ever.
    expect([await ageOf('scan'), await ageOf('signature'), await ageOf('backup')]).toEqual(['+Inf', '+Inf', '+Inf']);
    const { desk, office } = opened;
    const id = await desk.receive();
    await office.loadPaper('birth-certificate');
    expect(await desk.scan(id)).toMatchObject({ state: 'done' });
    expect(Number(await ageOf('scan'))).toBeLessThan(3_600);
    expect(await ageOf('signature')).toBe('+Inf');
    await expect.poll(async () => Number(await ageOf('portal')), { timeout: 10_000 }).toBeLessThan(3_600);
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

/** What `/metrics` says of an act's last success. */
async function ageOf(act: string): Promise<string | undefined> {
  const { body } = await opened.desk.creator.once({ method: 'GET', path: '/metrics' });
  return new RegExp(`^tram_last_success_age_seconds\\{act="${act}"\\} (\\S+)$`, 'm').exec(body.toString())?.[1];
}

async function logged(what: string): Promise<number> {
  const log = await readFile(opened.office.logPath, 'utf8');
  return log.split('\n').filter((line) => line.includes(what)).length;
}

async function failedLooks(): Promise<number> {
  const log = await readFile(opened.office.logPath, 'utf8');
  return log.split('\n').filter((line) => line.includes('STATION-UNWELL') && line.includes('"web"')).length;
}
