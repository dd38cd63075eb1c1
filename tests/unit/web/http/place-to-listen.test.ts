import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { placeToListen, rememberPlace } from '../../../../src/web/http/place-to-listen.ts';

let state: string;
let busy: Server;
/** A port of this machine that another program holds, and one that nobody holds. */
let taken: number;
let free: number;

async function listening(): Promise<Server> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return server;
}
const portOf = (server: Server): number => (server.address() as AddressInfo).port;

beforeEach(async () => {
  state = mkdtempSync(join(tmpdir(), 'tram-place-'));
  busy = await listening();
  taken = portOf(busy);
  const other = await listening();
  free = portOf(other);
  other.close();
  await once(other, 'close');
});

afterEach(async () => {
  busy.close();
  await once(busy, 'close');
  rmSync(state, { recursive: true });
});

const host = '127.0.0.1';

describe('where the station listens', () => {
  it('is where the settings say, when that can be, whatever was before', async () => {
    await rememberPlace(state, { host, port: taken });
    expect(await placeToListen(state, { host, port: free })).toEqual({ place: { host, port: free }, refused: null });
  });

  it('is where it last was, when a new port is taken or an address is another machine’s', async () => {
    await rememberPlace(state, { host, port: free });
    const last = { host, port: free };
    expect(await placeToListen(state, { host, port: taken })).toEqual({ place: last, refused: 'EADDRINUSE' });
    // TEST-NET-1: nobody's.
    const elsewhere = await placeToListen(state, { host: '192.0.2.1', port: free });
    expect(elsewhere).toEqual({ place: last, refused: 'EADDRNOTAVAIL' });
  });

  it('stays as wanted, and fails by its own error, when there is nothing to come back to', async () => {
    const wanted = { host, port: taken };
    const asWanted = { place: wanted, refused: null };
    expect(await placeToListen(state, wanted)).toEqual(asWanted);
    // The same place as before: a second station on one folder, or a network that is not up yet.
    await rememberPlace(state, wanted);
    expect(await placeToListen(state, wanted)).toEqual(asWanted);
    await rememberPlace(state, { host: '192.0.2.1', port: free });
    expect(await placeToListen(state, wanted)).toEqual(asWanted);
  });

  it('is the machine itself, when the address is gone and there is nothing else to come back to', async () => {
    const gone = { host: '192.0.2.1', port: free };
    const itself = { place: { host, port: free }, refused: 'EADDRNOTAVAIL' };
    expect(await placeToListen(state, gone)).toEqual(itself);
    await rememberPlace(state, gone);
    expect(await placeToListen(state, gone)).toEqual(itself);
    const held = { ...gone, port: taken };
    expect(await placeToListen(state, held)).toEqual({ place: held, refused: null });
  });

  it.each(['', '{"host":7}', '{"host":"127.0.0.1","port":0}', '{'])(
    'a note that was damaged is none: %s',
    async (note) => {
      writeFileSync(join(state, 'listening.json'), note);
      const wanted = { host, port: taken };
      expect(await placeToListen(state, wanted)).toEqual({ place: wanted, refused: null });
    },
  );

  it('a port that the system chose is not remembered', async () => {
    await rememberPlace(state, { host, port: 0 });
    expect(readdirSync(state)).toEqual([]);
  });
});
