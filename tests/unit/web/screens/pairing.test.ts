import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { writeSetting } from '../../../../src/store/repositories/settings.ts';
import type { PairingAnswer, ScreenList } from '../../../../src/web/contract/index.ts';
import { pairingLimits } from '../../../../src/web/screens/pairing.ts';
import { screenTimes } from '../../../../src/web/screens/screens.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

let served: Served;
/** At a screen that was paired for any work. */
let admin: Screen;
const boxPairs = (on: boolean): void =>
  served.store.write((tx) => writeSetting(tx, 'screens.box-needs-pairing', on, served.clock.now(), null));
const approve = (code: string | null, purpose = 'any', id: string = randomUUID()) =>
  admin.once({ method: 'PUT', path: `/api/screens/${id}/pairing`, body: { code, name: 'Bàn 1', purpose } });
const ask = (screen: Screen): Promise<PairingAnswer> => screen.json('POST', '/api/pairing');
const state = async (screen: Screen): Promise<PairingAnswer> => await screen.json('GET', '/api/pairing');

beforeAll(async () => {
  served = await serve();
  admin = await served.as('unit-admin');
  boxPairs(false);
});
afterAll(() => served.close());
beforeEach(async () => {
  // The admin works at the box; everybody else comes from the same address and has to be paired.
  boxPairs(false);
  served.clock.pass(pairingLimits.forMs);
  admin = await served.as('unit-admin');
});

/** A browser that is paired for something. */
async function paired(purpose: string): Promise<{ screen: Screen; id: string }> {
  const [screen, id] = [served.stranger(), randomUUID()];
  boxPairs(true);
  const { code } = await ask(screen);
  boxPairs(false);
  expect((await approve(code, purpose, id)).status).toBe(200);
  return { screen, id };
}

it('a code counts once and for ten minutes; asked again, a waiting screen keeps its code', async () => {
  const screen = served.stranger();
  boxPairs(true);
  expect(await state(screen)).toMatchObject({ state: 'none' });
  const first = await ask(screen);
  expect(first.code).toMatch(/^\d{6}$/);
  expect(await ask(screen)).toEqual(first);
  served.clock.pass(pairingLimits.forMs);
  expect(await state(screen)).toMatchObject({ state: 'none', code: null });
  boxPairs(false);
  admin = await served.as('unit-admin');
  expect(failureIn(await approve(first.code)).code).toBe('SCREEN-CODE-UNKNOWN');
});

it('only so many wait from one address; the others are told when to come again', async () => {
  boxPairs(true);
  for (let n = 0; n < pairingLimits.perAddress; n += 1) await ask(served.stranger());
  const refused = await served.stranger().once({ method: 'POST', path: '/api/pairing' });
  expect([refused.status, failureIn(refused).code]).toEqual([429, 'SCREEN-PAIRING-BUSY']);
});

it('two approvals at once pair once; an admin who guesses is stopped', async () => {
  const screen = served.stranger();
  boxPairs(true);
  const { code } = await ask(screen);
  boxPairs(false);
  const answers = await Promise.all([approve(code), approve(code)]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 404]);
  let last = 404;
  for (let n = 0; n < 10; n += 1) last = (await approve('000000')).status;
  expect(last).toBe(429);
});

it('a purpose limits whose work is done there; a visitors’ screen takes no sign-in', async () => {
  const { screen, id } = await paired('sign');
  const refused = await served.stranger().once({ method: 'GET', path: '/api/screens' });
  expect(failureIn(refused).code).toBe('WEB-SESSION-MISSING');
  await expect(screen.signIn('creator', 'mat-khau-thu-nghiem')).rejects.toThrow('SCREEN-PURPOSE');
  await screen.signIn('signer', 'mat-khau-thu-nghiem');
  expect((await screen.once({ method: 'GET', path: '/api/signing/pile' })).status).toBe(200);
  // Another purpose ends the session.
  await admin.json('PUT', `/api/screens/${id}`, { name: 'Sảnh', purpose: 'visitor' });
  expect(failureIn(await screen.once({ method: 'GET', path: '/api/session' })).code).toBe('WEB-SESSION-MISSING');
  await expect(screen.signIn('signer', 'mat-khau-thu-nghiem')).rejects.toThrow('SCREEN-PURPOSE');
});

it('a key is replaced after a month, and nobody is locked out by an answer that was lost', async () => {
  const { screen, id } = await paired('any');
  const keys = async (): Promise<string> =>
    String((await screen.once({ method: 'GET', path: '/api/pairing' })).headers['set-cookie']).split(';')[0] ?? '';
  const first = await keys();
  served.clock.pass(screenTimes.keyAge);
  const stale = first;
  const second = await keys();
  expect(second).not.toBe(first);
  boxPairs(true);
  // The answer with the new key was lost: the old one still counts.
  const lost = await served.stranger().once({ method: 'GET', path: '/api/pairing', headers: { cookie: stale } });
  expect(JSON.parse(lost.body.toString())).toMatchObject({ state: 'paired' });
  // The new one comes back: from now on the old one is nothing.
  expect(await state(screen)).toMatchObject({ state: 'paired' });
  const old = await served.stranger().once({ method: 'GET', path: '/api/pairing', headers: { cookie: stale } });
  expect(JSON.parse(old.body.toString())).toMatchObject({ state: 'none' });
  boxPairs(false);
  admin = await served.as('unit-admin');
  await admin.json('DELETE', `/api/screens/${id}`);
  const { screens } = await admin.json<ScreenList>('GET', '/api/screens');
  expect(screens.map((one) => one.id)).not.toContain(id);
});

it('no key and no code gets into the journal or the log', async () => {
  const screen = served.stranger();
  boxPairs(true);
  const { code } = await ask(screen);
  boxPairs(false);
  await approve(code, 'desk');
  const entries = served.store.journal.list(served.store.db, 0, 1000);
  expect(entries.filter(({ act }) => act === 'pair-screen').length).toBeGreaterThan(0);
  const written = `${JSON.stringify(entries)}${served.logged.join('')}`;
  expect(written).not.toContain(code);
  expect(written).not.toContain('Bàn 1');
});
