import { type Signal, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import type { OfficeEvent } from '../../../src/web/contract/index.ts';
import { onEvent, onReconnect } from './live.ts';
import type { Failed, Reply } from './reply.ts';

/** What a view shows of the station: the last good value stays while it is asked for again or while that fails. */
export interface Live<T> {
  readonly value: Signal<T | null>;
  readonly failure: Signal<Failed | null>;
  /** Asks again, for the officer: after an act. */
  reload(): Promise<void>;
}

type Load<T> = (read: { background: boolean; signal: AbortSignal }) => Promise<Reply<T>>;

/** Events that come this close together (milliseconds), as those of one act do, are answered by one request. */
const gatherMs = 20;

/**
 * Loads something, and again whenever an event says that it may have changed and whenever events may have been missed.
 * `key` names what is loaded: another key starts afresh.
 */
export function useLive<T>(key: string, load: Load<T>, changedBy: (event: OfficeEvent) => boolean): Live<T> {
  const live = useMemo(() => makeLive(load, changedBy), [key]);
  useEffect(() => live.start(), [live]);
  return live;
}

function makeLive<T>(load: Load<T>, changedBy: (event: OfficeEvent) => boolean): Live<T> & { start(): () => void } {
  const value = signal<T | null>(null);
  const failure = signal<Failed | null>(null);
  let running: AbortController | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Something changed after the running request was sent: its answer may be old. */
  let changedSince = false;

  const ask = async (background: boolean): Promise<void> => {
    running?.abort();
    const own = new AbortController();
    running = own;
    changedSince = false;
    const reply = await load({ background, signal: own.signal });
    if (own.signal.aborted) return;
    running = null;
    failure.value = reply.ok ? null : reply.failure;
    if (reply.ok) value.value = reply.value;
    if (changedSince) later();
  };
  // A running request is not thrown away for each event: the station would have worked for nothing.
  const later = (): void => {
    if (running !== null) {
      changedSince = true;
      return;
    }
    timer ??= setTimeout(() => {
      timer = undefined;
      if (running === null) void ask(true);
      else changedSince = true;
    }, gatherMs);
  };
  return {
    value,
    failure,
    reload: () => ask(false),
    start: () => {
      void ask(false);
      const stops = [
        onEvent((event) => {
          if (changedBy(event)) later();
        }),
        onReconnect((missed) => {
          // What was sent over the old connection may never be answered.
          if (running === null && !missed && failure.peek() === null) return;
          running?.abort();
          running = null;
          later();
        }),
      ];
      return () => {
        for (const stop of stops) stop();
        clearTimeout(timer);
        timer = undefined;
        running?.abort();
        running = null;
      };
    },
  };
}
