/**
 * The Debian package on a bare Debian 12 in a folder of its own: installed by apt, an office made and a copy carried
 * through to the portal by the installed program, upgraded after its backup, taken back, removed and purged.
 * `TRAM_TEST_ROOT` names a Debian 12 to lay the trial over; without it debootstrap makes one.
 */
import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
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
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Debian, debianEnvironment } from '../peers/machine/debian.ts';
import { nextVersion } from '../peers/machine/package.ts';
import { openOffice, type SimulatedOffice } from '../peers/office/office.ts';
import { type Played, play, signInAll } from '../peers/office/play.ts';

const work = mkdtempSync(join(tmpdir(), 'tram-package-'));
const root = join(work, 'root');
const state = '/var/lib/tram';
const place = '/srv/tram-backup';
let debian: Debian;
let office: SimulatedOffice;
let packages: { first: string; second: string };
let child: ChildProcess | null = null;
let played: Played;

const must = (...command: string[]): Promise<string> => debian.must(...command);

/** Starts the installed program as its own user, as the unit does, and waits until it is ready. */
async function start(): Promise<void> {
  const program = ['/usr/lib/tram/bin/node', '--max-semi-space-size=2', '/usr/lib/tram/src/main.ts', '--state', state];
  // As systemd gives it: in memory, and the service's own.
  const runtime = '/run/tram';
  if (!debian.isMounted(join(root, runtime))) {
    mkdirSync(join(root, runtime), { recursive: true });
    await debian.mount('-t', 'tmpfs', '-o', 'mode=0755', 'tmpfs', join(root, runtime));
    await must('chown', 'tram:tram', runtime);
  }
  await stop();
  // It becomes the program: signals reach it.
  const asTram = ['setpriv', '--reuid=tram', '--regid=tram', '--init-groups', '--pdeathsig=KILL', '--'];
  const started = spawn('chroot', [root, ...asTram, ...program], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...debianEnvironment, RUNTIME_DIRECTORY: runtime },
  });
  child = started;
  const last: string[] = [];
  await new Promise<void>((resolve, reject) => {
    // Read to its end: a station whose log nobody takes any more stands still.
    createInterface({ input: started.stdout }).on('line', (line) => {
      last.splice(0, Math.max(0, last.length - 9));
      last.push(line);
      if (line.includes('"msg":"ready"')) resolve();
    });
    started.once('exit', () => reject(new Error(`the installed station ended:\n${last.join('\n')}`)));
  });
}
async function stop(): Promise<void> {
  const running = child;
  child = null;
  if (!running || running.exitCode !== null || running.signalCode !== null) return;
  const ended = new Promise((resolve) => running.once('exit', resolve));
  running.kill('SIGTERM');
  await ended;
}
const versionInstalled = async (): Promise<string> => {
  const said = await must('dpkg', '-s', 'tram');
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
  packages = { first: built, second: join(work, 'tram_99.0.0.deb') };
  nextVersion(built, '99.0.0', packages.second);

  debian = await Debian.make(work);
  // Nothing is started in there: there is no service manager.
  await debian.mountKernel();
  await must('apt-get', 'update', '-qq');
  for (const each of Object.values(packages)) cpSync(each, join(root, file(each)));

  office = await openOffice(join(work, 'office'), { keyType: 'p256', settings: { 'backup.folder': place } });
  await office.station.stop();
}, 900_000);

afterAll(async () => {
  await stop();
  await office?.close();
  // A whole Debian is removed file by file.
  await debian?.remove();
  rmSync(work, { recursive: true, force: true });
}, 300_000);

const file = (path: string) => `/srv/${path.split('/').at(-1)}`;

describe('the Debian package', () => {
  it('installs with all that it needs, and says how to make an office', async () => {
    const begun = performance.now();
    const said = await must('apt-get', 'install', '-y', '--no-install-recommends', file(packages.first), 'softhsm2');
    console.error(
      `package ${(statSync(packages.first).size / 1e6).toFixed(1)} MB; with its dependencies installed in ${((performance.now() - begun) / 1000).toFixed(0)} s`,
    );
    expect(said).toContain('tram init office.toml');
    expect((await must('stat', '-c', '%U %a', state)).trim()).toBe('tram 700');
    expect((await must('id', '-nG', 'tram')).split(/\s/)).toContain('scanner');
  }, 600_000);

  it('makes an office and carries a copy through to the portal, as its own user', async () => {
    mkdirSync(join(root, office.folder), { recursive: true });
    await debian.mount('--bind', office.folder, join(root, office.folder));
    chmodSync(work, 0o755);
    await must('chown', '-R', 'tram:tram', office.folder);
    await must('chmod', '-R', 'u+rwX,go+rX', office.folder);
    await must('runuser', '-u', 'tram', '--', 'tram', 'init', join(office.folder, 'office.toml'), '--state', state);
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
    const { status, said } = await debian.inside('dpkg', '-i', file(packages.second));
    expect(status).not.toBe(0);
    expect(said).toContain('BACKUP-FOLDER-MISSING');
    expect(await versionInstalled()).toMatch(/^0\.\S+ install ok installed$/);
    await start();
    await stop();
  }, 300_000);

  it('is upgraded after a backup, with the office as it was', async () => {
    await must('install', '-d', '-o', 'tram', '-g', 'tram', place);
    await must('runuser', '-u', 'tram', '--', 'tram', 'backup', place, '--state', state);
    const sets = () => readdirSync(join(root, place, 'sets')).length;
    const before = sets();
    // A set is named by its second.
    await new Promise((resolve) => setTimeout(resolve, 1_100));
    const begun = performance.now();
    await must('dpkg', '-i', file(packages.second));
    console.error(`upgraded, with its backup, in ${((performance.now() - begun) / 1000).toFixed(0)} s`);
    expect(sets()).toBe(before + 1);
    expect(await versionInstalled()).toBe('99.0.0 install ok installed');
    const kept = readdirSync(join(root, state, 'before-upgrade'));
    expect(kept).toEqual([expect.stringMatching(/^0\./)]);
    expect(readdirSync(join(root, state, 'before-upgrade', kept[0] ?? ''))).toContain('tram.db');
    await start();
    await delivered();
    await stop();
  }, 300_000);

  it('goes back to the package before it', async () => {
    await must('dpkg', '-i', file(packages.first));
    expect(await versionInstalled()).toMatch(/^0\.\S+ install ok installed$/);
    await start();
    await delivered();
    await stop();
  }, 300_000);

  it('keeps the office when it is removed, and when it is purged with nobody to ask', async () => {
    const names = ['tram.db', 'keys.db', 'station.key', 'documents'];
    await must('dpkg', '--remove', 'tram');
    expect(existsSync(join(root, 'usr/lib/tram/src'))).toBe(false);
    expect(readdirSync(join(root, state))).toEqual(expect.arrayContaining(names));
    expect(await must('dpkg', '--purge', 'tram')).toContain('giữ nguyên');
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
