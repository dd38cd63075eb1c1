import type { Clock } from '../../common/clock.ts';
import type { Store, Tx } from '../../store/index.ts';
import {
  findRequest,
  isAnswerSending,
  markAnswerSending,
  nextAnswer,
  type RequestAnswerRow,
  releaseAnswers,
  resumeAnswers,
  settleAnswer,
} from '../../store/repositories/online-requests.ts';
import type { Outcome } from '../connector.ts';
import { type OutboxTimings, waitAfter } from '../outbox/timings.ts';
import type { InboundServices } from './contract.ts';

/**
 * Sends what the office decided of requests, one after another. A row is marked before it is sent and settled after; one
 * found marked while nothing is sent goes again, which has no second effect: the portal is told the same decision of the same time.
 */
export class AnswerSender {
  readonly #store: Store;
  readonly #services: InboundServices;
  readonly #clock: Clock;
  readonly #timings: OutboxTimings;
  readonly #accountOf: (requestId: string) => string;
  readonly #onSettled: (tx: Tx, row: RequestAnswerRow, outcome: Outcome) => void;

  /** @param parts.accountOf  the citizen's account at the portal, empty when none is known */
  constructor(parts: {
    store: Store;
    services: InboundServices;
    clock: Clock;
    timings: OutboxTimings;
    accountOf: (requestId: string) => string;
    /** Runs in the transaction that settles the row. */
    onSettled: (tx: Tx, row: RequestAnswerRow, outcome: Outcome) => void;
  }) {
    this.#store = parts.store;
    this.#services = parts.services;
    this.#clock = parts.clock;
    this.#timings = parts.timings;
    this.#accountOf = parts.accountOf;
    this.#onSettled = parts.onSettled;
  }

  /** What failed for want of the line is due now. */
  release(): void {
    this.#store.write((tx) => releaseAnswers(tx, this.#clock.now()));
  }

  /**
   * What a cut, or a result that could not be written down, left marked as on its way waits again, for `waitMs`. Only while
   * nothing is being sent.
   */
  resume(waitMs: number): void {
    if (!isAnswerSending(this.#store.db)) return;
    this.#store.write((tx) => resumeAnswers(tx, this.#clock.now() + waitMs));
  }

  /** Sends the answer that is due first; null when none is due, or the stop cut it short. */
  async sendOne(signal: AbortSignal): Promise<{ readonly outcome: Outcome } | null> {
    const now = this.#clock.now();
    const row = this.#store.write((tx) => {
      const due = nextAnswer(tx, now, now + Math.max(this.#timings.mostWaitMs, this.#timings.mostRetryAfterMs));
      if (due) markAnswerSending(tx, due.id);
      return due;
    });
    const request = row && findRequest(this.#store.db, row.requestId);
    if (!row || !request) return null;
    const { decision, words, decidedAt: at } = row;
    const answer = { code: request.code, accountId: this.#accountOf(request.id), decision, words, at };
    const outcome = await this.#services.answerRequest(answer, { signal });
    // The row stays marked, and goes again at the next start.
    if (signal.aborted && outcome.kind === 'unreachable') return null;
    this.#store.write((tx) => {
      this.#settle(tx, row, outcome);
      this.#onSettled(tx, row, outcome);
    });
    return { outcome };
  }

  #settle(tx: Tx, row: RequestAnswerRow, outcome: Outcome): void {
    const attempts = row.attempts + 1;
    switch (outcome.kind) {
      case 'confirmed':
        settleAnswer(tx, row.id, {
          state: 'confirmed',
          attempts,
          receipt: outcome.receipt,
          confirmedAt: this.#clock.now(),
          failureCode: null,
          failureMessage: null,
        });
        return;
      case 'rejected':
        settleAnswer(tx, row.id, {
          state: 'rejected',
          attempts,
          failureCode: outcome.code,
          failureMessage: outcome.message ?? null,
        });
        return;
      case 'unreachable': {
        const wait = waitAfter(this.#timings, attempts, outcome.retryAfterMs, Math.random());
        settleAnswer(tx, row.id, {
          state: 'waiting',
          attempts,
          nextAttemptAt: this.#clock.now() + wait,
          failureCode: outcome.code,
          failureMessage: outcome.message ?? null,
        });
      }
    }
  }
}
