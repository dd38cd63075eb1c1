import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { PortalDossier, PortalReferences } from '../../../../../src/portal/connector.ts';
import { isHashOf } from '../../../../../src/portal/connectors/dvcsync/file.ts';
import { type Line, openLine } from '../../../../../src/portal/line/line.ts';
import { type PortalPeer, type PortalPeerOptions, startPortalPeer } from '../../../../peers/portal/index.ts';
import { codeOf, copyOf, sampleDossier, sampleStep } from '../../office.ts';
import { references, ways } from '../contract/ways.ts';

const signal = new AbortController().signal;
const [way] = ways.filter((one) => one.title.startsWith('dvcsync'));
if (!way) throw new Error('no dvcsync');
let line: Line;
let peer: PortalPeer;
let names: PortalReferences;

const begin = async (dvcsync: PortalPeerOptions['dvcsync'] = {}) => {
  await peer?.close();
  peer = await startPortalPeer({ dvcsync: { codesAs: 'text', ...dvcsync } });
};
const sync = (change: Partial<PortalDossier> = {}) =>
  way.open(peer, line).syncDossier(sampleDossier(1, change), { known: false, references: names, signal });
const send = (bytes: Buffer) =>
  way.open(peer, line).sendDocument?.({ copy: copyOf(bytes), filename: 'ban-sao.pdf' }, { signal });

beforeEach(async () => {
  line = openLine();
  names = references();
  await begin();
});
afterEach(async () => {
  line.close();
  await peer.close();
});

