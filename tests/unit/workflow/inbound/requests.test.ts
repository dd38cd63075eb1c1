/** What is kept of a request filed online, and that nothing of it is left when its term is over. */
import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import type { FetchedRequest } from '../../../../src/portal/index.ts';
import { handleRemovals } from '../../../../src/store/removals.ts';
import { answersOf, findRequestByCode } from '../../../../src/store/repositories/online-requests.ts';
import { findOutboxRow, markConfirmed, markRejected } from '../../../../src/store/repositories/outbox.ts';
import type { Actor } from '../../../../src/workflow/actor.ts';
import { answeredByHand, answerRequest, isAnswerByHand } from '../../../../src/workflow/inbound/answer-request.ts';
import { contentOf } from '../../../../src/workflow/inbound/content.ts';
import { noteOver, noteUnreadable, takeRequest } from '../../../../src/workflow/inbound/take-request.ts';
import { settingsOf } from '../../../../src/workflow/office.ts';
import { purgeDue } from '../../../../src/workflow/purge.ts';
import { SmallDisk } from '../../../peers/workflow/small-disk.ts';
import { type Served, serve } from '../../web/support/served.ts';

const dayMs = 86_400_000;
const personal = '099190000017';
let served: Served;
let creator: Actor;
let picture: Uint8Array;

beforeAll(async () => {
  served = await serve();
  handleRemovals(served.store);
  creator = { id: served.addOfficer({ username: 'sung', roles: ['creator'] }), roles: ['creator'] };
  picture = await sharp({ create: { width: 8, height: 8, channels: 3, background: '#8c8c8c' } })
    .jpeg()
    .toBuffer();
});
afterAll(() => served.close());

function filed(code: string, subject = ''): FetchedRequest {
  return {
    request: {
      code,
      procedureCode: '2.000815',
      filedAt: served.clock.now(),
      requester: { name: 'Giàng Thị Súa', identityNumber: personal },
      subject,
      papers: [{ title: 'Giấy khai sinh', paperCopies: 0 }],
    },
    files: [{ name: `giấy của ${personal}.jpg`, bytes: picture }],
  };
}

const rowOf = (code: string) => {
  const row = findRequestByCode(served.store.db, code);
  if (!row) throw new Error(`no request ${code}`);
  return row;
};

/** Everything that lies in the folder of the store, as one would read a stolen disk. */
function onDisk(): Buffer {
  const files = readdirSync(join(served.folder, 'state'), { recursive: true, withFileTypes: true });
  return Buffer.concat(files.filter((one) => one.isFile()).map((one) => readFileSync(join(one.parentPath, one.name))));
}

/** The portal has taken what was decided. */
function confirmAnswer(requestId: string): void {
  const [answer] = answersOf(served.store.db, requestId);
  const now = served.clock.now();
  const receipt = { connector: 'lgsp', service: 'DongBoTrangThaiHoSo', message: '', at: now, requestSha256: '' };
  const change = { attempts: 1, receipt, result: null, confirmedAt: now };
  served.store.write((tx) => markConfirmed(tx, answer?.id ?? '', change));
}

it('goes with its key, its files and the words of the answer; its code stays, and the portal’s list brings nothing back', async () => {
  const { office, store, clock } = served;
  const code = 'G99.14-20261122-0000001';
  await takeRequest(office, filed(code), 'stamp');
  const { id, version } = rowOf(code);
  const documentId = contentOf(store, rowOf(code))?.files[0]?.documentId ?? '';
  expect(existsSync(store.documents.path(documentId))).toBe(true);
  expect(onDisk().includes(personal)).toBe(false);
  const reason = `Số ${personal} không đúng người nộp`;
  unwrap(answerRequest(office, creator, { id, version, decision: 'refused', reason }));
  expect(onDisk().includes(personal)).toBe(true);

  const days = settingsOf(office)['retention.days'];
  clock.pass((days + 1) * dayMs);
  // The portal has not been told yet.
  expect(purgeDue(office)).toBe(0);
  confirmAnswer(id);
  expect(purgeDue(office)).toBe(1);
  expect(purgeDue(office)).toBe(0);
  await expect.poll(() => store.keys.find(id)).toBeNull();
  await expect.poll(() => existsSync(store.documents.path(documentId))).toBe(false);
  expect(rowOf(code)).toMatchObject({ code, sealed: null, contentSha256: null, purgedAt: clock.now() });
  expect(onDisk().includes(personal)).toBe(false);

  await takeRequest(office, filed(code, 'Đã sửa'), 'another stamp');
  expect(rowOf(code)).toMatchObject({ sealed: null, state: 'refused' });
  expect(store.keys.find(id)).toBeNull();
  expect(store.journal.verify(store.db)).toBeNull();
});

