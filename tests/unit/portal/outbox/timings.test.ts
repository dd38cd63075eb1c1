import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseRetryAfter } from '../../../../src/portal/http.ts';
import { outboxTimings, waitAfter } from '../../../../src/portal/outbox/timings.ts';

describe('the wait after a failure', () => {
  it('doubles from 2 seconds to 300', () => {
    const longest = (attempts: number) => waitAfter(outboxTimings, attempts, undefined, 1) / 1000;
    expect([1, 2, 3, 4, 5, 6, 7, 8, 9, 1000].map(longest)).toEqual([2, 4, 8, 16, 32, 64, 128, 256, 300, 300]);
  });

  it('is drawn from all of it, and obeys Retry-After up to an hour', () => {
    const chance = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    fc.assert(
      fc.property(fc.nat(5000), fc.option(fc.nat(1e9), { nil: undefined }), chance, (attempts, retryAfter, c) => {
        const wait = waitAfter(outboxTimings, attempts, retryAfter, c);
        const whole = waitAfter(outboxTimings, attempts, undefined, 1);
        expect(Number.isInteger(wait)).toBe(true);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeGreaterThanOrEqual(Math.min(retryAfter ?? 0, 3_600_000));
        expect(wait).toBeLessThanOrEqual(Math.max(whole, Math.min(retryAfter ?? 0, 3_600_000)));
      }),
      { seed: 20251122 },
    );
  });
});

describe('Retry-After', () => {
  const now = Date.parse('2025-11-22T02:00:00Z');
  it.each([
    ['120', 120_000],
    [' 0 ', 0],
    ['Sat, 22 Nov 2025 02:00:30 GMT', 30_000],
    ['Sat, 22 Nov 2025 01:00:00 GMT', 0],
    ['soon', undefined],
    ['-5x', undefined],
    [null, undefined],
    [undefined, undefined],
  ])('%s', (header, expected) => {
    expect(parseRetryAfter(header, now)).toBe(expected);
  });
});
