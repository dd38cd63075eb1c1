import type { Code } from './codes/index.ts';

/** An expected failure: a documented code and the facts a person needs. Facts never hold personal data or secrets. */
export interface Failure {
  readonly code: Code;
  readonly facts?: Readonly<Record<string, string | number | boolean | null>>;
}

/** What an operation that can fail in an expected way returns. Bugs are exceptions and never come this way. */
export type Result<T, E extends Failure = Failure> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly error: E };

/** A success carrying `value`. */
export function ok(): Result<void, never>;
export function ok<T>(value: T): Result<T, never>;
export function ok<T>(value?: T): Result<T | undefined, never> {
  return { ok: true, value };
}

/** A failure with a documented code. */
export function fail(code: Code, facts?: Failure['facts']): { readonly ok: false; readonly error: Failure } {
  return { ok: false, error: facts === undefined ? { code } : { code, facts } };
}

/** The value, or an exception: for places where a failure would be a bug (tests, start-up after a check). */
export function unwrap<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(`${result.error.code} ${JSON.stringify(result.error.facts ?? {})}`);
}
