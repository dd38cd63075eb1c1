import { addDays, civilDate, instantOf } from '../../common/vietnam-time.ts';
import { isWithin, nextEnd } from './hours.ts';
import type { Refusal } from './refusal.ts';
import type { RoutePolicy } from './route-policy.ts';

/** What is to be carried. `bytes`: of the request at hand. */
export interface Load {
  readonly kind: 'message' | 'document';
  readonly urgent: boolean;
  readonly bytes: number;
}

/** How a line stands at this moment: bytes used of its quota's day or month, the wall clock. */
export interface Standing {
  readonly paused: boolean;
  readonly used: number;
  readonly now: number;
}

/** Why this line may not carry this load now, or null where it may. */
export function refusalOf(policy: RoutePolicy, load: Load, { paused, used, now }: Standing): Refusal | null {
  if (paused) return 'paused';
  const left = policy.quotaBytes === 0 ? Number.POSITIVE_INFINITY : policy.quotaBytes - used;
  if (load.kind === 'message') return policy.usedUp === 'nothing' && left <= 0 ? 'quota' : null;
  if (policy.documents === 'none' || (policy.documents === 'urgent' && !load.urgent)) return 'documents';
  if (!load.urgent && isWithin(policy.metered, now)) return 'hours';
  return fits(load.bytes, left, policy.quotaBytes) ? null : 'quota';
}

/**
 * What is larger than the whole quota and cannot be divided would wait for ever: it goes while most of a quota is left,
 * uses it up, and the next one begins anew.
 */
function fits(bytes: number, left: number, quota: number): boolean {
  return left > 0 && (bytes <= left || (bytes > quota && left * 2 > quota));
}

/**
 * When a refusal ends by itself, epoch milliseconds; null: not by itself.
 *
 * @param day  the day on which the use is counted, which is not that of a clock that nobody vouches for
 */
export function endOf(policy: RoutePolicy, refusal: Refusal, day: string, now: number): number | null {
  switch (refusal) {
    case 'quota':
      return policy.quotaPer === 'day' ? instantOf(addDays(day, 1)) : instantOf(nextMonth(day));
    case 'hours':
      return nextEnd(policy.metered, now);
    case 'paused':
    case 'documents':
      return null;
  }
}

/** The first day of the month after that of a day. */
export function nextMonth(day: string): string {
  return `${addDays(`${day.slice(0, 7)}-28`, 4).slice(0, 7)}-01`;
}

/** The civil day in Vietnam on which use is counted. */
export function dayOfUse(now: number, latest: string | null, trusted: boolean): string {
  // A clock that nobody vouches for opens no new day, and with it no new quota.
  return trusted || latest === null ? civilDate(now) : latest;
}
