import type { Clock } from '../../common/clock.ts';
import type { Code } from '../../common/codes/index.ts';
import type { Logger } from '../../common/log.ts';
import { PacedLoop } from '../../common/paced-loop.ts';
import { addDays, civilDate } from '../../common/vietnam-time.ts';
import type { Store } from '../../store/index.ts';
import { findPull, findRequestByCode, notePull, type PullRow } from '../../store/repositories/online-requests.ts';
import type { Connector } from '../connector.ts';
import { lineFailureCodes } from '../line/failure-codes.ts';
import { trace } from '../outbox/drainer.ts';
import type { OutboxTimings } from '../outbox/timings.ts';
import type { Appointment, Asked, FetchedRequest, InboundServices, ListedRequest } from './contract.ts';
import { fetchCode } from './fetch-code.ts';

/** What the office wants brought from the portal. */
export interface InboundSettings {
  readonly requests: boolean;
  readonly appointments: boolean;
  /** How far back the portal's list is asked for. */
  readonly days: number;
  /** The pause between two questions while the line is up. */
  readonly everyMs: number;
}

/** What the room above provides and hears. */
export interface InboundCallbacks {
  /** Whether a line of the list that the station does not know may be a request for its desk. */
  isForDesk(line: ListedRequest): boolean;
  /**
   * Of a request that the station knows, the portal's list says something new. True: it is over there, and nothing of it need
   * be fetched.
   */
  onListed(line: ListedRequest): boolean;
  /** The codes of the requests that wait at the desk, the longest waiting first. */
  waiting(): readonly string[];
  /** A request arrived or changed; it is durable when this resolves. */
  onRequest(fetched: FetchedRequest, stamp: string): Promise<void>;
  /** A request is there that cannot be read: the desk is told to look at the portal. */
  onUnreadableRequest(code: string, stamp: string, failure: Code): void;
  /** The appointments of these days, all that the portal has if `isWhole`. */
  onAppointments(
    found: readonly Appointment[],
    days: { readonly from: string; readonly to: string },
    isWhole: boolean,
  ): void;
  /** Something for the screens. */
  onNews(): void;
}

/** After a far side said that it has no such service, it is asked again so much later (milliseconds). */
const notOfferedPauseMs = 6 * 3_600_000;

/** A request that waits and is not on the list is asked for again so much later, and so many in one turn. */
const unlistedPauseMs = 6 * 3_600_000;
const mostUnlisted = 10;

/** After so many requests that do not get through, the line is left alone until the next turn. */
const mostFailures = 3;

const lineCodes: readonly string[] = Object.values(lineFailureCodes);

/** Days ahead for which appointments are fetched: tomorrow is known today, whatever the line does. */
const daysAhead = 14;

/**
 * Brings what waits at the portal for the office. One exchange at a time, so that a weak line stays free for what goes out;
 * a cut costs what was under way, and everything is asked for again.
 */
export class Inbound {
  readonly #store: Store;
  readonly #services: InboundServices;
  readonly #settings: InboundSettings;
  readonly #callbacks: InboundCallbacks;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #timings: OutboxTimings;
  readonly #isUp: () => boolean;
  readonly #report: (answered: boolean) => void;
  readonly #lookUp: Connector['lookUp'];
  /** By code, when a request that is not on the list was last asked for, on the monotonic clock. */
  readonly #askedAt = new Map<string, number>();
  readonly #loop: PacedLoop;
  /** The requests that did not get through last time. */
  #failed: Set<string> = new Set();
  /** On the monotonic clock: when each thing is asked for next. */
  #dueAt: Record<PullRow['what'], number> = { requests: 0, appointments: 0 };

