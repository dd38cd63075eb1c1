import { useState } from 'preact/hooks';
import type { Failed, Reply } from '../../station/reply.ts';

/** An act under way: whether it is, and what the station said against the last one. */
export interface Acting {
  readonly busy: boolean;
  readonly failure: Failed | null;
  readonly clear: () => void;
  /** Sends it once; the value, or null when it was refused (and `failure` says why). */
  readonly run: <T>(send: () => Promise<Reply<T>>) => Promise<T | null>;
}

export function useAct(): Acting {
  const [busy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failed | null>(null);
  return {
    busy,
    failure,
    clear: () => setFailure(null),
    run: async (send) => {
      setBusy(true);
      setFailure(null);
      const reply = await send();
      setBusy(false);
      if (reply.ok) return reply.value;
      setFailure(reply.failure);
      return null;
    },
  };
}
