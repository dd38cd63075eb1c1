import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Logger } from '../../common/log.ts';

/** One line for each answer: the route's pattern and never its address, which may hold what somebody searched for. */
export function accessLog(log: Logger) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    log.info(
      {
        request: request.id,
        method: request.method,
        route: request.routeOptions.url ?? null,
        status: reply.statusCode,
        ms: Math.round(reply.elapsedTime),
        officer: request.signedIn?.actor.id ?? null,
      },
      'answered',
    );
    done();
  };
}
