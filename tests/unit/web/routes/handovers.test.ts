import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { newId } from '../../../../src/common/id.ts';
import { fail, ok, type Result } from '../../../../src/common/result.ts';
import { Outbox } from '../../../../src/portal/index.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import { findOriginal, updateOriginal } from '../../../../src/store/repositories/dossiers.ts';
import { findOfficerByUsername } from '../../../../src/store/repositories/officers.ts';
import { outboxOfDossier } from '../../../../src/store/repositories/outbox.ts';
import { writeSetting } from '../../../../src/store/repositories/settings.ts';
import { documents, handoverProofs, handovers } from '../../../../src/store/schema/index.ts';
import type { HandoverDetail, HandoverList, OriginalDetail } from '../../../../src/web/contract/index.ts';
import { enterProof } from '../../../../src/workflow/portal/by-hand/enter-proof.ts';
import { takeFile } from '../../../../src/workflow/portal/by-hand/take-file.ts';
import type { Verified, VerifyTask } from '../../../../src/workflow/tasks.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { original, receive, scan } from '../support/desk.ts';
import { recordSignatures } from '../support/sealed.ts';
import { failureIn, idlePortal, password, type Served, serve } from '../support/served.ts';

let served: Served;
let creator: Screen;
let second: Screen;
beforeAll(async () => {
  served = await serve(undefined, { ...idlePortal, connector: 'manual', kind: 'attended' });
  // The copies here are a line of text. What the verifier says of real ones on their way out: workflow/deliverable.test.ts.
  Object.assign(served.office.tasks, {
    verify: async ({ document }: VerifyTask): Promise<Result<Verified>> => {
      const row = served.store.documents.find(served.store.db, document.id);
      if (!row) return fail('STORE-NOT-FOUND');
      return ok({ sha256: row.sha256, length: row.length, signatures: [], level: 'B-B', timestamps: [] });
    },
  });
  served.addOfficer({ username: 'nguoi-hai', roles: ['creator'], fullName: 'Lò Văn Hai' });
  creator = await served.as('creator');
  second = served.stranger();
  await second.signIn('nguoi-hai', password);
});
afterAll(() => served.close());

type Ids = Awaited<ReturnType<typeof receive>>;

/** A further original of an open dossier. */
async function add(dossierId: string, title: string): Promise<Ids> {
  const originalId = randomUUID();
  await creator.json('PUT', `/api/dossiers/${dossierId}/originals/${originalId}`, { title, paperCopies: 0 });
  return { dossierId, originalId };
}

/** An original as its seal leaves it: a copy on the disk, issued, and its three rows. */
async function issued(given?: Ids): Promise<Ids> {
  const ids = given ?? (await receive(creator));
  const { store, clock } = served;
  const documentId = newId(clock);
  const written = await store.documents.write(documentId, ids.dossierId, Buffer.from(`%PDF ${ids.originalId}`));
  store.write((tx) => {
    store.documents.record(tx, { id: documentId, keyId: ids.dossierId, purpose: 'revision-2', ...written });
    const row = findOriginal(tx, ids.originalId);
    if (!row) throw new Error('no original');
    updateOriginal(tx, row, { state: 'issued', issuedAt: clock.now(), copyDocumentId: documentId });
    const outbox = new Outbox(clock);
    outbox.uploadCopy(tx, ids.dossierId, { originalId: ids.originalId, documentId });
    outbox.syncDossier(tx, ids.dossierId);
    outbox.progress(tx, ids.dossierId, ['1']);
  });
  recordSignatures(served, ids, documentId);
  return ids;
}

const proof = (portalCode: string, more: object = {}) => ({
  proofId: randomUUID(),
  portalCode,
  receivedAt: served.clock.now(),
  ...more,
});
const post = async (screen: Screen, path: string, body?: object) => {
  const answer = await screen.once({ method: 'POST', path: `/api/handovers/${path}`, ...(body ? { body } : {}) });
  return answer.status === 200 ? 'done' : failureIn(answer).code;
};
const detail = (id: string) => creator.json<HandoverDetail>('GET', `/api/handovers/${id}`);
const statesOf = (dossierId: string) => outboxOfDossier(served.store.db, dossierId).map((row) => row.state);

it('of two officers at once the first proof stands, and both may have taken the file', async () => {
  const { originalId, dossierId } = await issued();
  expect(await Promise.all([creator, second].map((screen) => post(screen, `${originalId}/taking`)))).toEqual([
    'done',
    'done',
  ]);
  const bodies = [proof('A-0001'), proof('A-0002')];
  const ends = await Promise.all(
    [creator, second].map((screen, at) => post(screen, `${originalId}/proof`, bodies[at])),
  );
  expect(ends.toSorted()).toEqual(['HANDOVER-PROOF-PRESENT', 'done']);
  expect((await detail(originalId)).proofs).toHaveLength(1);
  expect(statesOf(dossierId)).toEqual(['confirmed', 'confirmed', 'confirmed']);
});

it('a proof settles what its own issue wrote, whichever copy of the dossier comes first', async () => {
  const opened = await receive(creator, { title: 'Bản một' });
  const added = await add(opened.dossierId, 'Bản hai');
  const [first, other] = [await issued(opened), await issued(added)];
  await post(creator, `${other.originalId}/taking`);
  expect(await post(creator, `${other.originalId}/proof`, proof('B-0001'))).toBe('done');
  expect(statesOf(first.dossierId)).toEqual(['waiting', 'waiting', 'waiting', 'confirmed', 'confirmed', 'confirmed']);
  await post(creator, `${first.originalId}/taking`);
  // One dossier, one code: no question is asked.
  expect(await post(creator, `${first.originalId}/proof`, proof('B-0001'))).toBe('done');
});

