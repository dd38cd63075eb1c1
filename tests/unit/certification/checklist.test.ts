import { describe, expect, it } from 'vitest';
import {
  acceptComparison,
  CHECKLIST,
  type ComparisonRequest,
  REFUSAL_GROUND_IDS,
} from '../../../src/certification/index.ts';

const request: ComparisonRequest = {
  officer: { id: 'o1', fullName: 'Nguyễn Thị Ví Dụ' },
  at: 5,
  ticked: CHECKLIST.map(({ id }) => id),
  scannedPages: 1,
  chargeablePages: 2,
};
const compare = (over: Partial<ComparisonRequest>) => acceptComparison({ ...request, ...over });

describe('a comparison', () => {
  it('is accepted with every statement ticked by a named person', () => {
    expect(compare({})).toEqual({
      ok: true,
      value: { officerId: 'o1', at: 5, scannedPages: 1, chargeablePages: 2 },
    });
  });

  it('covers every ground of refusal and both duties', () => {
    const grounds = CHECKLIST.flatMap(({ ground }) => ground ?? []);
    expect(grounds.toSorted()).toEqual([...REFUSAL_GROUND_IDS].toSorted());
    expect(CHECKLIST.filter(({ ground }) => ground === null).map(({ id }) => id)).toEqual([
      'all-information-pages',
      'compared',
    ]);
  });

  it.each(CHECKLIST.map(({ id }) => id))('is not accepted without %s', (id) => {
    const ticked = [...request.ticked.filter((other) => other !== id), 'something-else'];
    expect(compare({ ticked })).toEqual({
      ok: false,
      error: { code: 'LAW-CHECKLIST-INCOMPLETE', facts: { missing: id } },
    });
  });

  it('names everything that is missing', () => {
    expect(compare({ ticked: request.ticked.slice(2) })).toMatchObject({
      error: { facts: { missing: 'not-original altered' } },
    });
  });

  it('needs a name, a scanned page and the number of chargeable pages', () => {
    const unnamed = { error: { code: 'LAW-CHECKLIST-UNNAMED' } };
    expect(compare({ officer: { id: ' ', fullName: 'A' } })).toMatchObject(unnamed);
    expect(compare({ officer: { id: 'o1', fullName: '' } })).toMatchObject(unnamed);
    expect(compare({ scannedPages: 0 })).toMatchObject({ error: { code: 'LAW-PAGES-MISSING' } });
    expect(compare({ scannedPages: 0.5 })).toMatchObject({ error: { code: 'LAW-PAGES-MISSING' } });
    for (const chargeablePages of [0, 1000, 1.5]) {
      expect(compare({ chargeablePages })).toEqual({
        ok: false,
        error: { code: 'LAW-PAGES-RANGE', facts: { min: 1, max: 999 } },
      });
    }
    expect(compare({ chargeablePages: 999 }).ok).toBe(true);
  });
});
