import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { encryptTo } from '../../../../src/common/age.ts';
import { ok, type Result } from '../../../../src/common/result.ts';
import { bounds } from '../../../../src/portal/bundles/bounds.ts';
import { readBundle } from '../../../../src/portal/bundles/bundle-reader.ts';
import { magic, PartChanged, signedBytes } from '../../../../src/portal/bundles/bundle-writer.ts';
import { stationCalled, type TestBundle, type TestStation } from './stations.ts';

let origin: TestStation;
let sender: TestStation;
let bundle: TestBundle;
let file: Buffer;
beforeAll(async () => {
  [origin, sender] = [await stationCalled('H99.15'), await stationCalled('H99.14')];
  bundle = origin.bundleFor(sender);
  file = await bundle.file();
});

async function* inPieces(bytes: Buffer, length = 1000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/** Reads it as the sender would, or as another; answers the code, or the parts that were taken. */
async function read(bytes: Buffer, by = sender): Promise<string | Map<string, Buffer>> {
  const taken = new Map<string, Buffer>();
  const result: Result<unknown> = await readBundle(inPieces(bytes), {
    identity: by.identity,
    begin: () => ok({}),
    take: async (_begun, part, data) => {
      const pieces: Uint8Array[] = [];
      for await (const piece of data) pieces.push(piece);
      taken.set(part.id, Buffer.concat(pieces));
      return ok();
    },
  });
  return result.ok ? taken : result.error.code;
}

/** A bundle whose plain bytes are of somebody's own making. */
async function sealed(plain: Buffer): Promise<Buffer> {
  const pieces: Uint8Array[] = [magic];
  for await (const piece of await encryptTo([sender.identity.recipient], [plain])) pieces.push(piece);
  return Buffer.concat(pieces);
}

function plainOf(text: Buffer, signature: Buffer, rest = Buffer.concat([...bundle.parts.values()])): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([length, text, signature, rest]);
}

