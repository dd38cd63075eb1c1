/** What every automatic connector keeps, over real HTTP: one dossier at the portal, whatever happens on the way. */
import { randomBytes } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../../../src/common/vietnam-time.ts';
import type { CategoryQuery } from '../../../../../src/portal/categories/category.ts';
import type { Pulled } from '../../../../../src/portal/categories/read.ts';
import type { Connector, Outcome, PortalDossier, PortalReferences } from '../../../../../src/portal/connector.ts';
import { type Line, openLine } from '../../../../../src/portal/line/line.ts';
import {
  dvcClient,
  type Fault,
  mapiAccount,
  type PortalPeer,
  startPortalPeer,
} from '../../../../peers/portal/index.ts';
import { codeOf, copyOf, sampleDossier, sampleStep } from '../../office.ts';
import { type Limits, references, type Way, ways } from './ways.ts';

const signal = new AbortController().signal;
let line: Line;
let peer: PortalPeer;
let connector: Connector;
let names: PortalReferences;

const open = (way: Way, limits?: Limits): void => {
  connector = way.open(peer, line, limits);
};
const sync = (change: Partial<PortalDossier> = {}, known = false): Promise<Outcome> =>
  connector.syncDossier(sampleDossier(1, { originals: [{ title: 'Giấy khai sinh' }], ...change }), {
    known,
    references: names,
    signal,
  });
const report = (...n: number[]): Promise<Outcome> =>
  connector.reportProgress(
    codeOf(1),
    n.map((one) => sampleStep(one)),
    { references: names, signal },
  );
const asked = (service: string | null): number => peer.requests.filter((one) => one.service === service).length;

