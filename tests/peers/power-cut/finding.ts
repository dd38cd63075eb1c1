/**
 * What did not hold. `lost`: somebody was shown it, or counts on it, and it is not there or is less. `doubled`: there is
 * one too many. `stuck`: it does not go on. `broken`: anything else that must never be.
 */
export interface Finding {
  readonly kind: 'lost' | 'doubled' | 'stuck' | 'broken';
  readonly what: string;
}

export function finding(kind: Finding['kind'], what: string): Finding {
  return { kind, what };
}
