import { BlockList, isIP } from 'node:net';
import { addressesOf } from '../line/names.ts';

/** Addresses that belong to no public host (RFC 6890 and what followed it). */
const privateAddresses = new BlockList();
const subnets = {
  ipv4: [
    ...['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12', '192.0.0.0/24'],
    ...['192.0.2.0/24', '192.168.0.0/16', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '224.0.0.0/3'],
  ],
  ipv6: [
    '::/96',
    '64:ff9b::/96',
    '64:ff9b:1::/48',
    '100::/64',
    '2001:db8::/32',
    '2002::/16',
    'fc00::/7',
    'fe80::/9',
    'ff00::/8',
  ],
} as const;
for (const family of ['ipv4', 'ipv6'] as const) {
  for (const subnet of subnets[family]) {
    const [network = '', bits = ''] = subnet.split('/');
    privateAddresses.addSubnet(network, Number(bits), family);
  }
}

/** Whether an address is public. An IPv4 address inside IPv6 is judged as the IPv4 address that it is. */
export function isPublic(address: string): boolean {
  const version = isIP(address);
  return version !== 0 && !privateAddresses.check(address, version === 4 ? 'ipv4' : 'ipv6');
}

/** All addresses of a host name; none when it is not known. */
export type Resolve = (host: string) => Promise<readonly string[]>;

export const resolve: Resolve = (host) => addressesOf(host, []);

/** With the addresses that were judged; none for a host from the settings, which is looked up as usual. */
export interface Permission {
  readonly may: 'yes' | 'no' | 'unknown';
  readonly addresses?: readonly string[];
}

/**
 * Whether a service may be asked at `url`: http or https without credentials, and either a host from the settings or one
 * whose every address is public. A name that is not known is `unknown`: the line may be down.
 *
 * @param hosts  host names from the settings, which may be private
 */
export async function permitted(url: string, hosts: ReadonlySet<string>, resolveHost: Resolve): Promise<Permission> {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  if (parsed === undefined || (parsed.protocol !== 'http:' && parsed.protocol !== 'https:')) return { may: 'no' };
  if (parsed.username !== '' || parsed.password !== '' || url.length > 2048) return { may: 'no' };
  if (hosts.has(parsed.hostname)) return { may: 'yes' };
  const bare = parsed.hostname.replace(/^\[|\]$/g, '');
  const addresses = isIP(bare) === 0 ? await resolveHost(bare) : [bare];
  if (addresses.length === 0) return { may: 'unknown' };
  return addresses.every(isPublic) ? { may: 'yes', addresses } : { may: 'no' };
}
