import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { exchange } from '../../../../src/portal/http.ts';
import { type Line, openLine } from '../../../../src/portal/line/line.ts';
import { begin, end, expectDelivered, far } from '../far-side.ts';

/** What the server of a test answers with, and what it was sent. */
interface Far {
  status: number;
  headers: Record<string, string>;
  body: Buffer;
  refusesPacked: false | 400 | 415;
  readonly seen: { readonly headers: IncomingHttpHeaders; readonly text: string; readonly bytes: number }[];
}

let server: Server;
let line: Line;
let side: Far;

beforeEach(async () => {
  side = { status: 200, headers: {}, body: Buffer.from('{}'), refusesPacked: false, seen: [] };
  server = createServer((request, response) => {
    const pieces: Buffer[] = [];
    request.on('data', (piece: Buffer) => pieces.push(piece));
    request.on('end', () => {
      const bytes = Buffer.concat(pieces);
      const packed = request.headers['content-encoding'] === 'gzip';
      const text = (packed ? gunzipSync(bytes) : bytes).toString('utf8');
      side.seen.push({ headers: request.headers, text, bytes: bytes.length });
      if (packed && side.refusesPacked) return void response.writeHead(side.refusesPacked, side.headers).end();
      response.writeHead(side.status, side.headers).end(side.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  line = openLine();
});
afterEach(async () => {
  line.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const body = JSON.stringify(
  Array.from({ length: 50 }, (_, n) => ({ MaHoSo: `H56.14-251122-${n}`, TenTTHC: 'Chứng thực' })),
);

async function send(type = 'application/json', content = body) {
  return await exchange({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    method: 'POST',
    headers: { 'Content-Type': type },
    body: content,
    line,
    timeoutMs: 10_000,
    maxAnswerBytes: 1_000_000,
    now: 0,
    signal: new AbortController().signal,
  });
}
const codings = (): (string | undefined)[] => side.seen.map(({ headers }) => headers['content-encoding']);

describe('JSON on its way out', () => {
  it('goes as it is to a server that has said nothing, and packed once it has said that it takes that', async () => {
    await send();
    side.headers = { 'Accept-Encoding': 'br, gzip;q=0.5' };
    await send();
    await send();
    expect(codings()).toEqual([undefined, undefined, 'gzip']);
    expect(side.seen.map(({ text }) => text)).toEqual([body, body, body]);
    expect(side.seen[2]?.bytes).toBeLessThan(Buffer.byteLength(body) / 5);
  });

  it.each(['br', 'identity', 'gzip;q=0', 'gzip;q=0.000'])('goes as it is to one that takes "%s"', async (accepted) => {
    side.headers = { 'Accept-Encoding': accepted };
    await send();
    await send();
    expect(codings()).toEqual([undefined, undefined]);
  });

  it('goes as it is when it is small, or no JSON', async () => {
    side.headers = { 'Accept-Encoding': 'gzip' };
    await send();
    await send('application/json', '{"MaHoSo":"1"}');
    await send('application/pdf');
    expect(codings()).toEqual([undefined, undefined, undefined]);
  });

  it.each([400, 415] as const)(
    'goes once more as it is when packed it is answered %i, and so from then on, whatever is offered',
    async (status) => {
      side.headers = { 'Accept-Encoding': 'gzip' };
      await send();
      side.refusesPacked = status;
      expect(await send()).toMatchObject({ kind: 'answer', status: 200 });
      await send();
      expect(codings()).toEqual([undefined, 'gzip', undefined, undefined]);
      expect(new Set(side.seen.map(({ text }) => text))).toEqual(new Set([body]));
    },
  );

  it('that is refused packed and as it is, is refused for itself: the next one goes packed again', async () => {
    side.headers = { 'Accept-Encoding': 'gzip' };
    await send();
    side.status = 400;
    expect(await send()).toMatchObject({ kind: 'answer', status: 400 });
    side.status = 200;
    await send();
    expect(codings()).toEqual([undefined, 'gzip', undefined, 'gzip']);
  });

  it('has one effect at a portal whose gateway cannot unpack: nothing is refused, nothing is told twice', async () => {
    await begin({ gzip: 'offered' });
    try {
      far.office.issue(1);
      await far.office.drained();
      far.office.issue(2);
      await far.office.drained();
      await expectDelivered(1);
      await expectDelivered(2);
      expect(far.portal.requests.every(({ headers }) => headers['content-encoding'] === undefined)).toBe(true);
    } finally {
      await end();
    }
  });

  it('reaches the portal as it was written', async () => {
    await begin({ gzip: true });
    try {
      far.office.issue(1);
      await far.office.drained();
      far.office.issue(2);
      await far.office.drained();
      await expectDelivered(1);
      await expectDelivered(2);
      expect(far.portal.requests.at(-2)?.headers['content-encoding']).toBe('gzip');
    } finally {
      await end();
    }
  });
});

describe('an answer', () => {
  it('may come packed', async () => {
    side.headers = { 'Content-Encoding': 'gzip' };
    side.body = gzipSync('{"error_code":"0"}');
    expect(await send()).toMatchObject({ kind: 'answer', text: '{"error_code":"0"}' });
    expect(side.seen[0]?.headers['accept-encoding']).toBe('gzip');
  });

  it('that would fill the memory is not unpacked', async () => {
    side.headers = { 'Content-Encoding': 'gzip' };
    side.body = gzipSync(Buffer.alloc(50_000_000));
    expect(side.body.length).toBeLessThan(100_000);
    expect(await send()).toEqual({ kind: 'oversized' });
  });

  it.each([
    ['damaged', 'gzip', gzipSync('{"error_code":"0"}').subarray(0, 20)],
    ['packed in a way that nobody asked for', 'br', brotliCompressSync('{"error_code":"0"}')],
  ])('that is %s is read as an empty one', async (_, coding, content) => {
    side.headers = { 'Content-Encoding': coding };
    side.body = content;
    expect(await send()).toMatchObject({ kind: 'answer', status: 200, text: '' });
  });
});
