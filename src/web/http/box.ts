import type { FastifyRequest } from 'fastify';

const plain = (address: string | undefined): string => address?.replace(/^::ffff:/, '') ?? '';

/**
 * Whether a request comes from the station's own machine: over loopback, or from the very address that it reached.
 * Whoever can open such a connection works on the box.
 */
export function isFromBox({ socket }: Pick<FastifyRequest, 'socket'>): boolean {
  const remote = plain(socket.remoteAddress);
  return remote === '::1' || remote.startsWith('127.') || (remote !== '' && remote === plain(socket.localAddress));
}
