import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../../src/common/log.ts';
import { startGatewayPeer } from '../../peers/document-gateway/index.ts';
import { startPortalPeer } from '../../peers/portal/index.ts';
import { begin, end, expectDelivered, far, received, settingsFor } from './far-side.ts';
import { codeOf, dossierId, openOffice } from './office.ts';

afterEach(end);

describe('the way of a dossier', () => {
  it('uploads the copy, then adds the dossier, then reports the steps', async () => {
    await begin();
    far.office.issue(1);
    await far.office.drained();
    await expectDelivered(1);
    expect(far.portal.requests.map((r) => r.service)).toEqual(['DongBoHoSoMC', 'CapNhatTienDoHoSoMC']);
    expect(far.portal.requests[0]?.query).toEqual({ MaDinhDanhDV: '000.14.56.H56', isUpdating: 'False' });
    expect(far.office.confirmed).toEqual(['dossier-1 upload-copy', 'dossier-1 sync-dossier', 'dossier-1 progress']);
    expect(far.office.rows(1).map((row) => row.receipt?.message)).toEqual([
      '20000 bytes, sha-256',
      'Đồng bộ hồ sơ thành công',
      'Cập nhật tiến độ thành công',
    ]);
  });

  it('fills every field as the portal knows it', async () => {
    await begin();
    far.office.issue(7);
    await far.office.drained();
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
    far.office.issue(1);
    await far.office.drained();
    expect(far.gateway.metadata).toHaveLength(1);
    expect(far.gateway.metadata[0]?.['filename']).toMatch(/^ban-sao-dien-tu-[0-9a-f]{12}\.pdf$/);
    expect(Object.keys(far.gateway.metadata[0] ?? {})).toEqual(['filename', 'filetype', 'sha256']);
  });

  it('sends a later change of the same dossier as an update', async () => {
    await begin();
    far.office.issue(1);
    await far.office.drained();
    far.office.changes.set(dossierId(1), { statusCode: 10, returnedAt: 1_763_800_000_000 });
    far.office.store.write((tx) => far.office.portal.outbox.syncDossier(tx, dossierId(1)));
    await far.office.drained();
    await expectDelivered(1);
    expect(received(1)[0]).toMatchObject({ adds: 1, updates: 1, content: { TrangThaiHoSo: '10' } });
    // The portal is known to have it, so no add is tried first.
    expect(far.portal.requests.map((r) => r.query['isUpdating'])).toEqual(['False', undefined, 'True']);
  });

  it('adds again a dossier that the portal has lost', async () => {
    await begin();
    far.office.issue(1);
    await far.office.drained();
    await far.portal.close();
    const port = far.portal.port;
    far.portal = await startPortalPeer({ port, unit: '000.14.56.H56', token: 'tram-01' });
    far.office.store.write((tx) => far.office.portal.outbox.syncDossier(tx, dossierId(1)));
    await far.office.drained();
    expect(received(1)[0]).toMatchObject({ adds: 1, updates: 0 });
  });

  it('is not sent when the transaction of its change is rolled back', async () => {
    await begin();
    expect(() =>
      far.office.store.write((tx) => {
        far.office.portal.outbox.syncDossier(tx, far.office.issueInside(tx, 1));
        throw new Error('rolled back');
      }),
    ).toThrow('rolled back');
    far.office.issue(2);
    await far.office.drained();
    expect(far.portal.listReceived().map((d) => d.code)).toEqual([codeOf(2)]);
  });

  it('holds ids alone in its rows', async () => {
    await begin({}, false);
    far.office.issue(1);
    expect(far.office.rows(1).map((row) => row.payload)).toEqual([
      { originalId: 'original-1', documentId: 'document-1' },
      {},
      { stepIds: ['step-1', 'step-2'] },
    ]);
  });

  it('accepts plain words in answer to the steps', async () => {
    await begin({ plainProgress: true });
    far.office.issue(1);
    await far.office.drained();
    await expectDelivered(1);
  });

  it('confirms nothing in the row when the callback of the confirmation fails, and tries again', async () => {
    far.portal = await startPortalPeer();
    far.gateway = await startGatewayPeer();
    let failures = 2;
    far.office = openOffice(settingsFor(far.portal.baseUrl, far.gateway.endpoint), {
      callbacks: {
        onConfirmed: (_tx, row) => {
          if (row.kind === 'sync-dossier' && failures-- > 0) throw new Error('bug');
        },
      },
    });
    far.office.issue(1);
    await far.office.until(() => far.office.rows(1)[1]?.failureCode === 'PORTAL-NOT-PREPARED');
    expect(far.office.rows(1)[2]?.state).toBe('waiting');
    await far.office.drained();
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
    await begin({ existsCode, lookUp: false });
    far.portal.misbehave({ kind: 'dropped', service: 'DongBoHoSoMC', times: 1 });
    far.office.issue(1);
    await far.office.drained();
    await expectDelivered(1);
    expect(received(1)[0]?.updates).toBe(1);
    const syncs = far.portal.requests.filter((r) => r.service === 'DongBoHoSoMC');
    expect(syncs.map((r) => r.query['isUpdating'])).toEqual(['False', 'False', 'True']);
    expect(syncs[2]?.body).toEqual(syncs[1]?.body);
  });

  it('needs none where the portal can be asked: a lost answer is looked up, then the dossier updated', async () => {
    await begin();
    far.portal.misbehave({ kind: 'dropped', service: 'DongBoHoSoMC', times: 1 });
    far.office.issue(1);
    await far.office.drained();
    await expectDelivered(1);
    const calls = far.portal.requests.slice(0, 3).map((r) => [r.service, r.query['isUpdating']]);
    expect(calls).toEqual([
      ['DongBoHoSoMC', 'False'],
      ['TraCuuHoSo', undefined],
      ['DongBoHoSoMC', 'True'],
    ]);
  });

  it('is added when the portal says that the first attempt never arrived', async () => {
    await begin();
    far.portal.misbehave({ kind: 'status', status: 500, service: 'DongBoHoSoMC', times: 1 });
    far.office.issue(1);
    await far.office.drained();
    await expectDelivered(1);
    const calls = far.portal.requests.slice(0, 2).map((r) => [r.service, r.query['isUpdating']]);
    expect(calls).toEqual([
      ['TraCuuHoSo', undefined],
      ['DongBoHoSoMC', 'False'],
    ]);
  });

  it('asks a person when the update is answered so too', async () => {
    await begin();
    far.portal.misbehave({ kind: 'says', service: 'DongBoHoSoMC', error_code: '3', message: 'Mã hồ sơ đã tồn tại' });
    far.office.issue(1);
    await far.office.until(() => far.office.rows(1)[1]?.state === 'rejected');
    expect(far.office.rows(1)[1]).toMatchObject({
      failureCode: 'PORTAL-DUPLICATE',
      failureMessage: 'Mã hồ sơ đã tồn tại',
    });
    expect(far.portal.requests).toHaveLength(2);
  });
});

