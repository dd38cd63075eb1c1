import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/common/log.ts';
import { type GatewayPeer, startGatewayPeer } from '../../peers/document-gateway/index.ts';
import { type LinkPeer, startLinkPeer } from '../../peers/link/index.ts';
import { type PortalPeer, type PortalPeerOptions, startPortalPeer } from '../../peers/portal/index.ts';
import { codeOf, dossierId, type Office, openOffice, shortWaits } from './office.ts';

let portal: PortalPeer;
let gateway: GatewayPeer;
let link: LinkPeer;
let office: Office;
const more: Office[] = [];

const settingsFor = (baseUrl: string, endpoint: string) =>
  ({
    connector: 'lgsp',
    lgsp: { baseUrl, unitCode: '000.14.56.H56', bearerToken: 'tram-01', timeoutMs: 300 },
    gateway: { endpoint, chunkBytes: 8192, limits: { baseTimeoutMs: 1000, slowestBytesPerSecond: 100_000 } },
  }) as const;

async function begin(options: PortalPeerOptions = {}, start = true): Promise<void> {
  portal = await startPortalPeer({ unit: '000.14.56.H56', token: 'tram-01', ...options });
  gateway = await startGatewayPeer();
  office = openOffice(settingsFor(portal.baseUrl, gateway.endpoint), { start });
}

const received = (n: number) => portal.listReceived().filter((d) => d.code === codeOf(n));

/** The portal has dossier `n` once, with its copy, byte for byte, and both steps in order. */
async function expectDelivered(n: number): Promise<void> {
  expect(received(n)).toHaveLength(1);
  const [kept] = received(n);
  expect(kept?.adds).toBe(1);
  expect(kept?.steps.map((s) => s.NoiDungXuLy)).toEqual([
    'Bước 1: đã ký và đóng dấu bản sao điện tử',
    'Bước 2: đã ký và đóng dấu bản sao điện tử',
  ]);
  const results = kept?.content.DanhSachGiayToKetQua ?? [];
  expect(results).toHaveLength(1);
  const copy = await gateway.fetchCopy(results[0]?.DuongDanTepTinKetQua ?? '');
  expect(copy?.equals(office.copies.get(`document-${n}`) ?? Buffer.alloc(0))).toBe(true);
}

beforeEach(() => {
  more.length = 0;
});

afterEach(async () => {
  for (const one of more) await one.close();
  await office.close();
  await portal.close();
  await gateway.close();
});