it('refused for ever by the portal, an answer keeps its request no longer than its term', async () => {
  const { office, store, clock } = served;
  const code = 'G99.14-20261122-0000004';
  await takeRequest(office, filed(code), 'stamp');
  const { id, version } = rowOf(code);
  unwrap(answerRequest(office, creator, { id, version, decision: 'refused', reason: 'Sai nơi nhận' }));
  const [answer] = answersOf(store.db, id);
  const refusal = { attempts: 1, failureCode: 'PORTAL-REJECTED', failureMessage: `Hồ sơ của ${personal} đang khóa` };
  store.write((tx) => markRejected(tx, answer?.id ?? '', refusal));
  clock.pass((settingsOf(office)['retention.days'] + 1) * dayMs);
  expect(purgeDue(office)).toBe(1);
  expect(answersOf(store.db, id)).toEqual([]);
  // Without its words nothing is sent, and nothing of it waits.
  expect(findOutboxRow(store.db, answer?.id ?? '')).toBeUndefined();
  const [purged] = store.journal.ofObject(store.db, 'dossier', id).filter(({ act }) => act === 'purge-request');
  expect(purged?.facts).toMatchObject({ untold: 1 });
});

it('decided, but with no way to tell the portal, stays no longer than what nobody decided', async () => {
  const { office, clock } = served;
  const code = 'G99.14-20261122-0000009';
  await takeRequest(office, filed(code), 'stamp');
  const { id, version } = rowOf(code);
  unwrap(answerRequest(office, creator, { id, version, decision: 'refused', reason: 'Sai nơi nhận' }));
  clock.pass(89 * dayMs);
  expect(purgeDue(office)).toBe(0);
  clock.pass(2 * dayMs);
  expect(purgeDue(office)).toBe(1);
  expect(rowOf(code).sealed).toBeNull();
});

it('nobody having decided, stays longer than what was', async () => {
  const { office, clock } = served;
  const code = 'G99.14-20261122-0000002';
  await takeRequest(office, filed(code), 'stamp');
  clock.pass(89 * dayMs);
  expect(purgeDue(office)).toBe(0);
  clock.pass(2 * dayMs);
  expect(purgeDue(office)).toBe(1);
  expect(rowOf(code).sealed).toBeNull();
});

it('says that the portal has a newer content only while it is not here', async () => {
  const { office } = served;
  const code = 'G99.14-20261122-0000003';
  await takeRequest(office, filed(code), 'stamp');
  noteUnreadable(office, code, 'stamp 2', 'INBOUND-UNREADABLE');
  expect(rowOf(code).changedSince).not.toBeNull();
  await takeRequest(office, filed(code, 'Đã sửa'), 'stamp 3');
  expect(rowOf(code)).toMatchObject({ state: 'filed', changedSince: null });
});

