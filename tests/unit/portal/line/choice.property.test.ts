import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Candidate, chooseRoute } from '../../../../src/portal/line/choice.ts';

const candidate = fc.record({
  open: fc.boolean(),
  health: fc.constantFrom<Candidate['health']>('good', 'untried', 'bad'),
  proven: fc.boolean(),
  failedAt: fc.integer({ min: 0, max: 5 }),
});
const lines = fc.array(candidate, { maxLength: 4 });
const taken = fc.option(fc.integer({ min: -1, max: 4 }));
const all = (holds: (candidates: Candidate[], current: number | null, chosen: number | null) => void): void =>
  fc.assert(
    fc.property(lines, taken, (candidates, current) => holds(candidates, current, chooseRoute(candidates, current))),
    { numRuns: 2000 },
  );

it('takes a line that may carry the load, and none only where none may', () => {
  all((candidates, _current, chosen) => {
    if (chosen === null) expect(candidates.some(({ open }) => open)).toBe(false);
    else expect(candidates[chosen]?.open).toBe(true);
  });
});

it('takes none that is known to be away while there is another', () => {
  all((candidates, _current, chosen) => {
    const works = candidates.some(({ open, health }) => open && health !== 'bad');
    if (chosen !== null && works) expect(candidates[chosen]?.health).not.toBe('bad');
  });
});

it('takes the first that works where none was taken before', () => {
  all((candidates, _current, _chosen) => {
    const first = candidates.findIndex(({ open, health }) => open && health !== 'bad');
    if (first >= 0) expect(chooseRoute(candidates, null)).toBe(first);
  });
});

it('stays with a line that works until a better one is proven or was never tried, and goes to none that is worse', () => {
  all((candidates, current, chosen) => {
    const own = current === null ? undefined : candidates[current];
    if (current === null || own === undefined || !own.open || own.health === 'bad') return;
    expect(chosen).toBeLessThanOrEqual(current);
    if (chosen === current || chosen === null) return;
    const better = candidates[chosen];
    expect(better?.proven || better?.health === 'untried').toBe(true);
  });
});

it('stays where it has gone while nothing changes', () => {
  all((candidates, _current, chosen) => {
    if (candidates.some(({ open, health }) => open && health !== 'bad')) {
      expect(chooseRoute(candidates, chosen)).toBe(chosen);
    }
  });
});

it('tries each in turn while all are away: the one that failed longest ago', () => {
  all((candidates, _current, chosen) => {
    const open = candidates.filter((one) => one.open);
    if (chosen === null || open.some(({ health }) => health !== 'bad')) return;
    expect(candidates[chosen]?.failedAt).toBe(Math.min(...open.map(({ failedAt }) => failedAt)));
  });
});
