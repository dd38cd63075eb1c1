import { type Signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import type { MachineAnswer, StationAnswer } from '../../../../src/web/contract/index.ts';
import { getMachine } from '../../station/api.ts';
import type { Failed } from '../../station/reply.ts';

export interface Machine {
  readonly value: Signal<MachineAnswer | null>;
  readonly failure: Signal<Failed | null>;
}

/** What only this view shows, asked for anew with each answer of the lamps: they follow the station's news. */
export function useMachine(lamps: StationAnswer | null): Machine {
  const value = useSignal<MachineAnswer | null>(null);
  const failure = useSignal<Failed | null>(null);
  useEffect(() => {
    const own = new AbortController();
    const ask = async (): Promise<void> => {
      const reply = await getMachine({ background: true, signal: own.signal });
      if (own.signal.aborted) return;
      failure.value = reply.ok ? null : reply.failure;
      if (reply.ok) value.value = reply.value;
    };
    void ask();
    return () => own.abort();
  }, [lamps]);
  return { value, failure };
}
