import type { LinkState } from '../link-state.ts';

/** How many messages and how many documents are on their way at the same time. */
export interface Lanes {
  readonly messages: number;
  readonly documents: number;
  /** A document begins no sooner than this after the one before it, while that one is still on its way; milliseconds. */
  readonly documentsApartMs: number;
  /** Nothing begins right behind what has failed: the line is watched, and tells when it is back. */
  readonly patient?: true;
}

/**
 * Several at once fill the round trips of a line far away. On a weak one few share what there is, so that one of them is
 * through before the line goes; a second document fills the gap between two pieces of the first. Documents that begin
 * together end together too, and their gaps then fall on each other: on a slow line they begin apart.
 */
export const lanes = {
  good: { messages: 32, documents: 3, documentsApartMs: 0 },
  slow: { messages: 32, documents: 3, documentsApartMs: 3_000 },
  weak: { messages: 2, documents: 2, documentsApartMs: 3_000 },
  /** Nothing has been sent yet that tells how fast the line is. */
  unknown: { messages: 32, documents: 1, documentsApartMs: 0 },
  /** Both lines are away. Something is tried all the same, lest a server that answers no probe is never told anything. */
  down: { messages: 1, documents: 1, documentsApartMs: 0, patient: true },
} as const satisfies Record<string, Lanes>;

/** A document of ordinary length takes seconds on a line slower than this, bytes a second. */
const slowBytesPerSecond = 256_000;

/**
 * The lanes for what the two lines are like.
 *
 * @param bytesPerSecond  how fast documents go; null while nothing tells
 */
export function lanesFor(portal: LinkState, gateway: LinkState, bytesPerSecond: number | null): Lanes {
  if (portal === 'down' && gateway === 'down') return lanes.down;
  return {
    ...lanes[documentLane(gateway, bytesPerSecond)],
    messages: lanes[portal === 'weak' ? 'weak' : 'good'].messages,
  };
}

function documentLane(gateway: LinkState, bytesPerSecond: number | null): keyof typeof lanes {
  if (bytesPerSecond === null) return 'unknown';
  if (gateway === 'weak') return 'weak';
  return bytesPerSecond < slowBytesPerSecond ? 'slow' : 'good';
}
