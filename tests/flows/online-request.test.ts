/** A request filed on the portal comes to the desk, is received when the paper is brought, and its copy goes back there. */
import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import type { DossierDetail, OriginalDetail, RequestDetail, RequestList } from '../../src/web/contract/index.ts';
import { withOffice } from '../peers/office/with-office.ts';
import { failureIn } from '../unit/web/support/served.ts';

const station = withOffice({ settings: { 'inbound.requests': true, 'inbound.minutes': 1 } });

/** Asks the portal until the list of the desk is as it should be. */
async function listed(is: (list: RequestList) => boolean): Promise<RequestList> {
  const { creator } = station.desk;
  for (;;) {
    const list = await creator.json<RequestList>('GET', '/api/online-requests');
    if (is(list)) return list;
    await creator.json('POST', '/api/online-requests/pull');
    await sleep(50);
  }
}

const find = (list: RequestList, code: string) => list.requests.find((one) => one.code === code);

async function arrived(code: string): Promise<RequestDetail> {
  const list = await listed((now) => find(now, code) !== undefined);
  return await station.desk.creator.json<RequestDetail>('GET', `/api/online-requests/${find(list, code)?.id}`);
}

const photograph = () =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#8c8c8c' } })
    .jpeg()
    .toBuffer();

test('it is received under the portal’s own code, and the copy goes back to the citizen’s account', async () => {
  const { online } = station.office.portal;
  const { creator } = station.desk;
  const sent = await photograph();
  const code = online.file({
    DanhSachTepDinhKemKhac: [{ TenGiayTo: 'Giấy khai sinh', SoLuong: 1, LoaiGiayTo: 1 }],
    TaiLieuNop: [
      { TenTepDinhKem: 'anh.jpg', Base64: sent.toString('base64') },
      { TenTepDinhKem: 'anh-that.jpg', Base64: Buffer.from('<script>alert(1)</script>').toString('base64') },
      { TenTepDinhKem: 'hỏng.pdf', Base64: '***' },
      { TenTepDinhKem: 'chỉ có tên.pdf', Base64: '' },
    ],
  });
  const request = await arrived(code);
  expect(request).toMatchObject({ state: 'filed', requesterName: 'Giàng Thị Súa', requesterIdentity: '099190000001' });
  expect(request.listed).toEqual([{ title: 'Giấy khai sinh', paperCopies: 1 }]);
  expect(request.attached.map(({ kind, fault }) => [kind, fault])).toEqual([
    ['jpeg', null],
    [null, 'kind'],
    [null, 'damaged'],
    [null, 'damaged'],
  ]);
  const path = `/api/online-requests/${request.id}`;
  const picture = await creator.once({ method: 'GET', path: `${path}/files/1` });
  expect([picture.status, picture.headers['content-type']]).toEqual([200, 'image/jpeg']);
  expect(picture.body.equals(sent)).toBe(false);
  expect(failureIn(await creator.once({ method: 'GET', path: `${path}/files/2` })).code).toBe('INBOUND-FILE-NOT-KEPT');

  // A payment that comes while it waits is news of the same request, not another one.
  online.pay(code, 12_000);
  const paid = find(await listed((list) => find(list, code)?.fee.paid === true), code);
  expect(paid).toMatchObject({ id: request.id, state: 'filed', fee: { amount: 12_000 } });

  const requester = { name: 'Giàng Thị Súa', identityNumber: '099190000001' };
  const version = paid?.version;
  const papers = [{ title: 'Giấy khai sinh', paperCopies: 1 }];
  const none = await creator.once({
    method: 'POST',
    path: `${path}/acceptance`,
    body: { version, requester, papers: [] },
  });
  expect(failureIn(none).code).toBe('INBOUND-NO-PAPER');
  const accept = () =>
    creator.json<{ dossierId: string }>('POST', `${path}/acceptance`, { version, requester, papers });
  // The answer may have been lost: pressed again, it opens nothing twice.
  expect(await accept()).toEqual(await accept());
  const dossier = await creator.json<DossierDetail>('GET', `/api/dossiers/${request.id}`);
  expect(dossier).toMatchObject({ code, requesterName: 'Giàng Thị Súa' });
  expect(dossier.originals.map(({ title, state }) => [title, state])).toEqual([['Giấy khai sinh', 'draft']]);
  await listed((list) => find(list, code)?.answer?.state === 'confirmed');
  expect(online.decisions).toHaveLength(1);
  expect(online.decisions[0]).toMatchObject({ MaHoSo: code, MaHoSoDonVi: code, TrangThai: '2' });

  const originalId = dossier.originals[0]?.id ?? '';
  await creator.json('POST', `/api/originals/${originalId}/secrecy-confirmation`, {
    noSecrecyStamp: true,
    noCopyBan: true,
  });
  await station.office.loadPaper('birth-certificate');
  await station.desk.scan(originalId);
  await station.desk.submit(originalId);
  expect((await station.desk.attempt('signing', originalId)).status).toBe(200);
  expect((await station.desk.attempt('sealing', originalId)).status).toBe(200);
  for (;;) {
    const { state } = await creator.json<OriginalDetail>('GET', `/api/originals/${originalId}`);
    if (state === 'delivered') break;
    await sleep(50);
  }
  const kept = station.office.portal.listReceived().filter((one) => one.code === code);
  expect(kept).toHaveLength(1);
  expect(kept[0]?.content).toMatchObject({
    KenhThucHien: '2',
    NoiNopHoSo: '1',
    DuocThanhToanTrucTuyen: '1',
    MaDoiTuong: online.find(code)?.MaDoiTuong,
    NgayNopHoSo: online.find(code)?.NgayNopHoSo,
  });
});

