import { describe, expect, it } from 'vitest';
import { CLOSED_STATES, isPurgeDue, ORIGINAL_STATES } from '../../../src/certification/index.ts';

const day = 86_400_000;
const facts = { states: ['delivered', 'refused'], lastActAt: 0, allConfirmed: true } as const;

describe('the documents of a dossier', () => {
  it('go when the term after the last act is over, not a moment before', () => {
    expect(isPurgeDue(facts, 30, 30 * day)).toBe(true);
    expect(isPurgeDue(facts, 30, 30 * day - 1)).toBe(false);
  });

  it.each(ORIGINAL_STATES)('with an original that is %s: only closed ones go', (state) => {
    expect(isPurgeDue({ ...facts, states: ['delivered', state] }, 1, 10 * day)).toBe(CLOSED_STATES.includes(state));
  });

  it('stay while the portal has not confirmed everything, and while there is no original yet', () => {
    expect(isPurgeDue({ ...facts, allConfirmed: false }, 1, 10 * day)).toBe(false);
    expect(isPurgeDue({ ...facts, states: [] }, 1, 10 * day)).toBe(false);
  });
});
