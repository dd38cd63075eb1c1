/**
 * The Debian package on a bare Debian 12 in a folder of its own: installed by apt, an office made and a copy carried
 * through to the portal by the installed program, upgraded after its backup, taken back, removed and purged.
 * `TRAM_TEST_ROOT` names a Debian 12 to lay the trial over; without it debootstrap makes one.
 */
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openOffice, type SimulatedOffice } from '../peers/office/office.ts';
import { type Played, play, signInAll } from '../peers/office/play.ts';

const work = mkdtempSync(join(tmpdir(), 'tram-package-'));
const root = join(work, 'root');
const state = '/var/lib/tram';
const place = '/srv/tram-backup';
const mounts: string[] = [];
let office: SimulatedOffice;
let packages: { first: string; second: string };
let child: ReturnType<typeof spawn> | null = null;
let played: Played;

const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
function inside(command: string, ...args: string[]): { status: number | null; said: string } {
  const done = spawnSync('chroot', [root, command, ...args], { encoding: 'utf8', env: environment, timeout: 300_000 });
  return { status: done.status, said: `${done.stdout}${done.stderr}` };
}
function must(command: string, ...args: string[]): string {
  const { status, said } = inside(command, ...args);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${status}\n${said}`);
  return said;
}
function mount(...args: string[]): void {
  execFileSync('mount', args);
  mounts.push(args.at(-1) ?? '');
}

/** Starts the installed program as its own user, as the unit does, and waits until it is ready. */
async function start(): Promise<void> {
  const program = ['/usr/lib/tram/bin/node', '--max-semi-space-size=2', '/usr/lib/tram/src/main.ts', '--state', state];
  // As systemd gives it: in memory, and the service's own.
  const runtime = '/run/tram';
  if (!mounts.includes(join(root, runtime))) {
    mkdirSync(join(root, runtime), { recursive: true });
    mount('-t', 'tmpfs', '-o', 'mode=0755', 'tmpfs', join(root, runtime));
    must('chown', 'tram:tram', runtime);
  }
  await stop();
  // It becomes the program: signals reach it.
  const asTram = ['setpriv', '--reuid=tram', '--regid=tram', '--init-groups', '--'];
  child = spawn('chroot', [root, ...asTram, ...program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...environment, RUNTIME_DIRECTORY: runtime },
  });
  const lines = createInterface({ input: child.stdout ?? process.stdin });
  const last: string[] = [];
  for await (const line of lines) {
    last.push(line);
    if (line.includes('"msg":"ready"')) return;
  }
  throw new Error(`the installed station ended:\n${last.slice(-10).join('\n')}`);
}
async function stop(): Promise<void> {
  const running = child;
  child = null;
  if (!running || running.exitCode !== null) return;
  const ended = new Promise((resolve) => running.once('exit', resolve));
  running.kill('SIGTERM');
  await ended;
}
const versionInstalled = () => {
  const said = must('dpkg', '-s', 'tram');
  const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(said)?.[1] ?? '';
  return `${field('Version')} ${field('Status')}`;
};
const atStation = () => ({
  ...office,
  address: office.address,
  authorityPem: readFileSync(join(root, state, 'authority.pem'), 'utf8'),
});

beforeAll(async () => {
  const built = execFileSync('bash', ['provisioning/package/build.sh', '--out', work], { encoding: 'utf8' }).trim();
  // The same package under the next number, as a later build would have.
  const unpacked = join(work, 'unpacked');
  execFileSync('dpkg-deb', ['-R', built, unpacked]);
  const control = join(unpacked, 'DEBIAN/control');
  writeFileSync(control, readFileSync(control, 'utf8').replace(/^Version: .*$/m, 'Version: 99.0.0'));
  const second = join(work, 'tram_99.0.0.deb');
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zzstd', '-z1', '-b', unpacked, second]);
  rmSync(unpacked, { recursive: true });
  packages = { first: built, second };

  mkdirSync(root);
  const base = process.env['TRAM_TEST_ROOT'];
  if (base) {
    for (const name of ['upper', 'layer']) mkdirSync(join(work, name));
    mount(
      '-t',
      'overlay',
      'overlay',
      '-o',
      `lowerdir=${base},upperdir=${join(work, 'upper')},workdir=${join(work, 'layer')}`,
      root,
    );
  } else execFileSync('debootstrap', ['--variant=minbase', 'bookworm', root], { stdio: 'ignore', env: environment });
  // The machine's own way to Debian's mirror.
  for (const folder of ['sources.list.d', 'apt.conf.d', 'auth.conf.d', 'keyrings', 'trusted.gpg.d']) {
    if (existsSync(`/etc/apt/${folder}`))
      cpSync(`/etc/apt/${folder}`, join(root, 'etc/apt', folder), { recursive: true });
  }
  cpSync('/etc/resolv.conf', join(root, 'etc/resolv.conf'));
  // Nothing is started in there: there is no service manager.
  mount('-t', 'proc', 'proc', join(root, 'proc'));
  mount('--bind', '/dev', join(root, 'dev'));
  must('apt-get', 'update', '-qq');
  for (const each of [built, second]) cpSync(each, join(root, 'srv', each.split('/').at(-1) ?? ''));

  office = await openOffice(join(work, 'office'), { keyType: 'p256', settings: { 'backup.folder': place } });
  await office.station.stop();
}, 900_000);

afterAll(async () => {
  await stop();
  await office.close();
  for (const at of mounts.toReversed()) execFileSync('umount', ['-l', at]);
  rmSync(work, { recursive: true, force: true });
}, 60_000);

const file = (path: string) => `/srv/${path.split('/').at(-1)}`;

describe('the Debian package', () => {
  it('installs with all that it needs, and says how to make an office', () => {
    const begun = performance.now();
    const said = must('apt-get', 'install', '-y', '--no-install-recommends', file(packages.first), 'softhsm2');
    console.error(
      `package ${(statSync(packages.first).size / 1e6).toFixed(1)} MB; with its dependencies installed in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
    );
    expect(said).toContain('tram init office.toml');
    expect(must('stat', '-c', '%U %a', state).trim()).toBe('tram 700');
    expect(must('id', '-nG', 'tram').split(/\s/)).toContain('scanner');
  }, 600_000);

  it('makes an office and carries a copy through to the portal, as its own user', async () => {
    mkdirSync(join(root, office.folder), { recursive: true });
    mount('--bind', office.folder, join(root, office.folder));
    chmodSync(work, 0o755);
    must('chown', '-R', 'tram:tram', office.folder);
    must('chmod', '-R', 'u+rwX,go+rX', office.folder);
    must('runuser', '-u', 'tram', '--', 'tram', 'init', join(office.folder, 'office.toml'), '--state', state);
    await start();
    played = await play(atStation(), {
      requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
      title: 'Giấy khai sinh',
      paper: 'birth-certificate',
      chargeablePages: 1,
    });
    expect(played.receipt?.service).toBeTruthy();
    expect(existsSync(join(root, state, 'reserve'))).toBe(true);
    await stop();
  }, 300_000);

  it('is not upgraded while its backup fails: what is installed goes on', async () => {
    const { status, said } = inside('dpkg', '-i', file(packages.second));
    expect(status).not.toBe(0);
    expect(said).toContain('BACKUP-FOLDER-MISSING');
    expect(versionInstalled()).toMatch(/^0\.\S+ install ok installed$/);
    await start();
    await stop();
  }, 300_000);

  it('is upgraded after a backup, with the office as it was', async () => {
    must('install', '-d', '-o', 'tram', '-g', 'tram', place);
    must('runuser', '-u', 'tram', '--', 'tram', 'backup', place, '--state', state);
    const sets = () => readdirSync(join(root, place, 'sets')).length;
    const before = sets();
    // A set is named by its second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const begun = performance.now();
    must('dpkg', '-i', file(packages.second));
    console.error(`upgraded, with its backup, in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    expect(sets()).toBe(before + 1);
    expect(versionInstalled()).toBe('99.0.0 install ok installed');
    const kept = readdirSync(join(root, state, 'before-upgrade'));
    expect(kept).toEqual([expect.stringMatching(/^0\./)]);
    expect(readdirSync(join(root, state, 'before-upgrade', kept[0] ?? ''))).toContain('tram.db');
    await start();
    await delivered();
    await stop();
  }, 300_000);

  it('goes back to the package before it', async () => {
    must('dpkg', '-i', file(packages.first));
    expect(versionInstalled()).toMatch(/^0\.\S+ install ok installed$/);
    await start();
    await delivered();
    await stop();
  }, 300_000);

  it('keeps the office when it is removed, and when it is purged with nobody to ask', () => {
    const names = ['tram.db', 'keys.db', 'station.key', 'documents'];
    must('dpkg', '--remove', 'tram');
    expect(existsSync(join(root, 'usr/lib/tram/src'))).toBe(false);
    expect(readdirSync(join(root, state))).toEqual(expect.arrayContaining(names));
    expect(must('dpkg', '--purge', 'tram')).toContain('giữ nguyên');
    expect(readdirSync(join(root, state))).toEqual(expect.arrayContaining(names));
  }, 120_000);
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
