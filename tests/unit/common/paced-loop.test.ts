/** One turn after another: what comes up is done, never twice at once, and nothing ends the loop but its stop. */
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clock } from '../../../src/common/clock.ts';
import { PacedLoop, type PacedLoopParts } from '../../../src/common/paced-loop.ts';

const clock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

/** A loop whose turns are counted by when they began (milliseconds from its making). */
function looped(turn: PacedLoopParts['turn'], more: Partial<PacedLoopParts> = {}) {
  const origin = clock.monotonic();
  const begun: number[] = [];
  const failures: unknown[] = [];
  const loop = new PacedLoop({
    clock,
    mostMs: 1000,
    turn: (signal) => {
      begun.push(clock.monotonic() - origin);
      return turn(signal);
    },
    onFailure: (error) => {
      failures.push(error);
      return 50;
    },
    ...more,
  });
  return { loop, begun, failures };
}

const work = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

describe('a paced loop', () => {
  it('rests as long as a turn says, and never longer than it may', async () => {
    const rests = [200, 5000, Number.POSITIVE_INFINITY, -3, 10];
    const { loop, begun } = looped(async () => rests.shift() ?? 1000);
    loop.start();
    await vi.advanceTimersByTimeAsync(2300);
    expect(begun).toEqual([0, 200, 1200, 2200, 2201, 2211]);
    await loop.stop();
  });

  it('remembers what comes up while a turn is under way, and takes one more turn for all of it', async () => {
    const { loop, begun } = looped(async () => {
      if (begun.length === 1) loop.wake();
      await work(30);
      return 500;
    });
    loop.start();
    await vi.advanceTimersByTimeAsync(10);
    for (let n = 0; n < 5; n++) loop.wake();
    await vi.advanceTimersByTimeAsync(400);
    expect(begun).toEqual([0, 31]);
    await loop.stop();
  });

  it('puts off nothing that is set, however often it is woken for later', async () => {
    const { loop, begun } = looped(async () => 1000);
    loop.start();
    await vi.advanceTimersByTimeAsync(0);
    for (let n = 0; n < 20; n++) {
      loop.wake(100);
      await vi.advanceTimersByTimeAsync(10);
    }
    expect(begun.slice(0, 3)).toEqual([0, 100, 200]);
    await loop.stop();
  });

  it('keeps the least rest between turns whoever wakes it meanwhile', async () => {
    const { loop, begun } = looped(
      async () => {
        loop.wake();
        return 1000;
      },
      { leastMs: () => 40 },
    );
    loop.start();
    await vi.advanceTimersByTimeAsync(100);
    expect(begun).toEqual([0, 40, 80]);
    await loop.stop();
  });

  it('goes on after a turn that threw', async () => {
    const { loop, begun, failures } = looped(() => {
      if (begun.length < 3) throw new Error('disk full');
      return Promise.resolve(1000);
    });
    loop.start();
    await vi.advanceTimersByTimeAsync(500);
    expect(begun).toEqual([0, 50, 100]);
    expect(failures).toHaveLength(2);
    await loop.stop();
  });

  it('ends with the turn under way, does nothing while it is off, and can be started again', async () => {
    const ended: boolean[] = [];
    const { loop, begun } = looped(async (signal) => {
      await work(30);
      ended.push(signal.aborted);
      return 0;
    });
    loop.wake();
    await vi.advanceTimersByTimeAsync(100);
    expect([begun, loop.isOn]).toEqual([[], false]);
    loop.start();
    loop.start();
    await vi.advanceTimersByTimeAsync(10);
    const stopped = loop.stop();
    loop.wake();
    await vi.advanceTimersByTimeAsync(100);
    await stopped;
    expect([begun.length, ended]).toEqual([1, [true]]);
    loop.start();
    await vi.advanceTimersByTimeAsync(5);
    expect(begun).toHaveLength(2);
    const again = loop.stop();
    await vi.advanceTimersByTimeAsync(100);
    await again;
  });

  it('always takes a turn after the last wake, and never two at once', async () => {
    const act = fc.record({ after: fc.nat(60), wakeIn: fc.option(fc.nat(80)), turn: fc.nat(50), fails: fc.boolean() });
    await fc.assert(
      fc.asyncProperty(fc.array(act, { minLength: 1, maxLength: 12 }), async (acts) => {
        let under = 0;
        let most = 0;
        let at = 0;
        const { loop, begun } = looped(async () => {
          const { turn, fails } = acts[at % acts.length] ?? { turn: 0, fails: false };
          under += 1;
          most = Math.max(most, under);
          await work(turn);
          under -= 1;
          if (fails) throw new Error('busy');
          return 1000;
        });
        const origin = clock.monotonic();
        loop.start();
        let wanted = 0;
        for (const { after, wakeIn } of acts) {
          await vi.advanceTimersByTimeAsync(after);
          at += 1;
          loop.wake(wakeIn ?? 0);
          wanted = clock.monotonic() - origin;
        }
        await vi.advanceTimersByTimeAsync(400);
        expect(most).toBe(1);
        expect(begun.at(-1)).toBeGreaterThanOrEqual(wanted);
        const stopped = loop.stop();
        await vi.advanceTimersByTimeAsync(60);
        await stopped;
      }),
      { numRuns: 100 },
    );
  });
});
