/** The acts on pages as the desk makes them, and their history: pure functions, before the station is told. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  broughtBack,
  moved,
  type Placed,
  scansOf,
  shownAs,
  turned,
  without,
} from '../../../kiosk-ui/src/views/desk/arranging/arrangement.ts';
import { after as acted, met, noHistory, redone, undone } from '../../../kiosk-ui/src/views/desk/arranging/history.ts';

const at = (...ids: string[]): Placed[] => ids.map((id) => ({ id, turn: 0 }));
const order = (pages: readonly Placed[]): string => pages.map(({ id }) => id).join('');

describe('an act', () => {
  test('moves a page, and the others close up', () => {
    expect(order(moved(at('a', 'b', 'c', 'd'), 'a', 2))).toBe('bcad');
    expect(order(moved(at('a', 'b', 'c', 'd'), 'd', 0))).toBe('dabc');
    expect(order(moved(at('a', 'b'), 'b', 9))).toBe('ab');
    expect(order(moved(at('a', 'b'), 'x', 0))).toBe('ab');
  });

  test('turns a page round, four quarters being none', () => {
    const once = turned(at('a', 'b'), 'b', 270);
    expect(once).toEqual([
      { id: 'a', turn: 0 },
      { id: 'b', turn: 270 },
    ]);
    expect(turned(once, 'b', 90)).toEqual(at('a', 'b'));
  });

  test('brings a page back behind those that were scanned before it', () => {
    const scannedAt = (id: string): number => 'abcd'.indexOf(id);
    expect(order(broughtBack(at('a', 'c'), 'b', scannedAt))).toBe('abc');
    expect(order(broughtBack(at('d', 'b'), 'a', scannedAt))).toBe('adb');
    expect(order(broughtBack(without(at('a', 'b', 'c', 'd'), 'd'), 'd', scannedAt))).toBe('abcd');
  });

  test('shows a page that lies across with its width and height changed, and knows it upright again', () => {
    const page = { scanned: 1, dpi: 300, widthPx: 20, heightPx: 30 };
    const detail = { pages: [{ ...page, id: 'a', ordinal: 1, turn: 90, widthPx: 30, heightPx: 20 }], setAside: [] };
    const scans = scansOf(detail as unknown as Parameters<typeof scansOf>[0]);
    expect(scans.get('a')).toMatchObject({ widthPx: 20, heightPx: 30 });
    expect(shownAs([{ id: 'a', turn: 270 }], scans)).toMatchObject([{ ordinal: 1, widthPx: 30, heightPx: 20 }]);
    expect(shownAs([{ id: 'a', turn: 180 }], scans)).toMatchObject([{ widthPx: 20, heightPx: 30 }]);
  });
});

describe('the history', () => {
  const began = met(noHistory, at('a', 'b', 'c'), 1);

  test('undoes every act to the first arrangement and does it again to the last', () => {
    const acts = fc.array(fc.shuffledSubarray(['a', 'b', 'c'], { minLength: 1 }), { maxLength: 20 });
    fc.assert(
      fc.property(acts, (list) => {
        let history = list.reduce((before, ids) => acted(before, at(...ids)), began);
        const last = history.now;
        for (const _ of list) history = undone(history) ?? history;
        expect(history).toMatchObject({ past: [], now: at('a', 'b', 'c') });
        expect(undone(history)).toBeNull();
        for (const _ of list) history = redone(history) ?? history;
        expect(history.now).toEqual(last);
        expect(redone(history)).toBeNull();
      }),
    );
  });

  test('forgets what was undone once something else is done', () => {
    const back = undone(acted(began, at('c', 'b', 'a')));
    expect(back && redone(acted(back, at('a')))).toBeNull();
  });

  test('counts the pages of a scan as an act, and begins anew at what a colleague has done', () => {
    const scanned = met(began, at('a', 'x', 'c'), 2);
    expect(undone(scanned)?.now).toEqual(at('a', 'b', 'c'));
    const theirs = met(acted(began, at('b')), at('c'), 1);
    expect(theirs).toMatchObject({ past: [], now: at('c'), future: [] });
    expect(met(began, at('a', 'b', 'c'), 1)).toBe(began);
  });
});
