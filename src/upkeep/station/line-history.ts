import type { LinkState } from '../../portal/index.ts';
import type { Store } from '../../store/index.ts';
import { deleteLineSamples, listLineSamples, writeLineSample } from '../../store/repositories/station.ts';

/** The length of a slot, and how much is kept: a day and the slot under way (milliseconds). */
export const lineSlotMs = 5 * 60_000;
export const lineKeptMs = 24 * 3_600_000;

/** What is kept of a state: whether the line carried anything. */
export type KeptState = 'unknown' | 'up' | 'down';

export interface LineSample {
  /** The beginning of the slot, epoch milliseconds. */
  readonly slot: number;
  readonly state: KeptState;
  readonly measuredAt: number;
}

const gravity: readonly KeptState[] = ['unknown', 'up', 'down'];

const kept: Readonly<Record<LinkState, KeptState>> = {
  up: 'up',
  weak: 'up',
  paused: 'up',
  probing: 'unknown',
  unknown: 'unknown',
  down: 'down',
};

/** The graver of two states of one slot: a line that broke off in it was down, one that was asked is no longer unknown. */
export function graver(a: LinkState, b: LinkState): KeptState {
  const [first, second] = [kept[a], kept[b]];
  return gravity.indexOf(first) >= gravity.indexOf(second) ? first : second;
}

/**
 * Keeps the last day of the line. A slot is written when it begins and when it turns out worse, at most three times:
 * the history is bounded however the line behaves.
 */
export class LineHistory {
  readonly #store: Store;
  #last: LineSample | null = null;

  constructor(store: Store) {
    this.#store = store;
  }

  /** Takes the line's state at this moment (epoch milliseconds). */
  note(state: LinkState, at: number): void {
    const slot = Math.floor(at / lineSlotMs) * lineSlotMs;
    // After a start the slot may have been begun by the process before.
    const before = this.#last?.slot === slot ? this.#last : listLineSamples(this.#store.db, slot, slot)[0];
    const sample = { slot, state: before ? graver(before.state, state) : kept[state], measuredAt: at };
    if (before?.state !== sample.state) {
      this.#store.write((tx) => {
        writeLineSample(tx, sample);
        // What lies ahead was written by a clock that was wrong.
        deleteLineSamples(tx, slot - lineKeptMs, slot);
      });
    }
    this.#last = sample;
  }

  /** The slots of the last day that were measured, the oldest first. */
  lastDay(now: number): readonly LineSample[] {
    return listLineSamples(this.#store.db, now - lineKeptMs, now);
  }
}
