import { randomUUID } from 'node:crypto';
import { Value } from 'typebox/value';
import { expect, it } from 'vitest';
import { bounds } from '../../../../src/portal/bundles/bounds.ts';
import { Receipts } from '../../../../src/portal/bundles/manifest.ts';
import { fitReceipts } from '../../../../src/workflow/bundles/fit-receipts.ts';

const refused = (words: string) =>
  ({ row: randomUUID(), outcome: 'rejected', code: 'PORTAL-REJECTED', message: words }) as const;
const bundle = (...words: readonly string[]) => ({ id: randomUUID(), messages: words.map(refused) });
const bytesOf = (receipts: Receipts) => Buffer.byteLength(JSON.stringify(receipts));

it('a list tells of the bundles that it holds, the first ones first; what nobody knows yet is left out', () => {
  const [a, waiting, b, c] = [bundle('Một'), bundle(), bundle('Hai', 'Ba'), bundle('Bốn')];
  expect(fitReceipts([a, waiting, b, c])).toEqual({ bundles: [a, b, c] });
  expect(fitReceipts([a, waiting, b, c], { bundles: 2, bytes: 10_000 })).toEqual({ bundles: [a, b] });
  const ofTwo = bytesOf({ bundles: [a, b] });
  expect(fitReceipts([a, b, c], { bundles: 9, bytes: ofTwo + 1 })).toEqual({ bundles: [a, b] });
  expect(fitReceipts([a, b, c], { bundles: 9, bytes: ofTwo - 1 })).toEqual({ bundles: [a] });
});

it('one that is larger than a list by itself goes without the words, and the office takes it in', () => {
  // Letters of three bytes each, as many as a receipt may carry, of as many messages as a bundle may have.
  const large = bundle(...Array.from({ length: 2_000 }, () => 'ế'.repeat(4000)));
  expect(bytesOf({ bundles: [large] })).toBeGreaterThan(bounds.list);
  const fitted = fitReceipts([large, bundle('Sau')]);
  expect(fitted.bundles[0]?.messages).toHaveLength(2_000);
  expect(fitted.bundles[0]?.messages[0]).not.toHaveProperty('message');
  expect(bytesOf(fitted)).toBeLessThanOrEqual(bounds.list);
  expect(Value.Check(Receipts, fitted)).toBe(true);
});

it('receipts of confirmed messages are shortened too; what is too large all the same keeps no other bundle waiting', () => {
  const receipt = { connector: 'lgsp', service: 'tus', message: 'ế'.repeat(500), at: 1, requestSha256: 'a'.repeat(64) };
  const received = () => ({ row: randomUUID(), outcome: 'confirmed', at: 1, receipt }) as const;
  const large = { id: randomUUID(), messages: Array.from({ length: 12_000 }, received) };
  expect(bytesOf({ bundles: [large] })).toBeGreaterThan(bounds.list);
  const fitted = fitReceipts([large]);
  expect(fitted.bundles[0]?.messages).toHaveLength(12_000);
  expect(fitted.bundles[0]?.messages[0]).toMatchObject({ receipt: { message: 'ế'.repeat(60) } });
  expect(bytesOf(fitted)).toBeLessThanOrEqual(bounds.list);
  expect(Value.Check(Receipts, fitted)).toBe(true);

  const after = bundle('Sau');
  const limits = { bundles: 9, bytes: 1_000 };
  expect(fitReceipts([large, after], limits)).toEqual({ bundles: [after] });
  expect(fitReceipts([large], limits)).toEqual({ bundles: [] });
});

it('more bundles than the office reads in one list', () => {
  const many = Array.from({ length: 2_001 }, () => bundle('Không nhận'));
  const fitted = fitReceipts(many);
  expect(fitted.bundles).toHaveLength(2_000);
  expect(Value.Check(Receipts, fitted)).toBe(true);
});