describe.each(ways)('$title', (way) => {
  beforeEach(async () => {
    peer = await startPortalPeer(way.peer);
    line = openLine();
    names = references();
    open(way);
  });
  afterEach(async () => {
    line.close();
    await peer.close();
  });

  it('brings what citizens file and takes each answer once, or says that it has no way for them', async () => {
    const { inbound } = connector;
    expect(inbound !== undefined).toBe(way.inbound ?? false);
    if (!inbound) return;
    const code = peer.online.file({ TaiLieuNop: [{ TenTepDinhKem: 'anh.jpg', Base64: 'AAAA' }] });
    const today = civilDate(Date.now());
    const listed = await inbound.listRequests({ from: addDays(today, -2), to: addDays(today, 1) }, { signal });
    expect(listed).toMatchObject({ kind: 'answer', value: [{ code, statusCode: 1, procedureCode: '2.000815' }] });
    const fetched = await inbound.fetchRequest(code, { signal });
    expect(fetched).toMatchObject({ kind: 'answer', value: { request: { code }, files: [{ name: 'anh.jpg' }] } });
    const accountId = peer.online.find(code)?.MaDoiTuong ?? '';
    const answer = { code, accountId, decision: 'supplement', words: 'Thiếu bản chính', at: Date.now() } as const;
    peer.misbehave({ kind: 'dropped', service: 'DongBoTrangThaiHoSo', times: 1 });
    expect(await inbound.answerRequest(answer, { signal })).toMatchObject({ kind: 'unreachable' });
    expect(await inbound.answerRequest(answer, { signal })).toMatchObject({ kind: 'confirmed' });
    expect(peer.online.decisions).toMatchObject([{ MaHoSo: code, TrangThai: '5' }]);
    expect(await connector.lookUp?.(code, { signal })).toMatchObject({ kind: 'found', dossier: { statusCode: 5 } });
  });

  it('delivers a dossier, its copy and its steps, and updates it later', async () => {
    const bytes = randomBytes(3000);
    let result: PortalDossier['results'][number] = {
      title: 'Bản sao điện tử Giấy khai sinh',
      resultCode: 'KQ.G15.000001',
      originalId: 'original-1',
      url: 'https://kho.example/files/1',
    };
    if (connector.sendDocument) {
      const sent = await connector.sendDocument({ copy: copyOf(bytes), filename: 'ban-sao.pdf' }, { signal });
      expect(sent.outcome).toMatchObject({ kind: 'confirmed' });
      if (!sent.file) throw new Error('no file');
      expect(peer.dvc.file(sent.file.id)?.bytes.equals(bytes)).toBe(true);
      const { url: _, ...named } = result;
      result = { ...named, file: sent.file };
    }
    const first = await sync({ statusCode: 9, results: [result] });
    expect(first).toMatchObject({
      kind: 'confirmed',
      receipt: { connector: way.title.split(',')[0] },
    });
    expect(first.kind === 'confirmed' ? first.receipt.requestSha256 : '').toMatch(/^[0-9a-f]{64}$/);
    expect(await report(2, 1)).toMatchObject({ kind: 'confirmed' });
    const [kept] = way.kept(peer);
    expect(kept).toMatchObject({ code: codeOf(1), status: '9', results: 1 });
    expect(kept?.steps).toEqual(kept?.steps.toSorted());
    expect(kept?.steps).toHaveLength(2);
    expect(await sync({ statusCode: 10, results: [result] }, true)).toMatchObject({ kind: 'confirmed' });
    expect(way.kept(peer).map((one) => [one.code, one.status])).toEqual([[codeOf(1), '10']]);
  });

  it('adds what it knows not to be there and updates what is there, however wrong it was told', async () => {
    expect(await sync({}, true)).toMatchObject({ kind: 'confirmed' });
    names = references();
    expect(await sync({ statusCode: 4 }, false)).toMatchObject({ kind: 'confirmed' });
    expect(way.kept(peer).map((one) => [one.code, one.status])).toEqual([[codeOf(1), '4']]);
  });

  it('gives the portal’s words with a refusal', async () => {
    peer.misbehave({
      kind: 'says',
      error_code: '-2',
      message: 'Dữ liệu không hợp lệ: MaTTHC',
      service: way.services.sync,
    });
    expect(await sync()).toEqual({
      kind: 'rejected',
      code: 'PORTAL-REJECTED',
      message: 'Dữ liệu không hợp lệ: MaTTHC',
    });
    expect(connector.refusal).toBeNull();
  });

  it('sends nothing that lacks the requester’s number', async () => {
    const outcome = await sync({ requesterIdentityNumber: '' });
    expect(outcome).toMatchObject({ kind: 'rejected', code: 'PORTAL-IDENTITY-MISSING' });
    expect(peer.requests).toEqual([]);
  });

  it.each([
    ['down', { kind: 'down', times: 1 }, 'PORTAL-UNREACHABLE'],
    ['500', { kind: 'status', status: 500, times: 1 }, 'PORTAL-BUSY'],
    ['404', { kind: 'status', status: 404, times: 1 }, 'PORTAL-BUSY'],
    ['a page with status 200', { kind: 'garbage', times: 1 }, 'PORTAL-ANSWER-UNREADABLE'],
    ['cut JSON', { kind: 'garbage', body: '{"error_code":"0","code":"00","mes', times: 1 }, 'PORTAL-ANSWER-UNREADABLE'],
    ['an answer without end', { kind: 'endless', times: 1 }, 'PORTAL-ANSWER-UNREADABLE'],
    ['UTF-16', { kind: 'charset', as: 'utf16le', times: 1 }, 'PORTAL-ANSWER-UNREADABLE'],
    ['the answer lost', { kind: 'dropped', times: 1 }, 'PORTAL-UNREACHABLE'],
    ['half an answer', { kind: 'half', times: 1 }, 'PORTAL-UNREACHABLE'],
    ['its side closed', { kind: 'half-closed', times: 1 }, 'PORTAL-UNREACHABLE'],
    ['the answer twice', { kind: 'twice', times: 1 }, 'PORTAL-ANSWER-UNREADABLE'],
    ['trouble in words', { kind: 'says', error_code: '-1', message: 'Hệ thống đang bận', times: 1 }, 'PORTAL-BUSY'],
    [
      'words nobody knows',
      { kind: 'says', error_code: '0', message: 'Đã ghi nhận', times: 1 },
      'PORTAL-ANSWER-UNKNOWN',
    ],
  ] as const)('%s: the message goes again, and there is one dossier', async (_, fault, code) => {
    for (const service of [way.services.sync, way.services.progress] as const) {
      peer.misbehave({ ...fault, service } as Fault);
      const send = () => (service === way.services.sync ? sync() : report(1));
      const outcome = await send();
      // Words without an envelope are words: doubled ones say the same.
      if (outcome.kind !== 'confirmed') expect(outcome).toMatchObject({ kind: 'unreachable', code });
      else expect([way.peer.plainProgress, fault.kind]).toEqual([true, 'twice']);
      expect(await send()).toMatchObject({ kind: 'confirmed' });
    }
    expect(way.kept(peer).map((one) => [one.code, one.steps.length])).toEqual([[codeOf(1), 1]]);
  });

  it('takes no answer in a code page of one byte for a success', async () => {
    peer.misbehave({ kind: 'charset', as: 'latin1', service: way.services.sync, times: 1 });
    expect(await sync()).toMatchObject({ kind: 'unreachable' });
    expect(await sync()).toMatchObject({ kind: 'confirmed' });
    expect(way.kept(peer)).toHaveLength(1);
  });

  it('passes a Retry-After on', async () => {
    peer.misbehave({ kind: 'status', status: 429, retryAfter: 90, service: way.services.sync, times: 1 });
    expect(await sync()).toMatchObject({ kind: 'unreachable', code: 'PORTAL-BUSY', retryAfterMs: 90_000 });
  });

  it('gives up on a portal that is too slow', async () => {
    open(way, { timeoutMs: 150 });
    peer.misbehave({ kind: 'slow', ms: 1500, service: way.services.sync, times: 1 });
    expect(await sync()).toMatchObject({ kind: 'unreachable', code: 'PORTAL-TIMEOUT' });
  });

  it('ends at once when the station stops', async () => {
    peer.misbehave({ kind: 'slow', ms: 60_000, service: way.services.sync });
    const stopping = new AbortController();
    const sending = connector.syncDossier(sampleDossier(1), {
      known: false,
      references: names,
      signal: stopping.signal,
    });
    while (asked(way.services.sync) === 0) await wait(2);
    stopping.abort();
    expect(await sending).toMatchObject({ kind: 'unreachable', code: 'PORTAL-UNREACHABLE' });
  });

  it('sends steps in order, ten at a time, and none twice', async () => {
    await sync();
    const steps = Array.from({ length: 23 }, (_, n) => (n * 7) % 23);
    expect(await report(...steps)).toMatchObject({ kind: 'confirmed' });
    expect(await report(...steps)).toMatchObject({ kind: 'confirmed' });
    const [kept] = way.kept(peer);
    expect(kept?.steps).toHaveLength(23);
    expect(kept?.steps).toEqual(kept?.steps.toSorted());
    expect(asked(way.services.progress)).toBe(6);
  });

  it('hears that steps belong to no dossier', async () => {
    // Words without an envelope that are no success say nothing for certain.
    const plain = { kind: 'unreachable', code: 'PORTAL-ANSWER-UNREADABLE' };
    expect(await report(1)).toMatchObject(way.peer.plainProgress ? plain : { kind: 'rejected' });
  });

  it('shows who it is, is refused, and then leaves the portal in peace', async () => {
    open(way, { accessHoldMs: 300 });
    const refusing: Fault = way.services.login === null ? { kind: 'status', status: 401 } : { kind: 'revoked' };
    peer.misbehave(refusing);
    expect(await sync()).toMatchObject({ kind: 'unreachable', code: way.refusal, retryAfterMs: 300 });
    expect(connector.refusal).toBe(way.refusal);
    const before = peer.requests.length;
    peer.heal();
    const held = await report(1);
    expect(held).toMatchObject({ kind: 'unreachable', code: way.refusal });
    expect(held.kind === 'unreachable' ? held.retryAfterMs : 0).toBeGreaterThan(0);
    expect(peer.requests).toHaveLength(before);
    await wait(320);
    expect(await sync()).toMatchObject({ kind: 'confirmed' });
    expect(connector.refusal).toBeNull();
  });

  it('finds out what the portal has of a dossier', async () => {
    if (!connector.lookUp) return expect(way.title).toMatch(/^dvcsync/);
    expect(await connector.lookUp(codeOf(1), { signal })).toEqual({ kind: 'absent' });
    await sync();
    const found = { kind: 'found', dossier: { statusCode: 9, results: [] } };
    expect(await connector.lookUp(codeOf(1), { signal })).toEqual(found);
    // A look changes nothing there.
    expect(way.kept(peer)).toHaveLength(1);
    const results = [{ title: 'Giấy', resultCode: 'KQ.G15.000001', originalId: 'o', url: 'https://kho.example/d/1' }];
    await sync({ statusCode: 10, results }, true);
    const [result] = results;
    expect(await connector.lookUp(codeOf(1), { signal })).toEqual({
      kind: 'found',
      dossier: { statusCode: 10, results: [{ resultCode: result?.resultCode, url: result?.url }] },
    });
  });
});

