import type { Clock } from '../../common/clock.ts';
import { type Line, openLine } from './line.ts';
import { Pace } from './pace.ts';
import type { RoutePolicy } from './route-policy.ts';
import { SocketMeter } from './socket-meter.ts';
import { type ProofTimings, Track } from './track.ts';

/** One line of the office, opened: its connections, what they carried, and how it has done towards each destination. */
export class Route {
  policy: RoutePolicy;
  readonly line: Line;
  readonly meter = new SocketMeter();
  readonly #clock: Clock;
  readonly #proof: ProofTimings;
  readonly #tracks = new Map<string, Track>();
  readonly #paces = new Map<string, Pace>();
  #told = 0;

  constructor(policy: RoutePolicy, clock: Clock, proof: ProofTimings) {
    this.policy = policy;
    this.#clock = clock;
    this.#proof = proof;
    this.line = openLine(policy.way, (socket) => this.meter.watch(socket));
  }

  /** How it has done towards a destination (`host:port`). */
  track(origin: string): Track {
    return kept(this.#tracks, origin, () => new Track(this.#proof));
  }

  /** What the traffic tells of it towards a destination. */
  pace(origin: string): Pace {
    return kept(this.#paces, origin, () => new Pace(this.#clock));
  }

  /** The bytes carried since this was last asked. */
  takeCarried(): number {
    const all = this.meter.read();
    const news = all - this.#told;
    this.#told = all;
    return news;
  }
}

/** A device of the office is asked for few destinations; trust services may name many. */
const mostKept = 64;

function kept<T>(map: Map<string, T>, key: string, make: () => T): T {
  const known = map.get(key);
  if (known !== undefined) return known;
  const made = make();
  map.set(key, made);
  const [oldest] = map.keys();
  if (map.size > mostKept && oldest !== undefined) map.delete(oldest);
  return made;
}
