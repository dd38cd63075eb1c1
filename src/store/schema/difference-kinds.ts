/** In what the portal can differ from what it confirmed. */
export const differenceKinds = [
  'absent',
  'status',
  'result-missing',
  'result-other',
  'result-extra',
  'recall-open',
  'unconfirmed',
  'file-gone',
] as const;
export type DifferenceKind = (typeof differenceKinds)[number];
