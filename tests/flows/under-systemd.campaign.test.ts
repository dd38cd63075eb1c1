/**
 * The Debian package on a machine that is started as a machine is: Debian 12 with its own systemd as the first process.
 * What the units promise is seen there: READY, watchdog, restart, stop, sandbox, credentials, the start after a power cut,
 * an upgrade of the running service. Where no such machine can be started this fails and says what is missing.
 */
import { execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Debian } from '../peers/machine/debian.ts';
import { Machine } from '../peers/machine/machine.ts';
import { nextVersion } from '../peers/machine/package.ts';
import { openOffice, type SimulatedOffice } from '../peers/office/office.ts';
import { type Played, play, signInAll } from '../peers/office/play.ts';

const state = '/var/lib/tram';
const work = mkdtempSync(join(tmpdir(), 'tram-systemd-'));
let debian: Debian;
let machine: Machine;
let office: SimulatedOffice;
let played: Played;

const root = (path: string): string => join(debian.root, path);
const service = () =>
  machine.show('tram.service', 'ActiveState', 'SubState', 'Result', 'NRestarts', 'MainPID', 'ExecMainStatus');

/** A drop-in of the test's own for the service. */
async function dropIn(name: string, lines: readonly string[]): Promise<void> {
  const folder = root('etc/systemd/system/tram.service.d');
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, name), `[Service]\n${lines.join('\n')}\n`);
  await machine.must('systemctl', 'daemon-reload');
}

/** Waits until the service runs as another process than `before`, and says that it is ready. */
async function restarted(before: string | undefined): Promise<void> {
  await expect
    .poll(
      async () => {
        const { ActiveState, MainPID } = await service();
        return ActiveState === 'active' && MainPID !== before;
      },
      { timeout: 240_000, interval: 500 },
    )
    .toBe(true);
}

const atStation = () => ({
  ...office,
  address: office.address,
  authorityPem: readFileSync(root(`${state}/authority.pem`), 'utf8'),
});

/** The copy of the first day is still there, whole. */
async function delivered(): Promise<void> {
  const { creator } = await signInAll(atStation());
  const { originalId, registerNumber } = played;
  expect(await creator.json('GET', `/api/originals/${originalId}`)).toMatchObject({
    state: 'delivered',
    registerNumber,
  });
  expect(await creator.json('GET', `/api/originals/${originalId}/copy/verification`)).toMatchObject({ complete: true });
}

/** What systemd's journal holds of the service, line by line. */
async function journal(...options: string[]): Promise<string[]> {
  const said = await machine.must('journalctl', '--unit=tram', '--output=cat', '--no-pager', ...options);
  return said.trim().split('\n');
}

beforeAll(async () => {
  const built = execFileSync('bash', ['provisioning/package/build.sh', '--out', work], { encoding: 'utf8' }).trim();
  debian = await Debian.make(work);
  await debian.mountKernel();
  await debian.must('apt-get', 'update', '-qq');
  await debian.must('apt-get', 'install', '-y', '--no-install-recommends', 'systemd-sysv', 'dbus');
  await debian.unmountKernel();
  // Nothing of the test fetches by itself in there.
  for (const timer of ['apt-daily.timer', 'apt-daily-upgrade.timer']) {
    await debian.must('ln', '-sf', '/dev/null', `/etc/systemd/system/${timer}`);
  }
  copyFileSync(built, root('srv/tram.deb'));
  nextVersion(built, '99.0.0', root('srv/tram-next.deb'));

  office = await openOffice(join(work, 'office'), {
    keyType: 'p256',
    settings: { 'backup.folder': '/srv/tram-backup' },
  });
  await office.station.stop();
  mkdirSync(root('srv/office'));
  await debian.mount('--bind', office.folder, root('srv/office'));
  machine = await Machine.boot(debian.root);
}, 900_000);

afterAll(async () => {
  await machine?.cut();
  await office?.close();
  await debian?.remove();
  rmSync(work, { recursive: true, force: true });
}, 300_000);

