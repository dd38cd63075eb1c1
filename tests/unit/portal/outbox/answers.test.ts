/** What is decided of requests filed online goes by the outbox: before the dossier's own messages, and set aside when refused. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fail, ok } from '../../../../src/common/result.ts';
import { dvcSyncDefaults } from '../../../../src/portal/connectors/dvcsync/settings.ts';
import { type PortalSettings, receiptByHand, settleCopyByHand } from '../../../../src/portal/index.ts';
import { addAnswer, answersOf, findAnswer, insertRequest } from '../../../../src/store/repositories/online-requests.ts';
import { outboxCounts } from '../../../../src/store/repositories/outbox-backlog.ts';
import { openMessages } from '../../../../src/workflow/views/messages.ts';
import { startGatewayPeer } from '../../../peers/document-gateway/index.ts';
import { dvcClient, startPortalPeer } from '../../../peers/portal/index.ts';
import { end, expectDelivered, far, settingsFor } from '../far-side.ts';
import { codeOf, dossierId, type Office, openOffice } from '../office.ts';

const account = '3f2b8c1e-0000-4000-8000-000000000001';
let effects: string[];

function open(settings: PortalSettings, start = true): Office {
  return openOffice(settings, {
    start,
    callbacks: {
      loadAnswer: (id) => {
        const answer = findAnswer(far.office.store.db, id);
        if (!answer) return fail('STORE-NOT-FOUND');
        const { decision, words, decidedAt: at } = answer;
        return ok({ code: codeOf(Number(answer.requestId.split('-')[1])), accountId: account, decision, words, at });
      },
    },
  });
}

beforeEach(async () => {
  effects = [];
  far.portal = await startPortalPeer({ unit: '000.14.56.H56', token: 'tram-01' });
  far.portal.onEffect = (service, codes) => effects.push(`${service} ${codes.join()}`);
  far.gateway = await startGatewayPeer();
  far.office = open(settingsFor(far.portal.baseUrl, far.gateway.endpoint));
});
afterEach(end);

/** A citizen filed request `n`, and the desk decides it. */
function decide(n: number, decision: 'accepted' | 'supplement' | 'refused'): string {
  const { store, portal } = far.office;
  const id = `answer-${n}-${decision}`;
  if (!far.portal.online.has(codeOf(n))) far.portal.online.file({ MaHoSo: codeOf(n), MaDoiTuong: account });
  const row = { id: dossierId(n), code: codeOf(n), state: 'filed', stamp: '', arrivedAt: 1, changedAt: 1 } as const;
  store.write((tx) => {
    if (answersOf(tx, dossierId(n)).length === 0) insertRequest(tx, { ...row, sealed: Buffer.from('-') });
    const of = { requestId: dossierId(n), decidedBy: 'officer-1', decidedAt: Date.now() };
    addAnswer(tx, { id, decision, words: `Đã xem bản chính: ${decision}`, ...of });
    portal.outbox.answerRequest(tx, dossierId(n), id);
  });
  far.office.changes.set(dossierId(n), { channel: 'online', accountId: account });
  return id;
}
const stateOf = (n: number) => answersOf(far.office.store.db, dossierId(n)).map(({ state }) => state);

it('the acceptance reaches the portal before all that its dossier tells, however often it has to be repeated', async () => {
  far.portal.misbehave({ kind: 'status', status: 503, service: 'DongBoTrangThaiHoSo', times: 2 });
  far.portal.misbehave({ kind: 'dropped', service: 'DongBoTrangThaiHoSo', times: 1 });
  decide(1, 'accepted');
  far.office.issue(1);
  await far.office.drained();
  await expectDelivered(1);
  const told = effects.filter((effect) => effect.endsWith(codeOf(1))).map((effect) => effect.split(' ')[0]);
  const own = told.indexOf('DongBoHoSoMC');
  expect(told.lastIndexOf('DongBoTrangThaiHoSo')).toBeLessThan(own);
  expect(far.portal.online.decisions).toHaveLength(1);
  expect(far.office.rows(1).map(({ kind }) => kind)).toEqual([
    'answer-request',
    'upload-copy',
    'sync-dossier',
    'progress',
  ]);
});

