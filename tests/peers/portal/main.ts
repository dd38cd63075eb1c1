/** The stand-in as a process: `node tests/peers/portal/main.ts [port] [file]`. Prints its address as one JSON line. */
import { startPortalPeer } from './index.ts';

const [port, file] = process.argv.slice(2);
const peer = await startPortalPeer({ port: Number(port ?? 0), ...(file ? { file } : {}) });
console.log(JSON.stringify({ baseUrl: peer.baseUrl, controlUrl: peer.controlUrl }));
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void peer.close().then(() => process.exit(0)));
}
