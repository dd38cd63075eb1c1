import { type AgentOptions, Agent as HttpsAgent, type RequestOptions } from 'node:https';
import type { Duplex } from 'node:stream';
import { TLSSocket } from 'node:tls';

/** So many servers' sessions are kept: an office speaks to two or three. */
const most = 16;

/**
 * The last TLS session with each server (RFC 8446 §2.2), kept over a break: Node's own agent forgets the session of a
 * connection that was reset, and a weak line would then carry the server's certificates again after each break.
 *
 * A session that fails before its handshake is done is forgotten, as it may be at fault.
 */
export class TlsSessions {
  readonly #sessions = new Map<string, Buffer>();

  /** What a new connection to the server is to resume, as an option of tls.connect. */
  optionFor(server: string): { readonly session?: Buffer } {
    const session = this.#sessions.get(server);
    return session === undefined ? {} : { session };
  }

  /** Listens to a connection to the server for as long as it lives. */
  keep(server: string, socket: Duplex | null | undefined): void {
    if (!(socket instanceof TLSSocket)) return;
    let secure = false;
    socket.once('secureConnect', () => {
      secure = true;
    });
    socket.on('session', (session) => {
      this.#sessions.delete(server);
      this.#sessions.set(server, session);
      const [oldest] = this.#sessions.keys();
      if (this.#sessions.size > most && oldest !== undefined) this.#sessions.delete(oldest);
    });
    socket.once('close', () => {
      if (!secure) this.#sessions.delete(server);
    });
  }
}

/** Node's agent, with sessions that outlive their connections. */
export class ResumingAgent extends HttpsAgent {
  readonly #sessions = new TlsSessions();

  constructor(options: AgentOptions) {
    super({ ...options, maxCachedSessions: 0 });
  }

  override createConnection(
    options: RequestOptions,
    callback?: (error: Error | null, stream: Duplex) => void,
  ): Duplex | null | undefined {
    const server = this.getName(options);
    const socket = super.createConnection({ ...options, ...this.#sessions.optionFor(server) }, callback);
    this.#sessions.keep(server, socket);
    return socket;
  }
}
