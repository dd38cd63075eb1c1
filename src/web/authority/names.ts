import { isIP } from 'node:net';
import type { Settings } from '../../settings/index.ts';

/** Addresses that stand for all of the machine's: no name of anything. */
const wildcards = new Set(['0.0.0.0', '::']);

/**
 * The names and addresses under which the station is reached, lower case, each once: those of `http.names`, the one it
 * listens on, and the machine itself. Its certificate carries them, and it answers under no others.
 */
export function stationNames(settings: Pick<Settings, 'http.host' | 'http.names'>): string[] {
  const { 'http.host': host, 'http.names': names } = settings;
  const all = [...names, ...(wildcards.has(host) ? [] : [host]), 'localhost', '127.0.0.1'];
  return [...new Set(all.map((name) => name.toLowerCase()))];
}

/** A name of the station for TLS (RFC 6066 §3 has no addresses there). */
export function dnsName(settings: Pick<Settings, 'http.names'>): string {
  return settings['http.names'].find((name) => isIP(name) === 0) ?? 'localhost';
}

/** The name or address of a `Host` header, lower case, without the port; null when it is none. */
export function hostName(header: string | undefined): string | null {
  const found = /^(\[[0-9a-f:.]+\]|[a-z0-9._-]+?)\.?(?::\d{1,5})?$/.exec(header?.toLowerCase() ?? '');
  return found?.[1] ?? null;
}

/** Whether HSTS belongs to a name: never to an address (RFC 6797 §8.1.1), nor to `localhost`, which others use too. */
export function takesHsts(name: string): boolean {
  return name !== 'localhost' && isIP(name.replaceAll(/[[\]]/g, '')) === 0;
}
