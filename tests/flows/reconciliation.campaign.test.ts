/** A whole station that asks portal and gateway what they have: killed in the middle, a fetch, a recall. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LedgerAnswer, ReconciliationAnswer } from '../../src/web/contract/index.ts';
import { startProvince } from '../peers/document-gateway/province.ts';
import { setCredential } from '../peers/office/office.ts';
import { withOffice } from '../peers/office/with-office.ts';

const token = 'mot-tram-o-xa-muong-thu';
const province = await startProvince({ 'xa-muong-thu': token });
const station = withOffice({
  settings: { 'portal.gateway-url': `${province.url}/files`, 'portal.link-url': `${province.url}/links` },
});

beforeAll(async () => {
  const { office } = station;
  await setCredential(office.state, 'document-gateway', token);
  await office.station.stop();
  await office.station.start();
}, 120_000);
afterAll(() => province.close());

const kept = (code: string) => station.office.portal.listReceived().find((one) => one.code === code);
const urlOf = (code: string): string => kept(code)?.content.DanhSachGiayToKetQua[0]?.DuongDanTepTinKetQua ?? '';
const asked = (code: string): number =>
  station.office.portal.requests.filter(
    ({ service, body }) => service === 'TraCuuHoSo' && JSON.stringify(body).includes(code),
  ).length;
const comparison = () => station.desk.creator.json<ReconciliationAnswer>('GET', '/api/reconciliation');
const ledger = (id: string) => station.desk.creator.json<LedgerAnswer>('GET', `/api/dossiers/${id}/ledger`);

async function delivered(title: string): Promise<{ id: string; code: string; dossierId: string }> {
  const { desk, office } = station;
  const id = await desk.receive(title);
  await office.loadPaper('birth-certificate');
  await desk.scan(id);
  await desk.submit(id);
  expect((await desk.attempt('signing', id)).status).toBe(200);
  expect((await desk.attempt('sealing', id)).status).toBe(200);
  const { dossierCode: code, dossierId } = await desk.original(id);
  await expect.poll(() => kept(code)?.content.TrangThaiHoSo, { timeout: 60_000 }).toBe('10');
  return { id, code, dossierId };
}

/** A round from its beginning to its end. */
async function compared(): Promise<ReconciliationAnswer> {
  await station.desk.creator.json('POST', '/api/reconciliation');
  await expect.poll(async () => (await comparison()).round, { timeout: 60_000 }).toBeNull();
  return await comparison();
}

test('killed while the portal is asked, the station goes on with what is left and finds what differs', async () => {
  const { office, desk } = station;
  const [first, second] = [await delivered('Giấy khai sinh'), await delivered('Học bạ')];
  await expect.poll(async () => (await comparison()).round, { timeout: 60_000 }).toBeNull();
  const before = [asked(first.code), asked(second.code)];
  office.portal.meddle(second.code, (content) => ({ ...content, TrangThaiHoSo: '7' }));
  office.portal.misbehave({ kind: 'slow', ms: 3000, service: 'TraCuuHoSo', times: 1 });
  await desk.creator.json('POST', '/api/reconciliation');
  const since = () => asked(first.code) + asked(second.code) - (before[0] ?? 0) - (before[1] ?? 0);
  await expect.poll(since, { timeout: 30_000 }).toBe(1);
  await office.station.kill();
  await office.station.start();
  await expect.poll(async () => (await comparison()).round, { timeout: 60_000 }).toBeNull();
  const { last, differences } = await comparison();
  expect(last).toMatchObject({ dossiers: 2, unanswered: 0 });
  expect(differences).toMatchObject([
    { dossierCode: second.code, kind: 'status', ownStatus: 10, farStatus: 7, mend: 'look' },
  ]);
  // The office's own state stands.
  expect((await desk.original(second.id)).state).toBe('delivered');
  expect(kept(second.code)).toMatchObject({ adds: 1, content: { TrangThaiHoSo: '7' } });
});

test('a fetch is in the ledger with its hash; a cancelled copy is fetched no more, and the ledger says how far that is', async () => {
  const { desk } = station;
  const { id, code, dossierId } = await delivered('Bằng tốt nghiệp');
  const url = urlOf(code);
  expect(url).toMatch(new RegExp(`^${province.url}/d/`));
  const fetched = Buffer.from(await (await fetch(url)).arrayBuffer());
  const copy = (await desk.creator.call({ method: 'GET', path: `/api/originals/${id}/copy.pdf` })).body;
  expect(fetched.equals(copy)).toBe(true);
  await compared();
  const [entry] = (await ledger(dossierId)).copies;
  expect(entry?.fetches).toMatchObject([{ caller: 'truc', bytes: copy.length, whole: true }]);

  await desk.creator.json('POST', `/api/originals/${id}/cancellation`, {
    reason: 'Sai bản chính',
    decision: '15/QĐ-UBND',
  });
  await expect.poll(async () => (await fetch(url)).status, { timeout: 60_000 }).toBe(404);
  const recall = async () => (await ledger(dossierId)).recalls[0];
  await expect.poll(async () => (await recall())?.verifiedAt, { timeout: 60_000 }).toEqual(expect.any(Number));
  await expect.poll(async () => (await recall())?.link, { timeout: 60_000 }).toBe('revoked');
  expect((await recall())?.toldAt).toEqual(expect.any(Number));
  expect(kept(code)?.content).toMatchObject({ TrangThaiHoSo: '8', DanhSachGiayToKetQua: [] });
  const table = (await desk.creator.call({ method: 'GET', path: `/api/dossiers/${dossierId}/ledger.csv` })).body;
  expect(table.toString('utf8')).toContain('lượt tải bản sao,1,tải trọn tệp');
});
