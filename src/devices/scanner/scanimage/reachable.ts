import { connect } from 'node:net';
import type { ScannerDevice } from '../port.ts';
import type { NetworkScanner } from './config.ts';

/** A scanner that takes no connection in this time is away (milliseconds): it is in the same building. */
export const connectMs = 2_000;

/**
 * The listed scanners that are there. SANE lists a scanner on the network from its own configuration without asking it,
 * so each is asked for a connection; one on USB is listed only while it is plugged in.
 */
export async function reachable(
  devices: readonly ScannerDevice[],
  network: readonly NetworkScanner[],
): Promise<ScannerDevice[]> {
  const there = await Promise.all(
    devices.map(async ({ id, model }) => {
      if (!id.startsWith('airscan:')) return true;
      const known = network.find(({ name }) => name.normalize('NFC') === model);
      return known === undefined || (await takesConnection(new URL(known.url)));
    }),
  );
  return devices.filter((_, index) => there[index]);
}

function takesConnection({ hostname, port, protocol }: URL): Promise<boolean> {
  return new Promise((resolve) => {
    const usual = protocol === 'https:' ? 443 : 80;
    // A literal IPv6 address stands in brackets in a URL only.
    const host = hostname.replaceAll(/^\[|\]$/g, '');
    const socket = connect({ host, port: port === '' ? usual : Number(port), timeout: connectMs });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('timeout', end(false)).once('error', end(false));
  });
}
