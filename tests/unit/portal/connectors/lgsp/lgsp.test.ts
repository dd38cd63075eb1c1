import { createHash } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../../src/common/clock.ts';
import { LgspConnector } from '../../../../../src/portal/connectors/lgsp/index.ts';
import { type Line, openLine } from '../../../../../src/portal/line/line.ts';
import { type PortalPeer, startPortalPeer } from '../../../../peers/portal/index.ts';
import { codeOf, sampleDossier, sampleStep } from '../../office.ts';

const signal = new AbortController().signal;
let peer: PortalPeer;
let connector: LgspConnector;
let line: Line;

beforeEach(async () => {
  line = openLine();
  peer = await startPortalPeer({ token: 'tram-01' });
  connector = new LgspConnector(
    { baseUrl: `${peer.baseUrl}/`, unitCode: '000.14.56.H56', bearerToken: 'tram-01', timeoutMs: 10_000 },
    systemClock,
    line,
  );
});
afterEach(async () => {
  line.close();
  await peer.close();
});

describe('the lgsp connector', () => {
  it('gives a receipt with the hash of what it sent', async () => {
    const outcome = await connector.syncDossier(sampleDossier(1), { known: false, signal });
    const sent = JSON.stringify(peer.requests[0]?.body);
    expect(outcome).toMatchObject({
      kind: 'confirmed',
      receipt: {
        connector: 'lgsp',
        service: 'DongBoHoSoMC',
        message: 'Đồng bộ hồ sơ thành công',
        requestSha256: createHash('sha256').update(sent).digest('hex'),
      },
    });
    expect(peer.requests[0]?.headers).toMatchObject({ accept: 'application/json', authorization: 'Bearer tram-01' });
  });

  it('names in the receipt what it shortened', async () => {
    const outcome = await connector.syncDossier(sampleDossier(1, { subject: 'a'.repeat(1001) }), {
      known: false,
      signal,
    });
    expect(outcome).toMatchObject({ kind: 'confirmed', receipt: { shortened: ['TrichYeuHoSo'] } });
  });

  it('sends steps sorted by time, at most ten in a call', async () => {
    await connector.syncDossier(sampleDossier(1), { known: false, signal });
    const steps = Array.from({ length: 23 }, (_, n) => sampleStep((n * 7) % 23));
    expect(await connector.reportProgress(codeOf(1), steps, { signal })).toMatchObject({ kind: 'confirmed' });
    const calls = peer.requests.slice(1).map((r) => (r.body as unknown[]).length);
    expect(calls).toEqual([10, 10, 3]);
    const times = peer.listReceived()[0]?.steps.map((s) => s.ThoiDiemXuLy) ?? [];
    expect(times).toHaveLength(23);
    expect(times).toEqual(times.toSorted());
  });

  it('repeats steps without doubling them', async () => {
    await connector.syncDossier(sampleDossier(1), { known: false, signal });
    peer.misbehave({ kind: 'dropped', times: 1 });
    expect(await connector.reportProgress(codeOf(1), [sampleStep(1)], { signal })).toMatchObject({
      kind: 'unreachable',
      code: 'PORTAL-UNREACHABLE',
    });
    expect(await connector.reportProgress(codeOf(1), [sampleStep(1)], { signal })).toMatchObject({ kind: 'confirmed' });
    expect(peer.listReceived()[0]?.steps).toHaveLength(1);
  });

  it('takes a step that exists for one that arrived', async () => {
    peer.misbehave({ kind: 'says', error_code: '-3', message: 'Tiến độ đã tồn tại', times: 1 });
    expect(await connector.reportProgress(codeOf(1), [sampleStep(1)], { signal })).toMatchObject({ kind: 'confirmed' });
  });

  it('hears that a dossier is unknown when only its steps arrive', async () => {
    expect(await connector.reportProgress(codeOf(1), [sampleStep(1)], { signal })).toEqual({
      kind: 'rejected',
      code: 'PORTAL-REJECTED',
      message: `Chưa đồng bộ hồ sơ ${codeOf(1)}`,
    });
  });

  it.each([
    [400, { kind: 'rejected', code: 'PORTAL-REJECTED' }],
    [413, { kind: 'rejected', code: 'PORTAL-REJECTED' }],
    [401, { kind: 'unreachable', code: 'PORTAL-ACCESS-DENIED' }],
    [403, { kind: 'unreachable', code: 'PORTAL-ACCESS-DENIED' }],
    [404, { kind: 'unreachable', code: 'PORTAL-BUSY' }],
    [429, { kind: 'unreachable', code: 'PORTAL-BUSY' }],
    [500, { kind: 'unreachable', code: 'PORTAL-BUSY' }],
  ])('HTTP %i', async (status, expected) => {
    peer.misbehave({ kind: 'status', status });
    const outcome = await connector.syncDossier(sampleDossier(1), { known: false, signal });
    expect(outcome).toMatchObject({ ...expected, message: `HTTP ${status}` });
  });

  it('passes a Retry-After on, in seconds and as a date', async () => {
    peer.misbehave({ kind: 'status', status: 503, retryAfter: 120, times: 1 });
    expect(await connector.syncDossier(sampleDossier(1), { known: false, signal })).toMatchObject({
      retryAfterMs: 120_000,
    });
    peer.misbehave({ kind: 'status', status: 503, retryAfter: new Date(Date.now() + 60_000).toUTCString(), times: 1 });
    const outcome = await connector.syncDossier(sampleDossier(1), { known: false, signal });
    const asked = outcome.kind === 'unreachable' ? outcome.retryAfterMs : undefined;
    expect(asked).toBeGreaterThan(50_000);
    expect(asked).toBeLessThanOrEqual(60_000);
  });

  it('gives up on a portal that is too slow', async () => {
    const hasty = new LgspConnector({ baseUrl: peer.baseUrl, unitCode: 'H56', timeoutMs: 100 }, systemClock, line);
    peer.misbehave({ kind: 'slow', ms: 500, times: 1 });
    expect(await hasty.syncDossier(sampleDossier(1), { known: false, signal })).toMatchObject({
      code: 'PORTAL-TIMEOUT',
    });
  });

  it('gives up on an answer without end', async () => {
    peer.misbehave({ kind: 'endless', times: 1 });
    expect(await connector.syncDossier(sampleDossier(2), { known: false, signal })).toMatchObject({
      code: 'PORTAL-ANSWER-UNREADABLE',
    });
  });
});

