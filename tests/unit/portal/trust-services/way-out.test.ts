import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import type { LineSettings } from '../../../../src/portal/index.ts';
import { type NamePeer, startNamePeer } from '../../../peers/names/index.ts';
import { type ProxyPeer, startProxyPeer } from '../../../peers/proxy/index.ts';
import { type ExtensionWorld, extensionWorld } from '../../copies/support/extending.ts';

let world: ExtensionWorld;
let proxy: ProxyPeer;
let names: NamePeer;

beforeAll(async () => {
  world = await extensionWorld();
}, 60_000);
afterAll(() => world.stop());
beforeEach(async () => {
  proxy = await startProxyPeer();
  names = await startNamePeer();
});
afterEach(async () => {
  await proxy.close();
  await names.close();
});

const digest = Buffer.alloc(32, 7);
const portOf = (url: string): string => new URL(url).port;
/** The authority under a name that only the office's own name server knows. */
const named = (line: LineSettings, host = 'tsa.tinh.test') =>
  world.servicesWith({ tsaUrl: `http://${host}:${portOf(world.tsa.url)}/`, line });

describe('the trust services on the office’s way out', () => {
  it('ask through its proxy, and nobody when it lets nobody through', async () => {
    const services = world.servicesWith({ line: { proxy: proxy.url }, privateHosts: ['127.0.0.1'] });
    unwrap(await services.timestamp(digest));
    unwrap(await services.status(world.signer.certificate, world.authority.intermediateDer));
    expect(new Set(proxy.tunnels)).toEqual(
      new Set([`127.0.0.1:${portOf(world.tsa.url)}`, `127.0.0.1:${portOf(world.status.url)}`]),
    );
    proxy.closed = true;
    expect(await world.servicesWith({ line: { proxy: proxy.url } }).timestamp(digest)).toMatchObject({ ok: false });
    expect(proxy.tunnels).toHaveLength(2);
  });

  it('are found by its name servers', async () => {
    names.names.set('tsa.tinh.test', '127.0.0.1');
    expect(await named({}).timestamp(digest)).toMatchObject({ ok: false, error: { code: 'TRUST-NO-ANSWER' } });
    unwrap(await named({ nameServers: [names.server] }).timestamp(digest));
    expect(names.questions).toContain('tsa.tinh.test');
  });

  it('that a certificate names are not asked at a private address, whatever the way', async () => {
    const { status, signer, authority } = world;
    const asked = status.asked.length;
    for (const line of [{ nameServers: [names.server] }, { nameServers: [names.server], proxy: proxy.url }]) {
      const services = world.servicesWith({ line, privateHosts: [], tsaUrl: 'http://tsa.tinh.test/' });
      expect(await services.status(signer.certificate, authority.intermediateDer)).toMatchObject({
        ok: false,
        error: { code: 'TRUST-ADDRESS-NOT-ALLOWED' },
      });
    }
    expect(status.asked).toHaveLength(asked);
    expect(proxy.tunnels).toEqual([]);
  });
});
