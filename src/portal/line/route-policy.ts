import type { RouteRow, Settings } from '../../settings/index.ts';
import type { LineSettings } from './line.ts';
import type { RouteKind } from './route-kind.ts';

/** One line of several: how it leads out, where to, and what it may carry. */
export interface RoutePolicy {
  /** What the office calls it; use is counted under this name, which a line that is renamed takes along. */
  readonly name: string;
  readonly kind: RouteKind;
  readonly way: LineSettings;
  /** Host names, `*.` before one for all under it; empty: everywhere. */
  readonly reaches: readonly string[];
  readonly documents: 'all' | 'urgent' | 'none';
  /** Hours in which it is paid by the byte. */
  readonly metered: string;
  /** 0: none. */
  readonly quotaBytes: number;
  readonly quotaPer: 'day' | 'month';
  readonly usedUp: 'messages' | 'nothing';
}

/** The lines as the settings tell of them. Two of one name are told apart by their place. */
export function routePolicies(rows: readonly RouteRow[], authorities: readonly string[]): RoutePolicy[] {
  return rows.map(({ name, kind, source, proxy, nameServers, reaches, quota, ...rest }, place) => ({
    ...rest,
    name: rows.slice(0, place).some((before) => before.name === name) ? `${name} (${place + 1})` : name,
    kind,
    way: {
      ...(source === '' ? {} : { source }),
      ...(proxy === '' ? {} : { proxy }),
      nameServers: listOf(nameServers),
      authorities,
    },
    reaches: listOf(reaches).map((host) => host.toLowerCase()),
    quotaBytes: quota * 1_000_000,
  }));
}

type Named = readonly Pick<RoutePolicy, 'name'>[];

/** Whether a line that is the same by its way out got a new name: the old one is gone, and the new one was no line's. */
export function isRenamed(from: string, to: string, before: Named, now: Named): boolean {
  return !now.some(({ name }) => name === from) && !before.some(({ name }) => name === to);
}

/** Whether a line leads to a host. */
export function leadsTo({ reaches }: Pick<RoutePolicy, 'reaches'>, host: string): boolean {
  const name = host.toLowerCase();
  return (
    reaches.length === 0 || reaches.some((one) => (one.startsWith('*.') ? name.endsWith(one.slice(1)) : one === name))
  );
}

/** Whether its bytes cost something: it is not asked without need. */
export function isMetered({ kind, quotaBytes, metered }: RoutePolicy): boolean {
  return kind === 'mobile' || quotaBytes > 0 || metered !== '';
}

/**
 * Reads the lines from the settings; the same array is given again while they have not changed.
 *
 * @param read  the settings in force
 */
export function followPolicies(
  read: () => Pick<Settings, 'line.routes' | 'line.authorities'>,
): () => readonly RoutePolicy[] {
  let text = '';
  let policies: readonly RoutePolicy[] = [];
  return () => {
    const { 'line.routes': rows, 'line.authorities': authorities } = read();
    const now = JSON.stringify([rows, authorities]);
    if (now !== text) policies = routePolicies(rows, authorities);
    text = now;
    return policies;
  };
}

function listOf(text: string): string[] {
  return text.split(',').flatMap((one) => (one.trim() === '' ? [] : [one.trim()]));
}
