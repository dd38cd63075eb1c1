/** The province's gateway between a station's own upload client, a real tus server and somebody who fetches. */
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { uploadCopy } from '../../../../src/portal/documents/upload.ts';
import { openLine } from '../../../../src/portal/line/line.ts';
import { day, type Province, startProvince } from '../../../peers/document-gateway/province.ts';

const tokens = { here: 'mot-tram-o-xa-nam-phai', other: 'mot-tram-o-xa-khac-xa' } as const;
const sha256 = (bytes: Uint8Array | string): string => createHash('sha256').update(bytes).digest('hex');
const dossier = 'H99.14-261122-00001';

const line = openLine();
let province: Province;
let publicUrl = '';

beforeAll(async () => {
  province = await startProvince({ 'xa-nam-phai': tokens.here, 'xa-khac': tokens.other });
  publicUrl = province.url;
});
afterAll(async () => {
  line.close();
  await province.close();
});

async function hand(copy: Buffer, token: string = tokens.here): Promise<string | null> {
  const { outcome, url } = await uploadCopy(
    { endpoint: `${publicUrl}/files`, bearerToken: token, chunkBytes: 4_194_304 },
    systemClock,
    {
      line,
      copy: { length: copy.length, read: async (at, length) => copy.subarray(at, at + length) },
      filename: 'ban-sao.pdf',
      knownUrl: null,
      remember: () => {},
      signal: new AbortController().signal,
    },
  );
  return outcome.kind === 'confirmed' ? url : null;
}

interface LinkAnswer {
  readonly code?: string;
  readonly url: string | null;
  readonly expiresAt: number;
  readonly fetchedAt: number | null;
  readonly removedAt: number | null;
  readonly fetches: readonly { caller: string; bytes: number; whole: boolean }[];
}

