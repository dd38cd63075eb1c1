import type { Clock } from '../common/clock.ts';
import type { Load } from './line/allowance.ts';
import type { Pace } from './line/pace.ts';
import type { Route } from './line/route.ts';
import { isMetered, leadsTo } from './line/route-policy.ts';
import { proxyStatus, type Routes } from './line/routes.ts';
import type { LinkState } from './link-state.ts';
import { type LinkListener, type LinkStatus, type LinkTimings, LinkWatcher } from './link-watcher.ts';

interface Parts {
  readonly url: string;
  readonly routes: Routes;
  readonly clock: Clock;
  readonly timings: LinkTimings;
  /** What the traffic tells of the one line of an office that has no several. */
  readonly pace: Pace;
  /** Whether something waits for this server. */
  readonly isAwaited: () => boolean;
  /** Whether documents wait for their hours, or for a quota. */
  readonly isPaused: () => boolean;
}

/** A line in reserve is asked so many times less often; one whose bytes cost something less often still. */
const reserveTimes = 10;
const meteredTimes = 60;

const message: Load = { kind: 'message', urgent: false, bytes: 0 };

/**
 * The way to one server: over the office's one line, or over the first of several that works. Each line is watched for
 * itself; one in reserve is asked seldom, one that has to prove itself more often, one that is paused not at all.
 */
export class ServerLink {
  readonly #parts: Parts;
  readonly #listener: LinkListener;
  readonly #watchers = new Map<Route, LinkWatcher>();
  readonly #single: LinkWatcher;
  readonly #ends: (() => void)[] = [];
  #ending: Promise<unknown>[] = [];
  #running = false;
  #told: LinkState = 'probing';
  #chosen: Route | null = null;

  constructor(parts: Parts, listener: LinkListener) {
    this.#parts = parts;
    this.#listener = listener;
    const { url, routes, clock, timings, pace, isAwaited, isPaused } = parts;
    this.#single = new LinkWatcher({ url, line: routes.single, clock, timings, pace, isAwaited, isPaused }, listener);
  }

