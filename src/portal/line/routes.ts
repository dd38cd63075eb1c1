import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/log.ts';
import type { Store } from '../../store/index.ts';
import { listPausedLines, renamePausedLine } from '../../store/repositories/lines.ts';
import { endOf, type Load, refusalOf } from './allowance.ts';
import { type Candidate, chooseRoute } from './choice.ts';
import { ContentCodings } from './content-coding.ts';
import { hostOf, keyOf, mostDestinations, originOf } from './destination.ts';
import { failedBeforeSending, failureOf, heldError } from './failure-of-route.ts';
import { InFlight } from './in-flight.ts';
import { type Line, type LineSettings, openLine } from './line.ts';
import { LineUse } from './line-use.ts';
import { type Pace, paceLimits } from './pace.ts';
import type { PlainRequest } from './plain-fetch.ts';
import type { Refusal } from './refusal.ts';
import { Route } from './route.ts';
import { isRenamed, leadsTo, type RoutePolicy } from './route-policy.ts';
import { type RouteTimings, routeTimings } from './route-timings.ts';

/** Who watches a destination over each line. */
export interface RouteWatch {
  /** An exchange over this line ended: with an answer, or without one. */
  report(route: Route, answered: boolean): void;
  /** Is this line still there? */
  ask(route: Route): void;
}

/** Why nothing may go now, and until when: epoch milliseconds, null when nobody knows. */
export interface Held {
  readonly reason: Refusal | 'nowhere';
  readonly until: number | null;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** The one line of an office that has no several. */
  readonly single: LineSettings;
  /** The lines in their order, asked again and again; the same array while nothing has changed. */
  readonly policies: () => readonly RoutePolicy[];
  /** Whether somebody vouches for the clock. */
  readonly isTrusted: () => boolean;
  /** Something that is shown of the lines has changed. */
  readonly onChange: () => void;
  readonly timings?: Partial<RouteTimings>;
}

/** A response that shows a device on the way which could not reach the server. */
const upstreamStatuses: readonly number[] = [502, 503, 504];
/** A proxy asks who one is. */
export const proxyStatus = 407;
/** So long a body is a document, whoever sends it. */
const documentBytes = 65_536;

/**
 * The lines of the office as one. Each request takes the first line that leads to its destination, works and may carry it;
 * what fails before anything was sent, and every question, goes on by the next line at once. An office with one line has
 * none of this: its requests go straight to it.
 */
export class Routes implements Line {
  readonly codings = new ContentCodings();
  readonly use: LineUse;
  readonly timings: RouteTimings;
  readonly #parts: Parts;
  readonly #single: Line;
  #policies: readonly RoutePolicy[] = [];
  #readAt = Number.NEGATIVE_INFINITY;
  #routes: readonly Route[] = [];
  #paused: ReadonlySet<string>;
  /** By destination and load, the line that was taken last. */
  readonly #taken = new Map<string, Route>();
  /** By destination, the line that carried a document last. */
  readonly #carrying = new Map<string, Route>();
  readonly #watches = new Map<string, ReadonlySet<RouteWatch>>();
  readonly #listeners = new Set<() => void>();
  readonly #inFlight = new InFlight();
  readonly #retired = new Set<Route>();
  #timer: NodeJS.Timeout | null = null;

  constructor(parts: Parts) {
    this.#parts = parts;
    const { store, clock, log, isTrusted } = parts;
    this.timings = { ...routeTimings, ...parts.timings };
    this.use = new LineUse({ store, clock, log, isTrusted });
    this.#paused = new Set(listPausedLines(store.db));
    this.#single = openLine(parts.single);
  }

  /** The lines as they now are, in their order; none for an office with one line. */
  get all(): readonly Route[] {
    this.#refresh();
    return this.#routes;
  }

  /** The line of an office that has no several. */
  get single(): Line {
    return this.#single;
  }

