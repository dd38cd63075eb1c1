import type { LinkState } from '../link-state.ts';

/** How many messages and how many documents are on their way at the same time. */
export interface Lanes {
  readonly messages: number;
  readonly documents: number;
}

/**
 * Several at once fill the round trips of a line far away. On a weak one few share what there is, so that one of them is
 * through before the line goes; a second document fills the gap between two pieces of the first.
 */
export const lanes = {
  good: { messages: 8, documents: 3 },
  weak: { messages: 2, documents: 2 },
} as const satisfies Record<string, Lanes>;

/** The lanes for what the two lines are like. */
export function lanesFor(portal: LinkState, gateway: LinkState): Lanes {
  return {
    messages: lanes[portal === 'weak' ? 'weak' : 'good'].messages,
    documents: lanes[gateway === 'weak' ? 'weak' : 'good'].documents,
  };
}
