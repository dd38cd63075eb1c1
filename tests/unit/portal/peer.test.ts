/** The stand-in is only worth its strictness: what the portal would refuse, it refuses. */
import { rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { serviceCodes } from '../../../src/portal/connectors/dossier-services/codes.ts';
import { encodeDossier, encodeStep } from '../../../src/portal/connectors/dossier-services/encode.ts';
import { type PortalPeer, startPortalPeer } from '../../peers/portal/index.ts';
import { codeOf, sampleDossier, sampleStep } from './office.ts';

const results = [{ title: 'Giấy', resultCode: 'KQ.G15.000001', originalId: 'o', url: 'https://kho.example/files/1' }];
const encodedDossier = encodeDossier(sampleDossier(1, { results }), serviceCodes);
const encodedStep = encodeStep(codeOf(1), sampleStep(1), serviceCodes);
const dossier = encodedDossier.ok ? encodedDossier.value.element : {};
const step = encodedStep.ok ? encodedStep.value.element : {};

let peer: PortalPeer;
const file = join(tmpdir(), `portal-peer-${process.pid}.json`);
beforeEach(async () => {
  peer = await startPortalPeer({ file });
});
afterEach(async () => {
  await peer.close();
  rmSync(file, { force: true });
});

async function post(service: string, body: unknown): Promise<{ error_code: unknown; message: string }> {
  const response = await fetch(`${peer.baseUrl}/${service}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  return (await response.json()) as { error_code: unknown; message: string };
}
const add = (element: unknown) => post('DongBoHoSoMC?MaDinhDanhDV=H56&isUpdating=False', [element]);
const report = (element: unknown) => post('CapNhatTienDoHoSoMC?MaDinhDanhDV=H56', [element]);

describe('the stand-in of the portal', () => {
  it.each(Object.keys(dossier))('wants the field %s of a dossier, and as it should be', async (field) => {
    const { [field]: _, ...without } = dossier;
    expect(await add(without)).toMatchObject({ error_code: '-2' });
    expect(await add({ ...dossier, [field]: 7 })).toMatchObject({ error_code: '-2' });
    expect(peer.listReceived()).toEqual([]);
  });

  it.each(Object.keys(step))('wants the field %s of a step, and as it should be', async (field) => {
    await add(dossier);
    const { [field]: _, ...without } = step;
    expect(await report(without)).toMatchObject({ error_code: '-2' });
    expect(await report({ ...step, [field]: null })).toMatchObject({ error_code: '-2' });
  });

  it.each([
    ['an unknown field', { Them: '' }],
    ['a status nobody knows', { TrangThaiHoSo: '11' }],
    ['31 February', { NgayTiepNhan: '20250231090000' }],
    ['a time of 25 hours', { NgayHenTra: '20251122250000' }],
    ['a subject too long', { TrichYeuHoSo: 'a'.repeat(1001) }],
    ['text in NFD', { ChuHoSo: 'Mẩy'.normalize('NFD') }],
    ['broken UTF-16', { ChuHoSo: 'a\ud800' }],
    ['a dossier code without its prefix', { MaHoSo: '251122-00001' }],
    ['an identity number of ten digits', { DinhDanhCHS: [{ LoaiDinhDanh: '1', SoDinhDanh: '0123456789' }] }],
    ['no identity at all', { DinhDanhCHS: [] }],
    [
      'a fee of nothing',
      { DanhSachLePhi: [{ TenPhiLePhi: 'P', MaPhiLePhi: '', HinhThucThu: '4', Gia: '0', LoaiPhiLePhi: '1' }] },
    ],
  ])('refuses %s', async (_, change) => {
    expect(await add({ ...dossier, ...change })).toMatchObject({ error_code: '-2' });
  });

  it('refuses steps before their dossier, a second add, and the update of an unknown dossier', async () => {
    expect(await report(step)).toMatchObject({ error_code: '5' });
    expect(await post('DongBoHoSoMC?MaDinhDanhDV=H56&isUpdating=True', [dossier])).toMatchObject({ error_code: '4' });
    expect(await add(dossier)).toMatchObject({ error_code: '0' });
    expect(await add(dossier)).toMatchObject({ error_code: '3', message: `Mã hồ sơ ${codeOf(1)} đã tồn tại` });
    expect(peer.listReceived()).toMatchObject([{ code: codeOf(1), adds: 1, updates: 0 }]);
  });

  it('wants its parameters and a bare array', async () => {
    expect(await post('DongBoHoSoMC?MaDinhDanhDV=H56', [dossier])).toMatchObject({ error_code: '-1' });
    expect(await post('DongBoHoSoMC?MaDinhDanhDV=H56&isUpdating=true', [dossier])).toMatchObject({ error_code: '-1' });
    expect(await post('DongBoHoSoMC?isUpdating=False', [dossier])).toMatchObject({ error_code: '-1' });
    expect(await post('DongBoHoSoMC?MaDinhDanhDV=H56&isUpdating=False&x=1', [dossier])).toMatchObject({
      error_code: '-1',
    });
    expect(await post('DongBoHoSoMC?MaDinhDanhDV=H56&isUpdating=False', { data: [dossier] })).toMatchObject({
      error_code: '-1',
    });
  });

  it('remembers across a restart, and obeys over HTTP', async () => {
    await add(dossier);
    await peer.close();
    peer = await startPortalPeer({ file });
    expect(await (await fetch(peer.controlUrl)).json()).toMatchObject([{ code: codeOf(1) }]);
    const fault = { kind: 'status', status: 503, retryAfter: 5, times: 1 };
    expect((await fetch(peer.controlUrl, { method: 'POST', body: JSON.stringify(fault) })).status).toBe(204);
    expect((await fetch(peer.controlUrl, { method: 'POST', body: '{"kind":"rain"}' })).status).toBe(400);
    const hit = await fetch(`${peer.baseUrl}/DongBoHoSoMC`, { method: 'POST', body: '[]' });
    expect([hit.status, hit.headers.get('retry-after')]).toEqual([503, '5']);
  });
});
