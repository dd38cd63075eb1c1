import { createHash, randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import type { CopyReader } from '../../../../src/portal/documents/copy-reader.ts';
import { uploadCopy } from '../../../../src/portal/documents/upload.ts';
import { type Line, openLine } from '../../../../src/portal/line/line.ts';
import { type GatewayPeer, startGatewayPeer } from '../../../peers/document-gateway/index.ts';
import { type LinkPeer, startLinkPeer } from '../../../peers/link/index.ts';
import { copyOf } from '../office.ts';

const chunkBytes = 64 * 1024;
let gateway: GatewayPeer;
let link: LinkPeer;
let remembered: string | null;
let line: Line;

beforeEach(async () => {
  gateway = await startGatewayPeer();
  link = await startLinkPeer(gateway.port);
  remembered = null;
  line = openLine();
});
afterEach(async () => {
  line.close();
  await link.close();
  await gateway.close();
});

/** One attempt over the line, from what was remembered. */
async function attempt(
  copy: CopyReader,
  options: { token?: string; signal?: AbortSignal; endpoint?: string; timeoutMs?: number } = {},
) {
  return await uploadCopy(
    {
      endpoint: options.endpoint ?? gateway.endpoint.replace(String(gateway.port), String(link.port)),
      chunkBytes,
      limits: { baseTimeoutMs: options.timeoutMs ?? 10_000, slowestBytesPerSecond: 1_000_000 },
      ...(options.token ? { bearerToken: options.token } : {}),
    },
    systemClock,
    {
      line,
      copy,
      filename: 'ban-sao-dien-tu-0001.pdf',
      knownUrl: remembered,
      remember: (url) => {
        remembered = url;
      },
      signal: options.signal ?? new AbortController().signal,
    },
  );
}

const bytesAt = async (url: string | null) => await gateway.fetchCopy(url ?? 'http://none/files/none');

describe('a copy on its way to the gateway', () => {
  it.each([1, chunkBytes, chunkBytes + 1, 3 * chunkBytes, 500_001])('arrives whole: %i bytes', async (length) => {
    const bytes = randomBytes(length);
    const { outcome, url } = await attempt(copyOf(bytes));
    expect(outcome).toMatchObject({
      kind: 'confirmed',
      receipt: { connector: 'tus', requestSha256: createHash('sha256').update(bytes).digest('hex') },
    });
    expect((await bytesAt(url))?.equals(bytes)).toBe(true);
    expect(remembered).toBe(url);
  });

  it('goes on at the byte where the line broke, and sends only what is left', async () => {
    const bytes = randomBytes(1_000_000);
    const copy = copyOf(bytes);
    link.cutAfter(600_000);
    const first = await attempt(copy);
    expect(first.outcome).toEqual({ kind: 'unreachable', code: 'PORTAL-UNREACHABLE', progressed: true });
    expect(link.isCut).toBe(true);
    expect(remembered).not.toBeNull();
    link.heal();

    const confirmedBytes = Math.floor(590_000 / chunkBytes) * chunkBytes;
    const patches = gateway.requests.filter((r) => r.method === 'PATCH').length;
    const upBefore = link.bytes.up;
    const second = await attempt(copy);
    expect(second.outcome.kind).toBe('confirmed');
    expect(second.url).toBe(remembered);
    const resumedAt = Number(gateway.requests.filter((r) => r.method === 'PATCH')[patches]?.offset);
    expect(resumedAt).toBeGreaterThanOrEqual(confirmedBytes);
    // At least the confirmed pieces are not sent again; requests and headers add a little.
    expect(link.bytes.up - upBefore).toBeLessThan(bytes.length - confirmedBytes + 10_000);
    expect((await bytesAt(second.url))?.equals(bytes)).toBe(true);
    expect(gateway.requests.filter((r) => r.method === 'POST')).toHaveLength(1);
  });

  it('goes on at once when one of its pieces was cut on the way', async () => {
    const bytes = randomBytes(3 * chunkBytes);
    gateway.misbehave({ kind: 'cut-after', bytes: 1, times: 1 });
    const { outcome, url } = await attempt(copyOf(bytes));
    expect(outcome.kind).toBe('confirmed');
    expect((await bytesAt(url))?.equals(bytes)).toBe(true);
    expect(gateway.requests.filter((r) => r.method === 'POST')).toHaveLength(1);
  });

  it('that had arrived whole before its confirmation was lost is not sent again', async () => {
    const bytes = randomBytes(100_000);
    const { url } = await attempt(copyOf(bytes));
    const up = link.bytes.up;
    expect(await attempt(copyOf(bytes))).toMatchObject({ outcome: { kind: 'confirmed' }, url });
    expect(link.bytes.up - up).toBeLessThan(2000);
  });

  it('begins afresh when the gateway has forgotten it', async () => {
    const bytes = randomBytes(1000);
    remembered = `http://127.0.0.1:${link.port}/files/${'0'.repeat(32)}`;
    const { outcome, url } = await attempt(copyOf(bytes));
    expect(outcome.kind).toBe('confirmed');
    expect(remembered).toBe(url);
    expect((await bytesAt(url))?.equals(bytes)).toBe(true);
  });

  it('begins afresh when what lies under the remembered address has another length', async () => {
    await attempt(copyOf(randomBytes(1000)));
    const old = remembered;
    const bytes = randomBytes(2000);
    const { outcome, url } = await attempt(copyOf(bytes));
    expect(outcome.kind).toBe('confirmed');
    expect(url).not.toBe(old);
    expect((await bytesAt(url))?.equals(bytes)).toBe(true);
  });

  it.each([500, 502, 503, 403])(
    'keeps the remembered upload while the gateway answers HEAD with %i',
    async (status) => {
      const bytes = randomBytes(4 * chunkBytes);
      link.cutAfter(3 * chunkBytes);
      await attempt(copyOf(bytes));
      link.heal();
      const old = remembered;
      gateway.misbehave({ kind: 'status', status, method: 'HEAD', times: 1, retryAfter: 7 });
      const { outcome } = await attempt(copyOf(bytes));
      const expected = status === 403 ? { code: 'PORTAL-ACCESS-DENIED' } : { code: 'PORTAL-BUSY', retryAfterMs: 7000 };
      expect(outcome).toMatchObject({ kind: 'unreachable', ...expected });
      expect(remembered).toBe(old);
      expect((await attempt(copyOf(bytes))).url).toBe(old);
      expect(gateway.requests.filter((r) => r.method === 'POST')).toHaveLength(1);
    },
  );

  it('forgets an upload that disappears while it grows', async () => {
    gateway.misbehave({ kind: 'status', status: 410, method: 'PATCH', times: 1 });
    const { outcome } = await attempt(copyOf(randomBytes(10)));
    expect(outcome).toMatchObject({ kind: 'unreachable', code: 'PORTAL-BUSY' });
    expect(remembered).toBeNull();
  });

  it.each(['digest', 'mismatch'] as const)('is sent anew when other bytes arrived (%s)', async (says) => {
    const bytes = randomBytes(2 * chunkBytes);
    gateway.misbehave({ kind: 'alter', says, times: 1 });
    expect((await attempt(copyOf(bytes))).outcome).toEqual({ kind: 'unreachable', code: 'PORTAL-COPY-ALTERED' });
    expect(remembered).toBeNull();
    const again = await attempt(copyOf(bytes));
    expect(again.outcome).toMatchObject({ kind: 'confirmed', receipt: { message: `${bytes.length} bytes, sha-256` } });
    expect((await bytesAt(again.url))?.equals(bytes)).toBe(true);
    expect(gateway.requests.filter((r) => r.method === 'POST')).toHaveLength(2);
  });

  it('waits for a person when it is too large for the gateway', async () => {
    await gateway.close();
    gateway = await startGatewayPeer({ maxBytes: 1000 });
    const { outcome } = await attempt(copyOf(randomBytes(1001)), { endpoint: gateway.endpoint });
    expect(outcome).toEqual({ kind: 'rejected', code: 'PORTAL-UPLOAD-REFUSED', message: 'HTTP 413' });
  });

  it.each([
    ['fails', () => Promise.reject(new Error('disk'))],
    ['is short', () => Promise.resolve(new Uint8Array(5))],
  ])('waits for a person when its reading %s', async (_, read) => {
    const { outcome } = await attempt({ length: 1000, read });
    expect(outcome).toEqual({ kind: 'rejected', code: 'PORTAL-COPY-UNREADABLE' });
  });

  it('over a line that no byte passes ends by itself', async () => {
    link.cut();
    const { outcome, url } = await attempt(copyOf(randomBytes(10)));
    expect(outcome).toMatchObject({ kind: 'unreachable', code: 'PORTAL-UNREACHABLE' });
    expect(url).toBeNull();
    link.heal();
    link.shape({ latencyMs: 500 });
    expect((await attempt(copyOf(randomBytes(10)), { timeoutMs: 100 })).outcome).toMatchObject({
      code: 'PORTAL-TIMEOUT',
    });
  });

  it('makes its way over a slow line', async () => {
    link.shape({ bitsPerSecond: 4_000_000, latencyMs: 5 });
    const bytes = randomBytes(200_000);
    const { outcome, url } = await attempt(copyOf(bytes));
    expect(outcome.kind).toBe('confirmed');
    expect((await bytesAt(url))?.equals(bytes)).toBe(true);
  });

  it('stops when told, and goes on later', async () => {
    link.shape({ bitsPerSecond: 4_000_000 });
    const bytes = randomBytes(400_000);
    const stopping = new AbortController();
    const running = attempt(copyOf(bytes), { signal: stopping.signal });
    while (link.bytes.up < 150_000) await new Promise((resolve) => setTimeout(resolve, 5));
    stopping.abort();
    expect((await running).outcome).toMatchObject({ kind: 'unreachable' });
    link.shape({ bitsPerSecond: 0 });
    const second = await attempt(copyOf(bytes));
    expect(second.outcome.kind).toBe('confirmed');
    expect((await bytesAt(second.url))?.equals(bytes)).toBe(true);
    expect(gateway.requests.filter((r) => r.method === 'POST')).toHaveLength(1);
  });

  it('shows its token to the endpoint alone', async () => {
    await gateway.close();
    gateway = await startGatewayPeer({ token: 'tram-01' });
    const bytes = randomBytes(100);
    const direct = { endpoint: gateway.endpoint, token: 'tram-01' };
    expect((await attempt(copyOf(bytes), { endpoint: gateway.endpoint })).outcome).toMatchObject({
      code: 'PORTAL-ACCESS-DENIED',
    });
    expect((await attempt(copyOf(bytes), direct)).outcome.kind).toBe('confirmed');
    // A remembered address elsewhere gets no token, so the gateway behind it refuses.
    const elsewhere = await startLinkPeer(gateway.port);
    remembered = `http://127.0.0.1:${elsewhere.port}/files/${'0'.repeat(32)}`;
    expect((await attempt(copyOf(bytes), direct)).outcome).toMatchObject({ code: 'PORTAL-ACCESS-DENIED' });
    await elsewhere.close();
  });
});
