import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { readCopy } from '../../../../src/copies/cos/document.ts';
import {
  type Cos,
  type CosObject,
  dict,
  isDict,
  literal,
  name,
  ref,
  withEntry,
} from '../../../../src/copies/cos/objects.ts';
import { readSections } from '../../../../src/copies/cos/read-sections.ts';
import { appendStore, completeTimestamp, prepareTimestamp } from '../../../../src/copies/extend/append.ts';
import { extendCopy, gatherMaterial } from '../../../../src/copies/extend/extend-copy.ts';
import {
  storeObjects,
  timestampFields,
  timestampObjects,
  timestampValue,
  tokenBytes,
  type ValidationMaterial,
} from '../../../../src/copies/extend/increment-objects.ts';
import { readTimestampToken } from '../../../../src/copies/extend/timestamp-token.ts';
import { placeContents } from '../../../../src/copies/sign/revision.ts';
import { pairsOf } from '../../../../src/copies/verify/material-check.ts';
import { checkTimestampChain } from '../../../../src/copies/verify/timestamp-check.ts';
import { examineCopy, verifyCopy } from '../../../../src/copies/verify/verify-copy.ts';
import { appendRevision, replaceLast } from '../support/attack.ts';
import { type ExtensionWorld, extensionWorld } from '../support/extending.ts';
import { sha256 } from '../support/hash.ts';

let world: ExtensionWorld;
let stamped: Uint8Array;
let material: ValidationMaterial;
let stored: Uint8Array;
let extended: Uint8Array;
/** A certificate of the same authority that signed nothing here. */
let stranger: Uint8Array;

beforeAll(async () => {
  world = await extensionWorld();
  stranger = (await world.newSigner('Người lạ', 'p256')).certificate;
  stamped = await stamp(world.sealed);
  const { paths } = examineCopy(stamped, { ...world.policy, at: Date.now() });
  material = unwrap(await gatherMaterial(paths, Date.now(), world.services, Date.now));
  stored = unwrap(appendStore(stamped, material));
  extended = await stamp(stored);
}, 60_000);
afterAll(() => world.stop());

async function stamp(pdf: Uint8Array): Promise<Uint8Array> {
  const prepared = unwrap(prepareTimestamp(pdf));
  return unwrap(completeTimestamp(prepared, unwrap(await world.services.timestamp(prepared.digest))));
}

const verify = (pdf: Uint8Array) => verifyCopy(pdf, { ...world.policy, at: Date.now() });

/** A time-stamp increment, truly stamped, with `change` made to what it writes. */
async function stampWith(
  pdf: Uint8Array,
  change: (objects: readonly CosObject[]) => readonly CosObject[],
  turn: 0 | 1 = 0,
) {
  const document = unwrap(readCopy(pdf));
  const made = timestampObjects(document, timestampFields[turn]);
  if (made === undefined) throw new Error('no form');
  const placed = placeContents(document, pdf.length, change(made.objects), made.value, timestampValue, tokenBytes);
  const bytes = Buffer.concat([pdf, placed.bytes]);
  const [, before, after] = placed.byteRange;
  const digest = sha256(Buffer.concat([bytes.subarray(0, before), bytes.subarray(after)]));
  bytes.write(Buffer.from(unwrap(await world.services.timestamp(digest))).toString('hex'), before + 1, 'latin1');
  return bytes;
}

/** The objects with one entry of one of them put in or replaced. */
function changed(objects: readonly CosObject[], which: number, key: string, value: Cos): CosObject[] {
  return objects.map((each, index) =>
    index === which && isDict(each.value) ? { ...each, value: withEntry(each.value, key, value) } : each,
  );
}

it('the untouched copy reaches B-LTA', () => {
  expect(verify(extended)).toMatchObject({ complete: true, level: 'B-LTA' });
});