test('a supplement is asked for once though the answer is lost, and what the citizen then files waits anew', async () => {
  const { portal } = station.office;
  const { creator } = station.desk;
  const code = portal.online.file();
  const request = await arrived(code);
  const before = portal.online.decisions.length;
  portal.misbehave({ kind: 'dropped', service: 'DongBoTrangThaiHoSo', times: 2 });
  const body = { version: request.version, decision: 'supplement', reason: 'Ảnh giấy khai sinh không đọc được.' };
  const path = `/api/online-requests/${request.id}`;
  expect(await creator.json<RequestDetail>('POST', `${path}/answer`, body)).toMatchObject({ state: 'supplement' });
  const twice = await creator.once({ method: 'POST', path: `${path}/answer`, body });
  expect(failureIn(twice).code).toBe('STORE-CHANGED-MEANWHILE');
  await listed((list) => find(list, code)?.answer?.state === 'confirmed');
  expect(portal.online.decisions.slice(before)).toMatchObject([{ MaHoSo: code, TrangThai: '5' }]);
  expect(portal.online.repeatedDecisions).toBeGreaterThan(0);

  portal.online.change(code, { TrangThaiHoSo: '1', TrichYeuHoSo: 'Đã thay ảnh' });
  const list = await listed((now) => find(now, code)?.state === 'filed');
  expect(find(list, code)?.id).toBe(request.id);
});

test('what the portal refuses to be told waits for the officer; a request taken back waits no longer', async () => {
  const { portal } = station.office;
  const { creator } = station.desk;
  const [refused, withdrawn] = [portal.online.file(), portal.online.file()];
  const request = await arrived(refused);
  portal.misbehave({
    kind: 'says',
    error_code: '-1',
    message: 'Hồ sơ đang khóa',
    service: 'DongBoTrangThaiHoSo',
    times: 1,
  });
  const body = { version: request.version, decision: 'refused', reason: 'Không thuộc thẩm quyền.' };
  await creator.json('POST', `/api/online-requests/${request.id}/answer`, body);
  const list = await listed((now) => find(now, refused)?.answer?.state === 'rejected');
  expect(find(list, refused)?.answer).toMatchObject({ code: 'PORTAL-REJECTED', portalWords: 'Hồ sơ đang khóa' });
  await creator.json('POST', `/api/online-requests/${request.id}/answer/retry`);
  await listed((now) => find(now, refused)?.answer?.state === 'confirmed');

  await arrived(withdrawn);
  portal.online.change(withdrawn, { TrangThaiHoSo: '7' });
  const gone = find(await listed((now) => find(now, withdrawn)?.state === 'withdrawn'), withdrawn);
  const accept = {
    version: gone?.version,
    requester: { name: 'Giàng Thị Súa' },
    papers: [{ title: 'A', paperCopies: 0 }],
  };
  const answer = await creator.once({
    method: 'POST',
    path: `/api/online-requests/${gone?.id}/acceptance`,
    body: accept,
  });
  expect(failureIn(answer).code).toBe('INBOUND-NOT-WAITING');
});

test('what was ended at the portal waits at the desk no longer, whether the list still names it or not', async () => {
  const { portal } = station.office;
  const [ended, old] = [portal.online.file(), portal.online.file()];
  await arrived(ended);
  await arrived(old);
  portal.online.change(ended, { TrangThaiHoSo: '10' });
  portal.online.change(old, { TrangThaiHoSo: '8', NgayNopHoSo: '20250102080000' });
  const list = await listed((now) => [ended, old].every((code) => find(now, code)?.state === 'ended'));
  expect(find(list, old)?.answer).toBeNull();
});

test('of what the list names beside, nothing is fetched: other procedures, ended requests, the station’s own dossiers', async () => {
  const { portal } = station.office;
  const own = await station.desk.creator.json<{ code: string }>('PUT', `/api/dossiers/${randomUUID()}`, {
    requester: { name: 'Lò Thị Mẩy' },
  });
  const others = [
    portal.online.file({ MaTTHC: '1.001193' }),
    portal.online.file({ TrangThaiHoSo: '10' }),
    portal.online.file({ MaHoSo: own.code }),
  ];
  const code = portal.online.file({ MaTTHC: '2.000815.000.00.00.H99' });
  const list = await listed((now) => find(now, code) !== undefined);
  expect(others.map((other) => find(list, other))).toEqual([undefined, undefined, undefined]);
});

test('half answers, pages of a device and a broken request hold nobody else up', async () => {
  const { portal } = station.office;
  const broken = portal.online.file({ ChuHoSo: '' });
  const whole = portal.online.file();
  portal.misbehave({ kind: 'half', service: 'DanhSachHoSo', times: 1 });
  portal.misbehave({ kind: 'garbage', service: 'LayThongTinHoSo', times: 1 });
  portal.misbehave({ kind: 'twice', service: 'DanhSachHoSo', times: 1 });
  const list = await listed((now) => find(now, broken) !== undefined && find(now, whole) !== undefined);
  expect(find(list, broken)).toMatchObject({
    state: 'unreadable',
    failureCode: 'INBOUND-UNREADABLE',
    requesterName: null,
  });
  expect(find(list, whole)).toMatchObject({ state: 'filed' });
});