async function ask(
  method: string,
  path: string,
  body?: unknown,
  token: string = tokens.here,
): Promise<{ status: number; body: LinkAnswer }> {
  const answer = await fetch(`${publicUrl}/links/${path}`, {
    method,
    headers: {
      authorization: `Bearer ${token}`,
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, body: (await answer.json()) as LinkAnswer };
}

const newId = (): string => randomBytes(12).toString('hex');

async function linked(copy: Buffer): Promise<{ id: string; url: string }> {
  const id = newId();
  const upload = await hand(copy);
  const { status, body } = await ask('PUT', id, { upload, dossier, sha256: sha256(copy), bytes: copy.length });
  expect(status).toBe(200);
  return { id, url: body.url ?? expect.fail('no address') };
}

describe('handing over', () => {
  it('the station is given addresses at the gateway, not at the tus server', async () => {
    const url = await hand(randomBytes(200_000));
    expect(url).toMatch(new RegExp(`^${publicUrl}/files/[0-9a-f]{32}$`));
  });

  it('nobody without a known token hands anything over', async () => {
    expect(await hand(randomBytes(10), 'mot-tram-khong-ai-biet')).toBeNull();
  });

  it('an upload is reached by its own station alone', async () => {
    const url = (await hand(randomBytes(10))) ?? '';
    const head = (token: string) =>
      fetch(url, { method: 'HEAD', headers: { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' } });
    expect((await head(tokens.here)).status).toBe(200);
    expect((await head(tokens.other)).status).toBe(404);
  });

  it('an upload is removed by its own station alone', async () => {
    const url = (await hand(randomBytes(10))) ?? '';
    const remove = (token: string) =>
      fetch(url, { method: 'DELETE', headers: { authorization: `Bearer ${token}`, 'tus-resumable': '1.0.0' } });
    expect((await remove(tokens.other)).status).toBe(404);
    expect((await remove(tokens.here)).status).toBe(204);
    const head = { authorization: `Bearer ${tokens.here}`, 'tus-resumable': '1.0.0' };
    expect((await fetch(url, { method: 'HEAD', headers: head })).status).toBe(404);
  });

  it('what is longer than agreed is refused before a byte of it', async () => {
    const seen = province.tus.requests.length;
    expect(await hand(Buffer.alloc(20_000_001))).toBeNull();
    expect(province.tus.requests.length).toBe(seen);
  });
});

describe('a link', () => {
  it('opens the copy to a caller, byte for byte, and the station hears of it', async () => {
    const copy = randomBytes(150_000);
    const { id, url } = await linked(copy);
    const answer = await fetch(url);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(answer.headers.get('repr-digest')).toBe(`sha-256=:${Buffer.from(sha256(copy), 'hex').toString('base64')}:`);
    expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(copy));
    await expect.poll(async () => (await ask('GET', id)).body.fetches).toHaveLength(1);
    const { body } = await ask('GET', id);
    expect(body.fetches[0]).toMatchObject({ caller: 'truc', bytes: copy.length, whole: true });
    expect(body.fetchedAt).toBe(province.now());
  });

  it('is the same for the same question, and not given for another file under its id', async () => {
    const copy = randomBytes(1000);
    const upload = await hand(copy);
    const question = { upload, dossier, sha256: sha256(copy), bytes: copy.length };
    const id = newId();
    const first = await ask('PUT', id, question);
    expect((await ask('PUT', id, question)).body.url).toBe(first.body.url);
    expect(await ask('PUT', id, { ...question, dossier: 'H99.14-261122-00002' })).toMatchObject({
      status: 409,
      body: { code: 'LINK-TAKEN' },
    });
    expect((await ask('PUT', id, question, tokens.other)).status).toBe(409);
    expect((await ask('GET', id, undefined, tokens.other)).status).toBe(404);
  });

  it('leads to its copy handed over once more, at a new address, and never to another one or once closed', async () => {
    const copy = randomBytes(1000);
    const question = { dossier, sha256: sha256(copy), bytes: copy.length };
    const id = newId();
    const first = await ask('PUT', id, { ...question, upload: await hand(copy) });
    const again = await hand(copy);
    expect(await ask('PUT', id, { ...question, upload: await hand(randomBytes(1000)) })).toMatchObject({
      body: { code: 'HASH-DIFFERS' },
    });
    expect((await ask('PUT', id, { ...question, upload: again }, tokens.other)).status).toBe(409);
    const second = await ask('PUT', id, { ...question, upload: again });
    expect(second).toMatchObject({ status: 200, body: { fetchedAt: null } });
    expect((await ask('PUT', id, { ...question, upload: again })).body.url).toBe(second.body.url);
    expect((await fetch(first.body.url ?? '')).status).toBe(404);
    const answer = await fetch(second.body.url ?? '');
    expect(sha256(Buffer.from(await answer.arrayBuffer()))).toBe(sha256(copy));
    await ask('DELETE', id);
    expect(await ask('PUT', id, { ...question, upload: await hand(copy) })).toMatchObject({
      status: 409,
      body: { code: 'LINK-TAKEN' },
    });
  });

  it('is given again for a copy whose file has gone since', async () => {
    const copy = randomBytes(1000);
    const question = { dossier, sha256: sha256(copy), bytes: copy.length };
    const id = newId();
    await ask('PUT', id, { ...question, upload: await hand(copy) });
    province.advance(91 * day);
    await province.gateway.sweep();
    expect((await ask('GET', id)).body.url).toBeNull();
    const { body } = await ask('PUT', id, { ...question, upload: await hand(copy) });
    expect((await fetch(body.url ?? '')).status).toBe(200);
  });

  it('is not given for bytes that are not the station’s', async () => {
    const copy = randomBytes(1000);
    const upload = await hand(copy);
    const right = { upload, dossier, sha256: sha256(copy), bytes: copy.length };
    expect(await ask('PUT', newId(), { ...right, sha256: sha256('khac') })).toMatchObject({
      status: 409,
      body: { code: 'HASH-DIFFERS' },
    });
    expect(await ask('PUT', newId(), { ...right, bytes: 999 })).toMatchObject({ body: { code: 'LENGTH-DIFFERS' } });
    expect(await ask('PUT', newId(), right, tokens.other)).toMatchObject({ body: { code: 'UPLOAD-UNKNOWN' } });
  });

  it('is not given for half an upload', async () => {
    const made = await fetch(`${publicUrl}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.here}`, 'tus-resumable': '1.0.0', 'upload-length': '1000' },
    });
    const question = { upload: made.headers.get('location'), dossier, sha256: sha256(''), bytes: 1000 };
    expect(await ask('PUT', newId(), question)).toMatchObject({ status: 425, body: { code: 'UPLOAD-UNFINISHED' } });
  });

  it('opens to the exchange network alone', async () => {
    const { url } = await linked(randomBytes(100));
    const from = (address: string) => fetch(url, { headers: { 'x-forwarded-for': address } });
    expect((await from('10.20.3.4')).status).toBe(200);
    expect((await from('10.21.3.4')).status).toBe(403);
  });

  it('with a letter changed opens nothing', async () => {
    const { url } = await linked(randomBytes(100));
    const last = url.at(-2) === 'A' ? 'B' : 'A';
    expect((await fetch(`${url.slice(0, -2)}${last}${url.at(-1)}`)).status).toBe(404);
    expect((await fetch(`${publicUrl}/d/${newId()}.1.AAAA`)).status).toBe(404);
  });

  it('ends; renewed it has another address, and the old one stays shut', async () => {
    const { id, url } = await linked(randomBytes(100));
    province.advance(7 * day);
    expect((await fetch(url)).status).toBe(404);
    const { body } = await ask('POST', `${id}/renewal`);
    expect(body.expiresAt).toBe(province.now() + 7 * day);
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(body.url ?? '')).status).toBe(200);
  });

  it('a fetch that breaks off is noted and confirms nothing', async () => {
    // More than the kernel's buffers take.
    const { id, url } = await linked(Buffer.alloc(16_000_000, 1));
    const { port, pathname } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(`GET ${pathname} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n`);
    await new Promise((resolve) => socket.once('data', resolve));
    socket.destroy();
    await expect.poll(async () => (await ask('GET', id)).body.fetches).toHaveLength(1);
    const { body } = await ask('GET', id);
    expect(body.fetches[0]?.whole).toBe(false);
    expect(body.fetchedAt).toBeNull();
  });
});

