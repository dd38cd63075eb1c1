import { type ProofTimings, proofTimings } from './track.ts';

/** All waits of the lines, milliseconds. Tests shorten them; nothing else does. */
export interface RouteTimings extends ProofTimings {
  /** A request that is not answered for so long makes its line be asked, where another one is there. */
  readonly suspectMs: number;
  /** How often use and days are looked at. */
  readonly lookMs: number;
  /** The settings are read no sooner than this after the last time: a request does not wait for them. */
  readonly readMs: number;
}

export const routeTimings: RouteTimings = { ...proofTimings, suspectMs: 8_000, lookMs: 2_000, readMs: 500 };
