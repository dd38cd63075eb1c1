import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';

/** Which station sends this, by its bearer token; undefined: none that is known. */
export function stationOf(request: FastifyRequest, stations: ReadonlyMap<string, string>): string | undefined {
  const token = /^Bearer ([\x21-\x7e]{16,500})$/.exec(request.headers.authorization ?? '')?.[1];
  // Looked up by the token's hash: how long that takes says nothing of the tokens.
  return token === undefined ? undefined : stations.get(createHash('sha256').update(token).digest('hex'));
}
