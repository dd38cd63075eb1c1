import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type {
  DossierDetail,
  MessageList,
  RequestLine,
  RequestList,
  StationAnswer,
} from '../../src/web/contract/index.ts';
import { Screen } from '../peers/office/client.ts';
import { setCredential } from '../peers/office/office.ts';
import { people } from '../peers/office/people.ts';
import { withOffice } from '../peers/office/with-office.ts';
import { dvcClient, mapiAccount } from '../peers/portal/index.ts';

const station = withOffice({
  settings: { 'portal.connector': 'mapi', 'inbound.requests': true, 'inbound.minutes': 1 },
});
let admin: Screen;

beforeAll(async () => {
  const { office } = station;
  admin = new Screen(office.address, office.authorityPem);
  await admin.signIn(people.admin.username, people.admin.password);
});
afterAll(() => station.office.portal.heal());

/** An original with both signatures, issued. */
async function issued(title: string): Promise<{ id: string; code: string }> {
  const { desk, office } = station;
  const id = await desk.receive(title);
  await office.loadPaper('birth-certificate');
  await desk.scan(id);
  await desk.submit(id);
  expect((await desk.attempt('signing', id)).status).toBe(200);
  expect((await desk.attempt('sealing', id)).status).toBe(200);
  return { id, code: (await desk.original(id)).dossierCode };
}

const delivered = (id: string) =>
  expect.poll(async () => (await station.desk.original(id)).state, { timeout: 60_000 }).toBe('delivered');
const copyOf = async (id: string): Promise<Buffer> =>
  (await station.desk.creator.call({ method: 'GET', path: `/api/originals/${id}/copy.pdf` })).body;
const lamps = () => admin.json<StationAnswer>('GET', '/api/station');

test('a whole dossier reaches the portal by mapi, over a lost answer and an expired session', async () => {
  const { office, desk } = station;
  office.portal.misbehave({ kind: 'dropped', service: 'DongBoHoSoMC', times: 1 });
  office.portal.misbehave({ kind: 'expired', service: 'CapNhatTienDoHoSoMC', times: 1 });
  const { id, code } = await issued('Giấy khai sinh');
  await delivered(id);
  await expect
    .poll(() => office.portal.listReceived().find((one) => one.code === code)?.content.TrangThaiHoSo, {
      timeout: 30_000,
    })
    .toBe('10');
  const [kept] = office.portal.listReceived().filter((one) => one.code === code);
  expect([kept?.adds, kept?.steps.map((step) => step.TrangThai)]).toEqual([1, ['2', '4', '4', '9']]);
  const url = kept?.content.DanhSachGiayToKetQua[0]?.DuongDanTepTinKetQua ?? '';
  expect(await office.gateway.fetchCopy(url)).toEqual(await copyOf(id));
  const { dossierId } = await desk.original(id);
  const { messages } = await desk.creator.json<MessageList>('GET', `/api/dossiers/${dossierId}/messages`);
  expect(messages.filter((one) => one.receipt?.connector === 'mapi').length).toBeGreaterThanOrEqual(2);

  // A cancelled copy is taken back at the portal: its state says so, and the copy is no result any more.
  const cancellation = { reason: 'Sai bản chính', decision: '15/QĐ-UBND' };
  await desk.creator.json('POST', `/api/originals/${id}/cancellation`, cancellation);
  const there = () => office.portal.listReceived().find((one) => one.code === code)?.content;
  await expect.poll(() => there()?.TrangThaiHoSo, { timeout: 30_000 }).toBe('8');
  expect(there()?.DanhSachGiayToKetQua).toEqual([]);
});

