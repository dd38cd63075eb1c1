import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  actsFrom,
  DOSSIER_PRECEDENCE,
  DOSSIER_STATE_TABLE,
  DOSSIER_STATES,
  type DossierState,
  dossierState,
  ORIGINAL_STATES,
  type OriginalState,
  portalCode,
  transition,
} from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';

const cases: [OriginalState[], DossierState, number][] = [
  [[], 'received', 2],
  [['draft'], 'received', 2],
  [['refused', 'draft'], 'processing', 4],
  [['draft', 'draft'], 'received', 2],
  [['draft', 'scanned'], 'processing', 4],
  [['delivered', 'draft'], 'processing', 4],
  [['issued', 'draft'], 'processing', 4],
  [['awaiting-signature', 'delivered'], 'processing', 4],
  [['returned-to-creator'], 'processing', 4],
  [['supplement-asked', 'awaiting-signature'], 'supplement-asked', 5],
  [['supplement-asked', 'delivered'], 'supplement-asked', 5],
  [['issued', 'delivered'], 'finished', 9],
  [['issued', 'refused'], 'finished', 9],
  [['delivered'], 'returned', 10],
  [['delivered', 'refused'], 'returned', 10],
  [['delivered', 'withdrawn', 'held'], 'returned', 10],
  [['delivered', 'cancelled'], 'returned', 10],
  [['cancelled'], 'stopped', 8],
  [['held', 'refused'], 'stopped', 8],
  [['refused', 'withdrawn'], 'refused', 3],
  [['refused'], 'refused', 3],
  [['withdrawn'], 'withdrawn', 7],
];

describe('the state of a dossier', () => {
  it.each(cases)('of %j is %s, portal code %i', (originals, state, code) => {
    expect(dossierState(originals)).toBe(state);
    expect(portalCode(originals)).toBe(code);
  });

  it('has one row and one place in the order for each state', () => {
    expect(Object.keys(DOSSIER_STATE_TABLE).toSorted()).toEqual([...DOSSIER_STATES].toSorted());
    expect([...DOSSIER_PRECEDENCE].toSorted()).toEqual([...DOSSIER_STATES].toSorted());
    const codes = DOSSIER_STATES.map((state) => DOSSIER_STATE_TABLE[state].portalCode);
    expect(codes.toSorted((a, b) => a - b)).toEqual([2, 3, 4, 5, 7, 8, 9, 10]);
  });

  const originals = fc.array(fc.constantFrom(...ORIGINAL_STATES), { minLength: 1, maxLength: 6 });

  it('does not depend on the order of the originals', () => {
    fc.assert(
      fc.property(originals, (list) => dossierState(list) === dossierState(list.toReversed())),
      { seed: 1 },
    );
  });

  it('says refused or withdrawn only when no copy was made', () => {
    fc.assert(
      fc.property(originals, (list) => {
        if (list.includes('delivered') || list.includes('issued')) {
          expect([3, 7, 8]).not.toContain(portalCode(list));
        }
      }),
      { seed: 2 },
    );
  });

  it('never opens again once closed, and never goes back from processing to received', () => {
    fc.assert(
      fc.property(originals, fc.nat(), fc.nat(), (list, which, choice) => {
        const index = which % list.length;
        const original = list[index] ?? 'draft';
        const possible = actsFrom(original);
        const act = possible[choice % Math.max(1, possible.length)];
        if (act === undefined) return;
        const before = dossierState(list);
        const after = dossierState(list.with(index, unwrap(transition(original, act))));
        if (!DOSSIER_STATE_TABLE[before].open) expect(DOSSIER_STATE_TABLE[after].open, `${before} ${act}`).toBe(false);
        if (before === 'processing') expect(after).not.toBe('received');
      }),
      { seed: 3, numRuns: 3000 },
    );
  });
});
