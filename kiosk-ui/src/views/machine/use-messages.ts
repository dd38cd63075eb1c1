import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { OpenMessageList, StationAnswer } from '../../../../src/web/contract/index.ts';
import { call } from '../../station/call.ts';
import type { Failed } from '../../station/reply.ts';

export interface OpenMessages {
  readonly list: Signal<OpenMessageList | null>;
  readonly failure: Signal<Failed | null>;
  /** After an act. */
  reload(): Promise<void>;
}

/** What is not confirmed yet, asked for anew with each answer of the lamps: they follow the station's news. */
export function useMessages(mayRead: boolean, lamps: StationAnswer | null): OpenMessages {
  const list = useSignal<OpenMessageList | null>(null);
  const failure = useSignal<Failed | null>(null);
  const ask = async (signal?: AbortSignal): Promise<void> => {
    const path = '/api/messages';
    const reply = await call<OpenMessageList>({ method: 'GET', path, background: true, ...(signal ? { signal } : {}) });
    if (signal?.aborted) return;
    failure.value = reply.ok ? null : reply.failure;
    if (reply.ok) list.value = reply.value;
  };
  useEffect(() => {
    if (!mayRead) return;
    const own = new AbortController();
    void ask(own.signal);
    return () => own.abort();
  }, [mayRead, lamps]);
  return { list, failure, reload: ask };
}