describe('no change of one byte is accepted', () => {
  it('anywhere in the file', () => {
    const where = fc.oneof(
      fc.integer({ min: 0, max: extended.length - 1 }),
      fc.integer({ min: world.sealed.length, max: extended.length - 1 }),
      fc.integer({ min: stored.length, max: extended.length - 1 }),
    );
    fc.assert(
      fc.property(where, fc.integer({ min: 1, max: 255 }), (at, change) => {
        const bytes = Buffer.from(extended);
        bytes[at] = (bytes[at] ?? 0) ^ change;
        return !verify(bytes).complete;
      }),
      { numRuns: 60 },
    );
  });

  it('in the newest token, whose octets nothing else covers', () => {
    const text = Buffer.from(extended);
    const from = text.lastIndexOf('/Contents <') + 11;
    const whole = Buffer.from(text.toString('latin1', from, text.indexOf('>', from)), 'hex');
    const imprint = readTimestampToken(whole)?.imprint ?? Buffer.alloc(0);
    const accepted: number[] = [];
    const length = readTimestampToken(whole)?.length ?? 0;
    expect(length).toBeGreaterThan(500);
    for (let at = 0; at < length; at++) {
      const contents = Buffer.from(whole);
      contents[at] = (contents[at] ?? 0) ^ (1 << (at % 8));
      const token = readTimestampToken(contents);
      if (token === undefined || Buffer.compare(token.imprint, imprint) !== 0 || token.length !== length) continue;
      if (checkTimestampChain(token, world.policy.trustAnchors, Date.now()).ok) accepted.push(at);
    }
    expect(accepted).toEqual([]);
  });

  it('nor a file that is cut anywhere but at the end of a revision', () => {
    const ends = new Set(unwrap(readSections(extended)).map((section) => section.end));
    const lengths = fc.integer({ min: world.sealed.length - 500, max: extended.length - 1 });
    fc.assert(
      fc.property(lengths, (length) => ends.has(length) || !verify(extended.subarray(0, length)).complete),
      { numRuns: 30 },
    );
  });
});

describe('what may follow the seal', () => {
  const refusedAs = (pdf: Uint8Array, code = 'COPY-REVISION-NOT-ALLOWED'): void => {
    expect(verify(pdf)).toMatchObject({ complete: false, code, level: null });
  };

  it('no bytes behind the end', () =>
    refusedAs(Buffer.concat([extended, Buffer.from('\n')]), 'COPY-BYTES-UNACCOUNTED'));

  it('no padding behind a token but zeros', () => {
    const bytes = Buffer.from(extended);
    const end = bytes.indexOf('>', bytes.lastIndexOf('/Contents <') + 11);
    bytes.write('01', end - 2, 'latin1');
    refusedAs(bytes, 'COPY-BYTES-UNACCOUNTED');
  });

  it('no store before the first time-stamp', () => {
    refusedAs(
      appendRevision(world.sealed, (document, free) => [
        { number: document.catalogNumber, value: withEntry(document.catalog, 'DSS', ref(free)) },
        { number: free, value: dict({ Type: name('DSS') }) },
      ]),
    );
  });

  it('no third time-stamp', async () => refusedAs(await stampWith(extended, (objects) => objects, 1)));

  it('no second time-stamp without the store', async () =>
    refusedAs(await stampWith(stamped, (objects) => objects, 1)));

  it('no first time-stamp twice', () => {
    refusedAs(Buffer.concat([stamped, stamped.subarray(world.sealed.length)]), 'COPY-BYTES-UNACCOUNTED');
  });

  it('no other revision', () => {
    refusedAs(appendRevision(extended, (document) => [{ number: document.catalogNumber, value: document.catalog }]));
    refusedAs(
      appendRevision(world.sealed, (document) => [
        { number: document.lastPageNumber, value: withEntry(document.lastPage, 'Rotate', 180) },
      ]),
    );
  });

  it.each([
    ['a page that changes', (objects: readonly CosObject[]) => changed(objects, 0, 'Rotate', 180)],
    ['a field that is seen', (objects: readonly CosObject[]) => changed(objects, 1, 'Rect', [0, 0, 90, 90])],
    ['an object more', (objects: readonly CosObject[]) => [...objects, { number: 9000, value: literal('more') }]],
    ['an object less', (objects: readonly CosObject[]) => objects.slice(0, -1)],
    ['another name', (objects: readonly CosObject[]) => changed(objects, 1, 'T', literal('DauThoiGian9'))],
  ])('no truly stamped increment with %s', async (_, change) => {
    refusedAs(await stampWith(world.sealed, change));
    refusedAs(await stampWith(stored, change, 1));
  });

  it('no store with an entry more in the catalog', async () => {
    const other = appendRevision(stamped, (document) =>
      changed(storeObjects(document, material), 0, 'OpenAction', null),
    );
    refusedAs(other);
    refusedAs(await stamp(other));
  });

  it.each([
    ['a certificate that proves nothing', () => ({ ...material, certificates: [...material.certificates, stranger] })],
    ['a statement that proves nothing', () => ({ ...material, lists: [Buffer.from('3000', 'hex')] })],
    ['a statement twice', () => ({ ...material, responses: [...material.responses, ...material.responses] })],
    ['a certificate that is none', () => ({ ...material, certificates: [Buffer.from('%!PS')] })],
  ])('no store with %s', async (_, other) => {
    const pdf = unwrap(appendStore(stamped, other()));
    refusedAs(pdf);
    refusedAs(await stamp(pdf));
  });

  it('a copy whose store lost a statement proves no more than its time-stamp', async () => {
    const poor = await stamp(unwrap(appendStore(stamped, { ...material, responses: material.responses.slice(1) })));
    const report = verify(poor);
    expect(report).toMatchObject({ complete: true, level: 'B-T' });
    expect(report.signatures.map((each) => each.revocation)).toContain('not-checked');
  });
});

