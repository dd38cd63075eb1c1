import { isIPv4 } from 'node:net';
import { pipeline } from 'node:stream/promises';
import type { FastifyInstance } from 'fastify';
import { linkOf } from '../address.ts';
import type { Caller } from '../config.ts';
import type { GatewayParts } from '../gateway.ts';

/**
 * `GET /d/:address`: a copy, for a caller of the exchange network. An address that was never given, was renewed since, or
 * has ended is answered alike: not found. Each fetch is noted, also one that broke off.
 */
export function fetchRoute(app: FastifyInstance, { config, links, tus, key, now }: GatewayParts): void {
  app.get<{ Params: { address: string } }>('/d/:address', { exposeHeadRoute: false }, async (request, reply) => {
    const caller = callerAt(request.ip, config.callers);
    if (caller === undefined) return await reply.code(403).send();
    const link = linkOf(key, request.params.address, (id) => links.find(id));
    if (link === undefined || link.expiresAt <= now() || link.removedAt !== null) return await reply.code(404).send();
    const file = await tus.open(link.upload);
    if (file === undefined) return await reply.code(404).send();
    reply.hijack();
    let bytes = 0;
    file.on('data', (piece: Buffer) => {
      bytes += piece.length;
    });
    reply.raw.writeHead(200, {
      'Content-Type': 'application/pdf',
      'Content-Length': link.bytes,
      'Content-Disposition': 'attachment; filename="ban-sao.pdf"',
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      'Repr-Digest': `sha-256=:${Buffer.from(link.sha256, 'hex').toString('base64')}:`,
    });
    const whole = await pipeline(file, reply.raw).then(
      () => bytes === link.bytes,
      () => false,
    );
    links.noteFetch(link.id, { at: now(), caller: caller.name, bytes, whole });
  });
}

function callerAt(address: string, callers: readonly Caller[]): Caller | undefined {
  const plain = address.startsWith('::ffff:') ? address.slice(7) : address;
  return callers.find(({ networks }) => networks.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6'));
}
