import { describe, expect, it } from 'vitest';
import { checkArrangement, liesAcross, sameArrangement, TURNS } from '../../../src/certification/index.ts';

const page = (id: string, turn: (typeof TURNS)[number] = 0) => ({ id, turn });

describe('an arrangement of pages', () => {
  it('may leave pages out and put them in any order', () => {
    for (const ids of [['a', 'b', 'c'], ['c', 'a'], ['b']]) {
      expect(
        checkArrangement(
          ids.map((id) => page(id)),
          ['a', 'b', 'c'],
        ),
        ids.join(),
      ).toMatchObject({ ok: true });
    }
  });

  it('keeps at least one page', () => {
    expect(checkArrangement([], ['a'])).toMatchObject({ error: { code: 'LAW-PAGES-NONE-LEFT' } });
  });

  it.each([
    { what: 'a page of another original', ids: ['a', 'x'], place: 2 },
    { what: 'a page twice', ids: ['b', 'a', 'b'], place: 3 },
  ])('has no place for $what', ({ ids, place }) => {
    expect(
      checkArrangement(
        ids.map((id) => page(id)),
        ['a', 'b'],
      ),
    ).toMatchObject({ error: { code: 'LAW-PAGES-ARRANGEMENT', facts: { place } } });
  });

  it('is another one when order, number or turn differ', () => {
    const one = [page('a'), page('b', 90)];
    expect(sameArrangement(one, [page('a'), page('b', 90)])).toBe(true);
    for (const other of [[page('b', 90), page('a')], [page('a')], [page('a'), page('b', 270)], []]) {
      expect(sameArrangement(one, other)).toBe(false);
    }
  });
});

it('a page lies across after a quarter turn and after three', () => {
  expect(TURNS.map(liesAcross)).toEqual([false, true, false, true]);
});
