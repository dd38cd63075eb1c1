/** How much room there is, in the order of worsening: for weeks, to be mended soon, not for one more scan; or no write at all. */
export const diskLevels = ['enough', 'short', 'too-little', 'failing'] as const;
export type DiskLevel = (typeof diskLevels)[number];

/** The disk that the office's work lies on. Bytes; `freeBytes` is what the station itself may still use. */
export interface DiskFigure {
  readonly level: DiskLevel;
  readonly freeBytes: number;
  readonly totalBytes: number;
}

/** Below these figures (bytes) the level is `short`, and `too-little`. */
export interface DiskLimits {
  readonly shortBytes: number;
  readonly leastBytes: number;
}

export function diskLevel(freeBytes: number, { shortBytes, leastBytes }: DiskLimits): DiskLevel {
  if (freeBytes < leastBytes) return 'too-little';
  return freeBytes < shortBytes ? 'short' : 'enough';
}