  /** Whoever watches a destination over each line hears of its exchanges from now on. */
  watch(url: string, watch: RouteWatch): () => void {
    const origin = originOf(url);
    // Two servers may stand behind one address.
    this.#watches.set(origin, new Set([...(this.#watches.get(origin) ?? []), watch]));
    return () => {
      const left = [...(this.#watches.get(origin) ?? [])].filter((one) => one !== watch);
      if (left.length === 0) this.#watches.delete(origin);
      else this.#watches.set(origin, new Set(left));
    };
  }

  /** Hears when lines come, go, are paused or begin a new day, until the returned function is called. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  isPaused(route: Route): boolean {
    return this.#paused.has(route.policy.name);
  }

  /** Reads anew which lines are paused. */
  pausesChanged(): void {
    this.#paused = new Set(listPausedLines(this.#parts.store.db));
    this.#changed();
  }

  /** What came of an exchange, from whoever watches: the choice follows it. */
  note(route: Route, url: string, answered: boolean): void {
    const now = this.#parts.clock.monotonic();
    const origin = originOf(url);
    const track = route.track(origin);
    if (answered) {
      track.answered(now);
      return;
    }
    const fell = track.health(now, true) !== 'bad';
    track.failed(now);
    // Where it does not lead any longer, it may not lead elsewhere either.
    for (const other of fell ? this.#watches.keys() : []) if (other !== origin) this.#ask(other, route);
    // Where another line is there, nothing waits for this one any longer.
    if (this.#others(route, url).length > 0) this.#inFlight.giveUp(route, origin);
  }

  /** The line that a load would take now; why it has to wait where none may carry it. */
  choice(url: string, load: Load): Route | Held {
    const chosen = this.#choose(url, load, new Set());
    return chosen ?? this.held(url, load) ?? { reason: 'nowhere', until: null };
  }

  /**
   * Why no line may carry this load now; null where one may. A line that is away carries nothing, so that it counts only
   * where all are away.
   */
  held(url: string, load: Load): Held | null {
    const { clock } = this.#parts;
    const leading = this.#leading(url);
    if (leading.length === 0) return { reason: 'nowhere', until: null };
    const held = leading.map((route): Held | null => {
      const reason = this.refusal(route, load);
      return reason && { reason, until: endOf(route.policy, reason, this.use.day, clock.now()) };
    });
    if (held.includes(null)) return null;
    const all = held.flatMap((one) => (one === null ? [] : [one]));
    return all.toSorted((a, b) => (a.until ?? Number.MAX_VALUE) - (b.until ?? Number.MAX_VALUE))[0] ?? null;
  }

  refusal(route: Route, load: Load): Refusal | null {
    const paused = this.isPaused(route);
    return refusalOf(route.policy, load, { paused, used: this.use.used(route.policy), now: this.#parts.clock.now() });
  }

  /** Bytes that the lines may still carry to a destination before a quota is renewed; more than any where one has none. */
  left(url: string): number {
    const left = this.#leading(url)
      .filter((route) => !this.isPaused(route) && route.policy.documents === 'all')
      .map(({ policy }) => (policy.quotaBytes === 0 ? Number.MAX_VALUE : policy.quotaBytes - this.use.used(policy)));
    return left.reduce((sum, bytes) => sum + Math.max(0, bytes), 0);
  }

  /**
   * The line that carries documents to a destination: its pace, and the bytes that its quota leaves. Null for an office with
   * one line.
   */
  carrying(url: string): { readonly pace: Pace; readonly left: number } | null {
    const origin = originOf(url);
    const before = this.#carrying.get(origin);
    const route = before !== undefined && this.all.includes(before) ? before : this.all[0];
    if (route === undefined) return null;
    const { quotaBytes } = route.policy;
    const left = quotaBytes === 0 ? Number.POSITIVE_INFINITY : quotaBytes - this.use.used(route.policy);
    return { pace: route.pace(origin), left };
  }

  async fetch(url: string, request: PlainRequest): Promise<Response> {
    this.#refresh();
    if (this.#routes.length === 0) return await this.#single.fetch(url, request);
    const bytes = request.body === undefined ? 0 : Buffer.byteLength(request.body);
    const usual = { kind: bytes >= documentBytes ? 'document' : 'message', urgent: false } as const;
    const load: Load = { ...usual, ...request.load, bytes };
    const tried = new Set<Route>();
    const again = new Set<Route>();
    let failure: Error | null = null;
    let refused: Response | null = null;
    for (;;) {
      const route = this.#choose(url, load, tried);
      if (route === null) {
        if (failure !== null) throw failure;
        if (refused !== null) return refused;
        throw heldError(this.held(url, load)?.reason ?? 'nowhere');
      }
      this.#take(url, load, route);
      try {
        const response = await this.#attempt(route, url, request, load);
        if (response.status !== proxyStatus || route.policy.way.proxy === undefined) return response;
        // The proxy let nothing through: the server has not seen the request.
        await response.body?.cancel();
        refused = new Response(null, { status: proxyStatus });
        tried.add(route);
      } catch (error) {
        const question = request.method === 'HEAD' || request.method === 'GET';
        if (request.signal.aborted || !(question || failedBeforeSending(error))) throw error;
        failure = error instanceof Error ? error : new Error('no reason', { cause: error });
        // A question whose connection broke is asked once more where it was asked.
        const bad = route.track(originOf(url)).health(this.#parts.clock.monotonic(), true) === 'bad';
        (bad || again.has(route) ? tried : again).add(route);
      }
    }
  }

  /** The addresses of a host, by the name servers of the first line that knows them. */
  async resolve(host: string): Promise<readonly string[]> {
    this.#refresh();
    if (this.#routes.length === 0) return await this.#single.resolve(host);
    const load = { kind: 'message', urgent: false, bytes: 0 } as const;
    for (const route of this.#routes) {
      if (!leadsTo(route.policy, host) || this.refusal(route, load) !== null) continue;
      const found = await route.line.resolve(host);
      if (found.length > 0) return found;
    }
    return [];
  }

  dropIdle(): void {
    this.#single.dropIdle();
    for (const { line } of this.#routes) line.dropIdle();
  }

  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    for (const route of this.#routes) this.#count(route);
    this.use.close();
    this.#single.close();
    for (const { line } of [...this.#routes, ...this.#retired]) line.close();
  }

  /** Bytes that were carried over a line elsewhere: in a thread. */
  carried(name: string, bytes: number): void {
    if (this.all.some(({ policy }) => policy.name === name)) this.use.add(name, bytes);
  }

  /** The ways that a message may take now, the best first, for whoever carries its own; null for an office with one line. */
  ways(): LineSettings | null {
    if (this.all.length === 0) return null;
    const load = { kind: 'message', urgent: false, bytes: 0 } as const;
    const now = this.#parts.clock.monotonic();
    const away = (route: Route): boolean =>
      [...this.#watches.keys()].every((origin) => route.track(origin).health(now, true) === 'bad');
    const open = this.all.filter((route) => this.refusal(route, load) === null);
    const ranked = open.toSorted((a, b) => Number(away(a)) - Number(away(b)));
    const [first, ...further] = ranked.map(({ policy: { way, name, reaches } }) => ({ ...way, name, reaches }));
    return first === undefined ? { closed: true } : { ...first, further };
  }

  /** One request over one line. */
  async #attempt(route: Route, url: string, request: PlainRequest, load: Load): Promise<Response> {
    const { clock } = this.#parts;
    const origin = originOf(url);
    const { name, quotaBytes, way } = route.policy;
    const correct =
      quotaBytes > 0 && load.kind === 'document' && load.bytes > 0 ? this.use.ahead(name, load.bytes) : null;
    if (load.kind === 'document') this.#carrying.set(origin, route);
    const flight = this.#inFlight.begin(route, origin, request.signal);
    // What is long takes long; half as long again is suspicious.
    const expectedMs = (load.bytes * 1000) / (route.pace(origin).bytesPerSecond ?? paceLimits.slowBytesPerSecond);
    const suspectMs = this.timings.suspectMs + expectedMs * 1.5;
    const suspecting = setTimeout(() => this.#suspect(route, url), suspectMs).unref();
    const begun = clock.monotonic();
    try {
      const response = await route.line.fetch(url, { ...request, signal: flight.signal });
      if (response.status === proxyStatus && way.proxy !== undefined) this.#report(route, url, false);
      else if (!upstreamStatuses.includes(response.status)) this.#report(route, url, true);
      if (load.kind === 'document' && response.ok) route.pace(origin).moved(load.bytes, clock.monotonic() - begun);
      return response;
    } catch (error) {
      this.#failed(route, url, error, request.signal);
      throw error;
    } finally {
      clearTimeout(suspecting);
      flight.end();
      this.#count(route);
      correct?.();
    }
  }

  #failed(route: Route, url: string, error: unknown, outer: AbortSignal): void {
    const kind = failureOf(error, outer);
    if (kind === 'ours') return;
    const origin = originOf(url);
    if (kind === 'broke' && route.track(origin).broke(this.#parts.clock.monotonic())) {
      route.pace(origin).broke();
      route.line.dropIdle();
      this.#ask(origin, route);
    } else this.#report(route, url, false);
  }

  #report(route: Route, url: string, answered: boolean): void {
    const watches = this.#watches.get(originOf(url));
    // Whoever watches notes it in turn.
    if (watches === undefined) this.note(route, url, answered);
    else for (const watch of watches) watch.report(route, answered);
  }

  #ask(origin: string, route: Route): void {
    for (const watch of this.#watches.get(origin) ?? []) watch.ask(route);
  }

  #suspect(route: Route, url: string): void {
    if (this.#others(route, url).length > 0) this.#ask(originOf(url), route);
  }

  /** The lines that lead there and work; all that lead there where none works. */
  #leading(url: string): readonly Route[] {
    const origin = originOf(url);
    const now = this.#parts.clock.monotonic();
    const leading = this.all.filter(({ policy }) => leadsTo(policy, hostOf(url)));
    const working = leading.filter((route) => route.track(origin).health(now, this.#watches.has(origin)) !== 'bad');
    return working.length > 0 ? working : leading;
  }

  /** The other lines that lead there and are not known to be away. */
  #others(route: Route, url: string): Route[] {
    const origin = originOf(url);
    const now = this.#parts.clock.monotonic();
    const load = { kind: 'message', urgent: false, bytes: 0 } as const;
    return this.#routes.filter(
      (other) =>
        other !== route &&
        leadsTo(other.policy, hostOf(url)) &&
        this.refusal(other, load) === null &&
        other.track(origin).health(now, this.#watches.has(origin)) !== 'bad',
    );
  }

  #choose(url: string, load: Load, tried: ReadonlySet<Route>): Route | null {
    this.#refresh();
    const origin = originOf(url);
    const host = hostOf(url);
    const now = this.#parts.clock.monotonic();
    const watched = this.#watches.has(origin);
    const candidates = this.#routes.map((route): Candidate => {
      const track = route.track(origin);
      return {
        open: !tried.has(route) && leadsTo(route.policy, host) && this.refusal(route, load) === null,
        health: track.health(now, watched),
        proven: track.proven(now),
        failedAt: track.failedAt,
      };
    });
    const current = this.#taken.get(keyOf(origin, load));
    const place = chooseRoute(candidates, current === undefined ? null : this.#routes.indexOf(current));
    return place === null ? null : (this.#routes[place] ?? null);
  }

  #take(url: string, load: Load, route: Route): void {
    const key = keyOf(originOf(url), load);
    const before = this.#taken.get(key);
    if (before === route) return;
    this.#taken.set(key, route);
    const [oldest] = this.#taken.keys();
    if (this.#taken.size > mostDestinations && oldest !== undefined) this.#taken.delete(oldest);
    const place = this.#routes.indexOf(route) + 1;
    if (before !== undefined) this.#parts.log.info({ line: place, load: load.kind }, 'lines: another one is used');
    this.#parts.onChange();
  }

  #count(route: Route): void {
    if (this.#routes.includes(route)) this.use.add(route.policy.name, route.takeCarried());
  }

  /** The lines follow the settings: one whose way is the same keeps its connections and what is known of it. */
  #refresh(): void {
    const now = this.#parts.clock.monotonic();
    if (now - this.#readAt < this.timings.readMs) return;
    this.#readAt = now;
    const policies = this.#parts.policies();
    const known = this.#policies;
    if (policies === known) return;
    this.#policies = policies;
    if (policies.length + this.#routes.length === 0) return;
    const before = [...this.#routes];
    this.#routes = policies.map((policy) => {
      const same = before.findIndex((route) => JSON.stringify(route.policy.way) === JSON.stringify(policy.way));
      const [kept] = same < 0 ? [] : before.splice(same, 1);
      if (kept === undefined) return new Route(policy, this.#parts.clock, this.timings);
      const { name } = kept.policy;
      this.use.add(name, kept.takeCarried());
      kept.policy = policy;
      // By its way out it is the same line: renamed, it has the same quota and stays paused.
      if (isRenamed(name, policy.name, known, policies)) this.#rename(name, policy.name);
      return kept;
    });
    for (const route of before) {
      this.#retired.add(route);
      // What is on its way ends as it can; nothing new goes by it.
      route.line.dropIdle();
    }
    for (const kept of [this.#taken, this.#carrying]) {
      for (const [key, route] of kept) if (!this.#routes.includes(route)) kept.delete(key);
    }
    if (this.#routes.length > 0) this.#look();
    this.#changed();
  }

  #rename(from: string, to: string): void {
    this.use.rename(from, to, (tx) => renamePausedLine(tx, from, to));
    if (this.#paused.has(from)) this.#paused = new Set([...this.#paused, to]);
  }

  /** Counts, and notices a new day. */
  #look(): void {
    if (this.#timer) clearTimeout(this.#timer);
    for (const route of this.#routes) this.#count(route);
    if (this.use.turn()) this.#changed();
    this.#timer = setTimeout(() => this.#look(), this.timings.lookMs).unref();
  }

  #changed(): void {
    for (const listener of this.#listeners) listener();
    this.#parts.onChange();
  }
}
