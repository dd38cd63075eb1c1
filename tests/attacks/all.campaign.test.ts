import { beforeAll, expect, it } from 'vitest';
import { type TrustList, validatePdf } from '../../src/copies/index.ts';
import { familyNames, seeded, type Variant, variants } from './support/families.ts';
import { places } from './support/families-cms.ts';
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

const passes = (file: Uint8Array, at: number): boolean =>
  validatePdf(file, { trust, at }).indication === 'TOTAL-PASSED';

it('none of all tampered variants of all files passes; every family is there', () => {
  const counts = new Map<string, number>(familyNames.map((family) => [family, 0]));
  const accepted: string[] = [];
  const judge = (name: string, all: readonly Variant[], at: number): void => {
    for (const each of all) {
      counts.set(each.family, (counts.get(each.family) ?? 0) + 1);
      if (passes(each.file, at)) accepted.push(`${name}: ${each.family}: ${each.name}`);
    }
  };
  for (const { name, file, at } of genuine) judge(name, variants(file, pki, 11), at);
  for (const prepared of shadowFiles(pki)) judge('prepared before signing', prepared.variants, pki.now);
  const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
  console.log([...counts].map(([family, count]) => `${String(count).padStart(5)} ${family}`).join('\n'));
  console.log(`${total} variants of ${genuine.length + 1} files, ${accepted.length} accepted`);
  expect(accepted).toEqual([]);
  expect([...counts].filter(([, count]) => count === 0)).toEqual([]);
  expect(total).toBeGreaterThan(200);
}, 600_000);

it('no single flipped bit of any file passes, 2,000 at random', () => {
  const random = seeded(21);
  for (let index = 0; index < 2_000; index++) {
    const { name, file, at } = genuine[index % genuine.length] ?? expect.fail('no file');
    const changed = Buffer.from(file);
    const where = Math.floor(random() * changed.length);
    const bit = 1 << Math.floor(random() * 8);
    changed[where] = (changed[where] ?? 0) ^ bit;
    expect([name, where, bit, passes(changed, at)]).toEqual([name, where, bit, false]);
  }
}, 600_000);

it('no flipped bit of what no signature covers passes: every byte of the last contents', () => {
  for (const { name, file, at } of genuine) {
    const last = places(file).at(-1) ?? expect.fail('no signature');
    const passed: number[] = [];
    const digits = 2 * (4 + last.cms.readUIntBE(2, 2));
    for (let where = last.at - 1; where < last.at + digits + 2; where += 2) {
      const changed = Buffer.from(file);
      changed[where] = (changed[where] ?? 0) ^ (1 << (where % 3));
      if (passes(changed, at)) passed.push(where);
    }
    expect([name, passed]).toEqual([name, []]);
  }
}, 900_000);
