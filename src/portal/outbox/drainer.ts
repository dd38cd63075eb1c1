import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/log.ts';
import type { Result } from '../../common/result.ts';
import type { Store, Tx } from '../../store/index.ts';
import {
  findOutboxRow,
  hasConfirmed,
  holdsLease,
  markSending,
  nextDueAt,
  nextDueRows,
  type OutboxRow,
  type Room,
  releaseWaiting,
  rememberUploadUrl,
  resumeInterrupted,
  takeLease,
} from '../../store/repositories/outbox.ts';
import { anyWaiting } from '../../store/repositories/outbox-backlog.ts';
import { keepLateUpload } from '../../store/repositories/recalls.ts';
import type { Outcome } from '../connector.ts';
import { lineFailureCodes } from '../line/failure-codes.ts';
import { type Lanes, lanes } from './lanes.ts';
import { addUncertain } from './presence.ts';
import { referencesOf } from './references.ts';
import { reopen } from './reopen.ts';
import type { Sender } from './sender.ts';
import { type Ended, Settling, type SettlingEvents } from './settling.ts';
import type { OutboxTimings } from './timings.ts';
import { uploadAgain } from './upload-again.ts';
import { Window } from './window.ts';

export type { ConfirmedRow } from './settling.ts';

/** What the room above is told. */
export interface DrainerEvents extends SettlingEvents {
  /** Runs in the transaction that ends a hold whose time is over. */
  onHoldOver?(tx: Tx, row: OutboxRow): void;
  /** An exchange ended: an answer came from the far side, or none did. */
  onExchange?(kind: OutboxRow['kind'], answered: boolean): void;
  /** So many more bytes of a document have arrived. */
  onCarried?(bytes: number): void;
}

/** Failures that end when the line comes back: their rows need not wait for their turn then. */
const lineCodes: readonly string[] = Object.values(lineFailureCodes);

/** Failures by which a far side that is reached shows that it has too much to do. */
const troubleCodes = ['PORTAL-BUSY', 'PORTAL-TIMEOUT'];

/** Failures that a person mends with a restart: their rows need not wait for their turn after it. */
const accessCodes = ['PORTAL-ACCESS-DENIED', 'PORTAL-LOGIN-REFUSED', 'PORTAL-CREDENTIAL-MISSING'];

/** Refusals spoken by the far side; all others are the station's own, made before anything is sent. */
const spokenCodes = ['PORTAL-REJECTED', 'PORTAL-DUPLICATE', 'PORTAL-UPLOAD-REFUSED', addUncertain];

/** So many sends are begun before whoever else waits gets a turn. */
const sendsAtOnce = 4;

/** Whether an outcome shows that the line works, or that it does not, or (undefined) neither. */
function provesLine(outcome: Outcome): boolean | undefined {
  if (outcome.kind === 'confirmed' || spokenCodes.includes(outcome.code)) return true;
  return lineCodes.includes(outcome.code) ? false : undefined;
}

/** A row on its way. */
interface Running {
  readonly row: OutboxRow;
  readonly end: Promise<void>;
  /** Breaks it off. */
  readonly ending: AbortController;
  /** The far side has named the place where the document grows. */
  isPlaced: boolean;
}

/** An error without its message, which may quote the content of a dossier. */
export function trace(error: unknown): { error: string; at: string[] } {
  if (!(error instanceof Error)) return { error: typeof error, at: [] };
  const frames = (error.stack ?? '').split('\n').filter((line) => line.startsWith('    at '));
  return { error: error.name, at: frames.slice(0, 8).map((line) => line.trim()) };
}

/**
 * Sends what waits. Rows of one dossier go strictly in order, dossiers independently of each other, a few at a time.
 * A row is marked before it is sent and settled after; a row found marked at start was cut and is sent again, which
 * is safe because every send is idempotent.
 *
 * What has ended and what begins next are written in one transaction, so a fast line is not slowed by one sync to the
 * disk for each message. Each start takes a new token; a sender that has lost the lease settles nothing and ends.
 */
