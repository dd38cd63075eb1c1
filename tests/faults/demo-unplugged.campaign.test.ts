/**
 * The plug is pulled on `npm run demo` while its office is made, while it starts, at each step of a dossier and while it
 * stops; started again on the same folder it comes up at the same addresses, with everything as it was shown, and goes on.
 */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import type { OriginalDetail } from '../../src/web/contract/index.ts';
import { DemoProcess } from '../peers/demo/demo-process.ts';
import { Screen } from '../peers/office/client.ts';
import { people } from '../peers/office/people.ts';
import { type Moment, type Played, play, type Screens, signInAll } from '../peers/office/play.ts';
import type { KeptDossier } from '../peers/portal/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'tram-demo-'));
const at = (name: string): string => join(folder, name);
let demo: DemoProcess;
let addresses: readonly string[];
let screens: Screens;
let unplugged = 0;
const done: Played[] = [];

async function unplug(): Promise<void> {
  await demo.unplug();
  unplugged += 1;
  await expect.poll(() => demo.left, { timeout: 10_000 }).toEqual([]);
}

/** Started again on the same folder: everything is where it was. */
async function again(): Promise<void> {
  demo = await new DemoProcess(folder).opened();
  expect(demo.addresses).toEqual(addresses);
}

/** One dossier by three people, with the plug pulled once at a moment of it and so many milliseconds later. */
async function dossierCutAt(moment: Moment, afterMs = 0): Promise<void> {
  const cut = Promise.withResolvers<void>();
  let reached = false;
  const plan = {
    requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
    title: `Hợp đồng ${moment} ${afterMs}`,
    paper: 'notarised-contract',
    chargeablePages: 3,
    screens,
    onMoment: (now: Moment) => {
      if (now !== moment || reached) return;
      reached = true;
      sleep(afterMs).then(unplug).then(again).then(cut.resolve, cut.reject);
    },
  };
  // A start that fails is told at once, instead of a screen that waits for it in vain.
  const [played] = await Promise.all([play(demo.office(), plan), cut.promise]);
  done.push(played);
}

afterAll(async () => {
  await demo?.unplug();
  rmSync(folder, { recursive: true, force: true });
  console.error(`the plug was pulled ${unplugged} times`);
});

describe('the plug is pulled on the demo', () => {
  it('while its office is made', async () => {
    // In the order in which they come; what an earlier try has left whole is there at once.
    const made = ['ports.json', 'pki/root.key', 'pki/intermediate.pem', 'pki/complete', 'tsa', 'tokens/softhsm2.conf'];
    const then = ['tokens/tokens.json', 'seal.png', 'office.toml', 'state/tram.db', 'init.json', 'complete'];
    for (const name of [...made, ...then, 'station.log', 'admin-phone.secret']) {
      demo = new DemoProcess(folder);
      await demo.until(() => existsSync(at(name)));
      await unplug();
    }
    demo = await new DemoProcess(folder).opened();
    ({ addresses } = demo);
    expect(addresses.length).toBeGreaterThan(5);
    screens = await signInAll(demo.office());
  }, 900_000);

  it('while it starts', async () => {
    await unplug();
    for (const step of ['disk', 'integrity', 'store', 'devices', 'recovery', 'portal', 'web']) {
      const before = statSync(at('station.log')).size;
      demo = new DemoProcess(folder);
      await demo.until(() =>
        readFileSync(at('station.log')).subarray(before).toString('utf8').includes(`"step":"${step}"`),
      );
      await unplug();
    }
    await again();
  }, 900_000);

  it.each<[Moment, number]>([
    ['dossier-opened', 0],
    ['scan-begun', 0],
    ['page-arrived', 0],
    ['submitted', 0],
    ['sign-pin', 0],
    ['sign-pin', 300],
    ['seal-pin', 0],
    ['seal-pin', 300],
    ['issued', 0],
    ['issued', 200],
    ['issued', 1_000],
  ])(
    'while people work: %s, %i ms later',
    async (moment, afterMs) => {
      await dossierCutAt(moment, afterMs);
      expect(done.at(-1)).toMatchObject({ verification: { complete: true } });
    },
    600_000,
  );

  it('while it stops', async () => {
    for (const ms of [0, 30, 150]) {
      demo.interrupt();
      await sleep(ms);
      await unplug();
      await again();
    }
  }, 600_000);

  it('only on the process in the window: nothing of it goes on behind the trainee’s back', async () => {
    await demo.killAlone();
    unplugged += 1;
    await expect.poll(() => demo.left, { timeout: 10_000 }).toEqual([]);
    await again();
  }, 300_000);

  it('and after all of it the office is whole, and each dossier is at the portal once', async () => {
    const { creator } = screens;
    for (const { originalId, registerNumber } of done) {
      const original = await creator.json<OriginalDetail>('GET', `/api/originals/${originalId}`);
      expect(original).toMatchObject({ state: 'delivered', registerNumber });
      const verified = await creator.json('GET', `/api/originals/${originalId}/copy/verification`);
      expect(verified).toMatchObject({ complete: true });
    }
    const numbers = done.map(({ registerNumber }) => Number(/\d+/.exec(registerNumber)?.[0]));
    expect(numbers).toEqual(done.map((_, index) => index + 1));
    const kept = JSON.parse(readFileSync(at('portal.json'), 'utf8')) as KeptDossier[];
    expect(kept.map(({ code }) => code).sort()).toEqual(done.map(({ dossierCode }) => dossierCode).sort());
    expect(kept.every(({ adds }) => adds === 1)).toBe(true);
    const inspector = new Screen(demo.office().address, demo.office().authorityPem);
    await inspector.signIn(people.inspector.username, people.inspector.password);
    expect(await inspector.json('GET', '/api/journal/verification')).toMatchObject({ intact: true });
    // The admin's phone still has the code that the station wants.
    const main = fileURLToPath(new URL('../demo/main.ts', import.meta.url));
    const { stdout } = await promisify(execFile)(process.execPath, [main, '--code', '--folder', folder]);
    const { username, password } = people.admin;
    const admin = new Screen(demo.office().address, demo.office().authorityPem);
    await admin.json('POST', '/api/session', { username, password, code: stdout.trim() });
    await demo.stop();
    expect(demo.left).toEqual([]);
  }, 300_000);

  it('a second one on the same folder says that it runs already, and harms nothing', async () => {
    await demo.unplug();
    await again();
    const second = new DemoProcess(folder);
    await expect.poll(() => second.isOver, { timeout: 60_000 }).toBe(true);
    expect(second.said).toContain('đang chạy ở cửa sổ khác');
    await screens.creator.json('GET', '/api/dossiers');
    await demo.stop();
  }, 300_000);
});
