import type { FastifyRequest } from 'fastify';
import { fail, ok, type Result } from '../../common/result.ts';

const safe = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that changes something comes from the station's own screens: beside `SameSite=Strict`, what the
 * browser says of the origin must agree (Fetch Metadata; RFC 6454). Programs send neither header. WEB-ORIGIN-REFUSED.
 */
export function checkOrigin({ method, headers }: Pick<FastifyRequest, 'method' | 'headers'>): Result<void> {
  if (safe.has(method)) return ok();
  const site = headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin') return fail('WEB-ORIGIN-REFUSED');
  const { origin, host } = headers;
  return origin === undefined || origin === `https://${host}` ? ok() : fail('WEB-ORIGIN-REFUSED');
}