export class Drainer {
  readonly #store: Store;
  readonly #sender: Sender;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #timings: OutboxTimings;
  readonly #events: DrainerEvents;
  readonly #settling: Settling;
  readonly #lanes: () => Lanes;
  readonly #longest: () => number;
  /** By dossier, what is on its way, and what breaks it off. */
  readonly #running = new Map<string, Running>();
  /** By row, how many bytes of its document the far side has. */
  readonly #carried = new Map<string, number>();
  readonly #window = new Window();
  /** When anything last began, on the monotonic clock. */
  #begunAt = Number.NEGATIVE_INFINITY;
  /** When the last document began, on the monotonic clock. */
  #documentBegunAt = Number.NEGATIVE_INFINITY;
  /** The sends that begin now begin a few at a time, so that a screen is answered between them. */
  #gate: Promise<void> = Promise.resolve();
  #ended: (Ended & { readonly ms: number })[] = [];
  #stopping: AbortController | null = null;
  #timer: NodeJS.Timeout | null = null;
  #token = 0;
  /** When the table was last looked at, on the monotonic clock; at first when the loop was started. */
  #turnedAt: number | null = null;
  /** The end of a send could not be written, so its row is still marked as being sent. */
  #unsettled = false;

  constructor(parts: {
    store: Store;
    sender: Sender;
    clock: Clock;
    log: Logger;
    timings: OutboxTimings;
    events: DrainerEvents;
    /** How much is sent at the same time, asked before each look. */
    lanes?: () => Lanes;
    /** The longest document that may go now unless it is urgent, bytes; -1 holds all of them back. */
    longest?: () => number;
    /** From 0 up to 1, for the jitter. */
    chance?: () => number;
  }) {
    const { store, sender, clock, log, timings, events } = parts;
    this.#store = store;
    this.#sender = sender;
    this.#clock = clock;
    this.#log = log;
    this.#timings = timings;
    this.#events = events;
    this.#settling = new Settling({ clock, timings, events, chance: parts.chance ?? Math.random });
    this.#lanes = parts.lanes ?? (() => lanes.good);
    this.#longest = parts.longest ?? (() => Number.MAX_SAFE_INTEGER);
  }