describe('a broken dossier', () => {
  it('holds back its own rows and no other dossier', async () => {
    await begin();
    far.portal.misbehave({
      kind: 'says',
      error_code: '7',
      message: 'Mã thủ tục không hợp lệ',
      dossierCode: codeOf(1),
      service: 'DongBoHoSoMC',
    });
    for (const n of [1, 2, 3]) far.office.issue(n);
    await far.office.until(() => far.office.open().length === 2);
    expect(far.office.rows(1).map((row) => row.state)).toEqual(['confirmed', 'rejected', 'waiting']);
    expect(far.office.rows(1)[1]).toMatchObject({
      failureCode: 'PORTAL-REJECTED',
      failureMessage: 'Mã thủ tục không hợp lệ',
    });
    await expectDelivered(2);
    await expectDelivered(3);
  });

  it('goes on when a person has mended it and sends it again', async () => {
    await begin();
    far.office.changes.set(dossierId(1), { requesterIdentityNumber: 'C1234567' });
    far.office.issue(1);
    await far.office.until(() => far.office.rows(1)[1]?.state === 'rejected');
    expect(far.office.rows(1)[1]?.failureCode).toBe('PORTAL-IDENTITY-MISSING');
    expect(far.portal.requests).toHaveLength(0);
    far.office.changes.delete(dossierId(1));
    expect(far.office.portal.retry(far.office.rows(1)[1]?.id ?? '')).toEqual({ ok: true, value: undefined });
    await far.office.drained();
    await expectDelivered(1);
  });

  it('is not sent again unless it was rejected', async () => {
    await begin();
    far.office.issue(1);
    await far.office.drained();
    expect(far.office.portal.retry(far.office.rows(1)[0]?.id ?? '')).toMatchObject({
      ok: false,
      error: { code: 'PORTAL-ROW-NOT-REJECTED' },
    });
    expect(far.office.portal.retry('none')).toMatchObject({ ok: false, error: { code: 'PORTAL-ROW-UNKNOWN' } });
  });

  it('that never stops failing does not starve the others', async () => {
    await begin();
    for (const n of [1, 2, 3]) {
      far.portal.misbehave({ kind: 'status', status: 500, dossierCode: codeOf(n) });
      far.office.issue(n);
    }
    await far.office.until(() => [1, 2, 3].every((n) => (far.office.rows(n)[1]?.attempts ?? 0) > 2));
    far.office.issue(4);
    await far.office.until(() => far.office.rows(4).every((row) => row.state === 'confirmed'));
    await expectDelivered(4);
    far.portal.heal();
    await far.office.drained();
    for (const n of [1, 2, 3]) await expectDelivered(n);
  });

  it('with a copy that cannot be read waits for a person', async () => {
    await begin();
    far.office.issue(1);
    far.office.copies.delete('document-1');
    await far.office.until(() => far.office.rows(1)[0]?.state === 'rejected');
    expect(far.office.rows(1)[0]?.failureCode).toBe('STORE-DOCUMENT-DAMAGED');
    expect(received(1)).toHaveLength(0);
  });

  it('with content out of form is never sent', async () => {
    await begin();
    far.office.changes.set(dossierId(1), { statusCode: 12 });
    far.office.issue(1);
    await far.office.until(() => far.office.rows(1)[1]?.state === 'rejected');
    expect(far.office.rows(1)[1]).toMatchObject({
      failureCode: 'PORTAL-CONTENT-INVALID',
      failureMessage: '/statusCode',
    });
    expect(far.portal.requests).toHaveLength(0);
  });
});

