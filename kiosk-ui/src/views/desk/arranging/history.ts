import { sameArrangement } from '../../../../../src/web/contract/index.ts';
import type { Placed } from './arrangement.ts';

/** The arrangements that this officer went through, so that each act can be undone and done again. */
export interface History {
  readonly past: readonly (readonly Placed[])[];
  /** Null until the pages are known. */
  readonly now: readonly Placed[] | null;
  readonly future: readonly (readonly Placed[])[];
  /** How many scans there were then: pages that a scan brought can be undone too. */
  readonly scans: number;
}

export const noHistory: History = { past: [], now: null, future: [], scans: 0 };

/** So many acts can be undone. */
const depth = 40;

/** After an act of the officer's. */
export function after(history: History, next: readonly Placed[]): History {
  if (history.now === null) return { ...history, now: next };
  return { ...history, past: [...history.past, history.now].slice(-depth), now: next, future: [] };
}

/** One act back; null when there is none. */
export function undone(history: History): History | null {
  const before = history.past.at(-1);
  if (before === undefined || history.now === null) return null;
  return { ...history, past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future] };
}

/** One act forward again; null when there is none. */
export function redone(history: History): History | null {
  const [next, ...future] = history.future;
  if (next === undefined || history.now === null) return null;
  return { ...history, past: [...history.past, history.now], now: next, future };
}

/**
 * What the station says stands now. New pages of a scan are one more act; what a colleague has arranged is where the
 * history begins anew, since undoing it is not this officer's.
 */
export function met(history: History, current: readonly Placed[], scans: number): History {
  if (history.now === null) return { ...noHistory, now: current, scans };
  if (sameArrangement(history.now, current)) return history.scans === scans ? history : { ...history, scans };
  return scans > history.scans ? { ...after(history, current), scans } : { ...noHistory, now: current, scans };
}