it('a code of another dossier is asked about, and taken with the officer’s word and reason', async () => {
  const [one, two] = [await issued(), await issued()];
  for (const { originalId } of [one, two]) await post(creator, `${originalId}/taking`);
  expect(await post(creator, `${one.originalId}/proof`, proof('C-0001'))).toBe('done');
  expect(await post(creator, `${two.originalId}/proof`, proof(' c-0001'))).toBe('HANDOVER-CODE-USED');
  expect(await post(creator, `${two.originalId}/proof`, proof('C-0001', { codeShared: true }))).toBe(
    'WEB-REASON-MISSING',
  );
  expect(statesOf(two.dossierId)).toEqual(['waiting', 'waiting', 'waiting']);
  const shared = proof('C-0001', { codeShared: true, note: 'Cổng gộp hai hồ sơ' });
  expect(await post(creator, `${two.originalId}/proof`, shared)).toBe('done');
  // The code that was corrected away is free again.
  const three = await issued();
  await post(creator, `${three.originalId}/taking`);
  const [wrong] = (await detail(one.originalId)).proofs;
  const right = { ...proof('C-0002'), replaces: wrong?.id, reason: 'Chép nhầm' };
  expect(await post(creator, `${one.originalId}/proof-correction`, right)).toBe('done');
  expect(await post(creator, `${one.originalId}/proof-correction`, right)).toBe('done');
  expect(
    await post(second, `${one.originalId}/proof-correction`, { ...right, proofId: randomUUID(), portalCode: 'C-0003' }),
  ).toBe('STORE-CHANGED-MEANWHILE');
  const { proofs } = await detail(one.originalId);
  expect(proofs.map(({ portalCode, reason }) => [portalCode, reason])).toEqual([
    ['C-0001', null],
    ['C-0002', 'Chép nhầm'],
  ]);
  const receipts = outboxOfDossier(served.store.db, one.dossierId).map((row) => row.receipt?.message);
  expect(receipts).toEqual(['C-0002', 'C-0002', 'C-0002']);
});

it.each([
  ['abc', 0, 'HANDOVER-CODE-SHAPE'],
  ['Mã hồ sơ 12', 0, 'HANDOVER-CODE-SHAPE'],
  ['D-0001', 11 * 60_000, 'HANDOVER-TIME'],
  ['D-0001', -11 * 60_000, 'HANDOVER-TIME'],
])('the code %j at %d ms from now is refused: %s', async (code, ms, expected) => {
  const { originalId } = await issued();
  await post(creator, `${originalId}/taking`);
  const body = proof(code, { receivedAt: served.clock.now() + ms });
  expect(await post(creator, `${originalId}/proof`, body)).toBe(expected);
  expect((await original(creator, originalId)).state).toBe('issued');
});

it('a proof’s id belongs to one original', async () => {
  const [one, two] = [await issued(), await issued()];
  for (const { originalId } of [one, two]) await post(creator, `${originalId}/taking`);
  const body = proof('E-0001');
  expect(await post(creator, `${one.originalId}/proof`, body)).toBe('done');
  expect(await post(creator, `${two.originalId}/proof`, body)).toBe('STORE-ALREADY-EXISTS');
});

it('what was handed over and proven is never changed in the store', async () => {
  const { originalId } = await issued();
  await post(creator, `${originalId}/taking`);
  await post(creator, `${originalId}/proof`, proof('F-0001'));
  const { db } = served.store;
  expect(() => db.update(handovers).set({ sha256: '0' }).run()).toThrow(/final/);
  expect(() => db.delete(handovers).run()).toThrow(/final/);
  expect(() => db.update(handoverProofs).set({ portalCode: 'X' }).run()).toThrow(/corrected/);
  expect(() => db.delete(handoverProofs).run()).toThrow(/corrected/);
});

it('where the station sends by itself nobody takes a file, unless the dossier was begun by hand', async () => {
  const { originalId } = await issued();
  const officer = findOfficerByUsername(served.store.db, 'creator');
  const actor = { id: officer?.id ?? '', roles: ['creator'] as const };
  expect(takeFile(served.office, actor, originalId, 'automatic')).toMatchObject({
    error: { code: 'HANDOVER-NOT-BY-HAND' },
  });
  expect(takeFile(served.office, actor, originalId, 'attended').ok).toBe(true);
  const input = { originalId, proofId: randomUUID(), portalCode: 'G-0001', receivedAt: served.clock.now() };
  expect(enterProof(served.office, actor, input, 'automatic')).toEqual({ ok: true, value: undefined });
});

it('what has waited longer than the office allows is late', async () => {
  const { originalId } = await issued();
  served.clock.pass(4 * 3_600_000 + 1);
  // The session has ended meanwhile.
  creator = await served.as('creator');
  const { copies } = await creator.json<HandoverList>('GET', '/api/handovers');
  expect(copies.find((task) => task.originalId === originalId)?.late).toBe(true);
});

it('pages that are more than the portal takes are told of before anything is signed', async () => {
  const { originalId } = await receive(creator);
  await scan(served, creator, originalId);
  const told = async () => (await creator.json<OriginalDetail>('GET', `/api/originals/${originalId}`)).tooLarge;
  expect(await told()).toBeNull();
  const { store, clock } = served;
  // The pages as they were kept, and no smaller coding.
  store.write((tx) => writeSetting(tx, 'coding.smaller', [], clock.now(), null));
  store.db.update(documents).set({ length: 6_000_000 }).where(eq(documents.purpose, 'page')).run();
  expect(await told()).toMatchObject({ limitBytes: 5_000_000 });
  store.write((tx) => writeSetting(tx, 'portal.manual-file-limit', 1000, clock.now(), null));
  expect(await told()).toBeNull();
});
