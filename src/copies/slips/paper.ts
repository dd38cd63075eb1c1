import type { Paper } from '../../certification/index.ts';
import { points } from '../units.ts';

/** A paper and the measures of what is set on it, in points. */
export interface Sheet {
  readonly width: number;
  readonly height: number;
  readonly margin: { readonly left: number; readonly right: number; readonly top: number; readonly bottom: number };
  /** The size of the running text. */
  readonly size: number;
  /** The side of a QR code. */
  readonly qr: number;
  /** The room for a signature. */
  readonly signature: number;
}

const mm = (left: number, right: number, top: number, bottom: number): Sheet['margin'] => ({
  left: points(left),
  right: points(right),
  top: points(top),
  bottom: points(bottom),
});

/** A4 with the margins and letters of NĐ 30/2020 Phụ lục I; A5, on which the one-stop desks print, in proportion. */
export const sheets: Readonly<Record<Paper, Sheet>> = {
  a4: {
    width: points(210),
    height: points(297),
    margin: mm(30, 20, 20, 20),
    size: 13,
    qr: points(26),
    signature: points(24),
  },
  a5: {
    width: points(148),
    height: points(210),
    margin: mm(15, 11, 9, 10),
    size: 10,
    qr: points(18),
    signature: points(14),
  },
};

/** The register is a book on its side: A4 landscape, bound at the left. */
export const bookSheet: Sheet = {
  width: points(297),
  height: points(210),
  margin: mm(20, 12, 14, 16),
  size: 11,
  qr: points(26),
  signature: points(22),
};

/** What is posted on the wall is read from farther away. */
export const postedScale = 1.3;

/** From one baseline to the next, in sizes of the letters: stacked Vietnamese marks need the room. */
export const leading = 1.28;
