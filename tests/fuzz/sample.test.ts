import fc from 'fast-check';
import { expect, it } from 'vitest';
import { groups } from './parsers.ts';

/** Few enough to cost a second, always the same ones. */
const numRuns = 40;

it('no parser of foreign bytes breaks, or takes what it may not: a sample of `npm run fuzz`', async () => {
  const all = await Promise.all(Object.values(groups).map((make) => make()));
  const broken = all.flat().flatMap(({ name, property }) => {
    const checked = fc.check(property as fc.IProperty<[unknown]>, { seed: 20_261_122, numRuns });
    return checked.failed ? [[name, fc.defaultReportMessage(checked)]] : [];
  });
  expect(broken).toEqual([]);
});
