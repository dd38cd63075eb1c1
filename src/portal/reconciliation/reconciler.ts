import type { Clock } from '../../common/clock.ts';
import { newId } from '../../common/id.ts';
import type { Logger } from '../../common/log.ts';
import { PacedLoop } from '../../common/paced-loop.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Store, Tx } from '../../store/index.ts';
import { findDossier } from '../../store/repositories/dossiers.ts';
import { type OutboxRow, outboxOfDossier } from '../../store/repositories/outbox.ts';
import { countDifferences, openDifferencesOf } from '../../store/repositories/portal-differences.ts';
import { dueRevocation, nextRevocationAt } from '../../store/repositories/recalls.ts';
import {
  askOutOfTurn,
  awaitedDossiers,
  beginRound,
  countUnanswered,
  dueTurn,
  endRound,
  endTurn,
  failedTurns,
  lastEndedRound,
  lastRound,
  lastWholeRoundAt,
  nextTurnAt,
  openRound,
  postponeTurn,
  type TurnRow,
  turnsLeft,
} from '../../store/repositories/reconciliation.ts';
import { openHold } from '../../store/repositories/register-holds.ts';
import type { ToldDossier } from '../../store/schema/outbox.ts';
import type { Connector, LookUp, Unreachable } from '../connector.ts';
import type { GatewaySettings } from '../documents/upload.ts';
import { fetchCode } from '../inbound/fetch-code.ts';
import { lineFailureCodes } from '../line/failure-codes.ts';
import type { Line } from '../line/line.ts';
import type { LinkState } from '../link-state.ts';
import { trace } from '../outbox/drainer.ts';
import type { Outbox } from '../outbox/outbox.ts';
import type { ContentSource } from '../outbox/sender.ts';
import type { SettlingEvents } from '../outbox/settling.ts';
import { toldOf } from '../outbox/told.ts';
import { askCopyLinks } from './copy-links.ts';
import { type Answered, recordAnswer, refusedHead } from './record.ts';
import { revoke } from './revocation.ts';
import { isRoundDue } from './round-due.ts';
import { standingOf } from './standing.ts';
import { type ReconciliationTimings, waitAfterTry } from './timings.ts';

/** What the reconciliation works with. */
export interface ReconcilerParts {
  readonly store: Store;
  readonly connector: Connector;
  readonly gateway: GatewaySettings | null;
  readonly line: Line;
  readonly clock: Clock;
  readonly log: Logger;
  readonly timings: ReconciliationTimings;
  readonly outbox: Outbox;
  readonly settings: ReconciliationSettings;
  /** What the line to a server is like. */
  readonly lineTo: (server: 'portal' | 'gateway') => LinkState;
  /** Whether the line is at its paid hours: the day's round then waits. */
  readonly isPaused: () => boolean;
  /** An exchange ended: an answer came, or none did. */
  readonly onExchange: (server: 'portal' | 'gateway', answered: boolean) => void;
  /** After a change that the screens show. */
  readonly onChange: (dossierId: string) => void;
  /** In the transaction that confirms a message by what the portal was heard to have. */
  readonly onConfirmed: SettlingEvents['onConfirmed'];
  /** What a message would tell now. */
  readonly content: Pick<ContentSource, 'loadDossier'>;
}

/** How an office has its dossiers compared with the portal's. */
export interface ReconciliationSettings {
  /** The time of day in Vietnam from which the day's round may begin, `HH:MM`. */
  readonly from: string;
  /** How many days after the last message a dossier is still asked about. */
  readonly days: number;
}

/** Where the comparison with the portal stands. */
export interface ReconciliationStatus {
  /** Whether the portal can be asked by this way at all. */
  readonly offered: boolean;
  readonly round: { readonly begunAt: number; readonly dossiers: number; readonly left: number } | null;
  /** When a round last ended with an answer about every dossier. */
  readonly lastWholeAt: number | null;
  /** The round that ended last, and about how many it had no answer. */
  readonly last: { readonly endedAt: number; readonly dossiers: number; readonly unanswered: number } | null;
  readonly differences: number;
  /** Why dossiers of the round have no answer yet. */
  readonly failing: readonly { readonly code: string; readonly dossiers: number }[];
}

