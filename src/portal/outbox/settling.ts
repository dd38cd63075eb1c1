import type { Clock } from '../../common/clock.ts';
import type { Tx } from '../../store/index.ts';
import { isSentBy, markConfirmed, markRejected, markWaiting, type OutboxRow } from '../../store/repositories/outbox.ts';
import type { OutboxResult } from '../../store/schema/outbox.ts';
import type { Receipt, Unreachable } from '../connector.ts';
import type { Sent } from './sender.ts';
import { type OutboxTimings, waitAfter } from './timings.ts';

/** A row whose message the far side has confirmed. */
export type ConfirmedRow = OutboxRow & { readonly result: OutboxResult | null };

/** What the room above is told, in the transaction that changes the row. */
export interface SettlingEvents {
  /** Both happen or neither does. */
  onConfirmed(tx: Tx, row: ConfirmedRow, receipt: Receipt): void;
  /** The row is set aside for a person. */
  onRejected?(tx: Tx, row: OutboxRow, code: string): void;
}

/** A send that has ended, to be written. */
export interface Ended {
  readonly row: OutboxRow;
  readonly sent: Sent;
  /** It was cut short by the stop: it goes again at the next start as if it had not been tried. */
  readonly interrupted: boolean;
}

/** Writes what sends came to, on behalf of the sender with one token. */
export class Settling {
  readonly #clock: Clock;
  readonly #timings: OutboxTimings;
  readonly #events: SettlingEvents;
  readonly #chance: () => number;

  constructor(parts: { clock: Clock; timings: OutboxTimings; events: SettlingEvents; chance: () => number }) {
    this.#clock = parts.clock;
    this.#timings = parts.timings;
    this.#events = parts.events;
    this.#chance = parts.chance;
  }

  /** False when the row is not this sender's any more: its result is another's to write. */
  settle(tx: Tx, { row, sent, interrupted }: Ended, token: number): boolean {
    if (!isSentBy(tx, row.id, token)) return false;
    const { outcome } = sent;
    const attempts = row.attempts + 1;
    switch (outcome.kind) {
      case 'confirmed': {
        const confirmedAt = this.#clock.now();
        const { receipt } = outcome;
        const { result } = sent;
        markConfirmed(tx, row.id, { attempts, receipt, result, confirmedAt });
        this.#events.onConfirmed(tx, { ...row, state: 'confirmed', attempts, receipt, result, confirmedAt }, receipt);
        return true;
      }
      case 'rejected':
        markRejected(tx, row.id, { attempts, failureCode: outcome.code, failureMessage: outcome.message ?? null });
        this.#events.onRejected?.(tx, row, outcome.code);
        return true;
      case 'unreachable':
        if (interrupted) {
          const { failureCode, failureMessage } = row;
          const nextAttemptAt = this.#clock.now();
          markWaiting(tx, row.id, { attempts: row.attempts, nextAttemptAt, failureCode, failureMessage });
        } else this.#postpone(tx, row, outcome);
        return true;
    }
  }

  /** The station itself failed: the row is tried again. */
  postpone(tx: Tx, row: OutboxRow, token: number): void {
    if (isSentBy(tx, row.id, token)) this.#postpone(tx, row, { kind: 'unreachable', code: 'PORTAL-NOT-PREPARED' });
  }

  #postpone(tx: Tx, row: OutboxRow, outcome: Unreachable): void {
    // An attempt that brought the far side forward starts the doubling afresh: a weak line is no broken dossier.
    const attempts = outcome.progressed ? 1 : row.attempts + 1;
    const nextAttemptAt = this.#clock.now() + waitAfter(this.#timings, attempts, outcome.retryAfterMs, this.#chance());
    const failureMessage = outcome.message ?? null;
    markWaiting(tx, row.id, { attempts, nextAttemptAt, failureCode: outcome.code, failureMessage });
  }
}
