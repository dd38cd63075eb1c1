import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isWithin, rangesBeside, rangesText, without } from '../../../src/certification/number-ranges.ts';

it('takes ranges out of a range, whatever their order and however they overlap', () => {
  const range = fc
    .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 0, max: 12 }))
    .map(([from, length]) => ({ from, to: from + length }));
  fc.assert(
    fc.property(range, fc.array(range, { maxLength: 8 }), (whole, others) => {
      const left = without(whole, others);
      for (let n = 0; n < 60; n++) {
        const expected = n >= whole.from && n <= whole.to && !isWithin(n, others);
        expect(isWithin(n, left), String(n)).toBe(expected);
      }
      // No two of them touch: they would be one.
      for (const [index, one] of left.entries()) expect(one.from).toBeGreaterThan((left[index - 1]?.to ?? -9) + 1);
    }),
    { seed: 11, numRuns: 300 },
  );
  expect(without({ from: 5, to: 4 }, [])).toEqual([]);
});

it('knows which ranges stand among numbers or right beside them', () => {
  const ranges = [
    { from: 1, to: 4 },
    { from: 6, to: 6 },
    { from: 10, to: 12 },
    { from: 14, to: 20 },
  ];
  expect(rangesBeside(ranges, 5, 9)).toEqual(ranges.slice(0, 3));
  expect(rangesBeside(ranges, 21, 30)).toEqual(ranges.slice(3));
  expect(rangesBeside(ranges, 22, 30)).toEqual([]);
});

it('writes ranges as a person reads them', () => {
  expect(
    rangesText([
      { from: 126, to: 129 },
      { from: 131, to: 131 },
    ]),
  ).toBe('126-129, 131');
  expect(rangesText([])).toBe('');
});
