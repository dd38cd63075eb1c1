import type { FastifyReply, FastifyRequest } from 'fastify';

const everywhere = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/** Names under which no HSTS is sent: it would hold for every other program on the machine. */
const local = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Puts the security headers on every answer; what the interface says is kept by no browser and no proxy. */
export function secureHeaders(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
  void reply.headers(everywhere);
  if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store');
  if (!local.has(request.hostname)) void reply.header('strict-transport-security', 'max-age=31536000');
  done();
}
