import { randomBytes } from 'node:crypto';
import type { OfficeEvent } from './office-event.ts';

export type { OfficeEvent } from './office-event.ts';

export type OfficeListener = (event: OfficeEvent) => void;

/** An event with its place in the order of all events since the start. */
export interface PlacedEvent {
  readonly place: number;
  readonly event: OfficeEvent;
}

/** So many things are remembered, each with what was said of it last. */
const mostRemembered = 256;

/** Of what an event speaks: a later one of the same makes an earlier one superfluous. */
function subjectOf(event: OfficeEvent): string {
  switch (event.type) {
    case 'dossier-changed':
      return `${event.type} ${event.dossierId}`;
    case 'original-changed':
      return `${event.type} ${event.originalId}`;
    case 'page-scanned':
    case 'scan-progress':
    case 'scan-ended':
      return `${event.type} ${event.scanId}`;
    case 'attempt-progress':
    case 'attempt-ended':
      return `${event.type} ${event.attemptId}`;
    case 'inbound-changed':
    case 'clock-changed':
    case 'station-changed':
      return event.type;
  }
}

/** Hands events to whoever listens, in order, and remembers the last of each subject for whoever was away for a moment. */
export class OfficeEvents {
  /** Tells this run's places from those of a run before it. */
  readonly run = randomBytes(6).toString('base64url');
  readonly #listeners = new Set<OfficeListener>();
  /** By subject, in the order of their places. */
  readonly #last = new Map<string, PlacedEvent>();
  #place = 0;
  /** The highest place of what is not remembered any more. */
  #forgotten = 0;

  emit(event: OfficeEvent): void {
    this.#place += 1;
    const subject = subjectOf(event);
    this.#last.delete(subject);
    this.#last.set(subject, { place: this.#place, event });
    const [oldest] = this.#last;
    if (this.#last.size > mostRemembered && oldest) {
      this.#last.delete(oldest[0]);
      this.#forgotten = oldest[1].place;
    }
    for (const listener of this.#listeners) listener(event);
  }

  /** Of the last event; 0 before the first. */
  get place(): number {
    return this.#place;
  }

  /**
   * What has been said since, of each subject the last word, in order.
   *
   * @param place  of the last event that is known
   * @returns      null when something of it is forgotten, or the place was never reached
   */
  since(place: number): readonly PlacedEvent[] | null {
    if (place < this.#forgotten || place > this.#place) return null;
    return [...this.#last.values()].filter((one) => one.place > place);
  }

  /** Whether anybody listens. */
  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  /** Listens until the returned function is called. */
  listen(listener: OfficeListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