describe('the dvcsync connector', () => {
  it('keeps the portal’s number and id beside the station’s code', async () => {
    await sync();
    const [kept] = peer.dvc.list();
    expect([kept?.code, names.find('number'), names.find('id'), names.find('code')]).toEqual([
      codeOf(1),
      'SO-HO-SO-0000001',
      kept?.id,
      codeOf(1),
    ]);
    await sync({ statusCode: 10 });
    expect(peer.dvc.numbers).toBe(1);
    expect(peer.requests.filter((one) => one.service === 'CreateDossier')).toHaveLength(1);
  });

  it('takes one number for a dossier whose creation did not arrive', async () => {
    peer.misbehave({ kind: 'status', status: 502, service: 'CreateDossier', times: 1 });
    expect(await sync()).toMatchObject({ kind: 'unreachable' });
    expect(await sync()).toMatchObject({ kind: 'confirmed' });
    expect(peer.dvc.numbers).toBe(1);
  });

  it.each([true, false])(
    'finds out that a creation arrived whose answer was lost (its id named: %s)',
    async (named) => {
      await begin({ existsNamesId: named });
      peer.misbehave({ kind: 'dropped', service: 'CreateDossier', times: 1 });
      expect(await sync()).toMatchObject({ kind: 'unreachable' });
      expect(await sync()).toMatchObject({ kind: 'confirmed' });
      expect(peer.dvc.list()).toHaveLength(1);
      const [kept] = peer.dvc.list();
      expect(names.find('id')).toBe(named ? kept?.id : undefined);
      const steps = way.open(peer, line).reportProgress(codeOf(1), [sampleStep(1)], { references: names, signal });
      expect(await steps).toMatchObject({ kind: 'confirmed' });
      const [step] = (peer.requests.at(-1)?.body ?? []) as Record<string, unknown>[];
      expect(step).toHaveProperty('IDHoSo', named ? kept?.id : '');
    },
  );

  it('keeps results back beside a state that may not carry them, and says so in the receipt', async () => {
    const sent = await send(randomBytes(100));
    if (!sent?.file) throw new Error('no file');
    const results = [{ title: 'Giấy', resultCode: 'KQ.G15.000001', originalId: 'o', file: sent.file }];
    expect(await sync({ statusCode: 4, results })).toMatchObject({
      kind: 'confirmed',
      receipt: { withoutResults: true },
    });
    const later = await sync({ statusCode: 9, results });
    expect(later).toMatchObject({ kind: 'confirmed' });
    expect(later.kind === 'confirmed' && later.receipt.withoutResults).toBeUndefined();
    expect(peer.dvc.list()[0]?.state?.DanhSachGiayToKetQua).toHaveLength(1);
  });

  it('tells a list from which a copy was taken out beside a state that carries results, and then the state', async () => {
    const [kept, taken] = [await send(randomBytes(100)), await send(randomBytes(200))];
    const result = (originalId: string, file: NonNullable<typeof kept>['file']) => {
      if (!file) throw new Error('no file');
      return { title: 'Giấy', resultCode: 'KQ.G15.000001', originalId, file };
    };
    const both = [result('o1', kept?.file ?? null), result('o2', taken?.file ?? null)];
    await sync({ statusCode: 9, results: both });
    const told = () => peer.requests.filter(({ service }) => service === 'CapNhatTrangThai').map(({ body }) => body);
    expect(await sync({ statusCode: 10, results: both.slice(0, 1), recalled: true })).toMatchObject({
      kind: 'confirmed',
    });
    expect(told().slice(-2)).toMatchObject([
      [{ TrangThai: '9', DanhSachGiayToKetQua: [{ IdGiayTo: kept?.file?.id }] }],
      [{ TrangThai: '10' }],
    ]);
    await sync({ statusCode: 8, results: [], recalled: true });
    expect(told().slice(-2)).toMatchObject([[{ TrangThai: '9', DanhSachGiayToKetQua: [] }], [{ TrangThai: '8' }]]);
  });

  it('refuses to name a copy that the portal did not take', async () => {
    const results = [{ title: 'Giấy', resultCode: 'KQ.G15.000001', originalId: 'o', url: 'https://kho.example/1' }];
    const outcome = await sync({ statusCode: 9, results });
    expect(outcome).toEqual({ kind: 'rejected', code: 'PORTAL-CONTENT-INVALID', message: 'IdGiayTo' });
  });

  it.each(['sha256', 'md5', 'base64', 'unknown'] as const)('takes a file hash written as %s', async (hash) => {
    await begin({ hash });
    expect(await send(randomBytes(5000))).toMatchObject({ outcome: { kind: 'confirmed' } });
  });

  it('sends a file again that arrived as another', async () => {
    await begin({ hash: 'wrong' });
    expect(await send(randomBytes(5000))).toEqual({
      outcome: { kind: 'unreachable', code: 'PORTAL-FILE-DIFFERS' },
      file: null,
    });
  });

  it('says that a copy cannot be read', async () => {
    const copy = { length: 10, read: () => Promise.reject(new Error('damaged')) };
    const sent = await way.open(peer, line).sendDocument?.({ copy, filename: 'ban-sao.pdf' }, { signal });
    expect(sent).toEqual({ outcome: { kind: 'rejected', code: 'PORTAL-COPY-UNREADABLE' }, file: null });
    expect(peer.requests).toEqual([]);
  });

  it('asks for a new token before the old one ends', async () => {
    await begin({ tokenSeconds: 0 });
    const connector = way.open(peer, line);
    const options = { known: false, references: names, signal };
    expect(await connector.syncDossier(sampleDossier(1), options)).toMatchObject({ kind: 'confirmed' });
    // One for each request: none of them was held valid.
    expect(peer.requests.filter((one) => one.service === 'GetToken').length).toBe(3);
  });
});

describe('the hash of a file', () => {
  it('is compared where its form is known', () => {
    const file = Buffer.from('abc');
    expect(isHashOf('BA7816BF8F01CFEA414140DE5DAE2223B00361A396177A9CB410FF61F20015AD', file)).toBe(true);
    expect(isHashOf('900150983cd24fb0d6963f7d28e17f72', file)).toBe(true);
    expect(isHashOf('ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=', file)).toBe(true);
    expect(isHashOf('0'.repeat(64), file)).toBe(false);
    expect(isHashOf('', file)).toBeNull();
  });
});
