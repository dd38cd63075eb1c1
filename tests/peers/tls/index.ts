/** TLS in front of a server on the loopback, with a certificate of a province's own authority, good or bad. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createConnection, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer } from 'node:tls';
import { openssl } from '../pki/openssl.ts';

export interface TlsPeer {
  readonly port: number;
  /** The authority, PEM. */
  readonly authority: string;
  /** Bytes of plain text that came through. */
  readonly received: number;
  /** Handshakes that came to their end, and those of them that resumed a session. */
  readonly handshakes: number;
  readonly resumed: number;
  /** Shows another certificate from now on. */
  show(certificate: Certificate): Promise<void>;
  close(): Promise<void>;
}

export interface Certificate {
  readonly name: string;
  readonly expired?: boolean;
}

const keyOf = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes'];

export async function startTlsPeer(targetPort: number, first: Certificate): Promise<TlsPeer> {
  const folder = mkdtempSync(join(tmpdir(), 'tls-'));
  const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
  await openssl(
    folder,
    'req',
    '-x509',
    ...keyOf,
    '-keyout',
    'ca.key',
    '-out',
    'ca.pem',
    '-subj',
    '/CN=Tinh',
    '-days',
    '30',
  );
  let serial = 1;
  const issue = async ({ name, expired = false }: Certificate): Promise<{ key: string; cert: string }> => {
    serial += 1;
    await openssl(folder, 'req', ...keyOf, '-keyout', 'leaf.key', '-out', 'leaf.csr', '-subj', `/CN=${name}`);
    writeFileSync(join(folder, 'leaf.ext'), `subjectAltName=DNS:${name}\nextendedKeyUsage=serverAuth\n`);
    const signer = ['-CA', 'ca.pem', '-CAkey', 'ca.key', '-set_serial', String(serial), '-extfile', 'leaf.ext'];
    const days = ['-days', expired ? '-1' : '30'];
    await openssl(folder, 'x509', '-req', '-in', 'leaf.csr', ...signer, ...days, '-out', 'leaf.pem');
    return { key: read('leaf.key'), cert: read('leaf.pem') };
  };
  const counts = { received: 0, handshakes: 0, resumed: 0 };
  const sockets = new Set<Socket>();
  const server = createServer(await issue(first), (near) => {
    counts.handshakes += 1;
    if (near.isSessionReused()) counts.resumed += 1;
    const far = createConnection({ port: targetPort, host: '127.0.0.1' });
    near.on('data', (piece: Buffer) => {
      counts.received += piece.length;
    });
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) {
      sockets.add(socket);
      socket.on('error', () => {});
      socket.on('close', () => {
        near.destroy();
        far.destroy();
      });
    }
  });
  server.on('tlsClientError', () => {});
  server.listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    authority: read('ca.pem'),
    get received() {
      return counts.received;
    },
    get handshakes() {
      return counts.handshakes;
    },
    get resumed() {
      return counts.resumed;
    },
    show: async (certificate) => server.setSecureContext(await issue(certificate)),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
