import type { FailureAnswer } from '../../../src/web/contract/index.ts';

/** What the station answers: the value, or the failure with its sentence in both languages. */
export type Reply<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failed };

/** A failure as a screen shows it. `status` 0: the station did not answer at all. */
export interface Failed extends FailureAnswer {
  readonly status: number;
}
