import { createHash, randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { newId } from '../../../../src/common/id.ts';
import { unwrap } from '../../../../src/common/result.ts';
import { readSealed, seal, writeSealed } from '../../../../src/store/documents/sealed-file.ts';
import { standingClock, temporaryFolder } from '../support.ts';

const segment = 256 * 1024;
const header = 24;
const tag = 16;
const sealedSegment = segment + tag;
const id = newId(standingClock());
const key = randomBytes(32);

/** Bytes that differ from place to place and from length to length. */
function bytes(length: number): Buffer {
  const block = createHash('sha512').update(String(length)).digest();
  const filled = Buffer.alloc(length, block);
  for (let i = 0; i < length; i += 4096) filled.writeUInt8((i / 4096) % 256, i);
  return filled;
}

const sizes = [0, 1, 15, 16, 4095, segment - 1, segment, segment + 1, 2 * segment - 1, 2 * segment, 3 * segment + 17];

async function sealed(length: number): Promise<string> {
  const path = join(temporaryFolder(), 'file');
  await writeSealed(path, key, id, bytes(length));
  return path;
}

const damaged = { ok: false, error: { code: 'STORE-DOCUMENT-DAMAGED' } };

describe.each(sizes)('a document of %d bytes', (length) => {
  test('comes back as it was, and costs a header and a tag for each segment', async () => {
    const path = await sealed(length);
    expect(unwrap(await readSealed(path, key, id)).equals(bytes(length))).toBe(true);
    const segments = Math.max(1, Math.ceil(length / segment));
    expect(readFileSync(path).length).toBe(header + length + segments * tag);
  });

  test('gives every range of it, and nothing beyond its end', async () => {
    const path = await sealed(length);
    const whole = bytes(length);
    const edges = [0, 1, segment - 1, segment, segment + 1, 2 * segment, length - 1, length, length + 5];
    const place = fc.oneof(fc.constantFrom(...edges.filter((edge) => edge >= 0)), fc.nat({ max: length + 10 }));
    await fc.assert(
      fc.asyncProperty(place, place, async (offset, count) => {
        const piece = unwrap(await readSealed(path, key, id, { offset, length: count }));
        expect(piece.equals(whole.subarray(offset, offset + count))).toBe(true);
      }),
      { seed: 256, numRuns: 40 },
    );
  });

  test('is found cut wherever it is cut, also by a reader of its first byte', async () => {
    const path = await sealed(length);
    const full = readFileSync(path);
    const cuts = [0, 1, 7, 8, 23, 24, 25, 39, full.length - 1, full.length - 15, full.length - 16, full.length - 17];
    for (let end = header; end < full.length; end += sealedSegment) cuts.push(end, end + 1, end + tag);
    for (const end of new Set(cuts.filter((cut) => cut >= 0 && cut < full.length))) {
      writeFileSync(path, full);
      truncateSync(path, end);
      expect(await readSealed(path, key, id), `cut at ${end}`).toMatchObject(damaged);
      expect(await readSealed(path, key, id, { offset: 0, length: 1 }), `cut at ${end}`).toMatchObject(damaged);
    }
  });

  test('is found changed when anything follows it', async () => {
    const path = await sealed(length);
    const full = readFileSync(path);
    for (const more of [1, 15, 16, 17, sealedSegment]) {
      writeFileSync(path, Buffer.concat([full, full.subarray(full.length - 1), Buffer.alloc(more - 1)]));
      expect(await readSealed(path, key, id), `${more} more`).toMatchObject(damaged);
    }
  });
});

test('every flipped bit of a short document is found', async () => {
  const path = await sealed(50);
  const full = readFileSync(path);
  for (let place = 0; place < full.length; place++) {
    const changed = Buffer.from(full);
    changed[place] = (changed[place] ?? 0) ^ (1 << (place % 8));
    writeFileSync(path, changed);
    expect(await readSealed(path, key, id), `byte ${place}`).toMatchObject(damaged);
  }
});

test('a changed byte anywhere in a long document is found', async () => {
  const length = 2 * segment + 1000;
  const path = await sealed(length);
  const full = readFileSync(path);
  await fc.assert(
    fc.asyncProperty(fc.nat({ max: full.length - 1 }), fc.integer({ min: 1, max: 255 }), async (place, change) => {
      const changed = Buffer.from(full);
      changed[place] = (changed[place] ?? 0) ^ change;
      writeFileSync(path, changed);
      expect(await readSealed(path, key, id)).toMatchObject(damaged);
    }),
    { seed: 3, numRuns: 40 },
  );
});

describe('segments of one document', () => {
  let full: Buffer;
  let segments: Buffer[];
  beforeAll(async () => {
    const pieces = [...seal(key, id, bytes(4 * segment))];
    full = Buffer.concat(pieces);
    segments = Array.from({ length: 4 }, (_, i) =>
      full.subarray(header + i * sealedSegment, header + (i + 1) * sealedSegment),
    );
  });

  test.each([
    ['swapped', [1, 0, 2, 3]],
    ['swapped at the end', [0, 1, 3, 2]],
    ['repeated', [0, 1, 1, 3]],
    ['repeated at the end', [0, 1, 2, 3, 3]],
    ['left out', [0, 2, 3]],
    ['left out at the end', [0, 1, 2]],
    ['left out at the beginning', [1, 2, 3]],
  ])('are found when %s', async (_how, order) => {
    const path = join(temporaryFolder(), 'file');
    writeFileSync(path, Buffer.concat([full.subarray(0, header), ...order.map((i) => segments[i] ?? Buffer.alloc(0))]));
    expect(await readSealed(path, key, id)).toMatchObject(damaged);
  });

  test('of another writing of the same bytes are found', async () => {
    const path = join(temporaryFolder(), 'file');
    const other = Buffer.concat([...seal(key, id, bytes(4 * segment))]);
    writeFileSync(
      path,
      Buffer.concat([full.subarray(0, header + sealedSegment), other.subarray(header + sealedSegment)]),
    );
    expect(await readSealed(path, key, id)).toMatchObject(damaged);
  });
});

test('a wrong key, a wrong id, a missing file and a folder are damage', async () => {
  const path = await sealed(1000);
  expect(await readSealed(path, randomBytes(32), id)).toMatchObject(damaged);
  expect(await readSealed(path, key, newId(standingClock()))).toMatchObject(damaged);
  expect(await readSealed(`${path}.not`, key, id)).toMatchObject(damaged);
  mkdirSync(`${path}.folder`);
  await expect(readSealed(`${path}.folder`, key, id)).rejects.toThrow(/EISDIR/);
});

test('two writings of the same bytes have nothing in common but the name of the format', () => {
  const [a, b] = [1, 2].map(() => Buffer.concat([...seal(key, id, bytes(100))]));
  expect(a?.subarray(0, 8).toString()).toBe('TRAMDOC1');
  expect(b?.subarray(0, 8).toString()).toBe('TRAMDOC1');
  expect(a?.subarray(8, 24).equals(b?.subarray(8, 24) ?? Buffer.alloc(0))).toBe(false);
  expect(a?.subarray(24).equals(b?.subarray(24) ?? Buffer.alloc(0))).toBe(false);
});

test('the key may be destroyed as soon as the sealing has begun', async () => {
  const mine = Buffer.from(key);
  const pieces = seal(mine, id, bytes(1000));
  mine.fill(0);
  const path = join(temporaryFolder(), 'file');
  writeFileSync(path, Buffer.concat([...pieces]));
  expect(unwrap(await readSealed(path, key, id)).equals(bytes(1000))).toBe(true);
});

test.each([
  { offset: -1, length: 1 },
  { offset: 0, length: -1 },
  { offset: Number.NaN, length: 1 },
])('the range %j is a bug of the caller', async (range) => {
  await expect(readSealed(await sealed(10), key, id, range)).rejects.toThrow(RangeError);
});
