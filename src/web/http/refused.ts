import { type CodeText, codes } from '../../common/codes/index.ts';
import type { Failure, Result } from '../../common/result.ts';
import type { FailureAnswer } from '../contract/index.ts';

/**
 * An expected failure on its way to the answer. Fastify ends a request with an error only by a throw, so at this one
 * border a failure leaves its `Result`; the error handler turns it into the answer.
 */
export class Refused extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** The value of a result; a failure becomes the answer of the request. */
export function accepted<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Refused(result.error);
}

/** The status and the body that say a failure. */
export function answerOf({ code, facts }: Failure): { readonly status: number; readonly body: FailureAnswer } {
  const text: CodeText = codes[code];
  return { status: text.status, body: { code, message: text.vi, messageEn: text.en, facts: { ...facts } } };
}
