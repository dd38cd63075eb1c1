import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { unwrap } from '../../../src/common/result.ts';
import type { Asked } from '../../../src/portal/index.ts';
import { findCitizenAccount } from '../../../src/store/repositories/citizen-accounts.ts';
import { writeSetting } from '../../../src/store/repositories/settings.ts';
import { correctRequester } from '../../../src/workflow/commands/correct-requester.ts';
import { AccountDesk, accountOf } from '../../../src/workflow/commands/look-up-account.ts';
import { openDossier } from '../../../src/workflow/commands/open-dossier.ts';
import { portalContent } from '../../../src/workflow/portal/content.ts';
import { dossierDetail } from '../../../src/workflow/views/index.ts';
import { WorkflowBench, type WorkflowOffice } from '../../peers/workflow/workflow-office.ts';

const account = '3f2b8c1e-0000-4000-8000-000000000001';
const identityNumber = '099190000001';
const name = 'Giàng Thị Súa';
let bench: WorkflowBench;
let state: string;
let station: WorkflowOffice;
let asked: string[];
let answer: () => Promise<Asked<string | null>>;
let desk: AccountDesk;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());
beforeEach(async () => {
  state = await bench.newState();
  station = await bench.open(state);
  asked = [];
  answer = () => Promise.resolve({ kind: 'answer', value: account });
  desk = new AccountDesk(station.office, async (number) => {
    asked.push(number);
    return await answer();
  });
});
afterEach(() => station.close());

function opened(requester: { name: string; identityNumber?: string } = { name, identityNumber }): string {
  const id = randomUUID();
  unwrap(openDossier(station.office, station.creator, { id, requester }));
  return id;
}

const lookUp = (id: string, actor = station.creator) => desk.lookUp(actor, id);
const codeOf = (result: { ok: boolean; error?: { code: string } }) => result.error?.code;
const shown = (id: string) => unwrap(dossierDetail(station.office.store.db, id, true)).account;
const journaled = () =>
  station.office.store.journal.list(station.office.store.db, 0, 1000).filter(({ act }) => act === 'look-up-account');
const told = (id: string) =>
  unwrap(
    portalContent(
      station.office.store,
      () => [],
      () => Promise.reject(new Error('no copy is asked for')),
    ).loadDossier(id),
  ).accountId;

it('is kept sealed with the dossier, and the journal holds that it was asked for, not the number', async () => {
  const id = opened();
  expect(shown(id)).toBeNull();
  expect(unwrap(await lookUp(id))).toEqual({ state: 'found' });
  expect(asked).toEqual([identityNumber]);
  expect(shown(id)).toMatchObject({ state: 'found' });
  expect(accountOf(station.office.store, station.office.store.db, id)).toBe(account);
  expect(journaled().map(({ objectId, facts }) => [objectId, facts])).toEqual([[id, { answer: 'found' }]]);
  station.office.store.cutWal();
  expect(readFileSync(join(state, 'tram.db')).includes(account)).toBe(false);
});

it('goes to the portal only where the office has said so: the systems seen send none with a dossier of the counter', async () => {
  const id = opened();
  unwrap(await lookUp(id));
  expect(told(id)).toBeUndefined();
  station.office.store.write((tx) => writeSetting(tx, 'inbound.account-at-counter', true, 0, null));
  expect(told(id)).toBe(account);
});

it.each([
  [{ kind: 'unreachable', code: 'PORTAL-UNREACHABLE' }, 'FETCH-UNREACHABLE'],
  [{ kind: 'unreachable', code: 'PORTAL-TIMEOUT' }, 'FETCH-TIMEOUT'],
  [{ kind: 'unreachable', code: 'LINE-HELD' }, 'FETCH-LINE-HELD'],
  [{ kind: 'unreachable', code: 'LINE-PAUSED' }, 'FETCH-LINE-PAUSED'],
  [{ kind: 'unreachable', code: 'LINE-NOWHERE' }, 'FETCH-LINE-NOWHERE'],
  [{ kind: 'unusable', code: 'INBOUND-UNREADABLE' }, 'FETCH-ANSWER-UNREADABLE'],
  [{ kind: 'not-offered' }, 'FETCH-NOT-OFFERED'],
] as const)('what is not known is not “none”: %j', async (said, code) => {
  const id = opened();
  answer = () => Promise.resolve(said);
  expect(codeOf(await lookUp(id))).toBe(code);
  expect(shown(id)).toBeNull();
  // What was known before stays known.
  answer = () => Promise.resolve({ kind: 'answer', value: null });
  expect(unwrap(await lookUp(id))).toEqual({ state: 'none' });
  answer = () => Promise.resolve(said);
  expect(codeOf(await lookUp(id))).toBe(code);
  expect(shown(id)).toMatchObject({ state: 'none' });
  expect(journaled().map(({ facts }) => facts['answer'])).toEqual([code, 'none', code]);
});

it('is of the person with that number: another number forgets it, also while the portal is being asked', async () => {
  const id = opened();
  unwrap(await lookUp(id));
  const correct = (number: string) =>
    unwrap(
      correctRequester(station.office, station.creator, { dossierId: id, requester: { name, identityNumber: number } }),
    );
  correct('099190000002');
  expect(findCitizenAccount(station.office.store.db, id)).toBeUndefined();
  answer = () => {
    correct('099190000003');
    return Promise.resolve({ kind: 'answer', value: account });
  };
  expect(codeOf(await lookUp(id))).toBe('STORE-CHANGED-MEANWHILE');
  expect(shown(id)).toBeNull();
  // The portal was asked all the same.
  expect(journaled().map(({ facts }) => facts)).toEqual([{ answer: 'found' }, { answer: 'found', kept: false }]);
});

it('is asked for by the desk alone, of a dossier with a number, and not for one number after the other', async () => {
  expect(codeOf(await lookUp(opened(), station.signer))).toBe('WEB-ROLE-MISSING');
  expect(codeOf(await lookUp(opened({ name })))).toBe('FETCH-NUMBER-MISSING');
  expect(codeOf(await lookUp(opened({ name, identityNumber: 'B1234567' })))).toBe('FETCH-NUMBER-MISSING');
  expect(codeOf(await lookUp(randomUUID()))).toBe('STORE-NOT-FOUND');
  expect(asked).toEqual([]);
  const id = opened();
  for (let n = 0; n < 40; n++) unwrap(await lookUp(id));
  expect(codeOf(await lookUp(id))).toBe('FETCH-TOO-MANY');
  expect(asked).toHaveLength(40);
  const none = new AccountDesk(station.office, null);
  expect(none.offered).toBe(false);
  expect(codeOf(await none.lookUp(station.creator, id))).toBe('FETCH-NOT-OFFERED');
});
