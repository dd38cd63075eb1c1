import { Resolver } from 'node:dns';
import { lookup } from 'node:dns/promises';
import { isIPv4, type LookupFunction } from 'node:net';
import { sourceAddress } from './source-address.ts';

/** How long one name server may take, milliseconds, and how often it is asked. */
const asking = { timeout: 3_000, tries: 2 } as const;

const awayCodes: readonly string[] = ['ETIMEOUT', 'ECONNREFUSED'];

/**
 * Looks names up at these servers (`address` or `address:port`) and nowhere else: those of the route, which may know
 * names that the system's own servers do not.
 *
 * @param source  an own address, or the interface that has it, from which they are asked
 */
export function namesFrom(servers: readonly string[], source?: string): LookupFunction {
  const resolver = new Resolver(asking);
  resolver.setServers([...servers]);
  return (hostname, options, callback) => {
    const answer = (addresses: readonly string[], family: 4 | 6): void => {
      if (options.all === true)
        callback(
          null,
          addresses.map((address) => ({ address, family })),
        );
      else callback(null, addresses[0] ?? '', family);
    };
    const own = source === undefined ? null : sourceAddress(source);
    if (own !== null && isIPv4(own)) resolver.setLocalAddress(own);
    resolver.resolve4(hostname, (error, addresses) => {
      if (error === null && addresses.length > 0) return answer(addresses, 4);
      // Servers that are away are not asked all over again for the other family.
      if (error !== null && awayCodes.includes(error.code ?? '')) return callback(error, '');
      resolver.resolve6(hostname, (second, found) => {
        if (second === null && found.length > 0) return answer(found, 6);
        callback(error ?? second ?? Object.assign(new Error('no address'), { code: 'ENOTFOUND' }), '');
      });
    });
  };
}

/** All addresses of a host, by these servers or (none given) as all programs of the machine look it up; none: unknown. */
export async function addressesOf(
  host: string,
  servers: readonly string[],
  source?: string,
): Promise<readonly string[]> {
  if (servers.length === 0) {
    const found = await lookup(host, { all: true, verbatim: true }).catch(() => []);
    return found.map(({ address }) => address);
  }
  return await new Promise((resolve) => {
    namesFrom(servers, source)(host, { all: true }, (error, found) => {
      resolve(error === null && Array.isArray(found) ? found.map(({ address }) => address) : []);
    });
  });
}