describe('the way of a dossier', () => {
  it('uploads the copy, then adds the dossier, then reports the steps', async () => {
    await begin();
    office.issue(1);
    await office.drained();
    await expectDelivered(1);
    expect(portal.requests.map((r) => r.service)).toEqual(['DongBoHoSoMC', 'CapNhatTienDoHoSoMC']);
    expect(portal.requests[0]?.query).toEqual({ MaDinhDanhDV: '000.14.56.H56', isUpdating: 'False' });
    expect(office.confirmed).toEqual(['dossier-1 upload-copy', 'dossier-1 sync-dossier', 'dossier-1 progress']);
    expect(office.rows(1).map((row) => row.receipt?.message)).toEqual([
      '20000 bytes',
      'Đồng bộ hồ sơ thành công',
      'Cập nhật tiến độ thành công',
    ]);
  });

  it('fills every field as the portal knows it', async () => {
    await begin();
    office.issue(7);
    await office.drained();
    const [kept] = received(7);
    expect(kept?.content).toMatchObject({
      MaHoSo: 'H56.14-251122-00007',
      MaTTHC: '2.000815',
      ChuHoSo: 'Lò Thị Mẩy',
      NgayTiepNhan: '20251122090507',
      NgayHenTra: '20251122163000',
      NgayTra: '',
      TrangThaiHoSo: '9',
      KenhThucHien: '1',
      HinhThuc: '0',
      SoBienNhan: 'TN-7',
      DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '011198000123' }],
      DanhSachLePhi: [{ Gia: '5000', HinhThucThu: '4' }],
      DanhSachGiayToKetQua: [{ GiayToId: 'original-7', MaGiayToKetQua: 'KQ.G15.000001' }],
    });
  });

  it('names the uploaded file without personal data', async () => {
    await begin();
    office.issue(1);
    await office.drained();
    expect(gateway.metadata).toHaveLength(1);
    expect(gateway.metadata[0]?.['filename']).toMatch(/^ban-sao-dien-tu-[0-9a-f]{12}\.pdf$/);
    expect(Object.keys(gateway.metadata[0] ?? {})).toEqual(['filename', 'filetype']);
  });

  it('sends a later change of the same dossier as an update', async () => {
    await begin();
    office.issue(1);
    await office.drained();
    office.changes.set(dossierId(1), { statusCode: 10, returnedAt: 1_763_800_000_000 });
    office.store.write((tx) => office.portal.outbox.syncDossier(tx, dossierId(1)));
    await office.drained();
    await expectDelivered(1);
    expect(received(1)[0]).toMatchObject({ adds: 1, updates: 1, content: { TrangThaiHoSo: '10' } });
    // The portal is known to have it, so no add is tried first.
    expect(portal.requests.map((r) => r.query['isUpdating'])).toEqual(['False', undefined, 'True']);
  });

  it('adds again a dossier that the portal has lost', async () => {
    await begin();
    office.issue(1);
    await office.drained();
    await portal.close();
    const port = portal.port;
    portal = await startPortalPeer({ port, unit: '000.14.56.H56', token: 'tram-01' });
    office.store.write((tx) => office.portal.outbox.syncDossier(tx, dossierId(1)));
    await office.drained();
    expect(received(1)[0]).toMatchObject({ adds: 1, updates: 0 });
  });

  it('is not sent when the transaction of its change is rolled back', async () => {
    await begin();
    expect(() =>
      office.store.write((tx) => {
        office.portal.outbox.syncDossier(tx, office.issueInside(tx, 1));
        throw new Error('rolled back');
      }),
    ).toThrow('rolled back');
    office.issue(2);
    await office.drained();
    expect(portal.listReceived().map((d) => d.code)).toEqual([codeOf(2)]);
  });

  it('holds ids alone in its rows', async () => {
    await begin({}, false);
    office.issue(1);
    expect(office.rows(1).map((row) => row.payload)).toEqual([
      { originalId: 'original-1', documentId: 'document-1' },
      {},
      { stepIds: ['step-1', 'step-2'] },
    ]);
  });

  it('accepts plain words in answer to the steps', async () => {
    await begin({ plainProgress: true });
    office.issue(1);
    await office.drained();
    await expectDelivered(1);
  });

  it('confirms nothing in the row when the callback of the confirmation fails, and tries again', async () => {
    portal = await startPortalPeer();
    gateway = await startGatewayPeer();
    let failures = 2;
    office = openOffice(settingsFor(portal.baseUrl, gateway.endpoint), {
      callbacks: {
        onConfirmed: (_tx, row) => {
          if (row.kind === 'sync-dossier' && failures-- > 0) throw new Error('bug');
        },
      },
    });
    office.issue(1);
    await office.until(() => office.rows(1)[1]?.failureCode === 'PORTAL-NOT-PREPARED');
    expect(office.rows(1)[2]?.state).toBe('waiting');
    await office.drained();
    expect(received(1)).toHaveLength(1);
  });
});

