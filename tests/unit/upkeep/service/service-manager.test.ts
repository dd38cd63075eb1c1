import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectServiceManager, watchdogTimeout } from '../../../../src/upkeep/service/service-manager.ts';
import { ServiceManagerPeer } from '../../../peers/service-manager/index.ts';

let peer: ServiceManagerPeer;
const socketBefore = process.env['NOTIFY_SOCKET'];

beforeEach(async () => {
  peer = await ServiceManagerPeer.start();
});

afterEach(async () => {
  if (socketBefore === undefined) delete process.env['NOTIFY_SOCKET'];
  else process.env['NOTIFY_SOCKET'] = socketBefore;
  await peer.stop();
});

describe('the service manager', () => {
  it('hears the states in order, from this process, a status on one line', async () => {
    // libsystemd reads the environment of the process itself.
    process.env['NOTIFY_SOCKET'] = peer.socket;
    const manager = await connectServiceManager(process.env);
    manager.ready();
    manager.status('Trạm phục vụ\nở đây');
    manager.watchdog();
    manager.stopping();
    await expect
      .poll(() => peer.notices.map(({ message }) => message))
      .toEqual(['READY=1', 'STATUS=Trạm phục vụ ở đây', 'WATCHDOG=1', 'STOPPING=1']);
    expect(new Set(peer.notices.map(({ pid }) => pid))).toEqual(new Set([process.pid]));
  });

  it('without a socket says nothing and fails at nothing', async () => {
    const manager = await connectServiceManager({});
    manager.ready();
    manager.watchdog();
    manager.stopping();
    manager.status('x');
    expect(peer.notices).toEqual([]);
  });

  it('with a socket that nobody reads, throws', async () => {
    process.env['NOTIFY_SOCKET'] = `${peer.socket}-gone`;
    const manager = await connectServiceManager(process.env);
    expect(() => manager.ready()).toThrow(/sd_notify/);
  });
});

describe('the time of the watchdog', () => {
  it.each([
    [{ WATCHDOG_USEC: '60000000' }, 60_000],
    [{ WATCHDOG_USEC: '60000000', WATCHDOG_PID: '12' }, 60_000],
    [{ WATCHDOG_USEC: '60000000', WATCHDOG_PID: '13' }, null],
    [{ WATCHDOG_USEC: '0' }, null],
    [{ WATCHDOG_USEC: '-1' }, null],
    [{ WATCHDOG_USEC: 'soon' }, null],
    [{}, null],
  ])('%j for process 12: %s', (environment, expected) => {
    expect(watchdogTimeout(environment, 12)).toBe(expected);
  });
});
