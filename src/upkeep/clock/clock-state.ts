import type { Code } from '../../common/codes/index.ts';

/**
 * What is known of the wall clock. `unproven`: nothing has vouched for it since the machine's start; `jumped`: it was set,
 * or the machine slept, after something had vouched for it; `disputed`: the server that had vouched for it now names
 * another time; `behind`: it is earlier than the last journal entry.
 */
export const clockStates = ['proven', 'unproven', 'jumped', 'disputed', 'behind'] as const;
export type ClockState = (typeof clockStates)[number];

/** Who vouched: the system's own time synchronisation, one of the far servers, or an officer at a screen. */
export const clockProofs = ['system', 'portal', 'gateway', 'officer'] as const;
export type ClockProof = (typeof clockProofs)[number];

/** What a refusal says in each state; null: dates may be written. */
export const clockRefusals = {
  proven: null,
  unproven: 'CLOCK-UNPROVEN',
  jumped: 'CLOCK-JUMPED',
  disputed: 'CLOCK-DISPUTED',
  behind: 'CLOCK-BEHIND',
} as const satisfies Record<ClockState, Code | null>;