describe('answers that say "đã tồn tại"', () => {
  it.each([
    ['3', '3'],
    ['-3', '-3'],
    ['number 3', 3],
    ['number -3', -3],
    ['0', '0'],
    ['number 0', 0],
    ['00', '00'],
  ])('repeats the same body as an update: code %s', async (_, existsCode) => {
    await begin({ existsCode });
    portal.misbehave({ kind: 'dropped', service: 'DongBoHoSoMC', times: 1 });
    office.issue(1);
    await office.drained();
    await expectDelivered(1);
    expect(received(1)[0]?.updates).toBe(1);
    const syncs = portal.requests.filter((r) => r.service === 'DongBoHoSoMC');
    expect(syncs.map((r) => r.query['isUpdating'])).toEqual(['False', 'False', 'True']);
    expect(syncs[2]?.body).toEqual(syncs[1]?.body);
  });

  it('asks a person when the update is answered so too', async () => {
    await begin();
    portal.misbehave({ kind: 'says', service: 'DongBoHoSoMC', error_code: '3', message: 'Mã hồ sơ đã tồn tại' });
    office.issue(1);
    await office.until(() => office.rows(1)[1]?.state === 'rejected');
    expect(office.rows(1)[1]).toMatchObject({ failureCode: 'PORTAL-DUPLICATE', failureMessage: 'Mã hồ sơ đã tồn tại' });
    expect(portal.requests).toHaveLength(2);
  });
});

describe('a portal that misbehaves and recovers', () => {
  it.each([
    ['answer lost after storing', { kind: 'dropped', times: 2 }],
    ['half an answer', { kind: 'half', times: 2 }],
    ['the answer twice', { kind: 'twice', times: 2 }],
    ['too slow', { kind: 'slow', ms: 600, times: 1 }],
    ['500', { kind: 'status', status: 500, times: 3 }],
    ['503', { kind: 'status', status: 503, times: 2 }],
    ['no access', { kind: 'status', status: 401, times: 2 }],
    ['a sign-in page', { kind: 'garbage', times: 2 }],
    ['half a JSON text', { kind: 'garbage', body: '{"error_code":"0","message":"Đồng bộ thành c', times: 2 }],
    ['an empty body', { kind: 'garbage', body: '', times: 2 }],
    ['an answer without end', { kind: 'endless', times: 1 }],
    ['words of its own trouble', { kind: 'says', error_code: '-1', message: 'Hệ thống đang bận', times: 2 }],
    ['words nobody knows', { kind: 'says', error_code: '0', message: 'Đã ghi nhận yêu cầu', times: 2 }],
    ['dropped connections', { kind: 'down', times: 4 }],
  ] as const)('%s: the dossier arrives once', async (_, fault) => {
    await begin({}, false);
    office.issue(1);
    portal.misbehave(fault);
    office.portal.start();
    await office.drained();
    await expectDelivered(1);
  });

  it('waits as long as Retry-After asks', async () => {
    await begin();
    portal.misbehave({ kind: 'status', status: 503, retryAfter: 1, service: 'DongBoHoSoMC', times: 1 });
    office.issue(1);
    await office.until(() => office.rows(1)[1]?.failureCode === 'PORTAL-BUSY');
    const row = office.rows(1)[1];
    // Its own wait is at most 40 ms here.
    expect((row?.nextAttemptAt ?? 0) - (row?.createdAt ?? 0)).toBeGreaterThanOrEqual(1000);
    await office.drained();
    await expectDelivered(1);
  });

  it('never takes "không thành công" for success', async () => {
    await begin({ plainProgress: true });
    portal.misbehave({
      kind: 'says',
      service: 'CapNhatTienDoHoSoMC',
      error_code: '9',
      message: 'Cập nhật không thành công',
    });
    office.issue(1);
    await office.until(() => office.rows(1)[2]?.state === 'rejected');
    expect(office.rows(1)[2]).toMatchObject({ failureCode: 'PORTAL-REJECTED', receipt: null });
  });
});

