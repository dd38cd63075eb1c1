import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { HandoverDetail, HandoverList, MessageList, StationAnswer } from '../../src/web/contract/index.ts';
import { Refused, Screen } from '../peers/office/client.ts';
import { people } from '../peers/office/people.ts';
import { withOffice } from '../peers/office/with-office.ts';

const station = withOffice({ settings: { 'portal.connector': 'manual' } });

/** An original with both signatures, issued. */
async function issued(title: string): Promise<string> {
  const { desk, office } = station;
  const originalId = await desk.receive(title);
  await office.loadPaper('birth-certificate');
  await desk.scan(originalId);
  await desk.submit(originalId);
  expect((await desk.attempt('signing', originalId)).status).toBe(200);
  expect((await desk.attempt('sealing', originalId)).status).toBe(200);
  return originalId;
}

const list = () => station.desk.creator.json<HandoverList>('GET', '/api/handovers');
const detail = (id: string) => station.desk.creator.json<HandoverDetail>('GET', `/api/handovers/${id}`);
const take = (id: string) => station.desk.creator.json<HandoverDetail>('POST', `/api/handovers/${id}/taking`);
const file = async (id: string) =>
  (await station.desk.creator.call({ method: 'GET', path: `/api/handovers/${id}/file.pdf` })).body;
const proof = (portalCode: string, more: object = {}) => ({
  proofId: randomUUID(),
  portalCode,
  receivedAt: Date.now(),
  ...more,
});
const enter = (id: string, body: object) =>
  station.desk.creator.json<HandoverDetail>('POST', `/api/handovers/${id}/proof`, body);
const refusal = async (work: Promise<unknown>): Promise<string> =>
  await work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );

let admin: Screen | null = null;

/** The unit admin sets the way, and the station is started anew. */
async function goBy(connector: 'manual' | 'lgsp'): Promise<void> {
  const { office } = station;
  if (admin === null) {
    admin = new Screen(office.address, office.authorityPem);
    await admin.signIn(people.admin.username, people.admin.password);
  }
  await admin.json('PUT', '/api/settings/portal.connector', { value: connector });
  await office.station.stop();
  await office.station.start();
}

test('a dossier goes from paper to the portal by an officer’s hand, over a power cut between file and proof', async () => {
  const { desk, office } = station;
  const id = await issued('Giấy khai sinh');
  const { dossierCode } = await desk.original(id);
  expect((await list()).copies.map((task) => task.originalId)).toEqual([id]);
  const lamps = await desk.creator.json<StationAnswer>('GET', '/api/station');
  expect(lamps.portal).toMatchObject({ connector: 'manual', waiting: 0, rejected: 0 });
  expect(lamps.portal.byHand).toMatchObject({ dossiers: 1, late: false });

  expect(await refusal(file(id))).toBe('HANDOVER-FILE-NOT-TAKEN');
  expect(await refusal(enter(id, proof('H99.14-261122-00001')))).toBe('HANDOVER-FILE-NOT-TAKEN');
  expect(await refusal(enter(id, proof('H99.14-261122-00001', { found: true })))).toBe('HANDOVER-FILE-NOT-TAKEN');
  const taken = await take(id);
  expect(taken.taken?.by.fullName).toBe(people.creator.fullName);
  expect(taken.file).toMatchObject({ name: `BSDT_${dossierCode}_01.pdf`, tooLarge: false });

  await office.station.kill();
  await office.station.start();
  expect((await detail(id)).taken?.at).toBe(taken.taken?.at);
  const copy = (await desk.creator.call({ method: 'GET', path: `/api/originals/${id}/copy.pdf` })).body;
  expect(await file(id)).toEqual(copy);

  const body = proof(' h99.14-261122-00001 ', { note: 'Quầy 2' });
  // The answer may be lost: the same proof again enters nothing twice, also when both come at once.
  const both = await Promise.all([enter(id, body), enter(id, body)]);
  expect(both.map(({ proofs }) => proofs.map((one) => one.portalCode))).toEqual([
    ['H99.14-261122-00001'],
    ['H99.14-261122-00001'],
  ]);
  expect(await refusal(enter(id, proof('H99.14-261122-00002')))).toBe('HANDOVER-PROOF-PRESENT');
  expect((await desk.original(id)).state).toBe('delivered');
  const { messages } = await desk.creator.json<MessageList>('GET', `/api/dossiers/${taken.dossierId}/messages`);
  expect(messages.map(({ kind, state, receipt }) => [kind, state, receipt?.message])).toEqual([
    ['upload-copy', 'confirmed', 'H99.14-261122-00001'],
    ['sync-dossier', 'confirmed', 'H99.14-261122-00001'],
    ['progress', 'confirmed', 'H99.14-261122-00001'],
  ]);
  const now = await list();
  expect([now.copies, now.updates, now.done.map((done) => done.originalId)]).toEqual([[], [], [id]]);
  expect(office.portal.listReceived()).toEqual([]);
});

