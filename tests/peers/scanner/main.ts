import { parseArgs } from 'node:util';
import { type OriginalSides, ScannerControl } from './control.ts';
import { ScannerPeer } from './server.ts';

/**
 * The stand-in as a program of its own: `node tests/peers/scanner/main.ts [--port N] [--control-port N] [--originals MODULE]`.
 * MODULE exports `renderOriginal(id, { dpi })`. It prints one line of JSON, {scanner, control}, when both addresses answer, and
 * ends on SIGTERM or SIGINT.
 */
const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '0' },
    'control-port': { type: 'string', default: '0' },
    originals: { type: 'string' },
  },
});

interface OriginalsModule {
  renderOriginal(id: string, options: { dpi: number }): Promise<readonly { readonly jpeg: Buffer }[]>;
}

const originals: OriginalSides = async (id) => {
  if (values.originals === undefined) throw new Error('started without --originals');
  const { renderOriginal } = (await import(
    new URL(values.originals, `file://${process.cwd()}/`).href
  )) as OriginalsModule;
  return (await renderOriginal(id, { dpi: 300 })).map(({ jpeg }) => jpeg);
};

const peer = await new ScannerPeer({ port: Number(values.port) }).start();
const control = new ScannerControl(peer, originals);
const controlUrl = await control.start(Number(values['control-port']));
console.log(JSON.stringify({ scanner: peer.url, control: controlUrl }));
for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void Promise.all([peer.stop(), control.stop()]));
}
