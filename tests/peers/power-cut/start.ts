import { loadavg } from 'node:os';

/** One start of the station: how long until READY, which of its steps took how long, and how busy the machine was. */
export interface Start {
  readonly seconds: number;
  /** Milliseconds by the station's own steps, in order; what is before the first is the program being loaded. */
  readonly steps: Readonly<Record<string, number>>;
  /** The load of the machine (one minute) when it was over. */
  readonly load: number;
}

/** @param lines  what the station logged until READY */
export function startOf(lines: readonly string[], seconds: number): Start {
  const steps: Record<string, number> = {};
  for (const line of lines) {
    const { step, ms, msg } = JSON.parse(line) as { step?: string; ms?: number; msg?: string };
    if (msg === 'start step' && step !== undefined && ms !== undefined) steps[step] = ms;
  }
  const known = Object.values(steps).reduce((sum, ms) => sum + ms, 0);
  return {
    seconds: Math.round(seconds * 1000) / 1000,
    steps: { ...steps, 'program and health': Math.max(0, Math.round(seconds * 1000 - known)) },
    load: Math.round((loadavg()[0] ?? 0) * 10) / 10,
  };
}

/** In one line, for people. */
export function tellStart({ seconds, steps, load }: Start): string {
  const parts = Object.entries(steps).map(([step, ms]) => `${step} ${ms} ms`);
  return `READY after ${seconds} s at load ${load} (${parts.join(', ')})`;
}

/** Seconds until READY over many starts. */
export function readyOf(starts: readonly Start[]): { readonly median: number; readonly most: number } {
  const sorted = starts.map(({ seconds }) => seconds).toSorted((a, b) => a - b);
  return { median: sorted[Math.floor(sorted.length / 2)] ?? 0, most: sorted.at(-1) ?? 0 };
}