describe('the package under systemd', () => {
  it('installs, and starts nothing while there is no office', async () => {
    const said = await machine.must(
      ...['apt-get', 'install', '-y', '--no-install-recommends', '/srv/tram.deb', 'softhsm2'],
    );
    expect(said).toContain('tram init office.toml');
    expect((await machine.must('systemctl', 'is-enabled', 'tram')).trim()).toBe('enabled');
    expect((await service())['ActiveState']).toBe('inactive');
    expect((await machine.must('stat', '-c', '%U %a', state, '/etc/credstore.encrypted')).trim()).toBe(
      'tram 700\nroot 700',
    );
    expect((await machine.must('id', '-nG', 'tram')).split(/\s/)).toContain('scanner');
    // Started all the same, it says why not, and is not started over and over.
    expect((await machine.run('systemctl', 'start', 'tram')).status).not.toBe(0);
    await sleep(5_000);
    expect(await service()).toMatchObject({ ActiveState: 'failed', ExecMainStatus: '78', NRestarts: '0' });
    expect((await journal()).join('\n')).toContain('START-NO-OFFICE');
    await machine.must('systemctl', 'reset-failed', 'tram');
  }, 600_000);

  it('is ready, and carries a copy through to the portal inside its sandbox', async () => {
    // The simulated tokens lie in a folder: it is brought into the service's room, at its place.
    const tokens = join(office.folder, 'tokens');
    await dropIn('simulated-tokens.conf', [`BindPaths=/srv/office/tokens:${tokens}`]);
    await machine.must('chown', '-R', 'tram:tram', '/srv/office/tokens');
    await machine.must('chmod', '-R', 'a+rX', '/srv/office');
    await machine.must(...asTram, 'tram', 'init', '/srv/office/office.toml', '--state', state);
    await machine.must('systemctl', 'start', 'tram');
    expect(await service()).toMatchObject({ ActiveState: 'active', SubState: 'running' });
    expect(await machine.must('systemctl', 'status', 'tram')).toContain(`Trạm phục vụ tại ${office.address}`);
    played = await play(atStation(), {
      requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
      title: 'Giấy khai sinh',
      paper: 'birth-certificate',
      chargeablePages: 1,
    });
    expect(played.receipt?.service).toBeTruthy();
    // The program's own lines are JSON, those of systemd are words.
    const lines = (await journal()).filter((line) => line.startsWith('{'));
    const said = lines.map((line) => JSON.parse(line) as { level: number; msg?: string });
    expect(said.map(({ msg }) => msg)).toContain('ready');
    // journald knows how grave each one is: all the errors of before, and nothing of what went well.
    const grave = (await journal('--priority=err')).filter((line) => line.startsWith('{'));
    expect(grave).toEqual(lines.filter((_, n) => (said[n]?.level ?? 0) >= 50));
    expect(grave.length).toBeLessThan(lines.length);
  }, 600_000);

  it('can do nothing there that it has no business to do', async () => {
    mkdirSync(root('srv/probe/open'), { recursive: true });
    cpSync(fileURLToPath(new URL('../peers/machine/probe.ts', import.meta.url)), root('srv/probe/probe.ts'));
    chmodSync(root('srv/probe/open'), 0o777);
    await machine.must('sh', '-ec', layProbe);
    const probe = ['/usr/lib/tram/bin/node', '/srv/probe/probe.ts'];
    await machine.must(...asTram, ...probe, '/srv/probe/open/outside');
    const read = (path: string): string[] => JSON.parse(readFileSync(root(path), 'utf8')) as string[];
    // As the same user without the sandbox all of it works: each of these is a lock of the unit's.
    const outside = read('srv/probe/open/outside');
    expect(outside).toHaveLength(10);
    expect(new Set(outside).size).toBe(10);
    await dropIn('probe.conf', [`ExecStartPost=${probe.join(' ')} ${state}/inside`]);
    await machine.must('systemctl', 'restart', 'tram');
    expect(read(`${state}/inside`)).toEqual([]);
    rmSync(root('etc/systemd/system/tram.service.d/probe.conf'));
    await machine.must('systemctl', 'daemon-reload');
    const { MainPID = '' } = await service();
    const status = await machine.must('cat', `/proc/${MainPID}/status`);
    expect(status).toMatch(/^NoNewPrivs:\s1$/m);
    expect(status).toMatch(/^Seccomp:\s2$/m);
    for (const set of ['CapEff', 'CapPrm', 'CapBnd', 'CapAmb'])
      expect(status).toMatch(new RegExp(`^${set}:\\s0{16}$`, 'm'));
    const security = await machine.must('systemd-analyze', 'security', '--threshold=20', '--no-pager', 'tram.service');
    expect(security).toContain('Overall exposure level');
  }, 300_000);

  it('is started again when it is killed, and when it hangs', async () => {
    const before = await service();
    await machine.must('systemctl', 'kill', '--kill-whom=main', '--signal=SIGKILL', 'tram');
    await restarted(before['MainPID']);
    const after = await service();
    expect(Number(after['NRestarts'])).toBe(Number(before['NRestarts']) + 1);
    await delivered();
    await machine.must('systemctl', 'kill', '--kill-whom=main', '--signal=SIGSTOP', 'tram');
    await restarted(after['MainPID']);
    expect(Number((await service())['NRestarts'])).toBe(Number(before['NRestarts']) + 2);
    expect(await machine.must('journalctl', '--unit=tram', '--no-pager')).toContain('Watchdog timeout');
    await delivered();
  }, 600_000);

  it('stops in order, with all its children, and stays stopped', async () => {
    const begun = performance.now();
    await machine.must('systemctl', 'stop', 'tram');
    const ms = performance.now() - begun;
    console.error(`stopped in ${(ms / 1000).toFixed(1)} s`);
    // The promise of the unit, which ends it by force after fifteen.
    expect(ms).toBeLessThan(10_000);
    expect(await service()).toMatchObject({ ActiveState: 'inactive', Result: 'success', ExecMainStatus: '0' });
    expect(await machine.must('sh', '-c', 'stat -c %U /proc/[0-9]* 2>/dev/null || true')).not.toMatch(/^tram$/m);
    await machine.must('systemctl', 'start', 'tram');
    await delivered();
  }, 300_000);

  it('takes its key as a credential that only this machine opens', async () => {
    const [file, credential] = [`${state}/station.key`, '/etc/credstore.encrypted/station-key'];
    await machine.must('systemd-creds', 'encrypt', '--name=station-key', file, credential);
    await machine.must(
      ...['install', '-D', '-m', '0644', '/usr/share/doc/tram/tram.service.d/station-key.conf'],
      '/etc/systemd/system/tram.service.d/station-key.conf',
    );
    await machine.must('systemctl', 'daemon-reload');
    await machine.must('rm', file);
    await machine.must('systemctl', 'restart', 'tram');
    await delivered();
    // A technician's command gets it too, by the same way.
    expect(JSON.parse(await machine.must('tram', 'audit', 'verify', '--state', state))).toMatchObject({ anchors: 0 });
  }, 300_000);

  it('is back by itself after the power was cut, with what was finished', async () => {
    const ready = async (): Promise<number> =>
      (await journal()).filter((line) => line.includes('"msg":"ready"')).length;
    const before = await ready();
    await machine.cut();
    machine = await Machine.boot(debian.root);
    await restarted('0');
    await delivered();
    // Started once, and the log of before the cut is there too.
    expect(await ready()).toBe(before + 1);
  }, 600_000);

  it('goes on beside a screen of the box that cannot start for want of a display', async () => {
    const before = await service();
    await machine.run('systemctl', 'start', 'tram-kiosk');
    await expect
      .poll(async () => Number((await machine.show('tram-kiosk.service', 'NRestarts'))['NRestarts']), {
        timeout: 60_000,
      })
      .toBeGreaterThan(1);
    expect(await machine.must('journalctl', '--unit=tram-kiosk', '--no-pager')).toMatch(/tty7|STDIN|cage/);
    await machine.must('systemctl', 'stop', 'tram-kiosk');
    expect((await service())['MainPID']).toBe(before['MainPID']);
  }, 120_000);

  it('is upgraded at work: a backup first, then the new program goes on', async () => {
    await machine.must('install', '-d', '-o', 'tram', '-g', 'tram', '/srv/tram-backup');
    await machine.must('tram', 'backup', '/srv/tram-backup', '--state', state);
    const { MainPID } = await service();
    expect(await machine.must('dpkg', '-i', '/srv/tram-next.deb')).toContain('đã sao lưu trước khi nâng cấp');
    await restarted(MainPID);
    expect(await machine.must('dpkg-query', '--show', 'tram')).toContain('99.0.0');
    await delivered();
  }, 600_000);

  it('is stopped, and no longer started, when the package is removed; the office stays', async () => {
    await machine.must('dpkg', '--remove', 'tram');
    expect((await machine.run('systemctl', 'is-active', 'tram')).said.trim()).not.toBe('active');
    expect((await machine.run('systemctl', 'is-enabled', 'tram')).status).not.toBe(0);
    await machine.must('test', '-e', `${state}/tram.db`);
    expect((await machine.must('systemctl', '--failed', '--no-legend', '--plain')).trim()).toBe('');
  }, 300_000);
});

const asTram = ['runuser', '-u', 'tram', '--'];

/** What the probe tries its hands on; each would be open to the service's user. */
const layProbe = `
mkdir -p /home/visitor && chmod 755 /home /home/visitor && echo thư >/home/visitor/letter
echo tệp >/tmp/left-by-another
mknod -m 0666 /srv/probe/device c 1 11
echo của root >/srv/probe/roots-own && chmod 600 /srv/probe/roots-own
cp /usr/bin/cat /srv/probe/as-root && chmod 4755 /srv/probe/as-root
`;
