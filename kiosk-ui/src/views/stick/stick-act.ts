import { signal } from '@preact/signals';
import { useMemo } from 'preact/hooks';
import { announce } from '../../design/announce.tsx';
import type { Failed, Reply } from '../../station/reply.ts';

/** What is being done with the stick: one thing at a time, and what came of the last one. */
export interface StickAct {
  readonly busy: boolean;
  readonly failure: Failed | null;
  /** What was done last. */
  readonly said: readonly string[];
  /** Whether it was done; `done` says in words what that means. */
  readonly run: <T>(send: () => Promise<Reply<T>>, done: (value: T) => readonly string[]) => Promise<boolean>;
}

/** @param after  loads what has changed */
export function useStickAct(after: () => Promise<void>): StickAct {
  const state = useMemo(
    () => ({ busy: signal(false), failure: signal<Failed | null>(null), said: signal<readonly string[]>([]) }),
    [],
  );
  return {
    busy: state.busy.value,
    failure: state.failure.value,
    said: state.said.value,
    run: async (send, done) => {
      if (state.busy.peek()) return false;
      state.busy.value = true;
      state.failure.value = null;
      state.said.value = [];
      const reply = await send();
      await after();
      state.busy.value = false;
      if (!reply.ok) {
        state.failure.value = reply.failure;
        return false;
      }
      state.said.value = done(reply.value);
      announce(state.said.value.join(' '));
      return true;
    },
  };
}
