import { randomUUID } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../../src/common/vietnam-time.ts';
import { findOfficeImage } from '../../../../src/store/repositories/officers.ts';
import type { ImageList } from '../../../../src/web/contract/index.ts';
import { sealPng } from '../../../peers/images/signature-and-seal.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { officerNamed } from '../support/officers.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

let served: Served;
let admin: Screen;
let seal: Buffer;
beforeAll(async () => {
  served = await serve();
  admin = await served.as('unit-admin');
  seal = Buffer.from(await sealPng({ body: 'ỦY BAN NHÂN DÂN XÃ THỬ', above: 'TỈNH THỬ' }, 100));
});
afterAll(() => served.close());

const today = () => civilDate(served.clock.now());

async function put(bytes: Buffer, query: object = {}, id: string = randomUUID(), type = 'image/png') {
  const facts = { kind: 'seal', widthMm: '36', heightMm: '36', validFrom: today(), ...query };
  const answer = await admin.once({
    method: 'PUT',
    path: `/api/office-images/${id}?${new URLSearchParams(facts).toString()}`,
    raw: bytes,
    headers: { 'content-type': type },
  });
  const failure = answer.status === 200 ? null : failureIn(answer);
  return {
    status: answer.status,
    code: failure?.code ?? 'ok',
    reason: failure?.facts['reason'] ?? failure?.facts['field'],
  };
}

const plain = (side: number, alpha: number) =>
  sharp({ create: { width: side, height: side, channels: 4, background: { r: 200, g: 0, b: 0, alpha } } })
    .png()
    .toBuffer();

describe('an image of the seal', () => {
  it('is taken once, counts from its day on, and is journaled by its hash', async () => {
    const [first, later] = [randomUUID(), randomUUID()];
    expect((await put(seal, {}, first)).code).toBe('ok');
    expect((await put(seal, {}, first)).code).toBe('ok');
    expect((await put(seal, { widthMm: '35' }, first)).code).toBe('STORE-ALREADY-EXISTS');
    const next = addDays(today(), 5);
    expect((await put(seal, { validFrom: next }, later)).code).toBe('ok');
    const { store } = served;
    expect(findOfficeImage(store.db, 'seal', null, today())?.id).toBe(first);
    expect(findOfficeImage(store.db, 'seal', null, next)?.id).toBe(later);
    const { images } = await admin.json<ImageList>('GET', '/api/office-images');
    expect(images.map(({ id, inForce }) => [id, inForce])).toEqual([
      [later, false],
      [first, true],
    ]);
    expect(images[0]).toMatchObject({ kind: 'seal', officer: null, widthMm: 36, addedBy: { fullName: 'Lý Mùi Phin' } });
    const entries = store.journal.ofObject(store.db, 'station', 'seal');
    expect(entries.map(({ act, facts }) => [act, facts['image'], facts['sha256']])).toEqual([
      ['add-seal-image', first, images[1]?.sha256],
      ['add-seal-image', later, images[0]?.sha256],
    ]);
  });

  it('keeps the pixels alone: what else the file carries is left behind', async () => {
    const id = randomUUID();
    const talking = await sharp(seal)
      .withExif({ IFD0: { Copyright: 'khong-duoc-giu' } })
      .png()
      .toBuffer();
    expect(talking.includes('khong-duoc-giu')).toBe(true);
    expect((await put(talking, { validFrom: addDays(today(), 9) }, id)).code).toBe('ok');
    const { db, documents } = served.store;
    const row = findOfficeImage(db, 'seal', null, addDays(today(), 9));
    const document = row && documents.find(db, row.documentId);
    const kept = document ? await documents.read(document) : null;
    expect(row?.id).toBe(id);
    expect(kept?.ok === true && !kept.value.includes('khong-duoc-giu')).toBe(true);
    expect(kept?.ok === true && (await sharp(kept.value).metadata()).hasAlpha).toBe(true);
  });

  it('is refused with the reason, and nothing is kept', async () => {
    const before = await admin.json<ImageList>('GET', '/api/office-images');
    const jpeg = await sharp(seal).flatten().jpeg().toBuffer();
    const cut = seal.subarray(0, Math.floor(seal.length / 2));
    const bomb = Buffer.from(seal);
    bomb.writeUInt32BE(60_000, 16);
    bomb.writeUInt32BE(60_000, 20);
    for (const [bytes, query, reason] of [
      [jpeg, {}, 'not-png'],
      [Buffer.from('khong phai hinh'), {}, 'not-png'],
      [seal.subarray(0, 12), {}, 'damaged'],
      [cut, {}, 'damaged'],
      [bomb, {}, 'too-large'],
      [await plain(50, 1), {}, 'too-small'],
      [await plain(200, 1), {}, 'no-transparency'],
      [await plain(200, 0), {}, 'empty'],
      [seal, { widthMm: '50' }, 'proportions'],
    ] as const) {
      expect([reason, await put(bytes, query)]).toMatchObject([reason, { code: 'WEB-IMAGE-UNUSABLE', reason }]);
    }
    expect((await put(seal, { validFrom: addDays(today(), -1) })).code).toBe('LAW-IMAGE-DATE');
    expect((await put(seal, { widthMm: '3' })).code).toBe('WEB-BODY-INVALID');
    expect((await put(seal, { officerId: randomUUID() })).code).toBe('WEB-BODY-INVALID');
    expect((await put(Buffer.alloc(3 * 1024 * 1024))).code).toBe('WEB-BODY-TOO-LARGE');
    expect((await put(seal, {}, randomUUID(), 'image/jpeg')).code).toBe('WEB-CONTENT-TYPE');
    expect(await admin.json('GET', '/api/office-images')).toEqual(before);
  });
});

it('an image of a signature belongs to an officer who is there', async () => {
  const { id: officerId } = await officerNamed(admin, 'signer');
  expect((await put(seal, { kind: 'signature' })).code).toBe('WEB-BODY-INVALID');
  expect((await put(seal, { kind: 'signature', officerId: randomUUID() })).code).toBe('STORE-NOT-FOUND');
  expect((await put(seal, { kind: 'signature', officerId })).code).toBe('ok');
  expect(findOfficeImage(served.store.db, 'signature', officerId, today())).toBeDefined();
});
