/** The one-stop system beside the portal: it is told of every dossier, and neither far side waits for the other. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ok } from '../../../../src/common/result.ts';
import type { OneStopSettings, PortalSettings } from '../../../../src/portal/index.ts';
import { findReference } from '../../../../src/store/repositories/portal-references.ts';
import { findTelling } from '../../../../src/store/repositories/tellings.ts';
import { type GatewayPeer, startGatewayPeer } from '../../../peers/document-gateway/index.ts';
import { oneStopToken, oneStopUnit, type PortalPeer, startPortalPeer } from '../../../peers/portal/index.ts';
import { SmallDisk } from '../../../peers/workflow/small-disk.ts';
import { codeOf, dossierId, type Office, openOffice, sampleDossier } from '../office.ts';

let portal: PortalPeer;
let province: PortalPeer;
let gateway: GatewayPeer;
let office: Office;

const besideAt = (url: string): OneStopSettings => ({
  baseUrl: url,
  addPath: '/ThemMoi',
  updatePath: '/CapNhat',
  progressPath: '/DongBoTienTrinh',
  lookUpPath: '/TraCuuHoSo',
  unitCode: oneStopUnit,
  body: 'array',
  tokenHeader: 'Authorization',
  token: oneStopToken,
  successCodes: ['0'],
  codeField: 'maHoSo',
  timeoutMs: 10_000,
  accessHoldMs: 20,
});

const byLgsp = (): PortalSettings => ({
  connector: 'lgsp',
  lgsp: { baseUrl: portal.urls.lgsp, unitCode: oneStopUnit, timeoutMs: 10_000, accessHoldMs: 20 },
  gateway: { endpoint: gateway.endpoint, chunkBytes: 8192 },
  beside: besideAt(province.urls['one-stop']),
});
const byHand = (): PortalSettings => ({ connector: 'manual', beside: besideAt(province.urls['one-stop']) });

const told = (n: number) => findTelling(office.store.db, dossierId(n));
const there = (n: number) => province.oneStop.list().filter((one) => one.code === codeOf(n));
const toldWholly = (n: number) => office.until(() => told(n)?.state === 'confirmed');

beforeEach(async () => {
  portal = await startPortalPeer({ unit: oneStopUnit });
  province = await startPortalPeer();
  gateway = await startGatewayPeer();
});
afterEach(async () => {
  await office.close();
  await portal.close();
  await province.close();
  await gateway.close();
});

describe('an office that tells the one-stop system too', () => {
  it('has the dossier once in both, and keeps the one-stop system’s code beside its own', async () => {
    office = openOffice(byLgsp());
    office.issue(1);
    await office.drained();
    await toldWholly(1);
    expect(there(1).map((one) => [one.adds, one.steps.length, one.repeatedSteps])).toEqual([[1, 2, 0]]);
    expect(portal.listReceived().map((one) => [one.code, one.adds])).toEqual([[codeOf(1), 1]]);
    expect(findReference(office.store.db, dossierId(1), 'one-stop', 'code')).toBe('MC.000001');
    expect(told(1)).toMatchObject({ receipt: { connector: 'one-stop' }, failureCode: null });
    // The copy's address is told as soon as there is one.
    office.store.write((tx) => office.portal.outbox.syncDossier(tx, dossierId(1)));
    await office.drained();
    await toldWholly(1);
    expect(there(1)[0]?.content.DanhSachGiayToKetQua[0]?.DuongDanTepTinKetQua).toMatch(/^http/);
  });

  it('delivers to the portal while the one-stop system is away or refuses, and the other way about', async () => {
    office = openOffice(byLgsp());
    province.misbehave({
      kind: 'says',
      error_code: '-2',
      message: 'Sai mã đơn vị',
      service: 'ThemMoi',
      dossierCode: codeOf(1),
    });
    province.misbehave({ kind: 'down', dossierCode: codeOf(2) });
    portal.misbehave({ kind: 'status', status: 500, service: 'DongBoHoSoMC', dossierCode: codeOf(3) });
    for (const n of [1, 2, 3]) office.issue(n);
    await office.until(() => [1, 2].every((n) => office.rows(n).every((row) => row.state === 'confirmed')));
    await office.until(() => told(1)?.state === 'rejected' && told(3)?.state === 'confirmed');
    await office.until(() => (told(2)?.attempts ?? 0) > 1);
    expect(told(1)).toMatchObject({ failureCode: 'PORTAL-REJECTED', failureMessage: 'Sai mã đơn vị' });
    expect(office.portal.status().beside).toMatchObject({ waiting: 1, rejected: 1 });
    expect(portal.listReceived().some((one) => one.code === codeOf(3))).toBe(false);

    province.heal();
    portal.heal();
    expect(office.portal.beside?.retry(dossierId(9)).ok).toBe(false);
    expect(office.portal.beside?.retry(dossierId(1)).ok).toBe(true);
    await Promise.all([office.drained(), toldWholly(1), toldWholly(2)]);
    for (const n of [1, 2, 3]) expect(there(n).map((one) => [one.adds, one.steps.length])).toEqual([[1, 2]]);
    expect(office.portal.beside?.retry(dossierId(1))).toMatchObject({ error: { code: 'PORTAL-ROW-NOT-REJECTED' } });
  });

  it('does not leave a dossier refused that has changed while it was being told', async () => {
    let changed = false;
    const loadDossier = (id: string) => {
      if (!changed) office.store.write((tx) => office.portal.beside?.note(tx, id));
      changed = true;
      return ok(sampleDossier(1));
    };
    office = openOffice(byHand(), { callbacks: { loadDossier } });
    province.misbehave({ kind: 'says', error_code: '-2', message: 'Thiếu phí', service: 'ThemMoi', times: 1 });
    office.issue(1);
    await office.until(() => (told(1)?.changes ?? 0) > 1);
    await toldWholly(1);
    expect(there(1).map((one) => one.adds)).toEqual([1]);
  });

  it('adds nothing twice over lost answers, half answers and restarts', async () => {
    office = openOffice(byLgsp());
    for (const service of ['ThemMoi', 'CapNhat', 'DongBoTienTrinh', 'TraCuuMotCua'] as const) {
      province.misbehave({ kind: 'dropped', service, times: 1 });
      province.misbehave({ kind: 'half', service, times: 1 });
      province.misbehave({ kind: 'garbage', service, times: 1 });
    }
    for (const n of [1, 2, 3]) office.issue(n);
    await office.until(() => told(1)?.begunAt !== null);
    office = await office.reopen();
    await Promise.all([toldWholly(1), toldWholly(2), toldWholly(3)]);
    for (const n of [1, 2, 3]) expect(there(n).map((one) => [one.adds, one.steps.length])).toEqual([[1, 2]]);
  });

  it('adds nothing twice where nothing can be looked up: what may be there goes as a change', async () => {
    const byHandBlind = (): PortalSettings => ({
      connector: 'manual',
      beside: { ...besideAt(province.urls['one-stop']), lookUpPath: '' },
    });
    office = openOffice(byHandBlind());
    const sent = () => province.requests.map(({ service }) => service).filter((one) => one !== 'DongBoTienTrinh');
    // It arrived, and the answer was lost.
    province.misbehave({ kind: 'half', service: 'ThemMoi', times: 1 });
    office.issue(1);
    await toldWholly(1);
    expect(sent()).toEqual(['ThemMoi', 'CapNhat']);
    // It never arrived: the change is answered that there is none.
    province.misbehave({ kind: 'down', times: 1 });
    const before = sent().length;
    office.issue(2);
    await toldWholly(2);
    expect(sent().slice(before).slice(-2)).toEqual(['CapNhat', 'ThemMoi']);
    for (const n of [1, 2]) expect(there(n).map((one) => one.adds)).toEqual([1]);
  });

  it('sets aside what is perhaps there and is not taken as a change; sent again by a person it is added', async () => {
    office = openOffice({
      connector: 'manual',
      beside: { ...besideAt(province.urls['one-stop']), lookUpPath: '' },
    });
    province.misbehave({ kind: 'status', status: 500, service: 'ThemMoi', times: 1 });
    province.misbehave({ kind: 'says', error_code: '-9', message: 'Không hợp lệ', service: 'CapNhat', times: 1 });
    office.issue(1);
    await office.until(() => told(1)?.state === 'rejected');
    expect(told(1)).toMatchObject({ failureCode: 'PORTAL-ADD-UNCERTAIN', failureMessage: 'Không hợp lệ' });
    expect(there(1)).toEqual([]);
    expect(office.portal.beside?.retry(dossierId(1)).ok).toBe(true);
    await toldWholly(1);
    expect(there(1).map((one) => one.adds)).toEqual([1]);
    expect(province.requests.map(({ service }) => service).slice(0, 2)).toEqual(['CapNhat', 'ThemMoi']);
  });

  it('sends a change once a person says that the one-stop system has it', async () => {
    office = openOffice({
      connector: 'manual',
      beside: { ...besideAt(province.urls['one-stop']), lookUpPath: '' },
    });
    province.misbehave({ kind: 'half', service: 'ThemMoi', times: 1 });
    province.misbehave({ kind: 'says', error_code: '-9', message: 'Không hợp lệ', service: 'CapNhat', times: 1 });
    office.issue(1);
    await office.until(() => told(1)?.state === 'rejected');
    const heard: string[] = [];
    expect(office.portal.beside?.confirmThere(dossierId(9))).toMatchObject({ error: { code: 'PORTAL-ROW-UNKNOWN' } });
    expect(office.portal.beside?.confirmThere(dossierId(1), (_tx, id) => heard.push(id)).ok).toBe(true);
    expect(office.portal.beside?.confirmThere(dossierId(1))).toMatchObject({
      error: { code: 'PORTAL-ROW-NOT-UNCERTAIN' },
    });
    expect(heard).toEqual([dossierId(1)]);
    await toldWholly(1);
    expect(there(1).map((one) => one.adds)).toEqual([1]);
    expect(province.requests.map(({ service }) => service).slice(0, 3)).toEqual(['ThemMoi', 'CapNhat', 'CapNhat']);
  });

  it('goes on while officers put the copies on the portal by hand', async () => {
    office = openOffice(byHand());
    office.issue(1);
    await toldWholly(1);
    expect(there(1)).toHaveLength(1);
    expect(portal.requests).toEqual([]);
    expect(office.portal.status()).toMatchObject({ kind: 'attended', beside: { waiting: 0, rejected: 0 } });
    // One change among many while it was away costs one message.
    province.misbehave({ kind: 'down' });
    for (let n = 0; n < 5; n++) office.store.write((tx) => office.portal.beside?.note(tx, dossierId(1)));
    await office.until(() => (told(1)?.attempts ?? 0) > 0);
    province.heal();
    const before = province.requests.length;
    await toldWholly(1);
    expect(province.requests.length - before).toBe(1);
  });

  it('tells again what a full disk kept it from writing down, and nothing is there twice', async () => {
    const disk = new SmallDisk();
    office = openOffice(byHand(), { under: disk.folder });
    province.misbehave({ kind: 'slow', ms: 200, service: 'ThemMoi', times: 1 });
    office.issue(1);
    await office.until(() => province.requests.some(({ service }) => service === 'ThemMoi'));
    office.store.cutWal();
    disk.fill();
    await new Promise((resolve) => setTimeout(resolve, 400));
    disk.makeSpace();
    await toldWholly(1);
    expect(there(1).map((one) => [one.adds, one.steps.length])).toEqual([[1, 2]]);
    await office.close();
    disk.remove();
    office = openOffice(byHand(), { start: false });
  });

  it('shows itself, is refused, and leaves it in peace until it may', async () => {
    const settings = byHand();
    office = openOffice({
      ...settings,
      beside: { ...besideAt(province.urls['one-stop']), token: 'khac', accessHoldMs: 3_600_000 },
    });
    office.issue(1);
    await office.until(() => office.portal.status().beside?.refusal === 'PORTAL-ACCESS-DENIED');
    expect(told(1)).toMatchObject({ state: 'waiting', failureCode: 'PORTAL-ACCESS-DENIED' });
    office = await office.reopen(settings);
    await toldWholly(1);
    expect(office.portal.status().beside).toMatchObject({ refusal: null });
  });

  it('is told nothing where it is the way itself, or is not there', async () => {
    const { gateway: to } = byLgsp() as Extract<PortalSettings, { connector: 'lgsp' }>;
    const oneStop = besideAt(province.urls['one-stop']);
    office = openOffice({ connector: 'one-stop', oneStop, gateway: to, beside: oneStop });
    office.issue(1);
    await office.drained();
    expect(told(1)).toBeUndefined();
    expect(office.portal.status().beside).toBeNull();
    expect(there(1).map((one) => one.adds)).toEqual([1]);
  });
});
