import { expect, it } from 'vitest';
import { check } from './fuzzed.ts';
import { groups } from './parsers.ts';

/** Few enough to cost a second, always the same ones. */
const numRuns = 40;

it('no parser of foreign bytes breaks, or takes what it may not: a sample of `npm run fuzz`', async () => {
  const all = await Promise.all(Object.values(groups).map((make) => make()));
  const broken: (readonly [string, string])[] = [];
  for (const fuzzed of all.flat()) {
    const { failed, report } = await check(fuzzed, { seed: 20_261_122, numRuns });
    if (failed) broken.push([fuzzed.name, report]);
  }
  expect(broken).toEqual([]);
});