  start(): void {
    if (this.#stopping) return;
    this.#stopping = new AbortController();
    this.#turnedAt = this.#clock.monotonic();
    const now = this.#clock.now();
    const resumed = this.#store.write((tx) => {
      this.#token = takeLease(tx);
      releaseWaiting(tx, now, [...lineCodes, ...accessCodes]);
      return resumeInterrupted(tx, now, []);
    });
    if (resumed > 0) this.#log.info({ rows: resumed }, 'outbox: interrupted sends will be repeated');
    this.wake();
  }

  /** Looks at the table soon: after the transaction that is running, if one is. */
  wake(): void {
    this.#sleep(0);
  }

  /** The line is back: what failed for want of it is due now. */
  lineIsBack(): void {
    if (!this.#stopping) return;
    try {
      const released = this.#store.write((tx) => releaseWaiting(tx, this.#clock.now(), lineCodes));
      this.#log.info({ rows: released }, 'outbox: the line is back');
    } catch (error) {
      // Told by a probe that nobody waits for; the rows then go when their wait is over.
      this.#log.error(trace(error), 'outbox: the table cannot be used');
    }
    this.wake();
  }

  /** Puts a rejected row back in line, as `reopen` does. */
  retry(rowId: string, alongside?: (tx: Tx) => void): Result<void> {
    const result = reopen(this.#store, this.#clock, rowId, alongside);
    if (result.ok) this.wake();
    return result;
  }

  /** Interrupts what is being sent and waits until it has ended; those rows wait for the next start. */
  async stop(): Promise<void> {
    const stopping = this.#stopping;
    if (!stopping) return;
    this.#stopping = null;
    stopping.abort();
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    await Promise.all([...this.#running.values()].map(({ end }) => end));
    this.#settleOneByOne();
  }

  /** Whether the loop turns: it looks at the table at least once a minute, whatever the line is like. */
  get alive(): boolean {
    if (this.#turnedAt === null) return false;
    return this.#clock.monotonic() - this.#turnedAt < 2 * this.#timings.pollMs;
  }

  /** Whether something is on its way or waits. */
  get isAwaited(): boolean {
    return this.#running.size > 0 || anyWaiting(this.#store.db);
  }

  /** Bytes of unfinished documents that the far side has. */
  get carriedBytes(): number {
    return [...this.#carried.values()].reduce((sum, bytes) => sum + bytes, 0);
  }

  #carry(rowId: string, offset: number): void {
    const before = this.#carried.get(rowId);
    this.#carried.set(rowId, offset);
    // What an earlier process carried is no news.
    if (before !== undefined && offset > before) this.#events.onCarried?.(offset - before);
    // Now that something tells how fast the line is, there may be room for more.
    this.wake();
  }

  #sleep(ms: number): void {
    if (!this.#stopping) return;
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#pump(), Math.min(ms, this.#timings.pollMs));
    this.#timer.unref();
  }

  #pump(): void {
    const stopping = this.#stopping;
    if (!stopping) return;
    let wait = this.#timings.pollMs;
    this.#turnedAt = this.#clock.monotonic();
    try {
      if (!holdsLease(this.#store.db, this.#token)) {
        this.#giveWay();
        return;
      }
      this.#breakOffGone();
      for (const [n, row] of this.#turn().entries()) this.#send(row, n, stopping.signal);
      const next = nextDueAt(this.#store.db, [...this.#running.keys()], this.#room());
      if (next !== null) wait = Math.max(0, next - this.#clock.now());
      wait = Math.min(wait, ...[this.#apartMs(), this.#patienceMs()].filter((ms) => ms > 0));
    } catch (error) {
      // The database may be busy or the disk full for a while: the rows stay as they are.
      this.#log.error(trace(error), 'outbox: the table cannot be used');
    }
    this.#sleep(wait);
  }

  /** A copy whose message was taken out is not sent to its end. */
  #breakOffGone(): void {
    for (const { row, ending, isPlaced } of this.#running.values()) {
      // A place that is only just being made is waited for: its address is needed to remove it.
      const mayEnd = isPlaced || this.#sender.uploadYields === 'file';
      if (row.kind === 'upload-copy' && mayEnd && !findOutboxRow(this.#store.db, row.id)) ending.abort();
    }
  }

  /** Another sender has the lease: nothing more is begun here, and what is on its way is not ours to write. */
  #giveWay(): void {
    this.#log.error({}, 'outbox: another sender has taken over');
    this.#stopping?.abort();
    this.#stopping = null;
  }

  /** Writes what has ended and marks what begins, in one transaction. Returns the rows to send. */
  #turn(): readonly OutboxRow[] {
    const ended = this.#ended;
    if (ended.length > 0) {
      try {
        const taken = this.#store.write((tx) => {
          const own = ended.filter((one) => this.#settling.settle(tx, one, this.#token));
          return { own, rows: this.#take(tx) };
        });
        this.#ended = [];
        for (const { row } of ended) if (!taken.own.some((one) => one.row === row)) this.#carried.delete(row.id);
        for (const one of taken.own) this.#told(one);
        return taken.rows;
      } catch {
        // One of them may be at fault, or the disk: each is written for itself.
        this.#settleOneByOne();
      }
    }
    const busy = [...this.#running.keys()];
    const waits = this.#unsettled || nextDueRows(this.#store.db, ...this.#times(), busy, this.#room()).length > 0;
    if (!waits) return [];
    const rows = this.#store.write((tx) => {
      if (this.#unsettled) resumeInterrupted(tx, this.#clock.now(), busy);
      return this.#take(tx);
    });
    this.#unsettled = false;
    return rows;
  }

  #times(): [number, number] {
    const now = this.#clock.now();
    return [now, now + Math.max(this.#timings.mostWaitMs, this.#timings.mostRetryAfterMs)];
  }

  #take(tx: Tx): OutboxRow[] {
    const [now, horizon] = this.#times();
    const rows = nextDueRows(tx, now, horizon, [...this.#running.keys()], this.#room());
    for (const row of rows) markSending(tx, row.id, now, this.#token);
    return rows;
  }

  /** What may be begun besides what is on its way. */
  #room(): Room {
    const all = this.#lanes();
    if (this.#patienceMs() > 0) return { messages: 0, documents: 0, longest: this.#longest() };
    const documents = this.#documents;
    const more = all.documents - documents;
    return {
      messages: Math.min(all.messages, this.#window.size) - (this.#running.size - documents),
      documents: all.documentsApartMs === 0 ? more : Math.min(more, this.#apartMs() > 0 ? 0 : 1),
      longest: this.#longest(),
    };
  }

  /** Documents on their way. */
  get #documents(): number {
    return [...this.#running.values()].filter(({ row }) => row.kind === 'upload-copy').length;
  }

  /** How long nothing is begun for the line's being away, milliseconds. */
  #patienceMs(): number {
    if (this.#lanes().patient === undefined) return 0;
    return Math.max(0, Math.ceil(this.#begunAt + this.#timings.firstWaitMs / 2 - this.#clock.monotonic()));
  }

  /** How long the next document has to wait for being apart from the last one, milliseconds; 0: it need not. */
  #apartMs(): number {
    const documents = this.#documents;
    const { documents: most, documentsApartMs } = this.#lanes();
    if (documents === 0 || documents >= most) return 0;
    return Math.max(0, Math.ceil(this.#documentBegunAt + documentsApartMs - this.#clock.monotonic()));
  }

  #send(row: OutboxRow, place: number, signal: AbortSignal): void {
    const ending = new AbortController();
    const begun = this.#clock.monotonic();
    this.#begunAt = begun;
    if (row.kind === 'upload-copy') this.#documentBegunAt = begun;
    if (place % sendsAtOnce === sendsAtOnce - 1) this.#gate = this.#gate.then(() => setImmediate());
    const end = this.#gate
      .then(() => this.#attempt(row, AbortSignal.any([signal, ending.signal]), ending))
      .then((sent) => {
        this.#running.delete(row.dossierId);
        if (sent === null) return this.#sleep(this.#unsettled ? this.#timings.firstWaitMs : 0);
        const ms = Math.round(this.#clock.monotonic() - begun);
        this.#ended.push({ row, sent, interrupted: signal.aborted, ms });
        this.wake();
      });
    this.#running.set(row.dossierId, { row, end, ending, isPlaced: row.uploadUrl !== null });
  }

  /** Sends a row. Null when nothing was sent, or the station itself failed, which is written here; nothing is thrown. */
  async #attempt(row: OutboxRow, signal: AbortSignal, ending: AbortController): Promise<Ended['sent'] | null> {
    try {
      if (uploadAgain(this.#store, row, this.#sender.uploadYields, this.#clock.now())) return null;
      return await this.#sender.send(row, {
        known: row.kind === 'sync-dossier' && hasConfirmed(this.#store.db, row.dossierId, 'sync-dossier'),
        references: referencesOf(this.#store, row.dossierId, this.#sender.connectorName, this.#clock),
        remember: (url) => this.#remember(row, url, ending),
        onOffset: (offset) => this.#carry(row.id, offset),
        signal,
      });
    } catch (error) {
      this.#log.error({ ...trace(error), row: row.id, kind: row.kind }, 'outbox: a message failed in the station');
    }
    this.#postpone(row);
    return null;
  }

  /** Durable when it returns. A copy that was cancelled meanwhile sends no byte to the place that it was just given. */
  #remember({ id, dossierId }: OutboxRow, url: string | null, ending: AbortController): void {
    const kept = this.#store.write((tx) => {
      if (rememberUploadUrl(tx, id, url)) return true;
      keepLateUpload(tx, id, url, this.#clock.now());
      return false;
    });
    if (!kept) ending.abort();
    const running = this.#running.get(dossierId);
    if (running?.row.id === id) running.isPlaced = url !== null;
  }

  #postpone(row: OutboxRow): void {
    try {
      this.#store.write((tx) => this.#settling.postpone(tx, row, this.#token));
    } catch (error) {
      this.#log.error({ ...trace(error), row: row.id, kind: row.kind }, 'outbox: a result could not be written');
      this.#unsettled = true;
    }
  }

  #settleOneByOne(): void {
    const ended = this.#ended;
    this.#ended = [];
    for (const one of ended) {
      const { row } = one;
      try {
        if (this.#store.write((tx) => this.#settling.settle(tx, one, this.#token))) this.#told(one);
        else this.#carried.delete(row.id);
      } catch (error) {
        this.#log.error({ ...trace(error), row: row.id, kind: row.kind }, 'outbox: a message failed in the station');
        this.#postpone(row);
      }
    }
  }

  /** A result is written: the log and the line hear of it. */
  #told({ row, sent: { outcome }, interrupted, ms }: Ended & { readonly ms: number }): void {
    if (outcome.kind !== 'unreachable') this.#carried.delete(row.id);
    const about = { row: row.id, dossier: row.dossierId, kind: row.kind, attempts: row.attempts + 1, ms };
    if (outcome.kind === 'confirmed') this.#log.info(about, 'outbox: confirmed');
    else if (outcome.kind === 'rejected') this.#log.warn({ ...about, code: outcome.code }, 'outbox: rejected');
    else if (interrupted) return;
    else this.#log.warn({ ...about, code: outcome.code }, 'outbox: not sent');
    if (row.kind !== 'upload-copy') {
      if (outcome.kind !== 'unreachable') this.#window.answered(ms);
      else if (troubleCodes.includes(outcome.code)) this.#window.refused();
    }
    const answered = provesLine(outcome);
    if (answered !== undefined) this.#events.onExchange?.(row.kind, answered);
  }
}