describe('a broken dossier', () => {
  it('holds back its own rows and no other dossier', async () => {
    await begin();
    portal.misbehave({
      kind: 'says',
      error_code: '7',
      message: 'Mã thủ tục không hợp lệ',
      dossierCode: codeOf(1),
      service: 'DongBoHoSoMC',
    });
    for (const n of [1, 2, 3]) office.issue(n);
    await office.until(() => office.open().length === 2);
    expect(office.rows(1).map((row) => row.state)).toEqual(['confirmed', 'rejected', 'waiting']);
    expect(office.rows(1)[1]).toMatchObject({
      failureCode: 'PORTAL-REJECTED',
      failureMessage: 'Mã thủ tục không hợp lệ',
    });
    await expectDelivered(2);
    await expectDelivered(3);
  });

  it('goes on when a person has mended it and sends it again', async () => {
    await begin();
    office.changes.set(dossierId(1), { requesterIdentityNumber: 'C1234567' });
    office.issue(1);
    await office.until(() => office.rows(1)[1]?.state === 'rejected');
    expect(office.rows(1)[1]?.failureCode).toBe('PORTAL-IDENTITY-MISSING');
    expect(portal.requests).toHaveLength(0);
    office.changes.delete(dossierId(1));
    expect(office.portal.retry(office.rows(1)[1]?.id ?? '')).toEqual({ ok: true, value: undefined });
    await office.drained();
    await expectDelivered(1);
  });

  it('is not sent again unless it was rejected', async () => {
    await begin();
    office.issue(1);
    await office.drained();
    expect(office.portal.retry(office.rows(1)[0]?.id ?? '')).toMatchObject({
      ok: false,
      error: { code: 'PORTAL-ROW-NOT-REJECTED' },
    });
    expect(office.portal.retry('none')).toMatchObject({ ok: false, error: { code: 'PORTAL-ROW-UNKNOWN' } });
  });

  it('that never stops failing does not starve the others', async () => {
    await begin();
    for (const n of [1, 2, 3]) {
      portal.misbehave({ kind: 'status', status: 500, dossierCode: codeOf(n) });
      office.issue(n);
    }
    await office.until(() => [1, 2, 3].every((n) => (office.rows(n)[1]?.attempts ?? 0) > 2));
    office.issue(4);
    await office.until(() => office.rows(4).every((row) => row.state === 'confirmed'));
    await expectDelivered(4);
    portal.heal();
    await office.drained();
    for (const n of [1, 2, 3]) await expectDelivered(n);
  });

  it('with a copy that cannot be read waits for a person', async () => {
    await begin();
    office.issue(1);
    office.copies.delete('document-1');
    await office.until(() => office.rows(1)[0]?.state === 'rejected');
    expect(office.rows(1)[0]?.failureCode).toBe('STORE-DOCUMENT-DAMAGED');
    expect(received(1)).toHaveLength(0);
  });

  it('with content out of form is never sent', async () => {
    await begin();
    office.changes.set(dossierId(1), { statusCode: 12 });
    office.issue(1);
    await office.until(() => office.rows(1)[1]?.state === 'rejected');
    expect(office.rows(1)[1]).toMatchObject({ failureCode: 'PORTAL-CONTENT-INVALID', failureMessage: '/statusCode' });
    expect(portal.requests).toHaveLength(0);
  });
});

describe('a weak line', () => {
  async function beginOnLine(): Promise<void> {
    portal = await startPortalPeer();
    gateway = await startGatewayPeer();
    link = await startLinkPeer(portal.port);
    office = openOffice(settingsFor(portal.baseUrl.replace(String(portal.port), String(link.port)), gateway.endpoint));
  }
  afterEach(async () => {
    await link.close();
  });

  it('that is cut lets work go on, and drains by itself when it comes back', async () => {
    await beginOnLine();
    link.cut();
    for (const n of [1, 2]) office.issue(n);
    await office.until(() => [1, 2].every((n) => (office.rows(n)[1]?.attempts ?? 0) > 0));
    expect(office.portal.status()).toMatchObject({ portal: { state: 'down' }, rows: { rejected: 0 } });
    expect(portal.listReceived()).toEqual([]);
    link.heal();
    await office.drained();
    for (const n of [1, 2]) await expectDelivered(n);
    expect(office.portal.status().portal.state).toBe('up');
    expect(office.portal.status().portal.lastExchangeAt).not.toBeNull();
  });

  it('releases at once what waited for it alone', async () => {
    portal = await startPortalPeer();
    gateway = await startGatewayPeer();
    link = await startLinkPeer(portal.port);
    const settings = settingsFor(portal.baseUrl.replace(String(portal.port), String(link.port)), gateway.endpoint);
    // The outbox would wait an hour of its own accord; the link watcher asks every few milliseconds.
    office = openOffice(settings, { waits: { outbox: { firstWaitMs: 3_600_000 }, link: shortWaits.link } });
    link.cut();
    office.issue(1);
    await office.until(() => office.rows(1)[1]?.failureCode === 'PORTAL-UNREACHABLE');
    link.heal();
    await office.drained();
    await expectDelivered(1);
  });

  it('cut in the middle of a dossier leaves one dossier', async () => {
    await beginOnLine();
    link.cutAfter(700);
    office.issue(1);
    await office.until(() => link.isCut);
    link.heal();
    await office.drained();
    await expectDelivered(1);
  });
});