describe('an answer that is too long or leads elsewhere', () => {
  let server: Server;
  let hits: string[];
  const answerWith = async (body: string, status = 200, location?: string): Promise<LgspConnector> => {
    hits = [];
    server = createServer((request, response) => {
      hits.push(request.url ?? '');
      response.writeHead(status, location ? { Location: location } : {}).end(body);
    }).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    const baseUrl = `http://127.0.0.1:${port}`;
    return new LgspConnector(
      { baseUrl, unitCode: 'H56', bearerToken: 'tram-01', maxAnswerBytes: 1000 },
      systemClock,
      line,
    );
  };
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it('is not read to its end', async () => {
    const long = JSON.stringify({ error_code: '0', message: 'thành công', padding: 'x'.repeat(1000) });
    const limited = await answerWith(long);
    // Many times: the end of the body arrives at every moment of leaving it.
    for (let n = 0; n < 50; n++) {
      expect(await limited.syncDossier(sampleDossier(n), { known: false, signal })).toMatchObject({
        kind: 'unreachable',
        code: 'PORTAL-ANSWER-UNREADABLE',
      });
    }
  });

  it('is not followed', async () => {
    const moved = await answerWith('', 307, '/elsewhere');
    expect(await moved.syncDossier(sampleDossier(1), { known: false, signal })).toMatchObject({ kind: 'unreachable' });
    expect(hits).toHaveLength(1);
  });
});