describe('a file goes', () => {
  it('some days after a whole fetch, and then there is no link to renew', async () => {
    const { id, url } = await linked(randomBytes(5000));
    await (await fetch(url)).arrayBuffer();
    await expect.poll(async () => (await ask('GET', id)).body.fetchedAt).toBe(province.now());
    province.advance(2 * day);
    await province.gateway.sweep();
    expect((await fetch(url)).status).toBe(200);
    province.advance(day + 1);
    expect(await province.gateway.sweep()).toBeGreaterThan(0);
    expect((await fetch(url)).status).toBe(404);
    const { body } = await ask('GET', id);
    expect(body).toMatchObject({ url: null, removedAt: province.now() });
    expect((await ask('POST', `${id}/renewal`)).status).toBe(410);
  });

  it('when nobody fetched it for the longest time agreed', async () => {
    const { id } = await linked(randomBytes(5000));
    province.advance(90 * day + 1);
    await province.gateway.sweep();
    expect((await ask('GET', id)).body.removedAt).toBe(province.now());
  });

  it('when its upload got no link, some days after anybody worked on it; one with a link stays', async () => {
    const { id, url } = await linked(randomBytes(5000));
    const handed = (await hand(randomBytes(5000))) ?? '';
    const made = await fetch(`${publicUrl}/files`, {
      method: 'POST',
      headers: { authorization: `Bearer ${tokens.here}`, 'tus-resumable': '1.0.0', 'upload-length': '1000' },
    });
    const begun = made.headers.get('location') ?? '';
    const head = async (at: string): Promise<number> => {
      const headers = { authorization: `Bearer ${tokens.here}`, 'tus-resumable': '1.0.0' };
      return (await fetch(at, { method: 'HEAD', headers })).status;
    };
    province.advance(20 * day);
    expect(await head(begun)).toBe(200);
    province.advance(11 * day);
    await province.gateway.sweep();
    const files = readdirSync(province.files);
    expect(files).toContain(begun.split('/').at(-1));
    expect(files).not.toContain(handed.split('/').at(-1));
    expect([await head(begun), await head(handed)]).toEqual([200, 404]);
    await ask('POST', `${id}/renewal`);
    expect((await fetch(url)).status).toBe(404);
    expect((await ask('GET', id)).body.removedAt).toBeNull();
    province.advance(31 * day);
    province.tus.misbehave({ kind: 'status', status: 503 });
    expect(await province.gateway.sweep()).toBe(0);
    province.tus.heal();
    // What could not be removed is still its station's; the next sweep takes it.
    expect(await province.gateway.sweep()).toBeGreaterThan(0);
    expect(await head(begun)).toBe(404);
  });

  it('later, when the tus server is away just then', async () => {
    province.advance(31 * day);
    await province.gateway.sweep();
    const { id } = await linked(randomBytes(5000));
    province.advance(90 * day + 1);
    province.tus.misbehave({ kind: 'status', status: 503 });
    expect(await province.gateway.sweep()).toBe(0);
    province.tus.heal();
    expect(await province.gateway.sweep()).toBe(1);
    expect((await ask('GET', id)).body.removedAt).toBe(province.now());
  });
});
