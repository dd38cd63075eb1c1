import type { Clock } from '../../common/clock.ts';
import type { Logger } from '../../common/log.ts';
import { addDays } from '../../common/vietnam-time.ts';
import type { Store, Tx } from '../../store/index.ts';
import { deleteLineUse, deleteUseOfLine, listLineUse, writeLineUse } from '../../store/repositories/lines.ts';
import { dayOfUse } from './allowance.ts';
import type { RoutePolicy } from './route-policy.ts';

/** When what was counted is written. */
export const useTimings = {
  /** So long after it was carried at the latest, milliseconds. */
  writeMs: 2_000,
  /** At once when it is so much, bytes. */
  writeBytes: 262_144,
  /** Days that are kept. */
  keptDays: 62,
} as const;

type Also = (tx: Tx) => void;

/**
 * What each line carried, by the civil day in Vietnam. What is about to be sent of a document is entered before it goes, and
 * corrected afterwards; all else is written within two seconds or at 256 KiB. So a process that is killed has counted at
 * most a piece too much, and at most the answers and small messages of its last two seconds too little.
 *
 * The day is that of a clock that somebody vouches for. While nobody does, the last day goes on, so that a clock that jumped
 * renews no quota; what was counted on days that turn out to lie ahead counts for today.
 */
export class LineUse {
  readonly #store: Store;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #isTrusted: () => boolean;
  /** By line and day, bytes. */
  readonly #counted = new Map<string, Map<string, number>>();
  /** Bytes entered ahead. */
  readonly #ahead = new Set<{ line: string; readonly bytes: number }>();
  readonly #unwritten = new Set<string>();
  #unwrittenBytes = 0;
  #day: string;
  #timer: NodeJS.Timeout | null = null;
  /** The last write failed. */
  #failed = false;
  /** What no write has held yet of what goes with the counts, in its order. */
  #owed: Also[] = [];
  #closed = false;

  constructor(parts: { store: Store; clock: Clock; log: Logger; isTrusted: () => boolean }) {
    this.#store = parts.store;
    this.#clock = parts.clock;
    this.#log = parts.log;
    this.#isTrusted = parts.isTrusted;
    const rows = listLineUse(parts.store.db);
    for (const { line, day, bytes } of rows) this.#days(line).set(day, bytes);
    this.#day = rows.at(-1)?.day ?? dayOfUse(parts.clock.now(), null, true);
    this.turn();
  }

  /** The day on which use is counted now. */
  get day(): string {
    return this.#day;
  }

  /** Looks whether a new day has come. Answers whether it has. */
  turn(): boolean {
    const day = dayOfUse(this.#clock.now(), this.#day, this.#isTrusted());
    if (day === this.#day) return false;
    this.#write();
    this.#day = day;
    this.#takeBack(day);
    return true;
  }

  /** Bytes of a line's day or month so far, those entered ahead among them. */
  used({ name, quotaPer }: Pick<RoutePolicy, 'name' | 'quotaPer'>): number {
    const period = quotaPer === 'day' ? this.#day : this.#day.slice(0, 7);
    const days = [...(this.#counted.get(name) ?? [])].filter(([day]) => day.startsWith(period));
    return days.reduce((sum, [, bytes]) => sum + bytes, this.#aheadOf(name));
  }

  /** So many bytes were carried. */
  add(line: string, bytes: number): void {
    if (bytes <= 0) return;
    const days = this.#days(line);
    days.set(this.#day, (days.get(this.#day) ?? 0) + bytes);
    this.#unwritten.add(line);
    this.#unwrittenBytes += bytes;
    if (this.#unwrittenBytes >= useTimings.writeBytes) this.#write();
    else this.#timer ??= setTimeout(() => this.#write(), useTimings.writeMs).unref();
  }

  /** Enters what is about to be sent, durably. The returned function takes it back: what went has been counted. */
  ahead(line: string, bytes: number): () => void {
    const entered = { line, bytes };
    this.#ahead.add(entered);
    this.#unwritten.add(line);
    this.#write();
    return () => {
      this.#ahead.delete(entered);
      this.#unwritten.add(entered.line);
      this.#timer ??= setTimeout(() => this.#write(), useTimings.writeMs).unref();
    };
  }

  /**
   * A line is called otherwise from now on: what it carried, and what is on its way, counts under the new name. What the
   * disk does not take now is written with the next use.
   *
   * @param also  what is written in the same transaction, whenever that is
   */
  rename(from: string, to: string, also: Also): void {
    const days = this.#days(to);
    for (const [day, bytes] of this.#days(from)) days.set(day, (days.get(day) ?? 0) + bytes);
    this.#counted.delete(from);
    for (const one of this.#ahead) if (one.line === from) one.line = to;
    this.#unwritten.delete(from);
    this.#unwritten.add(to);
    this.#write((tx) => {
      deleteUseOfLine(tx, from);
      for (const [day, bytes] of days) if (day !== this.#day) writeLineUse(tx, { line: to, day, bytes });
      also(tx);
    });
  }

  close(): void {
    this.#closed = true;
    this.#write();
  }

  #aheadOf(line: string): number {
    return [...this.#ahead].reduce((sum, one) => sum + (one.line === line ? one.bytes : 0), 0);
  }

  #days(line: string): Map<string, number> {
    const known = this.#counted.get(line);
    if (known) return known;
    const made = new Map<string, number>();
    this.#counted.set(line, made);
    return made;
  }

  /** Days that lie ahead were counted by a clock that was wrong. */
  #takeBack(today: string): void {
    const from = addDays(today, -useTimings.keptDays);
    for (const [line, days] of this.#counted) {
      for (const [day, bytes] of days) {
        if (day <= today && day >= from) continue;
        days.delete(day);
        if (day > today) days.set(today, (days.get(today) ?? 0) + bytes);
      }
      this.#unwritten.add(line);
    }
    this.#write((tx) => deleteLineUse(tx, from, today));
  }

  #write(also?: Also): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    if (also) this.#owed.push(also);
    if (this.#unwritten.size === 0 && this.#owed.length === 0) return;
    try {
      this.#store.write((tx) => {
        // First of all: a name that a line gave up may be another's by now.
        for (const owed of this.#owed) owed(tx);
        for (const line of this.#unwritten) this.#writeLine(tx, line);
      });
      this.#unwritten.clear();
      this.#unwrittenBytes = 0;
      this.#owed = [];
      this.#failed = false;
    } catch (err) {
      // The disk may be full: what was counted is kept here, and written with what comes next.
      if (!this.#failed) this.#log.error({ err }, 'lines: their use cannot be written');
      this.#failed = true;
      if (!this.#closed) this.#timer = setTimeout(() => this.#write(), useTimings.writeMs).unref();
    }
  }

  #writeLine(tx: Tx, line: string): void {
    const days = this.#days(line);
    const bytes = (days.get(this.#day) ?? 0) + this.#aheadOf(line);
    writeLineUse(tx, { line, day: this.#day, bytes });
    if (!this.#failed) return;
    // A day may have ended since the write that failed.
    for (const [day, carried] of days) if (day !== this.#day) writeLineUse(tx, { line, day, bytes: carried });
  }
}
