import { expect, test } from 'vitest';
import { fail, ok, unwrap } from '../../../src/common/result.ts';
import { SmallPictures } from '../../../src/workflow/small-pictures.ts';

const [strip, pile] = [252, 160];
const key = (documentId: string, widthPx: number = strip) => ({ documentId, widthPx, turn: 0 as const });
const picture = (length: number): Uint8Array => new Uint8Array(length);
const never = (): Promise<never> => Promise.reject(new Error('made again'));

test('what is held is given without making it; another width or turn is another picture', async () => {
  const pictures = new SmallPictures();
  const held = picture(10);
  pictures.keep(key('a'), held);
  expect(unwrap(await pictures.obtain(key('a'), never))).toBe(held);
  const turned = picture(11);
  expect(unwrap(await pictures.obtain({ ...key('a'), turn: 90 }, () => Promise.resolve(ok(turned))))).toBe(turned);
  expect(unwrap(await pictures.obtain({ ...key('a'), turn: 90 }, never))).toBe(turned);
  await expect(pictures.obtain(key('a', pile), never)).rejects.toThrow('made again');
  expect(pictures.bytes).toBe(21);
});

test('all who ask while it is made get the one that is made, and a failure is not held', async () => {
  const pictures = new SmallPictures();
  let made = 0;
  const slowly = async () => {
    made += 1;
    await Promise.resolve();
    return ok(picture(5));
  };
  const all = await Promise.all([1, 2, 3].map(() => pictures.obtain(key('a'), slowly)));
  expect(made).toBe(1);
  expect(new Set(all.map((each) => unwrap(each))).size).toBe(1);
  const damaged = fail('STORE-DOCUMENT-DAMAGED');
  expect(await pictures.obtain(key('b'), () => Promise.resolve(damaged))).toEqual(damaged);
  expect((await pictures.obtain(key('b'), slowly)).ok).toBe(true);
});

test('memory is bounded: the page that was asked for longest ago goes first, and nothing large is held', async () => {
  const pictures = new SmallPictures(30);
  for (const id of ['a', 'b', 'c']) pictures.keep(key(id), picture(10));
  await pictures.obtain(key('a'), never);
  pictures.keep(key('d'), picture(10));
  expect(pictures.bytes).toBe(30);
  for (const id of ['a', 'c', 'd']) expect((await pictures.obtain(key(id), never)).ok).toBe(true);
  await expect(pictures.obtain(key('b'), never)).rejects.toThrow('made again');
  pictures.keep(key('e'), picture(31));
  pictures.keep(key('f', 1654), picture(1));
  // The same again takes the place of the one before.
  pictures.keep(key('a'), picture(4));
  expect(pictures.bytes).toBe(24);
});

test('of a page that is gone nothing is left, not even what was being made', async () => {
  const pictures = new SmallPictures();
  pictures.keep(key('a'), picture(10));
  pictures.keep(key('a', pile), picture(10));
  const { promise, resolve } = Promise.withResolvers<ReturnType<typeof ok<Uint8Array>>>();
  const asked = pictures.obtain({ ...key('a'), turn: 180 }, () => promise);
  pictures.forget('a');
  resolve(ok(picture(10)));
  expect((await asked).ok).toBe(true);
  expect(pictures.bytes).toBe(0);
  await expect(pictures.obtain(key('a'), never)).rejects.toThrow('made again');
  pictures.forget('nobody');
});
