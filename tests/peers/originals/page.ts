/** How ink came to the paper: a ball-point pen, a rubber stamp, or nothing that needs its own treatment. */
export type InkKind = 'pen' | 'stamp';

/** Ink laid over the print: drawn apart, made uneven, and multiplied onto the page. */
export interface InkMark {
  readonly kind: InkKind;
  /** Drawing in page millimetres, on nothing. */
  readonly svg: string;
  /** What it may touch, mm. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

export interface Paper {
  readonly color: string;
  /** Corner radius of a card, mm. */
  readonly radius?: number;
  /** Folds across the sheet (from the top) and along it (from the left), mm. */
  readonly foldsAcross?: readonly number[];
  readonly foldsAlong?: readonly number[];
  /** Two staple holes at the top left corner. */
  readonly stapled?: boolean;
  /** The side that stood away from the glass in a bound booklet. */
  readonly gutter?: 'left' | 'right';
  /** Strength of the grain: 1 for office paper, less for plastic. */
  readonly grain?: number;
}

/** One side of a sheet, as drawn: all lengths in mm. */
export interface PageDrawing {
  readonly width: number;
  readonly height: number;
  readonly paper: Paper;
  /** What the press and the printer left. */
  readonly print: string;
  readonly ink: readonly InkMark[];
  /** Drawing of the other side, seen faintly through the paper. */
  readonly behind?: string;
}
