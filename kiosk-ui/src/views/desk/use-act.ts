import { signal } from '@preact/signals';
import { useState } from 'preact/hooks';
import type { Failed, Reply } from '../../station/reply.ts';

/** An act under way: whether it is, and what the station said against the last one. */
export interface Acting {
  readonly busy: boolean;
  readonly failure: Failed | null;
  readonly clear: () => void;
  /** Sends it once; the value, or null when it was refused (and `failure` says why). */
  readonly run: <T>(send: () => Promise<Reply<T>>) => Promise<T | null>;
  /** The same for an act that is answered with nothing: whether it was done. */
  readonly done: (send: () => Promise<Reply<unknown>>) => Promise<boolean>;
}

const refusals = signal<ReadonlyMap<string, Failed>>(new Map());

/**
 * What the station said against the last act on an original, by its id. Who is overtaken sees the original's next step
 * at once: the refusal stands there, until the next act.
 */
export function refusalOf(originalId: string): Failed | null {
  return refusals.value.get(originalId) ?? null;
}

/** Forgets what was said: the original is no longer shown. */
export function forgetRefusal(originalId: string): void {
  note(originalId, null);
}

function note(originalId: string, failure: Failed | null): void {
  const next = new Map(refusals.peek());
  if (failure === null) next.delete(originalId);
  else next.set(originalId, failure);
  refusals.value = next;
}

/** @param originalId  of an act on an original: its step shows `refusalOf` */
export function useAct(originalId?: string): Acting {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failed | null>(null);
  const say = (said: Failed | null): void => {
    setFailure(said);
    if (originalId !== undefined) note(originalId, said);
  };
  const act = async <T>(send: () => Promise<Reply<T>>): Promise<Reply<T>> => {
    setBusy(true);
    say(null);
    const reply = await send();
    setBusy(false);
    if (!reply.ok) say(reply.failure);
    return reply;
  };
  return {
    busy,
    failure,
    clear: () => say(null),
    run: async (send) => {
      const reply = await act(send);
      return reply.ok ? reply.value : null;
    },
    done: async (send) => (await act(send)).ok,
  };
}