describe('an ending in the middle', () => {
  it('goes on after a restart with what was still to be sent', async () => {
    const file = join(tmpdir(), `portal-${randomUUID()}.json`);
    await begin({ file });
    portal.misbehave({ kind: 'slow', ms: 250, service: 'DongBoHoSoMC', times: 1 });
    office.issue(1);
    await office.until(() => office.rows(1)[1]?.state === 'sending' && portal.requests.length === 1);
    office = await office.reopen();
    await office.drained();
    await expectDelivered(1);
    rmSync(file);
  });

  it('sends again a row that a killed process left as being sent', async () => {
    await begin({}, false);
    office.issue(1);
    const head = office.rows(1)[0]?.id ?? '';
    office.store.write((tx) => tx.run(`UPDATE outbox SET state = 'sending' WHERE id = '${head}'`));
    office = await office.reopen();
    await office.drained();
    await expectDelivered(1);
  });

  it('stop waits for nothing and loses no attempt', async () => {
    await begin();
    portal.misbehave({ kind: 'slow', ms: 280, service: 'DongBoHoSoMC' });
    office.issue(1);
    await office.until(() => office.rows(1)[1]?.state === 'sending');
    await office.portal.stop();
    expect(office.rows(1)[1]).toMatchObject({ state: 'waiting', attempts: 0 });
    await wait(60);
    expect(office.rows(1)[1]).toMatchObject({ state: 'waiting', attempts: 0 });
  });
});

describe('the log', () => {
  it('tells ids and codes, and nothing of a person, the token or an address of a copy', async () => {
    portal = await startPortalPeer({ token: 'tram-01', unit: '000.14.56.H56' });
    gateway = await startGatewayPeer();
    const lines: string[] = [];
    const log = createLogger('trace', { write: (line) => lines.push(line) });
    let bug = true;
    office = openOffice(settingsFor(portal.baseUrl, gateway.endpoint), {
      log,
      callbacks: {
        onConfirmed: () => {
          if (bug) throw new Error('Lò Thị Mẩy');
        },
      },
    });
    portal.misbehave({
      kind: 'says',
      error_code: '8',
      message: 'Lò Thị Mẩy 011198000123 không hợp lệ',
      service: 'DongBoHoSoMC',
      times: 1,
    });
    office.issue(1);
    await office.until(() => office.rows(1)[0]?.failureCode === 'PORTAL-NOT-PREPARED');
    bug = false;
    await office.until(() => office.rows(1)[1]?.state === 'rejected');
    office.portal.retry(office.rows(1)[1]?.id ?? '');
    await office.drained();
    const all = lines.join('');
    for (const said of ['PORTAL-REJECTED', 'outbox: confirmed', 'dossier-1', 'failed in the station']) {
      expect(all).toContain(said);
    }
    for (const secret of ['Mẩy', '011198000123', '0900000001', 'tram-01', '/files/', 'Vàng']) {
      expect(all).not.toContain(secret);
    }
  });
});

describe('an office without a connector', () => {
  it('keeps its rows until there is one', async () => {
    portal = await startPortalPeer();
    gateway = await startGatewayPeer();
    const idle = openOffice({ connector: 'none' });
    office = idle;
    office.issue(1);
    expect(office.portal.status()).toMatchObject({ connector: 'none', rows: { waiting: 3 } });
  });
});
