/** A name server (RFC 1035 over UDP) on 127.0.0.1 that knows the names it was told, and answers the others NXDOMAIN. */
import { createSocket } from 'node:dgram';

export interface NamePeer {
  /** `127.0.0.1:port` */
  readonly server: string;
  /** Name → IPv4 address; asked anew for each question. */
  readonly names: Map<string, string>;
  /** Silent: it answers nothing. */
  silent: boolean;
  readonly questions: readonly string[];
  close(): Promise<void>;
}

export async function startNamePeer(): Promise<NamePeer> {
  const socket = createSocket('udp4');
  const names = new Map<string, string>();
  const questions: string[] = [];
  const peer = { silent: false };
  socket.on('message', (query, from) => {
    const { name, end, type } = question(query);
    questions.push(name);
    if (peer.silent) return;
    const address = names.get(name);
    const found = address !== undefined && type === 1;
    const header = Buffer.from(query.subarray(0, 12));
    // An answer, recursion available; NXDOMAIN for a name that nobody knows.
    header.writeUInt16BE(0x8180 | (address === undefined ? 3 : 0), 2);
    header.writeUInt16BE(found ? 1 : 0, 6);
    header.writeUInt32BE(0, 8);
    const record = Buffer.from([0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...(address ?? '').split('.').map(Number)]);
    socket.send(Buffer.concat([header, query.subarray(12, end), ...(found ? [record] : [])]), from.port, from.address);
  });
  await new Promise<void>((resolve) => socket.bind(0, '127.0.0.1', resolve));
  return Object.assign(peer, {
    server: `127.0.0.1:${socket.address().port}`,
    names,
    questions,
    close: () => new Promise<void>((resolve) => socket.close(() => resolve())),
  });
}

function question(query: Buffer): { name: string; type: number; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += length + 1;
  }
  return { name: labels.join('.').toLowerCase(), type: query.readUInt16BE(at + 1), end: at + 5 };
}