it('ended at the portal, waits no longer; opened again there, it waits anew', async () => {
  const { office, store } = served;
  const code = 'G99.14-20261122-0000005';
  const listed = (statusCode: number, stamp: string) => ({ code, statusCode, procedureCode: null, stamp });
  await takeRequest(office, filed(code), 'stamp');
  expect(noteOver(office, listed(4, 'stamp 2'))).toBe(false);
  for (const statusCode of [3, 8, 9, 10]) {
    expect(noteOver(office, listed(statusCode, `ended ${statusCode}`))).toBe(true);
    expect(rowOf(code)).toMatchObject({ state: 'ended', portalStatus: statusCode, stamp: `ended ${statusCode}` });
    const { id, version } = rowOf(code);
    const answer = answerRequest(office, creator, { id, version, decision: 'refused', reason: 'Sai nơi nhận' });
    expect(answer).toMatchObject({ error: { code: 'INBOUND-NOT-WAITING' } });
    // Nobody waits for it any more: what is new of it is to be fetched.
    expect(noteOver(office, listed(statusCode, 'again'))).toBe(false);
    const again = filed(code);
    await takeRequest(office, { ...again, request: { ...again.request, statusCode: 1 } }, 'open again');
    expect(rowOf(code).state).toBe('filed');
  }
  expect(noteOver(office, listed(7, 'taken back'))).toBe(true);
  expect(rowOf(code)).toMatchObject({ state: 'withdrawn', withdrawnAt: served.clock.now() });
  const acts = store.journal.ofObject(store.db, 'dossier', rowOf(code).id).map(({ act }) => act);
  expect(acts.filter((act) => act === 'request-ended')).toHaveLength(4);
});

it('ended at the portal, one that could not be read is forgotten as any other', async () => {
  const { office, clock } = served;
  const code = 'G99.14-20261122-0000006';
  noteUnreadable(office, code, 'stamp', 'INBOUND-UNREADABLE');
  expect(noteOver(office, { code, statusCode: 10, procedureCode: null, stamp: 'done' })).toBe(true);
  expect(rowOf(code)).toMatchObject({ state: 'ended', failureCode: null });
  clock.pass((settingsOf(office)['retention.days'] + 1) * dayMs);
  expect(purgeDue(office)).toBeGreaterThan(0);
  expect(rowOf(code).purgedAt).not.toBeNull();
});

it('answered on the portal by the officer, what was refused goes no more and waits no more', async () => {
  const { office, store } = served;
  const code = 'G99.14-20261122-0000007';
  await takeRequest(office, filed(code), 'stamp');
  const { id, version } = rowOf(code);
  unwrap(answerRequest(office, creator, { id, version, decision: 'refused', reason: 'Sai nơi nhận' }));
  const automatic = { ...settingsOf(office), 'portal.connector': 'lgsp' } as const;
  const states = ['waiting', 'sending', 'confirmed', 'rejected'] as const;
  expect(states.filter((state) => isAnswerByHand({ state }, automatic))).toEqual(['rejected']);
  expect(states.filter((state) => isAnswerByHand({ state }, settingsOf(office)))).toEqual(['waiting', 'rejected']);
  const [answer] = answersOf(store.db, id);
  const refusal = { attempts: 1, failureCode: 'PORTAL-REJECTED', failureMessage: null };
  store.write((tx) => markRejected(tx, answer?.id ?? '', refusal));
  expect(answeredByHand(office, { ...creator, roles: ['signer'] }, id)).toMatchObject({ ok: false });
  unwrap(answeredByHand(office, creator, id));
  expect(findOutboxRow(store.db, answer?.id ?? '')).toMatchObject({
    state: 'confirmed',
    receipt: { connector: 'manual' },
  });
  expect(answeredByHand(office, creator, id)).toMatchObject({ error: { code: 'PORTAL-ROW-NOT-REJECTED' } });
});

it('on a disk that fills up between two files, leaves none of them, and is taken whole when there is room', async () => {
  const disk = new SmallDisk();
  const small = await serve(disk.folder);
  try {
    const { office, store } = small;
    const code = 'G99.14-20261122-0000030';
    const large = Buffer.concat([Buffer.from('%PDF-'), randomBytes(2_000_000)]);
    const request = filed(code);
    const fetched = { ...request, files: [...request.files, { name: 'sổ.pdf', bytes: large }] };
    const before = await store.documents.list();
    disk.fill();
    disk.makeSpace(1_000_000);
    await expect(takeRequest(office, fetched, 'stamp')).rejects.toMatchObject({ code: 'ENOSPC' });
    expect(await store.documents.list()).toEqual(before);
    expect(findRequestByCode(store.db, code)).toBeUndefined();
    disk.makeSpace();
    await takeRequest(office, fetched, 'stamp');
    expect((await store.documents.list()).ids).toHaveLength(before.ids.length + 2);
  } finally {
    await small.close();
    disk.remove();
  }
});
