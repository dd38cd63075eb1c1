import type { MachineAnswer } from '../../../../src/web/contract/index.ts';

/** A stretch of time in which the line was the same. `off`: the station measured nothing. Epoch milliseconds. */
export interface Stretch {
  readonly state: 'up' | 'down' | 'unknown' | 'off';
  readonly from: number;
  readonly to: number;
}

const dayMs = 86_400_000;

/** The last day as stretches without a gap between them, the oldest first; the last one ends now. */
export function stretchesOf({ slots, slotMs }: MachineAnswer['line'], now: number): readonly Stretch[] {
  const begin = now - dayMs;
  const stretches: Stretch[] = [];
  let reached = begin;
  const add = (state: Stretch['state'], to: number): void => {
    const from = reached;
    if (to <= from) return;
    reached = to;
    const last = stretches.at(-1);
    if (last?.state === state) stretches[stretches.length - 1] = { ...last, to };
    else stretches.push({ state, from, to });
  };
  for (const { at, state } of slots) {
    add('off', Math.min(at, now));
    add(state, Math.min(at + slotMs, now));
  }
  add('off', now);
  return stretches;
}

/** How long a state lasted in all, milliseconds. */
export function totalOf(stretches: readonly Stretch[], state: Stretch['state']): number {
  return stretches.filter((one) => one.state === state).reduce((sum, { from, to }) => sum + to - from, 0);
}
