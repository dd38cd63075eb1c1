/** What is known of one line towards one destination, for one load. */
export interface Candidate {
  /** It leads there, nobody has paused it, and it may carry this load now. */
  readonly open: boolean;
  readonly health: 'good' | 'untried' | 'bad';
  /** It has held for long enough since it last failed: one goes back to it. */
  readonly proven: boolean;
  /** When it last failed, on the monotonic clock; less than any instant when it never did. */
  readonly failedAt: number;
}

/**
 * The line that a load takes, as its place among the candidates, which stand in the order of preference; null when none may
 * carry it.
 *
 * The first that works. One that came back is gone back to once it is proven, so that a line which flickers does not drag
 * the traffic to and fro. When none works, the one that failed longest ago: something is tried all the same, on each in turn.
 *
 * @param current  the one that the last such load took; null: none, or none of these
 */
export function chooseRoute(candidates: readonly Candidate[], current: number | null): number | null {
  const open = [...candidates.keys()].filter((place) => candidates[place]?.open);
  const working = open.filter((place) => candidates[place]?.health !== 'bad');
  const [first] = working;
  if (first === undefined) return longestFailed(candidates, open);
  if (current === null || !working.includes(current)) return first;
  const better = working.find((place) => place < current && isReady(candidates[place]));
  return better ?? current;
}

/** An untried line of higher rank is tried at once: nothing speaks against it. */
function isReady(candidate: Candidate | undefined): boolean {
  return candidate !== undefined && (candidate.health === 'untried' || candidate.proven);
}

function longestFailed(candidates: readonly Candidate[], open: readonly number[]): number | null {
  const failedAt = (place: number): number => candidates[place]?.failedAt ?? Number.NEGATIVE_INFINITY;
  return open.reduce<number | null>(
    (best, place) => (best === null || failedAt(place) < failedAt(best) ? place : best),
    null,
  );
}
