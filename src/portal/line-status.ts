import { endOf, type Load } from './line/allowance.ts';
import type { Refusal } from './line/refusal.ts';
import type { Route } from './line/route.ts';
import type { RouteKind } from './line/route-kind.ts';
import type { Held, Routes } from './line/routes.ts';
import { type LinkState, linkStates } from './link-state.ts';
import type { LinkStatus } from './link-watcher.ts';

/** One of several lines, as it is shown. Instants are epoch milliseconds. */
export interface LineStatus {
  /** What the office calls it. */
  readonly name: string;
  readonly kind: RouteKind;
  readonly state: LinkState;
  readonly lastExchangeAt: number | null;
  /** Why small messages, and copies that are not urgent, do not go by it now; null where they may. */
  readonly messagesHeld: Refusal | null;
  readonly documentsHeld: Refusal | null;
  /** When what holds copies back ends by itself; null: not by itself. */
  readonly heldUntil: number | null;
  /** Bytes of the quota's day or month so far; without a quota of the day. */
  readonly usedBytes: number;
  /** 0: none. */
  readonly quotaBytes: number;
  readonly quotaPer: 'day' | 'month';
  /** Whether messages, or copies, take it now. */
  readonly inUse: boolean;
  /** How fast copies go, once something was sent that tells. */
  readonly bytesPerSecond: number | null;
}

/** One server's address, and what its way is like over each line. */
export interface Watched {
  readonly url: string;
  readonly statusOver: (route: Route) => LinkStatus | null;
}

/** What a copy of ordinary urgency needs of a line to begin. */
const document: Load = { kind: 'document', urgent: false, bytes: 16_384 };
const message: Load = { kind: 'message', urgent: false, bytes: 0 };

/** The best of these states comes first. */
const rank = (state: LinkState): number => linkStates.indexOf(state);

/** The lines in their order. @param servers  those that are watched: the portal, then where copies go */
export function lineStatuses(routes: Routes, servers: readonly Watched[], now: number): LineStatus[] {
  // A copy may be waiting for a line that is away.
  const used = servers.flatMap(({ url, statusOver }) => {
    const choices = [routes.choice(url, message), routes.choice(url, document)];
    return choices.filter((one) => !('reason' in one) && statusOver(one)?.state !== 'down');
  });
  return routes.all.map((route): LineStatus => {
    const { name, kind, quotaBytes, quotaPer } = route.policy;
    const messagesHeld = routes.refusal(route, message);
    const documentsHeld = routes.refusal(route, document);
    const over = servers.flatMap((server) => server.statusOver(route) ?? []);
    const [best] = over.map(({ state }) => state).toSorted((a, b) => rank(a) - rank(b));
    const times = over.flatMap(({ lastExchangeAt }) => lastExchangeAt ?? []);
    const last = servers.at(-1);
    return {
      name,
      kind,
      state: messagesHeld === null ? (best ?? 'unknown') : 'paused',
      lastExchangeAt: times.length === 0 ? null : Math.max(...times),
      messagesHeld,
      documentsHeld,
      heldUntil: documentsHeld === null ? null : endOf(route.policy, documentsHeld, routes.use.day, now),
      usedBytes: routes.use.used(quotaBytes === 0 ? { name, quotaPer: 'day' } : route.policy),
      quotaBytes,
      quotaPer,
      inUse: messagesHeld === null && used.includes(route),
      bytesPerSecond: last === undefined ? null : route.pace(new URL(last.url).host).bytesPerSecond,
    };
  });
}

/** Whether copies may go to an address by any line: null where one may carry one that is not urgent. */
export function documentsHeld(routes: Routes, url: string): Held | null {
  return routes.all.length === 0 ? null : routes.held(url, document);
}

/**
 * Why copies are not through before an instant: a copy may not go by any line now, or what waits is more than the quotas
 * leave. Null where the lines carry all of it.
 *
 * @param bytes  of documents that wait
 */
export function heldOfAll(routes: Routes, url: string, bytes: number, now: number): Held | null {
  const held = documentsHeld(routes, url);
  if (held !== null || routes.all.length === 0 || bytes <= routes.left(url)) return held;
  const ends = routes.all.flatMap(({ policy }) =>
    policy.quotaBytes === 0 ? [] : [endOf(policy, 'quota', routes.use.day, now) ?? Number.MAX_SAFE_INTEGER],
  );
  return { reason: 'quota', until: Math.min(...ends) };
}