it('two answers to one request go one after the other', async () => {
  far.portal.misbehave({ kind: 'status', status: 503, service: 'DongBoTrangThaiHoSo', times: 1 });
  decide(1, 'supplement');
  decide(1, 'refused');
  await far.office.drained();
  expect(far.portal.online.decisions.map(({ TrangThai }) => TrangThai)).toEqual(['5', '5']);
  expect(stateOf(1)).toEqual(['confirmed', 'confirmed']);
});

it('refused, it is set aside for a person, holds back its own dossier alone, and goes again', async () => {
  const says = { kind: 'says', error_code: '-1', message: 'Hồ sơ đang khóa' } as const;
  far.portal.misbehave({ ...says, service: 'DongBoTrangThaiHoSo', times: 1 });
  const id = decide(1, 'accepted');
  far.office.issue(1);
  far.office.issue(2);
  await far.office.until(() => far.office.rows(2).every(({ state }) => state === 'confirmed'));
  await far.office.until(() => stateOf(1)[0] === 'rejected');
  expect(outboxCounts(far.office.store.db)).toMatchObject({ rejected: 1, waiting: 3 });
  expect(openMessages(far.office.store.db)[0]).toMatchObject({
    id,
    kind: 'answer-request',
    dossierCode: codeOf(1),
    failureCode: 'PORTAL-REJECTED',
  });
  expect(effects.some((effect) => effect === `DongBoHoSoMC ${codeOf(1)}`)).toBe(false);
  expect(far.office.portal.retry(id)).toEqual(ok());
  await far.office.drained();
  await expectDelivered(1);
});

it('a refusal that no dossier follows is listed under the code of its request', async () => {
  far.portal.misbehave({ kind: 'says', error_code: '-1', message: 'Không', service: 'DongBoTrangThaiHoSo' });
  decide(3, 'refused');
  await far.office.until(() => stateOf(3)[0] === 'rejected');
  expect(openMessages(far.office.store.db).map(({ dossierCode }) => dossierCode)).toEqual([codeOf(3)]);
});

it('taken by the portal while its answer was lost, it goes again at the next start and has one effect', async () => {
  far.portal.misbehave({ kind: 'half-closed', service: 'DongBoTrangThaiHoSo', times: 1 });
  decide(1, 'supplement');
  await far.office.until(() => effects.length > 0);
  far.office = await far.office.reopen();
  await far.office.drained();
  expect(far.portal.online.decisions).toHaveLength(1);
  expect(far.portal.online.repeatedDecisions).toBe(1);
});

it('a way that brings no requests sets it aside and says so; the copy that an officer puts there settles it', async () => {
  const { urls } = far.portal;
  const dvcsync = {
    ...dvcSyncDefaults,
    baseUrl: urls.dvcsync,
    clientId: dvcClient.id,
    clientSecret: dvcClient.secret,
    numberCode: '',
    unitCode: '000.14.56.H56',
    serviceCode: '2.000815.000.00.00.H56.02',
    componentCode: '',
  };
  far.office = await far.office.reopen({ connector: 'dvcsync', dvcsync });
  decide(1, 'accepted');
  far.office.issue(1);
  await far.office.until(() => stateOf(1)[0] === 'rejected');
  expect(far.office.rows(1)[0]?.failureCode).toBe('INBOUND-ANSWER-NO-WAY');
  const upload = far.office.rows(1).find(({ kind }) => kind === 'upload-copy');
  if (!upload) throw new Error('no upload');
  const receipt = receiptByHand('Đã nộp', 5, { text: 'x' });
  far.office.store.write((tx) => settleCopyByHand(tx, upload, { receipt, confirmedAt: 5 }));
  expect(far.office.rows(1).map(({ state }) => state)).toEqual(['confirmed', 'confirmed', 'confirmed', 'confirmed']);
});