describe('a bundle', () => {
  it('comes out as it went in, for its station and for no other', async () => {
    expect(await read(file)).toEqual(bundle.parts);
    expect(await read(file, origin)).toBe('BUNDLE-NOT-FOR-US');
    expect(await read(await origin.bundleFor(sender, []).file())).toEqual(new Map());
  });

  it('says nothing of what is in it', () => {
    expect(file.subarray(0, 64).toString('latin1')).toMatch(/^TRAM-BUNDLE 1\nage-encryption.org\/v1\n-> X25519 /);
    for (const word of [bundle.manifest.id, 'H99.15', '"a":1']) expect(file.includes(word)).toBe(false);
  });

  it('is refused whichever bit of it is another', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length * 8 - 1), async (bit) => {
        const flipped = Buffer.from(file);
        flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(await read(flipped)).toMatch(/^BUNDLE-(UNREADABLE|DAMAGED|NOT-FOR-US)$/);
      }),
      { numRuns: 60 },
    );
    // The header is short: every bit of it.
    for (let bit = 0; bit < (magic.length + 168) * 8; bit += 5) {
      const flipped = Buffer.from(file);
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      expect(await read(flipped), String(bit)).toMatch(/^BUNDLE-(UNREADABLE|DAMAGED|NOT-FOR-US)$/);
    }
  });

  it('is refused when it is cut, or goes on', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), async (length) => {
        expect(await read(file.subarray(0, length))).toMatch(/^BUNDLE-(UNREADABLE|DAMAGED)$/);
      }),
      { numRuns: 30 },
    );
    expect(await read(Buffer.concat([file, Buffer.from([0])]))).toBe('BUNDLE-DAMAGED');
  });

  it('is refused when its maker signed something else, or somebody else signed it', async () => {
    const text = Buffer.from(JSON.stringify(bundle.manifest));
    const own = origin.identity.sign(signedBytes(text));
    expect(await read(await sealed(plainOf(text, own)))).toEqual(bundle.parts);
    expect(await read(await sealed(plainOf(text, origin.identity.sign(text))))).toBe('BUNDLE-SIGNATURE');
    expect(await read(await sealed(plainOf(text, sender.identity.sign(signedBytes(text)))))).toBe('BUNDLE-SIGNATURE');
    const later = Buffer.from(JSON.stringify({ ...bundle.manifest, seq: 8 }));
    expect(await read(await sealed(plainOf(later, own)))).toBe('BUNDLE-SIGNATURE');
  });

  it('made for a third station and sealed anew for this one is refused', async () => {
    const third = await stationCalled('H99.16');
    const text = Buffer.from(JSON.stringify(origin.bundleFor(third, []).manifest));
    const forwarded = plainOf(text, origin.identity.sign(signedBytes(text)), Buffer.alloc(0));
    expect(await read(await sealed(forwarded))).toBe('BUNDLE-NOT-FOR-US');
  });

  it('of a later form says so, and one beyond the bounds is not read', async () => {
    const signed = (value: object): Buffer => {
      const text = Buffer.from(JSON.stringify(value));
      return plainOf(text, origin.identity.sign(signedBytes(text)));
    };
    expect(await read(await sealed(signed({ ...bundle.manifest, form: 2 })))).toBe('BUNDLE-UNREADABLE');
    expect(await read(await sealed(signed({ ...bundle.manifest, more: true })))).toBe('BUNDLE-DAMAGED');
    const [part] = bundle.manifest.parts;
    const twice = { ...bundle.manifest, parts: [part, part] };
    expect(await read(await sealed(signed(twice)))).toBe('BUNDLE-DAMAGED');
    const huge = { ...bundle.manifest, parts: [{ ...part, length: bounds.list + 1 }] };
    expect(await read(await sealed(signed(huge)))).toBe('BUNDLE-DAMAGED');
    const many = Array.from({ length: 9 }, () => ({ ...part, id: randomUUID(), kind: 'copy', length: bounds.copy }));
    expect(await read(await sealed(signed({ ...bundle.manifest, parts: many })))).toBe('BUNDLE-DAMAGED');
    const long = Buffer.alloc(4);
    long.writeUInt32BE(bounds.manifest + 1);
    expect(await read(await sealed(Buffer.concat([long, Buffer.alloc(1000)])))).toBe('BUNDLE-DAMAGED');
    for (const other of ['', 'TRAM-BUNDLE 2\n', '%PDF-1.7'])
      expect(await read(Buffer.from(other))).toBe('BUNDLE-UNREADABLE');
  });

  it('with a header line that does not end is not read into memory', async () => {
    let asked = 0;
    async function* endless(): AsyncGenerator<Buffer> {
      yield Buffer.concat([magic, Buffer.from('age-encryption.org/v1\n-> ')]);
      for (; ; asked++) yield Buffer.alloc(65_536, 'A');
    }
    const result = await readBundle(endless(), {
      identity: sender.identity,
      begin: () => ok({}),
      take: () => Promise.resolve(ok()),
    });
    expect(result.ok ? '' : result.error.code).toBe('BUNDLE-DAMAGED');
    expect(asked).toBeLessThan(3);
  });

  it('does not come to be when a part changes under the hands of its maker', async () => {
    const [part] = bundle.manifest.parts;
    const changed = bundle.file({ parts: [{ ...(part as NonNullable<typeof part>), length: 3 }] });
    await expect(changed).rejects.toThrow(PartChanged);
  });

  it('passes on what the stick’s system says', async () => {
    async function* pulled(): AsyncGenerator<Buffer> {
      yield file.subarray(0, 300);
      throw Object.assign(new Error('i/o error'), { code: 'EIO' });
    }
    const reading = readBundle(pulled(), {
      identity: sender.identity,
      begin: () => ok({}),
      take: () => Promise.resolve(ok()),
    });
    await expect(reading).rejects.toMatchObject({ code: 'EIO' });
  });
});
