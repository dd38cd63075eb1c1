import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/log.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Store, Tx } from '../../store/index.ts';
import { type ClockProofRow, readClockProof, writeClockProof } from '../../store/repositories/clock-proof.ts';
import type { Boot } from './boot.ts';
import { type ClockProof, type ClockState, clockRefusals } from './clock-state.ts';

/** All limits of the watch, milliseconds. */
export const clockLimits = {
  /** The wall clock may move by this much against the time since boot, or stand behind the journal, unasked. */
  toleranceMs: 60_000,
  /** A far server's date that is no further away than this vouches for ours. */
  answerMs: 120_000,
} as const;

/**
 * A far server's date, epoch milliseconds, and how many milliseconds ago it was asked for: it was made since. The interval
 * is one of the monotonic clock: between two looks at the wall clock a jump would lie, and be vouched for.
 */
export interface HeardDate {
  readonly date: number;
  readonly tookMs: number;
}

/** What is known of the clock at this moment. Instants are epoch milliseconds. */
export interface ClockStatus {
  readonly state: ClockState;
  readonly now: number;
  /** Who vouched for it last, and when; null when nobody's word counts now. */
  readonly proof: { readonly how: ClockProof; readonly at: number } | null;
  /** The latest journal entry since an officer last confirmed the clock; null for an empty journal. */
  readonly lastEntryAt: number | null;
  /** How far it jumped, milliseconds; null when it did not. */
  readonly jumpMs: number | null;
  /** By how much the date that a far server named last differs from ours, milliseconds; null when none was heard. */
  readonly farDifferenceMs: number | null;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly boot: Boot;
  readonly log: Logger;
}

/**
 * Knows whether the wall clock may be believed: a wrong date would go on a certificate. Somebody has to vouch for it in
 * this run of the machine; from then on the time since boot, which nobody can set, tells whether it was moved.
 *
 * A clock behind the journal needs an officer, whoever else vouches for it: either it is wrong now, or dates that were
 * written are wrong, and a person must know of that. The officer's word is journaled and is the new beginning: entries
 * before it hold the clock back no more. Nothing else is: an entry written at the earlier time must not make it look right.
 */
export class ClockWatch {
  readonly #parts: Parts;
  readonly #listeners = new Set<(state: ClockState, before: ClockState) => void>();
  #proof: { readonly how: ClockProof; readonly at: number; readonly offset: number } | null = null;
  #lost: 'unproven' | 'jumped' | 'disputed' = 'unproven';
  #jumpMs: number | null = null;
  #farDifferenceMs: number | null = null;
  /** The journal as read so far: its last entry, and the latest instant since an officer's word. */
  #read: { seq: number; latest: number | null };
  #told: ClockState;

  constructor(parts: Parts) {
    this.#parts = parts;
    const kept = readClockProof(parts.store.db);
    this.#read = { seq: kept?.journalSeq ?? 0, latest: kept?.journalLatest ?? null };
    // A station that was started again goes on with its proof, if the machine was not and the clock was not moved.
    if (kept?.bootId === parts.boot.id) this.#proof = { how: kept.how, at: kept.at, offset: kept.offsetMs };
    this.#told = 'unproven';
    this.#told = this.#status().state;
  }

  /** Looks at the clock; tells the listeners when its state is another. */
  look(): ClockStatus {
    const status = this.#status();
    this.#tell(status);
    return status;
  }

  /** Whether dates may be written now. CLOCK-UNPROVEN, CLOCK-JUMPED, CLOCK-DISPUTED, CLOCK-BEHIND. */
  trusted(): Result<void> {
    const { state, now, lastEntryAt, jumpMs } = this.look();
    const code = clockRefusals[state];
    if (code === null) return ok();
    return fail(code, {
      now,
      ...(state === 'behind' && lastEntryAt !== null ? { last: lastEntryAt } : {}),
      ...(state === 'jumped' && jumpMs !== null ? { jump: jumpMs } : {}),
    });
  }