describe.each(ways)('the categories of $title', (way) => {
  const pull = (query: CategoryQuery): Promise<Pulled> =>
    connector.pullCategory?.(query, { signal }) ?? Promise.resolve({ kind: 'not-offered' });
  beforeEach(async () => {
    peer = await startPortalPeer(way.peer);
    line = openLine();
    open(way);
  });
  afterEach(async () => {
    line.close();
    await peer.close();
  });

  it('are pulled whole, and say what the portal does not have', async () => {
    if (!connector.pullCategory) return expect(way.title).toMatch(/^(dvcsync|one-stop)/);
    expect(await pull({ kind: 'procedure', code: '2.000815' })).toMatchObject({
      kind: 'pulled',
      content: {
        procedure: {
          published: true,
          fields: [{ code: 'G15-TP08', name: 'Chứng thực' }],
          results: [{ code: 'KQ.G15.000001' }],
          fees: [{ code: 'PHI01', amount: '2000' }],
        },
      },
    });
    expect(await pull({ kind: 'procedure', code: '2.999999' })).toEqual({ kind: 'absent' });
    const offices = await pull({ kind: 'offices' });
    expect(
      offices.kind === 'pulled' && offices.content.kind === 'offices' && offices.content.list.entries,
    ).toHaveLength(peer.categories.offices.length);
    expect(await pull({ kind: 'fields' })).toMatchObject({ kind: 'pulled' });
    expect(await pull({ kind: 'procedures' })).toMatchObject({ kind: 'pulled' });
  });

  it.each([
    ['a page with status 200', { kind: 'garbage' }, 'PORTAL-ANSWER-UNREADABLE'],
    ['half a list', { kind: 'half' }, 'PORTAL-UNREACHABLE'],
    ['the list twice', { kind: 'twice' }, 'PORTAL-ANSWER-UNREADABLE'],
    ['a list without end', { kind: 'endless' }, 'PORTAL-ANSWER-UNREADABLE'],
    ['trouble in words', { kind: 'says', error_code: '0', message: 'Đã ghi nhận' }, 'PORTAL-ANSWER-UNKNOWN'],
    ['429', { kind: 'status', status: 429, retryAfter: 90 }, 'PORTAL-BUSY'],
  ] as const)('%s is no category', async (_, fault, code) => {
    if (!connector.pullCategory) return expect(way.title).toMatch(/^(dvcsync|one-stop)/);
    peer.misbehave({ ...fault, service: 'LayDanhMucCoQuan', times: 1 } as Fault);
    expect(await pull({ kind: 'offices' })).toMatchObject({ kind: 'unreachable', code });
    expect(await pull({ kind: 'offices' })).toMatchObject({ kind: 'pulled' });
  });
});

