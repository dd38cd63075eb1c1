import type { Writable } from 'node:stream';
import type { Clock } from '../../common/clock.ts';
import type { OfficeEvent, OfficeEvents } from '../../workflow/events.ts';
import type { StreamNote } from '../contract/live.ts';

/** All times and limits of the event stream. */
export const feedLimits = {
  /** What comes up within so long of the last batch goes in one batch (milliseconds). */
  paceMs: 250,
  /** A comment this often keeps the line open and finds out that the session has ended (milliseconds). */
  heartbeatMs: 15_000,
  /** What the browser waits before it connects again (milliseconds). */
  retryMs: 2_000,
  /** A screen that takes nothing off the line for so many beats is let go. */
  mostStalledBeats: 4,
} as const;

/** An event as the stream carries it (WHATWG HTML, server-sent events): ids, states and counts only. */
export function frame({ type, ...data }: OfficeEvent | StreamNote, id: string): string {
  return `event: ${type}\nid: ${id}\ndata: ${JSON.stringify(data)}\n\n`;
}

/** What ends an officer's waiting does not wait itself. */
const ends: readonly OfficeEvent['type'][] = ['scan-ended', 'attempt-ended', 'clock-changed'];

interface FeedParts {
  readonly events: OfficeEvents;
  readonly clock: Clock;
  readonly stream: Writable;
  /** Which events this screen may hear now; null when the stream is over, which is then seen to. */
  readonly hearing: () => ((type: OfficeEvent['type']) => boolean) | null;
  /** The id of the last event that the screen has, as its browser says. */
  readonly lastId: string | undefined;
}

/**
 * The office's events to one screen, a few batches a second: the first at once, what follows gathered, of each subject the
 * last word. Nothing is kept for a screen but its place among the events: one that is slow is told less, and after too much
 * that it is to read again.
 */
export class LiveFeed {
  readonly #parts: FeedParts;
  /** Of the last event that the screen was told, or need not be. */
  #place: number;
  #timer: NodeJS.Timeout | null = null;
  #timerIsPaced = false;
  /** On the monotonic clock. */
  #toldAt = Number.NEGATIVE_INFINITY;
  /** The line takes nothing more for now. */
  #isFull = false;
  #stalledBeats = 0;
  #isClosed = false;

  constructor(parts: FeedParts) {
    this.#parts = parts;
    const { events, lastId } = parts;
    const known = placeOf(lastId, events.run);
    const resumed = known !== null && events.since(known) !== null;
    this.#place = resumed ? known : events.place;
    this.#write(
      `retry: ${feedLimits.retryMs}\n: here\n\n${frame({ type: 'listening', resumed }, this.#id(this.#place))}`,
    );
    if (this.#place < events.place) this.#tellIn(0);
  }

  /** Something happened. */
  notice({ type }: OfficeEvent): void {
    const paced = this.#toldAt + feedLimits.paceMs - this.#parts.clock.monotonic();
    this.#tellIn(ends.includes(type) ? 0 : Math.max(0, paced));
  }

  /** Keeps the line open, and lets go of a screen that takes nothing any more. */
  beat(): void {
    const { hearing, stream } = this.#parts;
    if (this.#isFull) {
      this.#stalledBeats += 1;
      if (this.#stalledBeats >= feedLimits.mostStalledBeats) stream.destroy();
    } else if (hearing()) {
      this.#write(`id: ${this.#id(this.#place)}\n: here\n\n`);
    }
  }

  /** Tells nothing any more. */
  close(): void {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#isClosed = true;
  }

  #id(place: number): string {
    return `${this.#parts.events.run}.${place}`;
  }

  /** What one act brings about comes together: never within the act itself. */
  #tellIn(ms: number): void {
    if (this.#isFull || this.#isClosed) return;
    const paced = ms > 0;
    if (this.#timer) {
      if (paced || !this.#timerIsPaced) return;
      clearTimeout(this.#timer);
    }
    this.#timerIsPaced = paced;
    this.#timer = setTimeout(() => this.#tell(), ms);
  }

  #tell(): void {
    this.#timer = null;
    const { events, clock, hearing } = this.#parts;
    const mayHear = this.#isFull ? null : hearing();
    if (mayHear === null) return;
    const news = events.since(this.#place);
    this.#place = events.place;
    this.#toldAt = clock.monotonic();
    const text =
      news === null
        ? frame({ type: 'read-again' }, this.#id(this.#place))
        : news
            .filter(({ event }) => mayHear(event.type))
            .map(({ event, place }) => frame(event, this.#id(place)))
            .join('');
    if (text !== '') this.#write(text);
  }

  #write(text: string): void {
    const { stream, events } = this.#parts;
    if (!stream.writable || stream.write(text)) return;
    this.#isFull = true;
    stream.once('drain', () => {
      this.#isFull = false;
      this.#stalledBeats = 0;
      if (this.#place < events.place) this.#tellIn(0);
    });
  }
}

/** The place in an id of this run; null in anything else. */
function placeOf(id: string | undefined, run: string): number | null {
  const place = id?.startsWith(`${run}.`) ? id.slice(run.length + 1) : '';
  return /^\d{1,15}$/.test(place) ? Number(place) : null;
}