test('a request filed online comes by mapi, is received, and its copy goes back to the citizen’s account', async () => {
  const { office, desk } = station;
  const { creator } = desk;
  const { online } = office.portal;
  office.portal.misbehave({ kind: 'expired', service: 'LayThongTinHoSo', times: 1 });
  office.portal.misbehave({ kind: 'dropped', service: 'DongBoTrangThaiHoSo', times: 1 });
  const code = online.file();
  const find = async (): Promise<RequestLine | undefined> => {
    const { requests } = await creator.json<RequestList>('GET', '/api/online-requests');
    return requests.find((one) => one.code === code);
  };
  const comes = async (): Promise<string | undefined> => {
    await creator.json('POST', '/api/online-requests/pull');
    return (await find())?.state;
  };
  await expect.poll(comes, { timeout: 60_000 }).toBe('filed');
  const { id, version } = (await find()) as RequestLine;
  const body = {
    version,
    requester: { name: 'Giàng Thị Súa', identityNumber: '099190000001' },
    papers: [{ title: 'Giấy khai sinh', paperCopies: 0 }],
  };
  await creator.json('POST', `/api/online-requests/${id}/acceptance`, body);
  await expect.poll(async () => (await find())?.answer?.state, { timeout: 60_000 }).toBe('confirmed');
  expect(online.decisions.map(({ MaHoSo, TrangThai }) => [MaHoSo, TrangThai])).toEqual([[code, '2']]);
  const dossier = await creator.json<DossierDetail>('GET', `/api/dossiers/${id}`);
  const originalId = dossier.originals[0]?.id ?? '';
  await creator.json('POST', `/api/originals/${originalId}/secrecy-confirmation`, {
    noSecrecyStamp: true,
    noCopyBan: true,
  });
  await office.loadPaper('birth-certificate');
  await desk.scan(originalId);
  await desk.submit(originalId);
  expect((await desk.attempt('signing', originalId)).status).toBe(200);
  expect((await desk.attempt('sealing', originalId)).status).toBe(200);
  await delivered(originalId);
  const [kept] = office.portal.listReceived().filter((one) => one.code === code);
  expect(kept?.content).toMatchObject({
    KenhThucHien: '2',
    NoiNopHoSo: '1',
    MaDoiTuong: online.find(code)?.MaDoiTuong,
  });
  const { messages } = await creator.json<MessageList>('GET', `/api/dossiers/${id}/messages`);
  expect(messages[0]).toMatchObject({ kind: 'answer-request', state: 'confirmed', receipt: { connector: 'mapi' } });
});

test('an account that was taken back is said at the lamp, is not tried again and again, and work goes on', async () => {
  const { office } = station;
  office.portal.misbehave({ kind: 'revoked' });
  const { id } = await issued('Học bạ');
  await expect.poll(async () => (await lamps()).portal.refusal, { timeout: 30_000 }).toBe('PORTAL-LOGIN-REFUSED');
  const logins = () => office.portal.requests.filter((one) => one.service === 'login').length;
  const before = logins();
  const { id: second } = await issued('Bằng tốt nghiệp');
  expect((await station.desk.original(second)).state).toBe('issued');
  expect(logins()).toBe(before);
  office.portal.heal();
  await setCredential(office.state, 'mapi', mapiAccount.password);
  await office.station.stop();
  await office.station.start();
  await delivered(id);
  await delivered(second);
  expect((await lamps()).portal.refusal).toBeNull();
});

test('the unit admin changes the way: a whole dossier reaches the portal by dvcsync, its copy by upload', async () => {
  const { office } = station;
  await admin.json('PUT', '/api/settings/portal.connector', { value: 'dvcsync' });
  await office.station.stop();
  await office.station.start();
  office.portal.misbehave({ kind: 'dropped', service: 'CreateDossier', times: 1 });
  office.portal.misbehave({ kind: 'dropped', service: 'UploadFile', times: 1 });
  const { id, code } = await issued('Sổ hộ khẩu');
  await delivered(id);
  await expect
    .poll(() => office.portal.dvc.list().find((one) => one.code === code)?.state?.TrangThai, { timeout: 30_000 })
    .toBe('10');
  const [kept] = office.portal.dvc.list();
  expect(office.portal.dvc.list()).toHaveLength(1);
  expect(kept?.steps.map((step) => step.TrangThai)).toEqual(['2', '4', '4', '9']);
  expect(kept?.creation.ThanhPhanHoSo.map((one) => one.TenThanhPhanHoSo)).toEqual(['Sổ hộ khẩu']);
  const told = office.portal.requests.flatMap((one) =>
    one.service === 'CapNhatTrangThai' ? (one.body as { DanhSachGiayToKetQua?: { IdGiayTo: string }[] }[]) : [],
  );
  const file = told.flatMap((one) => one.DanhSachGiayToKetQua ?? [])[0]?.IdGiayTo ?? '';
  expect(office.portal.dvc.file(file)?.bytes).toEqual(await copyOf(id));
  expect(office.portal.dvc.numbers).toBe(1);
});

test('no secret stands in the log, and the settings do not hold them', async () => {
  const { office } = station;
  const log = await readFile(office.logPath, 'utf8');
  const settings = JSON.stringify(await admin.json('GET', '/api/settings'));
  for (const secret of [mapiAccount.password, dvcClient.secret]) {
    expect(log).not.toContain(secret);
    expect(settings).not.toContain(secret);
  }
});
