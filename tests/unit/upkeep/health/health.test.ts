import { describe, expect, it, vi } from 'vitest';
import { Health } from '../../../../src/upkeep/health/health.ts';

const clock = { now: () => 1_700_000_000_000, monotonic: () => 0 };
const fine = (): boolean => true;

describe('health', () => {
  it('knows nothing before the first look', () => {
    const health = new Health(clock, { web: fine, store: fine, outbox: fine });
    expect(health.known.map(({ part, well, measuredAt }) => [part, well, measuredAt])).toEqual([
      ['web', null, null],
      ['store', null, null],
      ['outbox', null, null],
    ]);
  });

  it('names the parts that say no, that throw and that reject; the others are well', async () => {
    const health = new Health(clock, {
      web: () => false,
      store: () => {
        throw new Error('disk I/O error');
      },
      outbox: fine,
    });
    expect(await health.check()).toEqual(['web', 'store']);
    expect(health.known.map(({ well }) => well)).toEqual([false, false, true]);
    expect(health.known[0]?.measuredAt).toBe(1_700_000_000_000);
    const rejecting = new Health(clock, { web: fine, store: fine, outbox: () => Promise.reject(new Error('gone')) });
    expect(await rejecting.check()).toEqual(['outbox']);
  });

  it('waits five seconds for a part that never answers, and no longer', async () => {
    vi.useFakeTimers();
    try {
      const health = new Health(clock, { web: () => new Promise<boolean>(() => {}), store: fine, outbox: fine });
      const looked = health.check();
      await vi.advanceTimersByTimeAsync(5_000);
      expect(await looked).toEqual(['web']);
    } finally {
      vi.useRealTimers();
    }
  });
});
