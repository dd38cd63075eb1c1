import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../../src/common/id.ts';
import { addAnswer, answersOf, insertRequest } from '../../../../src/store/repositories/online-requests.ts';
import { addOutboxRow, findOutboxRow, markRejected } from '../../../../src/store/repositories/outbox.ts';
import type { DossierDetail, OpenMessageList } from '../../../../src/web/contract/index.ts';
import { receive } from '../support/desk.ts';
import { type Served, serve } from '../support/served.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(() => served.close());

it('what is not confirmed is listed for all dossiers, what was refused first, and names nobody', async () => {
  const creator = await served.as('creator');
  const [first, second] = [await receive(creator, { name: 'Vừ Mí Sính' }), await receive(creator)];
  const { store, clock } = served;
  const ids = store.write((tx) =>
    [first, second].map(({ dossierId }) => {
      const id = newId(clock);
      addOutboxRow(tx, { id, dossierId, kind: 'sync-dossier', payload: { entries: [] }, createdAt: clock.now() });
      return id;
    }),
  );
  const failure = { attempts: 1, failureCode: 'PORTAL-REJECTED', failureMessage: 'Vừ Mí Sính không đúng' };
  store.write((tx) => markRejected(tx, ids[1] ?? '', failure));

  const technician = await served.as('technician');
  const answer = await technician.once({ method: 'GET', path: '/api/messages' });
  const { messages, readAt } = JSON.parse(answer.body.toString('utf8')) as OpenMessageList;
  const { code } = await creator.json<DossierDetail>('GET', `/api/dossiers/${second.dossierId}`);
  expect(messages.map(({ id }) => id)).toEqual([ids[1], ids[0]]);
  expect(messages[0]).toMatchObject({ dossierCode: code, state: 'rejected', failureCode: 'PORTAL-REJECTED' });
  expect(readAt).toBe(clock.now());
  expect(answer.body.toString('utf8')).not.toContain('Vừ Mí Sính');
});

it('what the portal refused of an answer is sent again from the list of messages, and the desk hears of it', async () => {
  const { store, clock, office } = served;
  const decidedBy = served.addOfficer({ username: 'mai', roles: ['creator'] });
  const [requestId, id] = [newId(clock), newId(clock)];
  const now = clock.now();
  store.write((tx) => {
    const filed = { id: requestId, code: 'G99.14-20261122-0000009', state: 'refused', stamp: '' } as const;
    insertRequest(tx, { ...filed, sealed: Buffer.from('-'), arrivedAt: now, changedAt: now });
    addAnswer(tx, { id, requestId, decision: 'refused', words: 'Không thuộc thẩm quyền.', decidedBy, decidedAt: now });
    office.outbox.enqueueAnswer(tx, requestId, id);
    markRejected(tx, id, { attempts: 1, failureCode: 'PORTAL-REJECTED', failureMessage: null });
  });
  const heard: string[] = [];
  const end = office.events.listen(({ type }) => heard.push(type));
  const technician = await served.as('technician');
  const answer = await technician.once({ method: 'POST', path: `/api/messages/${id}/retry` });
  end();
  expect(answer.status).toBe(204);
  expect(answersOf(store.db, requestId).map(({ state }) => state)).toEqual(['waiting']);
  expect(heard).toEqual(['inbound-changed']);
});

it('an officer’s word that the far side has a dossier is journaled with the dossier', async () => {
  const { store, clock } = served;
  const creator = await served.as('creator');
  const { dossierId } = await receive(creator);
  const id = newId(clock);
  store.write((tx) => {
    addOutboxRow(tx, { id, dossierId, kind: 'sync-dossier', payload: {}, createdAt: clock.now() });
    markRejected(tx, id, { attempts: 2, failureCode: 'PORTAL-ADD-UNCERTAIN', failureMessage: null });
  });
  const technician = await served.as('technician');
  const answer = await technician.once({ method: 'POST', path: `/api/messages/${id}/there` });
  expect(answer.status).toBe(204);
  expect(findOutboxRow(store.db, id)?.state).toBe('confirmed');
  const entry = store.journal.list(store.db, 0, 500).find(({ act }) => act === 'confirm-there');
  expect(entry).toMatchObject({ role: 'technician', objectType: 'dossier', objectId: dossierId });
  const again = await technician.once({ method: 'POST', path: `/api/messages/${id}/there` });
  expect(again.body.toString('utf8')).toContain('PORTAL-ROW-NOT-UNCERTAIN');
});