test('a change of the connector and back neither loses nor doubles a dossier', async () => {
  const { desk, office } = station;
  const begun = await issued('Học bạ');
  const untouched = await issued('Bằng tốt nghiệp');
  await take(begun);
  const codeOf = async (id: string): Promise<string> => (await desk.original(id)).dossierCode;

  await goBy('lgsp');
  await expect.poll(async () => (await desk.original(untouched)).state, { timeout: 30_000 }).toBe('delivered');
  // What an officer had begun stays the officer's, and the line does not carry it.
  expect((await list()).copies.map((task) => task.originalId)).toEqual([begun]);
  expect((await desk.original(begun)).state).toBe('issued');
  expect(office.portal.listReceived().map(({ code }) => code)).toEqual([await codeOf(untouched)]);
  expect((await enter(begun, proof('H99.14-261122-00010'))).state).toBe('delivered');

  // The portal keeps the dossier, and its answer never comes.
  office.portal.misbehave({ kind: 'dropped', times: 1000 });
  const unsure = await issued('Sổ đỏ');
  const codeUnsure = await codeOf(unsure);
  await expect
    .poll(() => office.portal.listReceived().map(({ code }) => code), { timeout: 30_000 })
    .toContain(codeUnsure);
  expect(await refusal(take(unsure))).toBe('HANDOVER-NOT-BY-HAND');
  await goBy('manual');
  office.portal.heal();
  expect((await detail(unsure)).sentBefore).toBe('perhaps');
  const found = await enter(unsure, proof(codeUnsure, { found: true }));
  expect(found).toMatchObject({ state: 'delivered', found: true, taken: null });

  await goBy('lgsp');
  expect((await list()).copies).toEqual([]);
  const received = office.portal.listReceived();
  expect(received.map(({ code, adds }) => [code, adds])).toEqual([
    [await codeOf(untouched), 1],
    [codeUnsure, 1],
  ]);
  await goBy('manual');
});

test('a cancelled copy is recalled by hand, once', async () => {
  const { desk } = station;
  const id = (await list()).done.at(-1)?.originalId ?? '';
  const { dossierId } = await detail(id);
  await desk.creator.json('POST', `/api/originals/${id}/cancellation`, {
    reason: 'Sai bản chính',
    decision: '15/QĐ-UBND',
  });
  const [task] = (await list()).updates;
  expect(task).toMatchObject({ dossierId, portalCodes: ['H99.14-261122-00001'], cancelled: ['Giấy khai sinh'] });
  const path = `/api/handover-updates/${dossierId}`;
  await desk.creator.json('POST', path, { through: task?.through });
  expect(await refusal(desk.creator.json('POST', path, { through: task?.through }))).toBe('HANDOVER-NOT-WAITING');
  expect((await list()).updates).toEqual([]);

  const inspector = new Screen(station.office.address, station.office.authorityPem);
  await inspector.signIn(people.inspector.username, people.inspector.password);
  const journal = await inspector.json<{ intact: boolean }>('GET', '/api/journal/verification');
  expect(journal.intact).toBe(true);
});
