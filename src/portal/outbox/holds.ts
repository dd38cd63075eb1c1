import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/log.ts';
import type { Store, Tx } from '../../store/index.ts';
import { anyHeld, type OutboxRow, releaseHold, replacePayload, shortenHolds } from '../../store/repositories/outbox.ts';
import { trace } from './drainer.ts';
import { readPayload } from './payloads.ts';

interface HoldParts {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Logger;
  /** How often the time is taken off, milliseconds. */
  readonly stepMs: number;
  /** Whether the line of the files is up now. */
  readonly isUp: () => boolean;
  /** Runs in the transaction that ends a hold. */
  readonly onOver: (tx: Tx, row: OutboxRow) => void;
  /** Told after it. */
  readonly released: () => void;
}

/**
 * Counts down how long rows are held. Only time with the line up counts, and it counts on over a restart: a power cut
 * gives back one step at most. A machine that slept through a step did not wait with the line up.
 */
export class Holds {
  readonly #parts: HoldParts;
  #timer: NodeJS.Timeout | null = null;
  /** Since when the line has been up without a break, as far as it was counted; on the monotonic clock. */
  #upSince: number | null = null;

  constructor(parts: HoldParts) {
    this.#parts = parts;
  }

  start(): void {
    this.#timer ??= setInterval(() => this.#step(), this.#parts.stepMs).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    this.#upSince = null;
  }

  #step(): void {
    const { store, clock, log, stepMs, isUp, onOver, released } = this.#parts;
    const now = clock.monotonic();
    const since = this.#upSince;
    this.#upSince = isUp() ? now : null;
    if (since === null || this.#upSince === null) return;
    try {
      if (!anyHeld(store.db)) return;
      const passed = Math.max(1, Math.round(Math.min(now - since, 2 * stepMs)));
      const over = store.write((tx) => {
        const rows = shortenHolds(tx, passed);
        for (const row of rows) onOver(tx, row);
        return rows;
      });
      if (over.length > 0) released();
    } catch (error) {
      // The disk may be full for a while: the rows are held a little longer.
      log.error(trace(error), 'outbox: the holds cannot be counted down');
    }
  }
}

/** Lets the row of a copy go when its turn comes. */
export function releaseCopy(tx: Tx, upload: OutboxRow): void {
  releaseHold(tx, upload.id);
}

/** Whether the file of a row was never on its way, so that another may take its place. */
export function mayReplaceCopy(upload: OutboxRow): boolean {
  return upload.begunAt === null && upload.state === 'waiting';
}

/**
 * Puts another document in the place of the one that a row was to send, and lets the row go. False when the file has been
 * on its way already: then it is final.
 */
export function replaceCopy(tx: Tx, upload: OutboxRow, documentId: string): boolean {
  const payload = readPayload('upload-copy', upload.payload);
  if (payload === undefined || !replacePayload(tx, upload.id, { ...payload, documentId })) return false;
  releaseHold(tx, upload.id);
  return true;
}

/** The original whose copy a row sends; null for a row of another kind. */
export function originalOfUpload(row: OutboxRow): string | null {
  return row.kind === 'upload-copy' ? (readPayload('upload-copy', row.payload)?.originalId ?? null) : null;
}