describe.each(ways.filter((way) => way.services.login !== null))('the session of $title', (way) => {
  const { login } = way.services;
  beforeEach(async () => {
    peer = await startPortalPeer(way.peer);
    line = openLine();
    names = references();
    open(way);
  });
  afterEach(async () => {
    line.close();
    await peer.close();
  });

  it('is one for all messages, also for those that begin at once', async () => {
    const two = sampleDossier(2, { originals: [] });
    await Promise.all([sync(), connector.syncDossier(two, { known: false, references: references(), signal })]);
    await report(1);
    expect(asked(login)).toBe(1);
    expect(way.kept(peer)).toHaveLength(2);
  });

  it('is renewed once when it has expired', async () => {
    await sync();
    peer.expire();
    expect(await sync({ statusCode: 4 }, true)).toMatchObject({ kind: 'confirmed' });
    expect(asked(login)).toBe(2);
  });

  it('that ends each time is asked for twice, not for ever', async () => {
    await sync();
    peer.misbehave({ kind: 'expired', service: way.services.progress });
    expect(await report(1)).toMatchObject({ kind: 'unreachable' });
    expect(asked(login)).toBe(2);
  });

  it.each([
    ['busy', { kind: 'says', error_code: '9', message: 'Hệ thống đang bảo trì' }, 'PORTAL-BUSY'],
    ['500', { kind: 'status', status: 500 }, 'PORTAL-BUSY'],
    ['a page', { kind: 'garbage' }, 'PORTAL-ANSWER-UNREADABLE'],
    ['without a session', { kind: 'says', error_code: '0', message: 'Thành công' }, 'PORTAL-ANSWER-UNREADABLE'],
    ['lost', { kind: 'dropped' }, 'PORTAL-UNREACHABLE'],
  ] as const)('whose login is %s is tried again, and nobody is called refused', async (_, fault, code) => {
    peer.misbehave({ ...fault, service: login ?? 'login', times: 1 } as Fault);
    expect(await sync()).toMatchObject({ kind: 'unreachable', code });
    expect(connector.refusal).toBeNull();
    expect(await sync()).toMatchObject({ kind: 'confirmed' });
  });

  it('needs a credential, without which nothing is asked', async () => {
    open(way, { withoutCredential: true });
    expect(await sync()).toMatchObject({ kind: 'unreachable', code: 'PORTAL-CREDENTIAL-MISSING' });
    expect(connector.refusal).toBe('PORTAL-CREDENTIAL-MISSING');
    expect(peer.requests).toEqual([]);
  });

  it('hides what the far side says of a login, since it may quote the secret', async () => {
    const message = `${mapiAccount.password} ${dvcClient.secret}`;
    peer.misbehave({ kind: 'says', error_code: '1', message, service: login ?? 'login' });
    const outcome = await sync();
    expect(outcome).toMatchObject({ kind: 'unreachable', code: 'PORTAL-LOGIN-REFUSED' });
    expect(JSON.stringify(outcome)).not.toContain(mapiAccount.password);
    expect(JSON.stringify(outcome)).not.toContain(dvcClient.secret);
  });
});