describe('the log', () => {
  it('tells ids and codes, and nothing of a person, the token or an address of a copy', async () => {
    far.portal = await startPortalPeer({ token: 'tram-01', unit: '000.14.56.H56' });
    far.gateway = await startGatewayPeer();
    const lines: string[] = [];
    const log = createLogger('trace', { write: (line) => lines.push(line) });
    let bug = true;
    far.office = openOffice(settingsFor(far.portal.baseUrl, far.gateway.endpoint), {
      log,
      callbacks: {
        onConfirmed: () => {
          if (bug) throw new Error('Lò Thị Mẩy');
        },
      },
    });
    far.portal.misbehave({
      kind: 'says',
      error_code: '8',
      message: 'Lò Thị Mẩy 011198000123 không hợp lệ',
      service: 'DongBoHoSoMC',
      times: 1,
    });
    far.office.issue(1);
    await far.office.until(() => far.office.rows(1)[0]?.failureCode === 'PORTAL-NOT-PREPARED');
    bug = false;
    await far.office.until(() => far.office.rows(1)[1]?.state === 'rejected');
    far.office.portal.retry(far.office.rows(1)[1]?.id ?? '');
    await far.office.drained();
    const all = lines.join('');
    for (const said of ['PORTAL-REJECTED', 'outbox: confirmed', 'dossier-1', 'failed in the station']) {
      expect(all).toContain(said);
    }
    for (const secret of ['Mẩy', '011198000123', '0900000001', 'tram-01', '/files/', 'Vàng']) {
      expect(all).not.toContain(secret);
    }
  });
});

describe('an office whose officers put the copies there by hand', () => {
  it('keeps its rows, and none of them looks like a message that is not sent', async () => {
    far.portal = await startPortalPeer();
    far.gateway = await startGatewayPeer();
    far.office = openOffice({ connector: 'manual' });
    far.office.issue(1);
    expect(far.office.portal.status()).toMatchObject({ connector: 'manual', rows: { waiting: 0 } });
    expect(far.office.rows(1).map((row) => row.state)).toEqual(['waiting', 'waiting', 'waiting']);
  });
});