  /**
   * @param parts.isUp    whether the line to the portal works
   * @param parts.report  told of each exchange whether it was answered
   */
  constructor(parts: {
    store: Store;
    services: InboundServices;
    settings: InboundSettings;
    callbacks: InboundCallbacks;
    clock: Clock;
    log: Logger;
    timings: OutboxTimings;
    isUp: () => boolean;
    report: (answered: boolean) => void;
    /** Asks how one request stands, where the way can. */
    lookUp?: Connector['lookUp'];
  }) {
    this.#store = parts.store;
    this.#services = parts.services;
    this.#settings = parts.settings;
    this.#callbacks = parts.callbacks;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#timings = parts.timings;
    this.#isUp = parts.isUp;
    this.#report = parts.report;
    this.#lookUp = parts.lookUp;
    const { clock, timings } = parts;
    this.#loop = new PacedLoop({
      ...{ clock, mostMs: timings.pollMs },
      turn: (signal) => this.#turn(signal),
      onFailure: (error) => {
        // All is asked for again.
        this.#log.error(trace(error), 'inbound: failed in the station');
        return timings.firstWaitMs;
      },
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Interrupts what is under way; it goes on at the next start. */
  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  /** Looks soon at what is due. */
  wake(): void {
    this.#loop.wake();
  }

  /** The line is back: what may have come meanwhile is asked for. */
  lineIsBack(): void {
    if (!this.#loop.isOn) return;
    this.ask();
  }

  /** Asks the portal now for what it has. */
  ask(): void {
    this.#dueAt = { requests: 0, appointments: 0 };
    this.wake();
  }

  /** One look at all there is to do. Answers how long to wait for more, milliseconds. */
  async #turn(signal: AbortSignal): Promise<number> {
    if (this.#isUp()) {
      await this.#pullIfDue('requests', signal);
      await this.#pullIfDue('appointments', signal);
    }
    return this.#rest();
  }

  #rest(): number {
    // Without the line nothing is asked for; it wakes this when it is back.
    const wanted = this.#isUp() ? (['requests', 'appointments'] as const).filter((what) => this.#settings[what]) : [];
    const pull = Math.min(...wanted.map((what) => this.#dueAt[what])) - this.#clock.monotonic();
    return Math.max(this.#timings.firstWaitMs, Math.min(pull, this.#timings.pollMs));
  }

  async #pullIfDue(what: PullRow['what'], signal: AbortSignal): Promise<void> {
    if (!this.#settings[what] || signal.aborted || this.#clock.monotonic() < this.#dueAt[what]) return;
    const before = findPull(this.#store.db, what)?.failureCode;
    // What fails in the station (a full disk) is not fetched over the line again and again.
    const due = this.#clock.monotonic() + this.#settings.everyMs;
    this.#dueAt[what] = due;
    const failure = await (what === 'requests' ? this.#pullRequests(signal) : this.#pullAppointments(signal));
    if (signal.aborted) return;
    const pause = failure === 'INBOUND-NOT-OFFERED' ? notOfferedPauseMs : this.#settings.everyMs;
    // Whoever asked meanwhile is not answered by a list that was fetched before.
    if (this.#dueAt[what] === due) this.#dueAt[what] = this.#clock.monotonic() + pause;
    this.#store.write((tx) => notePull(tx, what, this.#clock.now(), failure));
    if (failure !== null && failure !== before) this.#log.warn({ what, code: failure }, 'inbound');
    this.#callbacks.onNews();
  }

  /** Fetches what the list names and the station does not have as it is there. Answers why not all of it came. */
  async #pullRequests(signal: AbortSignal): Promise<Code | null> {
    const today = civilDate(this.#clock.now());
    const listed = await this.#services.listRequests(
      { from: addDays(today, -this.#settings.days), to: today },
      { signal },
    );
    if (listed.kind !== 'answer') return this.#failure(listed);
    this.#report(true);
    // Named twice with different news, it would be new at every turn.
    const lines = [...new Map(listed.value.map((line) => [line.code, line])).values()];
    const wanted = lines.filter((line) => {
      const known = findRequestByCode(this.#store.db, line.code);
      return known === undefined
        ? this.#callbacks.isForDesk(line)
        : known.stamp !== line.stamp && known.purgedAt === null && !this.#callbacks.onListed(line);
    });
    // One that does not get through waits behind the others, and holds none of them up.
    const failedBefore = this.#failed;
    this.#failed = new Set();
    wanted.sort((a, b) => Number(failedBefore.has(a.code)) - Number(failedBefore.has(b.code)));
    let failure: Code | null = null;
    for (const { code, stamp } of wanted) {
      if (signal.aborted || this.#failed.size >= mostFailures) break;
      const fetched = await this.#services.fetchRequest(code, { signal });
      if (fetched.kind === 'answer') {
        this.#report(true);
        // One that cannot be kept waits behind the others too.
        this.#failed.add(code);
        await this.#callbacks.onRequest(fetched.value, stamp);
        this.#failed.delete(code);
      } else if (fetched.kind === 'unusable') {
        this.#callbacks.onUnreadableRequest(code, stamp, fetched.code);
      } else {
        // The portal listed it, and may not have it any more; of the service that says nothing.
        failure = fetched.kind === 'not-offered' ? 'INBOUND-UNREADABLE' : this.#failure(fetched);
        this.#failed.add(code);
      }
    }
    await this.#askUnlisted(new Set(lines.map(({ code }) => code)), signal);
    return failure;
  }

  /**
   * The list names some days only, and at some portals what is open: a request that waits at the desk and is not on it is asked
   * for by its code, a few at each turn, to learn whether it is over.
   */
  async #askUnlisted(listed: ReadonlySet<string>, signal: AbortSignal): Promise<void> {
    if (!this.#lookUp) return;
    const now = this.#clock.monotonic();
    const unlisted = this.#callbacks.waiting().filter((code) => !listed.has(code));
    for (const code of this.#askedAt.keys()) if (!unlisted.includes(code)) this.#askedAt.delete(code);
    const due = unlisted.filter(
      (code) => (this.#askedAt.get(code) ?? Number.NEGATIVE_INFINITY) <= now - unlistedPauseMs,
    );
    for (const code of due.slice(0, mostUnlisted)) {
      if (signal.aborted) return;
      const answer = await this.#lookUp(code, { signal });
      if (answer.kind === 'unreachable') return this.#tell(answer);
      this.#report(true);
      this.#askedAt.set(code, now);
      const stamp = findRequestByCode(this.#store.db, code)?.stamp ?? '';
      if (answer.kind !== 'found') continue;
      this.#callbacks.onListed({ code, statusCode: answer.dossier.statusCode, procedureCode: null, stamp });
    }
  }

  async #pullAppointments(signal: AbortSignal): Promise<Code | null> {
    const from = civilDate(this.#clock.now());
    const days = { from, to: addDays(from, daysAhead) };
    const listed = await this.#services.listAppointments(days, { signal });
    if (listed.kind !== 'answer') return this.#failure(listed);
    this.#report(true);
    this.#callbacks.onAppointments(listed.value.found, days, listed.value.isWhole);
    return null;
  }

  #failure(asked: Exclude<Asked<unknown>, { kind: 'answer' }>): Code {
    if (asked.kind === 'not-offered') return 'INBOUND-NOT-OFFERED';
    this.#tell(asked);
    return fetchCode(asked.code);
  }

  /** What an exchange says of the line: a busy portal or a refused account says nothing. */
  #tell({ kind, ...rest }: { readonly kind: string; readonly code?: Code }): void {
    if (kind !== 'unreachable') this.#report(true);
    else if (rest.code !== undefined && lineCodes.includes(rest.code)) this.#report(false);
  }
}
