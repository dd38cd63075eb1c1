import { beforeAll, expect, it } from 'vitest';
import { type TrustList, validatePdf } from '../../src/copies/index.ts';
import { seeded, variants } from './support/families.ts';
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

/** Whether a place is in a certificate that rides along unsigned and that the file or the list has elsewhere too. */
function isSpare(file: Uint8Array, where: number): boolean {
  const text = Buffer.from(file).toString('latin1');
  const digits = pki.issuing.certificate.toString('hex');
  const start = text.lastIndexOf(digits, where);
  return start >= 0 && where < start + digits.length && text.indexOf(digits) !== text.lastIndexOf(digits);
}

it('none of all tampered variants of all files passes', () => {
  let made = 0;
  for (const { name, file, at } of genuine) {
    for (const seed of [11, 12, 13]) {
      const all = variants(file, pki, seed);
      made += all.length;
      const passed = all.filter((each) => validatePdf(each.file, { trust, at }).indication === 'TOTAL-PASSED');
      expect([name, seed, passed.map((each) => each.name)]).toEqual([name, seed, []]);
    }
  }
  expect(made).toBeGreaterThan(200);
}, 600_000);

it('no single flipped bit of any file passes, at random', () => {
  const random = seeded(21);
  for (const { name, file, at } of genuine) {
    for (let index = 0; index < 300; index++) {
      const changed = Buffer.from(file);
      const where = Math.floor(random() * changed.length);
      const bit = 1 << Math.floor(random() * 8);
      changed[where] = (changed[where] ?? 0) ^ bit;
      const passed = validatePdf(changed, { trust, at }).indication === 'TOTAL-PASSED';
      expect([name, where, bit, passed && !isSpare(file, where)]).toEqual([name, where, bit, false]);
    }
  }
}, 600_000);
