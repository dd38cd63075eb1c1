import fc from 'fast-check';
import { beforeAll, expect, it } from 'vitest';
import { type TrustList, validatePdf } from '../../src/copies/index.ts';
import { pdfsig } from '../peers/checkers/pdf.ts';
import { variants } from './support/families.ts';
import { shadowFiles } from './support/families-shadow.ts';
import { type Genuine, genuineFiles, trustOf } from './support/genuine.ts';
import { makePki, type Pki } from './support/pki.ts';

let pki: Pki;
let trust: TrustList;
let genuine: Genuine[];

beforeAll(async () => {
  pki = makePki(Date.UTC(2026, 10, 21, 2, 5, 7));
  trust = trustOf(pki);
  genuine = await genuineFiles(pki);
});

const indicationOf = (file: Uint8Array, at: number): string => validatePdf(file, { trust, at }).indication;

it('every genuine file passes, and another validator finds its signatures valid', async () => {
  expect(genuine.map(({ name, file, at }) => [name, indicationOf(file, at)])).toEqual(
    genuine.map(({ name }) => [name, 'TOTAL-PASSED']),
  );
  for (const { name, file, at } of genuine) {
    // It does not read document timestamps.
    const signatures = validatePdf(file, { trust, at }).signatures.filter(({ kind }) => kind === 'signature');
    const said = (await pdfsig(Buffer.from(file))).filter(({ valid }) => valid).map(({ field }) => field);
    expect([name, said]).toEqual([name, signatures.map(({ field }) => field)]);
  }
});

it('no tampered variant of two files passes', () => {
  for (const { name, file, at } of genuine.filter((each) => ['copy', 'stream'].includes(each.name))) {
    const passed = variants(file, pki, 1).filter((each) => indicationOf(each.file, at) === 'TOTAL-PASSED');
    expect([name, passed.map((each) => each.name)]).toEqual([name, []]);
  }
});

it('what was prepared before the signature is not shown after it', () => {
  for (const { signed, variants: all } of shadowFiles(pki)) {
    expect(indicationOf(signed, pki.now)).toBe('TOTAL-PASSED');
    const passed = all.filter((each) => indicationOf(each.file, pki.now) === 'TOTAL-PASSED');
    expect(passed.map((each) => each.name)).toEqual([]);
  }
});

it('flips, cuts and splices never pass and never break the validator', () => {
  const { file, at } = genuine.find(({ name }) => name === 'plain') ?? expect.fail('no file');
  const place = fc.integer({ min: 0, max: file.length - 1 });
  const change = fc.record({ from: place, to: place, with: fc.uint8Array({ minLength: 1, maxLength: 24 }) });
  fc.assert(
    fc.property(change, (spliced) => {
      const [from, to] = [Math.min(spliced.from, spliced.to), Math.max(spliced.from, spliced.to)];
      const changed = Buffer.concat([file.subarray(0, from), spliced.with, file.subarray(to)]);
      fc.pre(Buffer.compare(changed, file) !== 0);
      expect(indicationOf(changed, at)).not.toBe('TOTAL-PASSED');
    }),
    { numRuns: 150, seed: 5 },
  );
});
