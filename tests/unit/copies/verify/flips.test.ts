import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { verifyCopy } from '../../../../src/copies/verify/verify-copy.ts';
import { type Authority, makeAuthority } from '../support/keys.ts';
import { base, noisePage } from '../support/material.ts';
import { policyOf, sealBy, signBy } from '../support/signing.ts';

let authority: Authority;
let sealed: Buffer;

beforeAll(async () => {
  authority = makeAuthority();
  const unsigned = await base({ pages: [await noisePage(60, 80, 300, 50)] });
  sealed = Buffer.from(await sealBy(authority, await signBy(authority, unsigned)));
});

const complete = (pdf: Uint8Array): boolean => verifyCopy(pdf, policyOf(authority)).complete;

it('no flipped bits anywhere leave the copy complete', () => {
  expect(complete(sealed)).toBe(true);
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), (index, bits) => {
      const copy = Buffer.from(sealed);
      copy[index] = (copy[index] ?? 0) ^ bits;
      return !complete(copy);
    }),
    { numRuns: 300, seed: 20261121 },
  );
});

it('no flipped case of a letter in the signatures leaves the copy complete', () => {
  const [first, second] = [sealed.indexOf('/Contents <'), sealed.lastIndexOf('/Contents <')];
  fc.assert(
    fc.property(fc.constantFrom(first, second), fc.nat(6000), (contents, index) => {
      const copy = Buffer.from(sealed);
      const place = contents + 11 + index;
      copy[place] = (copy[place] ?? 0) ^ 0x20;
      return !complete(copy);
    }),
    { numRuns: 100, seed: 20261121 },
  );
});

it('no byte can be put in or taken out', () => {
  fc.assert(
    fc.property(fc.nat(sealed.length), fc.constantFrom('', ' ', '\n', '0', '%'), (index, inserted) => {
      const rest = inserted === '' ? index + 1 : index;
      if (rest > sealed.length) return true;
      return !complete(Buffer.concat([sealed.subarray(0, index), Buffer.from(inserted), sealed.subarray(rest)]));
    }),
    { numRuns: 150, seed: 20261121 },
  );
});

it('no shortened copy is complete', () => {
  fc.assert(
    fc.property(fc.nat(sealed.length - 1), (length) => !complete(sealed.subarray(0, length))),
    { numRuns: 150, seed: 20261121 },
  );
});
