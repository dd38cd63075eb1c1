import { fail, ok, type Result } from '../common/result.ts';

/** How far a page is turned clockwise, in degrees, from how it was scanned. */
export const TURNS = [0, 90, 180, 270] as const;
export type Turn = (typeof TURNS)[number];

/** A scanned page in its place. */
export interface PlacedPage {
  readonly id: string;
  readonly turn: Turn;
}

/** Whether a page turned so lies across: its width and height have changed places. */
export function liesAcross(turn: Turn): boolean {
  return turn === 90 || turn === 270;
}

/**
 * Whether an officer's arrangement can be made of what was scanned. Pages left out are set aside, never lost.
 * Errors: LAW-PAGES-NONE-LEFT (nothing would be copied), LAW-PAGES-ARRANGEMENT (facts: place, from 1, of a page that is
 * not of this original or stands there twice).
 */
export function checkArrangement(placed: readonly PlacedPage[], scanned: readonly string[]): Result<void> {
  if (placed.length === 0) return fail('LAW-PAGES-NONE-LEFT');
  const left = new Set(scanned);
  const wrong = placed.findIndex(({ id }) => !left.delete(id));
  return wrong === -1 ? ok() : fail('LAW-PAGES-ARRANGEMENT', { place: wrong + 1 });
}

/** Whether two arrangements are the same pages in the same order, turned the same way. */
export function sameArrangement(one: readonly PlacedPage[], other: readonly PlacedPage[]): boolean {
  return (
    one.length === other.length && one.every(({ id, turn }, at) => other[at]?.id === id && other[at]?.turn === turn)
  );
}