  start(): void {
    if (this.#running) return;
    this.#running = true;
    const { routes, url } = this.#parts;
    this.#ends.push(
      routes.watch(url, {
        report: (route, answered) => this.#watchers.get(route)?.report(answered),
        ask: (route) => this.#watchers.get(route)?.ask(),
      }),
      routes.onChange(() => this.#follow()),
    );
    this.#follow();
  }

  async stop(): Promise<void> {
    this.#running = false;
    for (const end of this.#ends.splice(0)) end();
    const watchers = [this.#single, ...this.#watchers.values()];
    await Promise.all([...watchers.map((watcher) => watcher.stop()), ...this.#ending]);
  }

  status(): LinkStatus {
    if (!this.#isOneOfSeveral) return this.#single.status();
    const { routes, url, isPaused } = this.#parts;
    const times = [...this.#watchers.values()].flatMap((watcher) => watcher.status().lastExchangeAt ?? []);
    const lastExchangeAt = times.length === 0 ? null : Math.max(...times);
    const choice = routes.choice(url, message);
    if ('reason' in choice) return { state: choice.reason === 'nowhere' ? 'down' : 'paused', lastExchangeAt };
    const own = this.#watchers.get(choice)?.status().state ?? 'probing';
    return { state: works(own) && isPaused() ? 'paused' : own, lastExchangeAt };
  }

  /** What one of several lines is like towards this server; null where it does not lead there. */
  readonly statusOver = (route: Route): LinkStatus | null => this.#watchers.get(route)?.status() ?? null;

  /** The line that small messages take to this server now; null: none may, or the office has no several. */
  get inUse(): Route | null {
    if (!this.#isOneOfSeveral) return null;
    const choice = this.#parts.routes.choice(this.#parts.url, message);
    return 'reason' in choice ? null : choice;
  }

  /** Asks the line now: something has changed on the way. */
  ask(): void {
    if (this.#isOneOfSeveral) {
      for (const [route, watcher] of this.#watchers) if (!this.#isCostly(route)) watcher.ask();
    } else this.#single.ask();
  }

  /** An exchange with this server ended. Of several lines each hears of its own from the traffic itself. */
  report(answered: boolean): void {
    if (!this.#isOneOfSeveral) this.#single.report(answered);
  }

  get url(): string {
    return this.#parts.url;
  }

  get #isOneOfSeveral(): boolean {
    return this.#parts.routes.all.length > 0;
  }

  /** A line in reserve that is paid by the byte is asked when its turn comes, whatever has changed. */
  #isCostly(route: Route): boolean {
    return isMetered(route.policy) && route !== this.#chosen && this.#chosen !== null;
  }

  /** The watchers follow the lines. */
  #follow(): void {
    if (!this.#running) return;
    const { routes, url } = this.#parts;
    const wanted = routes.all.filter(({ policy }) => leadsTo(policy, new URL(url).hostname));
    for (const [route, watcher] of this.#watchers) {
      if (wanted.includes(route)) continue;
      this.#watchers.delete(route);
      this.#ending = [...this.#ending.slice(-8), watcher.stop()];
    }
    for (const route of wanted) {
      if (this.#watchers.has(route)) continue;
      const watcher = this.#watcher(route);
      this.#watchers.set(route, watcher);
      watcher.start();
    }
    if (routes.all.length > 0) {
      this.#ending = [...this.#ending.slice(-8), this.#single.stop()];
      this.#evaluate();
    } else this.#single.start();
  }

  #watcher(route: Route): LinkWatcher {
    const { url, routes, clock, timings, isAwaited } = this.#parts;
    const told = (answered: boolean): void => {
      routes.note(route, url, answered);
      if (answered) this.#listener.confirmed();
      this.#evaluate();
    };
    const { date } = this.#listener;
    return new LinkWatcher(
      {
        url,
        clock,
        line: route.line,
        pace: route.pace(new URL(url).host),
        timings: this.#timingsOf(route, timings),
        isAwaited: () => isAwaited() && !works(this.status().state),
        barredStatuses: route.policy.way.proxy === undefined ? [] : [proxyStatus],
        mayProbe: () => routes.refusal(route, message) === null,
      },
      {
        state: () => {},
        confirmed: () => told(true),
        failed: () => told(false),
        ...(date === undefined ? {} : { date }),
      },
    );
  }

  /** The waits of one line: by what it is needed for at the moment. */
  #timingsOf(route: Route, timings: LinkTimings): LinkTimings {
    const intervalMs = (): number => {
      const chosen = this.inUse;
      const { all, timings: proof } = this.#parts.routes;
      if (chosen === null || chosen === route) return timings.intervalMs;
      if (all.indexOf(route) < all.indexOf(chosen)) {
        const works = this.#watchers.get(route)?.works ?? false;
        return works ? Math.min(timings.intervalMs, proof.proofMs / proof.proofAnswers) : timings.intervalMs;
      }
      return timings.intervalMs * (isMetered(route.policy) ? meteredTimes : reserveTimes);
    };
    return {
      ...timings,
      get intervalMs() {
        return intervalMs();
      },
    };
  }

  /** Tells of another state, and of another line that works: what failed on the one before need not wait. */
  #evaluate(): void {
    if (!this.#running) return;
    const chosen = this.inUse;
    const { state, lastExchangeAt } = this.status();
    const switched = chosen !== this.#chosen;
    this.#chosen = chosen;
    if (switched && chosen !== null) {
      // What is known of a line in reserve may be old.
      const age = this.#parts.clock.now() - (lastExchangeAt ?? 0);
      if (age > this.#parts.timings.intervalMs) this.#watchers.get(chosen)?.ask();
    }
    if (state === this.#told && !(switched && works(state))) return;
    this.#told = state;
    this.#listener.state(state);
  }
}

function works(state: LinkState): boolean {
  return state === 'up' || state === 'weak';
}
