/** What a scan may come to. */
export interface ScanSize {
  /** Pages that may come. */
  readonly pages: number;
  readonly dpi: number;
  readonly paper: { readonly widthMm: number; readonly heightMm: number };
}

/** Bytes that must be free before a scan begins. */
export interface RoomNeeded {
  /** On the disk of the office's work. */
  readonly disk: number;
  /** In memory, where pages pass through. */
  readonly memory: number;
}

/** Sheets that an office's feeder holds at most; each has two sides with a duplex unit. The glass takes one page. */
const sheetsInFeeder = 50;

/** Bytes of a pixel as it comes, in colour, and at most as it is kept: noise at JPEG quality 80. */
const bytesPerPixel = { raw: 3, kept: 0.25 };

/** A page is kept as itself, in the copy that it becomes part of, and for a moment in the revision beside that copy. */
const timesKept = 3;

/** Pages that are in memory at the same time: the question before each page is the brake. */
const pagesInMemory = 4;

/** How many pages may come from a source. */
export function pagesFrom(source: 'flatbed' | 'feeder' | 'feeder-duplex'): number {
  switch (source) {
    case 'flatbed':
      return 1;
    case 'feeder':
      return sheetsInFeeder;
    case 'feeder-duplex':
      return 2 * sheetsInFeeder;
  }
}

/** The room that a scan needs, to the copy with both signatures. */
export function roomForScan({ pages, dpi, paper }: ScanSize): RoomNeeded {
  const pixels = ((paper.widthMm * dpi) / 25.4) * ((paper.heightMm * dpi) / 25.4);
  return {
    disk: Math.ceil(pages * pixels * bytesPerPixel.kept * timesKept),
    memory: Math.ceil(Math.min(pages, pagesInMemory) * pixels * bytesPerPixel.raw),
  };
}
