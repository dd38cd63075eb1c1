import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

/** What goes over the air besides what a connection carries: an estimate that rather counts too much. */
export const overhead = {
  /** Opening and closing a connection, bytes. */
  connection: 400,
  /** A TLS handshake, bytes. */
  handshake: 6_000,
  /** The heads of packets and records, of each byte carried. */
  ofEachByte: 0.04,
} as const;

/** Counts what connections carry, up and down. */
export class SocketMeter {
  readonly #sockets = new Map<Socket, number>();
  #bytes = 0;

  /** Counts this connection from its beginning on; one that is known already is not counted twice. */
  watch(socket: Socket): void {
    if (this.#sockets.has(socket)) return;
    this.#sockets.set(socket, 0);
    this.#bytes += overhead.connection + (socket instanceof TLSSocket ? overhead.handshake : 0);
    socket.once('close', () => {
      this.#look(socket);
      this.#sockets.delete(socket);
    });
  }

  /** All bytes so far, whole. */
  read(): number {
    for (const socket of this.#sockets.keys()) this.#look(socket);
    return Math.round(this.#bytes);
  }

  #look(socket: Socket): void {
    const carried = socket.bytesRead + socket.bytesWritten;
    const before = this.#sockets.get(socket) ?? carried;
    this.#bytes += Math.max(0, carried - before) * (1 + overhead.ofEachByte);
    this.#sockets.set(socket, carried);
  }
}
