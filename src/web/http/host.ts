import type { FastifyRequest } from 'fastify';
import { fail, ok, type Result } from '../../common/result.ts';
import { hostName } from '../authority/names.ts';

/**
 * Whether a request names the station as it is called. A page from elsewhere whose own name was made to lead here (DNS
 * rebinding) still sends that name. SCREEN-HOST-UNKNOWN.
 */
export function checkHost({ headers }: Pick<FastifyRequest, 'headers'>, names: ReadonlySet<string>): Result<void> {
  const name = hostName(headers.host);
  return name !== null && names.has(name) ? ok() : fail('SCREEN-HOST-UNKNOWN');
}
