import { effect, signal } from '@preact/signals';
import type { OfficeEvent, StreamNote } from '../../../src/web/contract/index.ts';
import { checkSession, session } from './session.ts';

type EventType = OfficeEvent['type'];

/** Every type of event; the record makes a new one a type error until it stands here. */
const eventTypes = Object.keys({
  'dossier-changed': 0,
  'inbound-changed': 0,
  'original-changed': 0,
  'page-scanned': 0,
  'scan-progress': 0,
  'scan-ended': 0,
  'attempt-progress': 0,
  'attempt-ended': 0,
  'clock-changed': 0,
  'station-changed': 0,
} satisfies Record<EventType, 0>) as EventType[];

/** After the station has refused the stream, or cannot be reached, the next try (milliseconds). */
const retryMs = 2_000;

/** Whether the live events reach this screen. `connecting`: from the start, or since they broke off. */
export const connection = signal<'connecting' | 'open' | 'lost'>('connecting');

const eventListeners = new Set<(event: OfficeEvent) => void>();
const reconnectListeners = new Set<(missed: boolean) => void>();

/** Hears the station's events until the returned function is called. */
export function onEvent(listener: (event: OfficeEvent) => void): () => void {
  eventListeners.add(listener);
  return () => eventListeners.delete(listener);
}

/**
 * Hears that the stream is back, or that it could not keep up. `missed`: events may have been, so what is shown is asked for
 * anew; otherwise only what was asked for over the old connection may never be answered.
 */
export function onReconnect(listener: (missed: boolean) => void): () => void {
  reconnectListeners.add(listener);
  return () => reconnectListeners.delete(listener);
}

/** Keeps the stream open for as long as somebody is signed in. Called once. */
export function startLive(): void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wasOpen = false;

  const close = (): void => {
    clearTimeout(timer);
    source?.close();
    source = null;
  };
  const open = (): void => {
    close();
    const opened = new EventSource('/api/events');
    source = opened;
    const missing = (missed: boolean): void => {
      for (const listener of reconnectListeners) listener(missed);
    };
    opened.onopen = () => {
      connection.value = 'open';
    };
    hear(opened, 'listening', ({ resumed }) => {
      if (wasOpen) missing(!resumed);
      wasOpen = true;
    });
    hear(opened, 'read-again', () => missing(true));
    opened.onerror = () => {
      connection.value = 'lost';
      // What the views read while there was no stream may have changed before the next one.
      wasOpen = true;
      // An orderly end may mean that the session is over; the browser comes back by itself unless it was refused.
      void checkSession();
      if (opened.readyState === EventSource.CLOSED) timer = setTimeout(open, retryMs);
    };
    for (const type of eventTypes) {
      hear(opened, type, (event) => {
        for (const listener of eventListeners) listener(event);
      });
    }
  };
  effect(() => {
    if (session.value.status === 'signed-in') {
      if (source === null) open();
      return;
    }
    close();
    wasOpen = false;
    connection.value = 'connecting';
  });
}

function hear<T extends (OfficeEvent | StreamNote)['type']>(
  source: EventSource,
  type: T,
  listener: (said: Extract<OfficeEvent | StreamNote, { type: T }>) => void,
): void {
  source.addEventListener(type, (message: MessageEvent<string>) => {
    listener({ type, ...(JSON.parse(message.data) as object) } as Extract<OfficeEvent | StreamNote, { type: T }>);
  });
}
