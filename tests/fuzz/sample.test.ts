import fc from 'fast-check';
import { expect, it } from 'vitest';
import { parsers } from './parsers.ts';

/** Few enough to cost a second, always the same ones. */
const numRuns = 60;

it('no parser of foreign bytes breaks, or takes what it may not: a sample of `npm run fuzz`', async () => {
  const broken = (await parsers()).flatMap(({ name, property }) => {
    const checked = fc.check(property as fc.IProperty<[unknown]>, { seed: 20_261_122, numRuns });
    return checked.failed ? [[name, fc.defaultReportMessage(checked)]] : [];
  });
  expect(broken).toEqual([]);
});
