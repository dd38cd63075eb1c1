/** Two lines of one office: each a proxy of its own behind a wire that can be cut, leading to the same far side. */

import { followPolicies, type RoutePolicy } from '../../../../src/portal/index.ts';
import type { RouteTimings } from '../../../../src/portal/line/route-timings.ts';
import type { RouteRow } from '../../../../src/settings/index.ts';
import { type LinkPeer, startLinkPeer } from '../../../peers/link/index.ts';
import { type ProxyPeer, startProxyPeer } from '../../../peers/proxy/index.ts';

/** A line of the settings: everything that is not said is left open. */
export function row(change: Partial<RouteRow>): RouteRow {
  return {
    name: 'Internet',
    kind: 'internet',
    source: '',
    proxy: '',
    nameServers: '',
    reaches: '',
    documents: 'all',
    metered: '',
    quota: 0,
    quotaPer: 'day',
    usedUp: 'messages',
    ...change,
  };
}

/** Waits short enough for a test; the proportions are those of the office. */
export const shortLines: Partial<RouteTimings> = {
  proofMs: 300,
  mostProofMs: 2_000,
  lookMs: 20,
  readMs: 0,
  suspectMs: 300,
};

export interface OneLine {
  readonly wire: LinkPeer;
  readonly proxy: ProxyPeer;
  /** What the settings say of it. */
  row: RouteRow;
}

export interface Lines {
  readonly first: OneLine;
  readonly second: OneLine;
  /** The settings as they now are: replaced as a whole, as when somebody saves them. */
  rows: readonly RouteRow[];
  readonly policies: () => readonly RoutePolicy[];
  trusted: boolean;
  readonly isClockTrusted: () => boolean;
  close(): Promise<void>;
}

/** Opens both. */
export async function openLines(first: Partial<RouteRow> = {}, second: Partial<RouteRow> = {}): Promise<Lines> {
  const open = async (change: Partial<RouteRow>): Promise<OneLine> => {
    const proxy = await startProxyPeer();
    const wire = await startLinkPeer(Number(new URL(proxy.url).port));
    return { wire, proxy, row: row({ proxy: `http://127.0.0.1:${wire.port}`, ...change }) };
  };
  const one = await open({ name: 'Số liệu chuyên dùng', kind: 'dedicated', ...first });
  const two = await open({ name: 'Mạng 4G', kind: 'mobile', ...second });
  const lines: Lines = {
    first: one,
    second: two,
    rows: [one.row, two.row],
    trusted: true,
    policies: followPolicies(() => ({ 'line.routes': [...lines.rows], 'line.authorities': [] })),
    isClockTrusted: () => lines.trusted,
    close: async () => {
      for (const { wire, proxy } of [one, two]) {
        await wire.close();
        await proxy.close();
      }
    },
  };
  return lines;
}