describe('tokens that are not ours', () => {
  it('a token of another copy', async () => {
    const other = unwrap(prepareTimestamp(await world.sealedBy(world.signer, world.seal)));
    const token = unwrap(await world.services.timestamp(other.digest));
    const misplaced = unwrap(completeTimestamp(unwrap(prepareTimestamp(world.sealed)), token));
    expect(verify(misplaced)).toMatchObject({ complete: false, code: 'COPY-TIMESTAMP-INVALID' });
  });

  it('an empty place, and a place that holds something else', () => {
    const prepared = unwrap(prepareTimestamp(world.sealed));
    expect(verify(prepared.bytes).code).toBe('COPY-TIMESTAMP-INVALID');
    const rubbish = unwrap(completeTimestamp(prepared, Buffer.from('3003020100', 'hex')));
    expect(verify(rubbish).code).toBe('COPY-TIMESTAMP-INVALID');
  });

  it('the first token in the second place', () => {
    const text = Buffer.from(extended).toString('latin1');
    const all = [...text.matchAll(/ETSI\.RFC3161 \/Contents <([0-9a-f]+)>/g)].map(([, digits = '']) => digits);
    expect(all).toHaveLength(2);
    const copied = replaceLast(extended, all[1] ?? '', all[0] ?? '');
    expect(verify(copied).code).toBe('COPY-TIMESTAMP-INVALID');
  });
});

describe('revocation', () => {
  it('a signer revoked before the time-stamp: the copy is not extended, and refused where it is', async () => {
    const signer = await world.newSigner('Người đã bị thu hồi', 'p256');
    const sealed = await world.sealedBy(signer, world.seal);
    await world.authority.revoke(signer.certificate);
    expect(await extendCopy(sealed, world.policy, world.services, Date.now)).toMatchObject({
      error: { code: 'COPY-CERTIFICATE-REVOKED' },
    });
    const one = await stamp(sealed);
    const { paths } = examineCopy(one, { ...world.policy, at: Date.now() });
    const responses: Uint8Array[] = [];
    for (const [subject, issuer] of paths.flatMap(pairsOf)) {
      const { bytes } = unwrap(await world.services.status(subject.x509.raw, issuer.x509.raw));
      if (responses.every((each) => Buffer.compare(each, bytes) !== 0)) responses.push(bytes);
    }
    const certificates = material.certificates.slice(1);
    const report = verify(await stamp(unwrap(appendStore(one, { certificates, responses, lists: [] }))));
    expect(report).toMatchObject({ complete: false, level: null });
    expect(report.signatures[0]).toMatchObject({
      status: 'invalid',
      revocation: 'revoked',
      code: 'COPY-CERTIFICATE-REVOKED',
    });
  });
});
