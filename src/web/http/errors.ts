import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../common/log.ts';
import { type Failure, fail } from '../../common/result.ts';
import { type DiskState, diskTrouble, diskTroubleCodes } from '../../store/disk-trouble.ts';
import { answerOf, Refused } from './refused.ts';

const longestField = 100;

/** Errors whose messages are the program's own words; those of others may quote what was being processed. */
const plainErrors = new Set(['Error', 'TypeError', 'RangeError', 'ReferenceError']);

/** What may be logged of an exception: where it happened, and its message only where that quotes no data. */
export function withoutData(error: Error): Record<string, string | undefined> {
  return {
    type: error.name,
    message: plainErrors.has(error.constructor.name) ? error.message.slice(0, 200) : undefined,
    stack: (error.stack ?? '')
      .split('\n')
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12)
      .join('\n'),
  };
}

/** Turns every error of a request into an answer with a code. What is not expected is a bug: logged, never shown. */
export function errorHandler(log: Logger, disk: Pick<DiskState, 'note' | 'noted'>) {
  return (error: FastifyError | Refused, request: FastifyRequest, reply: FastifyReply): void => {
    const expected = failureOf(error);
    if (expected === null)
      log.error({ request: request.id, route: request.routeOptions.url, err: withoutData(error) }, 'bug');
    disk.note(error);
    // From a worker thread the trouble comes as its code.
    if (error instanceof Refused && expected?.code === 'STORE-DISK-FULL') disk.noted('full');
    if (error instanceof Refused && expected?.code === 'STORE-DISK-FAILING') disk.noted('failing');
    if (expected?.code === 'STORE-DISK-FULL') log.error({ request: request.id, code: expected.code }, 'no space left');
    const { status, body } = answerOf(expected ?? { code: 'WEB-INTERNAL', facts: { request: request.id } });
    void reply.code(status).type('application/json; charset=utf-8').send(body);
  };
}

/** An address that leads nowhere. */
export function notFoundHandler(_request: FastifyRequest, reply: FastifyReply): void {
  const { status, body } = answerOf({ code: 'WEB-NOT-FOUND' });
  void reply.code(status).send(body);
}

function failureOf(error: FastifyError | Refused): Failure | null {
  if (error instanceof Refused) return error.failure;
  const trouble = diskTrouble(error);
  if (trouble !== null) return { code: diskTroubleCodes[trouble] };
  if (error.validation) return invalid(error);
  const { statusCode } = error;
  if (statusCode === undefined || statusCode < 400 || statusCode >= 500) return null;
  switch (statusCode) {
    case 404:
      return { code: 'WEB-NOT-FOUND' };
    case 413:
      return { code: 'WEB-BODY-TOO-LARGE' };
    case 415:
      return { code: 'WEB-CONTENT-TYPE' };
    default:
      return fail('WEB-BODY-INVALID', { reason: 'unreadable' }).error;
  }
}

/** Names the first field that does not fit, as a JSON pointer: `/requester/name`. */
function invalid({ validation, validationContext }: FastifyError): Failure {
  const [first] = validation ?? [];
  const { missingProperty, additionalProperty } = (first?.params ?? {}) as Record<string, unknown>;
  const last = missingProperty ?? additionalProperty;
  const field = `${first?.instancePath ?? ''}${typeof last === 'string' ? `/${last}` : ''}`;
  return {
    code: 'WEB-BODY-INVALID',
    facts: { in: validationContext ?? 'body', field: field.slice(0, longestField), reason: first?.keyword ?? 'form' },
  };
}
