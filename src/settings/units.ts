/** The units of settings, as they are written in `schema.ts`, and their English. */
export const unitsInEnglish = {
  phút: 'minutes',
  giây: 'seconds',
  giờ: 'o’clock',
  ngày: 'days',
  byte: 'bytes',
  MB: 'MB',
  KiB: 'KiB',
  '%': '%',
  dpi: 'dpi',
  đồng: 'đồng',
  tiếng: 'hours',
} as const;

export type Unit = keyof typeof unitsInEnglish;
