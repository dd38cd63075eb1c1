import { describe, expect, it } from 'vitest';
import { Window, windowLimits } from '../../../../src/portal/outbox/window.ts';

const { first, least, most, quickMs, slowMs } = windowLimits;

describe('how many messages are on their way at once', () => {
  it('grows by one for each window that was answered quickly, up to a limit', () => {
    const window = new Window();
    expect(window.size).toBe(first);
    for (let n = 0; n < first + 1; n++) window.answered(quickMs);
    expect(window.size).toBe(first + 1);
    for (let n = 0; n < 10_000; n++) window.answered(1);
    expect(window.size).toBe(most);
  });

  it('stays while answers take their time, and shrinks while they take long', () => {
    const window = new Window();
    for (let n = 0; n < 1000; n++) window.answered(quickMs + 1);
    expect(window.size).toBe(first);
    for (let n = 0; n < 1000; n++) window.answered(slowMs + 1);
    expect(window.size).toBe(least);
  });

  it('is halved by a far side in trouble, and never closes', () => {
    const window = new Window();
    for (let n = 0; n < 10_000; n++) window.answered(1);
    window.refused();
    expect(window.size).toBe(most / 2);
    for (let n = 0; n < 100; n++) window.refused();
    expect(window.size).toBe(least);
  });
});
