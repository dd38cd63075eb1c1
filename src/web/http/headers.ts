import type { FastifyReply, FastifyRequest } from 'fastify';
import { hostName, takesHsts } from '../authority/names.ts';

const everywhere = {
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

/**
 * Puts the security headers on every answer; what the interface says is kept by no browser and no proxy. HSTS goes out
 * under the station's own names only, without the names below them.
 */
export function secureHeaders(names: ReadonlySet<string>) {
  return (request: FastifyRequest, reply: FastifyReply, done: () => void): void => {
    void reply.headers(everywhere);
    if (request.url.startsWith('/api')) void reply.header('cache-control', 'no-store');
    const name = hostName(request.headers.host);
    if (name !== null && names.has(name) && takesHsts(name)) {
      void reply.header('strict-transport-security', 'max-age=31536000');
    }
    done();
  };
}
