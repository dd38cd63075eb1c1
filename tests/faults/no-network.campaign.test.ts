/** The box starts with no network at all, as with the cable out and the router off: the station is READY all the same. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { StationProcess } from '../peers/office/station.ts';
import { withOffice } from '../peers/office/with-office.ts';
import { ServiceManagerPeer } from '../peers/service-manager/index.ts';

const opened = withOffice({ settings: { 'portal.probe-seconds': 5 } });

/** In a network of its own, which has the loopback and nothing else. */
const alone = ['unshare', '--user', '--map-root-user', '--net', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh'];

test('without a network the station is READY and well; with it again, the line is found', async () => {
  const { office, desk } = opened;
  await office.station.stop();
  const earlier = (await readFile(office.logPath, 'utf8')).length;
  const logged = async (): Promise<string> => (await readFile(office.logPath, 'utf8')).slice(earlier);
  const manager = await ServiceManagerPeer.start();
  const station = new StationProcess(office.state, office.logPath, alone);
  try {
    await station.start({ NOTIFY_SOCKET: manager.socket, WATCHDOG_USEC: '1500000' });
    const told = (message: string): number => manager.notices.filter((notice) => notice.message === message).length;
    await expect.poll(() => told('READY=1')).toBe(1);
    // It says that the far side is away, and lives on.
    await expect.poll(logged, { timeout: 30_000 }).toContain('PORTAL-UNREACHABLE');
    const before = told('WATCHDOG=1');
    await expect.poll(() => told('WATCHDOG=1'), { timeout: 20_000 }).toBeGreaterThan(before + 1);
    expect(await station.stop()).toBe(0);
  } finally {
    await station.kill();
    await manager.stop();
  }
  await office.station.start();
  const up = async (): Promise<string> =>
    (await desk.creator.once({ method: 'GET', path: '/metrics' })).body.toString();
  await expect.poll(up, { timeout: 30_000 }).toMatch(/^tram_line_state\{server="portal",state="up"\} 1$/m);
});