  /** Hears of each change of the state, until the returned function is called. */
  onChange(listener: (state: ClockState, before: ClockState) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Whether anybody's word is still asked for. */
  get isVouchedFor(): boolean {
    return this.#proof !== null;
  }

  /** The system synchronises the clock, and by its own clock it was `systemNow` a moment ago. */
  systemVouches(systemNow: number): void {
    // What the process sees may be another time than the system's.
    if (Math.abs(this.#parts.clock.now() - systemNow) <= clockLimits.toleranceMs) this.#prove('system');
    this.look();
  }

  /**
   * A far server named a date. It vouches where nobody else has; when it has vouched before and names another time now,
   * one of the two clocks went wrong, and the server may not settle that by itself.
   */
  heard(server: 'portal' | 'gateway', { date, tookMs }: HeardDate): void {
    this.look();
    const now = this.#parts.clock.now();
    const from = now - Math.ceil(tookMs);
    const difference = date < from ? date - from : Math.max(0, date - now);
    this.#farDifferenceMs = difference;
    if (Math.abs(difference) > clockLimits.answerMs) {
      if (this.#proof?.how === server) this.#lose('disputed');
    } else if (this.#lost !== 'disputed' || this.#proof !== null) {
      this.#prove(server);
    }
    this.look();
  }

  /**
   * An officer vouches: writes it in the officer's transaction, whose journal entry is `journalSeq`. It counts when the
   * returned function is called, after the commit.
   */
  confirm(tx: Tx, officerId: string, journalSeq: number): () => void {
    const now = this.#parts.clock.now();
    const row = this.#row('officer', officerId, { seq: journalSeq, latest: now }, now);
    writeClockProof(tx, row);
    return () => {
      this.#read = { seq: journalSeq, latest: now };
      this.#take(row);
      this.look();
    };
  }

  #status(): ClockStatus {
    const { clock, boot } = this.#parts;
    const now = clock.now();
    const moved = this.#proof === null ? 0 : now - boot.uptime() - this.#proof.offset;
    if (Math.abs(moved) > clockLimits.toleranceMs) {
      this.#lose('jumped');
      this.#jumpMs = moved;
    }
    this.#readOn();
    const { latest } = this.#read;
    const behind = latest !== null && now < latest - clockLimits.toleranceMs;
    return {
      state: behind ? 'behind' : this.#proof ? 'proven' : this.#lost,
      now,
      proof: this.#proof && { how: this.#proof.how, at: this.#proof.at },
      lastEntryAt: latest,
      jumpMs: this.#jumpMs,
      farDifferenceMs: this.#farDifferenceMs,
    };
  }

  #readOn(): void {
    const { db, journal } = this.#parts.store;
    const further = journal.latestAfter(db, this.#read.seq);
    if (further) this.#read = { seq: further.seq, latest: Math.max(further.at, this.#read.latest ?? further.at) };
  }

  #prove(how: Exclude<ClockProof, 'officer'>): void {
    const again = this.#proof?.how === how;
    if (this.#proof !== null && !again) return;
    this.#readOn();
    const row = this.#row(how, null, this.#read, this.#parts.clock.now());
    // Many small corrections are not one jump.
    this.#take(row);
    if (again) return;
    try {
      this.#parts.store.write((tx) => writeClockProof(tx, row));
    } catch (err) {
      // The clock is right all the same; a station started again asks anew.
      this.#parts.log.error({ err }, 'the proof of the clock cannot be kept');
    }
  }

  #take({ how, at, offsetMs }: ClockProofRow): void {
    this.#proof = { how, at, offset: offsetMs };
    this.#lost = 'unproven';
    this.#jumpMs = null;
  }

  #lose(why: 'jumped' | 'disputed'): void {
    this.#proof = null;
    this.#lost = why;
    this.#jumpMs = null;
  }

  #row(
    how: ClockProof,
    officerId: string | null,
    read: { readonly seq: number; readonly latest: number | null },
    at: number,
  ): ClockProofRow {
    const { boot } = this.#parts;
    const offsetMs = Math.round(at - boot.uptime());
    return { one: 1, bootId: boot.id, how, officerId, at, offsetMs, journalSeq: read.seq, journalLatest: read.latest };
  }

  /** The journal and the program's log have it before anybody hears of it. */
  #tell({ state, proof, jumpMs }: ClockStatus): void {
    const before = this.#told;
    if (state === before) return;
    this.#told = state;
    const { store, log } = this.#parts;
    const facts = { state, was: before, how: proof?.how ?? null, jump: jumpMs };
    const code = clockRefusals[state];
    if (code === null) log.info(facts, 'the clock may be believed');
    else log.warn({ code, ...facts }, 'the clock may not be believed');
    try {
      store.write((tx) =>
        store.journal.append(tx, {
          actor: 'station',
          role: 'station',
          act: 'clock-state',
          objectType: 'station',
          objectId: 'clock',
          facts,
        }),
      );
    } catch (err) {
      log.error({ err }, 'the state of the clock cannot be journaled');
    }
    for (const listener of this.#listeners) listener(state, before);
  }
}
