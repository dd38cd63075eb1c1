import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fail, ok } from '../../../../src/common/result.ts';
import { nextValue } from '../../../../src/store/repositories/counters.ts';
import { openTestStore } from '../support.ts';

test('a counter gives 1, 2, 3 … without a gap, whatever is rolled back between, and each counter its own', async () => {
  const office = openTestStore();
  const given = new Map<string, number[]>();
  fc.assert(
    fc.property(fc.constantFrom('dossier', 'slip'), fc.constantFrom('commit', 'fail', 'throw'), (name, end) => {
      const values = given.get(name) ?? [];
      given.set(name, values);
      try {
        office.store.attempt((tx) => {
          const value = nextValue(tx, name);
          expect(value).toBe(values.length + 1);
          if (end === 'throw') throw new RangeError('cut');
          if (end === 'fail') return fail('STORE-NOT-FOUND');
          values.push(value);
          return ok();
        });
      } catch (error) {
        if (!(error instanceof RangeError)) throw error;
      }
    }),
    { seed: 12, numRuns: 200 },
  );
  const store = await office.reopen();
  for (const [name, values] of given) {
    expect(values.length).toBeGreaterThan(10);
    expect(store.write((tx) => nextValue(tx, name))).toBe(values.length + 1);
  }
});

test('two values in one transaction follow each other', () => {
  const { store } = openTestStore();
  expect(store.write((tx) => [nextValue(tx, 'n'), nextValue(tx, 'n')])).toEqual([1, 2]);
});