const lineCodes: readonly string[] = Object.values(lineFailureCodes);
const dayMs = 86_400_000;

/**
 * Asks the portal once a day what it has of each dossier, one after another, and the gateway what became of the links. The
 * turns that are left are on the disk, so a round goes on where it was cut; what a turn finds is written in one transaction,
 * and a turn that was cut behind it is taken again. It sends nothing again by itself but a copy's new address.
 */
export class Reconciler {
  readonly #parts: ReconcilerParts;
  readonly #loop: PacedLoop;
  /** The far side has said that it offers no such service. */
  #notOffered = false;
  /** Nothing is asked before this moment of the monotonic clock: the far side wants peace. */
  #restUntil = 0;

  constructor(parts: ReconcilerParts) {
    this.#parts = parts;
    const { clock, log, timings } = parts;
    this.#loop = new PacedLoop({
      ...{ clock, mostMs: timings.pollMs },
      turn: (signal) => this.#step(signal),
      onFailure: (error) => {
        // What is left stays on the disk.
        log.error(trace(error), 'reconciliation: the tables cannot be used');
        return timings.pollMs;
      },
      leastMs: () => this.#pace,
    });
  }

  start(): void {
    this.#loop.start();
  }

  /** Interrupts what is being asked; it is asked again at the next start. */
  async stop(): Promise<void> {
    await this.#loop.stop();
  }

  /** Looks soon whether something is to be asked: the line is back, or there is a new turn. */
  wake(): void {
    this.#loop.wake();
  }

  /** Begins the day's round when it is due; called every minute. */
  startIfDue(): void {
    const { store, clock, settings, isPaused } = this.#parts;
    if (!this.#loop.isOn || isPaused() || !this.#mayAsk) return;
    // A round that a wrong clock began further ahead than a day counts for nothing.
    const now = clock.now();
    if (openRound(store.db)) return;
    const last = lastRound(store.db, now + dayMs);
    // After a database came out of a backup nobody waits for the hour: the portal may know what was lost.
    const hold = openHold(store.db);
    // One of a clock that was set back since is never behind a round.
    const isRescue = hold !== undefined && hold.cause !== 'source' && hold.since <= now;
    const isNews = isRescue && (last === undefined || last.begunAt < hold.since);
    if (!isNews && !isRoundDue(last, settings.from, now)) return;
    this.#begin(null);
  }

  /** Begins a round now, for an officer; one under way is the answer to this one too. `PORTAL-LOOK-UP-NOT-OFFERED`. */
  startNow(officer: { readonly id: string; readonly role: string }): Result<void> {
    if (!this.#mayAsk) return fail('PORTAL-LOOK-UP-NOT-OFFERED');
    if (!openRound(this.#parts.store.db)) this.#begin(officer);
    return ok();
  }

  status(): ReconciliationStatus {
    const { store } = this.#parts;
    const round = openRound(store.db);
    const last = lastEndedRound(store.db);
    return {
      offered: this.#mayLookUp,
      round: round ? { begunAt: round.begunAt, dossiers: round.dossiers, left: turnsLeft(store.db, round.id) } : null,
      lastWholeAt: lastWholeRoundAt(store.db),
      last: last ?? null,
      differences: countDifferences(store.db),
      failing: failedTurns(store.db),
    };
  }

  /** A message was confirmed. Where somebody waits to see its effect, the portal is soon asked about it. */
  confirmed({ kind }: OutboxRow): void {
    if (kind === 'sync-dossier') this.#loop.wake(this.#parts.timings.settleMs);
  }

  get #mayLookUp(): boolean {
    return this.#parts.connector.lookUp !== undefined && !this.#notOffered;
  }

  /** Whether there is anything at all that could be asked. */
  get #mayAsk(): boolean {
    return this.#parts.connector.lookUp !== undefined || (this.#parts.gateway?.linkEndpoint ?? '') !== '';
  }

  #begin(officer: { readonly id: string; readonly role: string } | null): void {
    const { store, clock, settings } = this.#parts;
    const now = clock.now();
    const id = newId(clock);
    this.#notOffered = false;
    store.write((tx) => {
      const round = { id, day: civilDate(now), askedBy: officer?.id ?? null, begunAt: now };
      const dossiers = beginRound(tx, round, now - settings.days * dayMs);
      store.journal.append(tx, {
        actor: officer?.id ?? 'station',
        role: officer?.role ?? 'station',
        act: 'reconciliation-begun',
        objectType: 'station',
        objectId: id,
        facts: { dossiers },
      });
    });
    this.#parts.onChange('');
    this.wake();
  }

  /** Does one thing that is due. Answers how long to wait before the next, milliseconds. */
  async #step(signal: AbortSignal): Promise<number> {
    const { store, clock, timings, lineTo, gateway } = this.#parts;
    const rest = this.#restUntil - clock.monotonic();
    if (rest > 0) return rest;
    if (gateway && isUsable(lineTo('gateway'))) {
      const recall = dueRevocation(store.db, clock.now(), clock.now() + timings.mostWaitMs);
      if (recall) {
        await revoke({ ...this.#parts, gateway, signal }, recall);
        this.#parts.onChange(recall.dossierId);
        return this.#pace;
      }
    }
    if (!isUsable(lineTo('portal'))) return timings.pollMs;
    const now = clock.now();
    const turn = dueTurn(store.db, now, now + Math.max(timings.mostWaitMs, timings.settleMs));
    if (turn) {
      try {
        await this.#take(turn, signal);
      } catch (error) {
        // Otherwise the same dossier would stand before all others for ever.
        this.#parts.log.error(
          { ...trace(error), dossier: turn.dossierId },
          'reconciliation: a turn failed in the station',
        );
        this.#postpone(turn, { kind: 'unreachable', code: 'PORTAL-NOT-PREPARED' });
      }
      this.#endRound();
      return this.#pace;
    }
    this.#endRound();
    if (this.#askAwaited(now)) return this.#pace;
    const next = [nextTurnAt(store.db), nextRevocationAt(store.db)].flatMap((at) => (at === null ? [] : [at - now]));
    return Math.max(this.#pace, Math.min(timings.pollMs, ...next));
  }

  /** Gives a turn to each dossier of which somebody waits to hear. Answers whether there was one. */
  #askAwaited(now: number): boolean {
    const { store } = this.#parts;
    const ids = this.#mayLookUp ? awaitedDossiers(store.db) : [];
    if (ids.length === 0) return false;
    store.write((tx) => {
      for (const id of ids) askOutOfTurn(tx, id, now);
    });
    return true;
  }

  get #pace(): number {
    const { timings, lineTo } = this.#parts;
    return lineTo('portal') === 'weak' || lineTo('gateway') === 'weak' ? timings.weakMs : timings.goodMs;
  }

  async #take(turn: TurnRow, signal: AbortSignal): Promise<void> {
    const { store } = this.#parts;
    const { dossierId } = turn;
    const dossier = findDossier(store.db, dossierId);
    const purged = dossier?.purgedAt !== null;
    if (!dossier || (purged && openDifferencesOf(store.db, dossierId).length === 0)) {
      store.write((tx) => endTurn(tx, dossierId));
      return;
    }
    const before = standingOf(store.db, dossierId);
    const answer = await this.#lookUp(dossier.code, signal);
    if (signal.aborted) return;
    if (answer.kind === 'not-offered') this.#notOffered = true;
    if (answer.kind !== 'unreachable' && !(await this.#record(turn, before.mark, answer))) return;
    // Only now: what was decided at the portal, and has just been heard, keeps a link from being renewed over it.
    const noLink = purged ? null : await this.#askLinks(dossierId, signal);
    if (signal.aborted) return;
    const unanswered = answer.kind === 'unreachable' ? { ...answer, code: fetchCode(answer.code) } : noLink;
    if (unanswered) this.#postpone(turn, unanswered);
    else {
      store.write((tx) => {
        endTurn(tx, dossierId);
        if (answer.kind === 'not-offered' && turn.roundId !== null) countUnanswered(tx, turn.roundId);
      });
    }
    this.#parts.onChange(dossierId);
  }

  /** Writes down what the portal said. False: the dossier's messages have moved meanwhile, and it is asked again. */
  async #record(turn: TurnRow, mark: string, answer: Answered): Promise<boolean> {
    const { store, connector } = this.#parts;
    const { dossierId } = turn;
    const refused = await this.#refused(dossierId);
    const recorded = store.write((tx) => {
      const parts = { ...this.#parts, connectorName: connector.name };
      const done = recordAnswer(parts, tx, { dossierId, mark, answer, refused });
      // Something was sent or confirmed while the portal was asked: what it said may be of either.
      if (!done) this.#again(tx, turn);
      return done;
    });
    this.#parts.onChange(dossierId);
    return recorded;
  }

  #again(tx: Tx, { dossierId, tries, failureCode }: TurnRow): void {
    const nextAt = this.#parts.clock.now() + this.#parts.timings.settleMs;
    postponeTurn(tx, dossierId, { tries, failureCode, nextAt });
  }

  /** What the message tells that the portal refused, when such a one stands first of its dossier. */
  async #refused(dossierId: string): Promise<ToldDossier | null> {
    const { store, content } = this.#parts;
    if (!refusedHead(outboxOfDossier(store.db, dossierId))) return null;
    const dossier = await content.loadDossier(dossierId);
    return dossier.ok ? toldOf(dossier.value) : null;
  }

  async #lookUp(dossierCode: string, signal: AbortSignal): Promise<LookUp> {
    const { connector, onExchange } = this.#parts;
    if (!connector.lookUp || this.#notOffered) return { kind: 'not-offered' };
    const answer = await connector.lookUp(dossierCode, { signal });
    if (signal.aborted) return answer;
    if (answer.kind !== 'unreachable') onExchange('portal', true);
    else if (lineCodes.includes(answer.code)) onExchange('portal', false);
    return answer;
  }

  async #askLinks(dossierId: string, signal: AbortSignal): Promise<Unreachable | null> {
    const { store, clock, outbox, gateway, line, onExchange } = this.#parts;
    const endpoint = gateway?.linkEndpoint;
    if (!gateway || !endpoint) return null;
    const { bearerToken } = gateway;
    const service = { endpoint, ...(bearerToken === undefined ? {} : { bearerToken }) };
    const asked = { store, clock, outbox, service: { service, line, clock, signal } };
    const failed = await askCopyLinks(asked, dossierId);
    if (failed && !signal.aborted && lineCodes.includes(failed.code)) onExchange('gateway', false);
    return failed;
  }

  /** No answer came: the dossier's turn comes again, or the round goes on without it. */
  #postpone(turn: TurnRow, { code, retryAfterMs }: Unreachable): void {
    const { store, clock, timings, log } = this.#parts;
    const tries = turn.tries + 1;
    const givenUp = tries >= timings.mostTries;
    log.warn({ dossier: turn.dossierId, code, tries, givenUp }, 'reconciliation: no answer about a dossier');
    if (retryAfterMs !== undefined) this.#restUntil = clock.monotonic() + Math.min(retryAfterMs, timings.mostWaitMs);
    store.write((tx) => {
      if (givenUp) {
        if (turn.roundId !== null) countUnanswered(tx, turn.roundId);
        endTurn(tx, turn.dossierId);
      } else {
        const nextAt = clock.now() + waitAfterTry(timings, tries);
        postponeTurn(tx, turn.dossierId, { tries, nextAt, failureCode: code });
      }
    });
  }

  /** A round without a turn left is over. */
  #endRound(): void {
    const { store, clock } = this.#parts;
    const round = openRound(store.db);
    if (!round || turnsLeft(store.db, round.id) > 0) return;
    store.write((tx) => {
      endRound(tx, round.id, clock.now());
      const differences = countDifferences(tx);
      store.journal.append(tx, {
        actor: 'station',
        role: 'station',
        act: 'reconciliation-ended',
        objectType: 'station',
        objectId: round.id,
        facts: { dossiers: round.dossiers, unanswered: openRound(tx)?.unanswered ?? round.unanswered, differences },
      });
    });
    this.#parts.onChange('');
  }
}

function isUsable(state: LinkState): boolean {
  return state === 'up' || state === 'weak' || state === 'paused';
}
