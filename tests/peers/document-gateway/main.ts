/** The gateway as a process: `node tests/peers/document-gateway/main.ts [port] [folder]`. Prints its endpoint. */
import { startGatewayPeer } from './index.ts';

const [port, folder] = process.argv.slice(2);
const peer = await startGatewayPeer({ port: Number(port ?? 0), ...(folder ? { folder } : {}) });
console.log(JSON.stringify({ endpoint: peer.endpoint }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void peer.close().then(() => process.exit(0)));
}
