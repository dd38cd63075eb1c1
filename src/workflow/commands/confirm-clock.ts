import type { Role } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { type ClockStatus, clockLimits } from '../../upkeep/clock/clock-watch.ts';
import { type Actor, roleFor } from '../actor.ts';
import type { Office } from '../office.ts';

/** Who may vouch for the clock: those whose work waits for it, and the unit admin. */
export const clockConfirmers: readonly Role[] = ['creator', 'signer', 'seal-keeper', 'unit-admin'];

/**
 * An officer has looked at the date and time and says that they are right.
 *
 * @param seen  the instant that the officer's screen showed, epoch milliseconds
 * CLOCK-NOT-AS-SEEN when the station has another time by now; nothing changes when the clock is proven already.
 */
export function confirmClock(office: Office, actor: Actor, seen: number): Result<ClockStatus> {
  const role = roleFor(actor, clockConfirmers);
  if (!role.ok) return role;
  const { store, clockWatch } = office;
  const before = clockWatch.look();
  if (Math.abs(before.now - seen) > clockLimits.toleranceMs) return fail('CLOCK-NOT-AS-SEEN', { now: before.now });
  if (before.state === 'proven') return ok(before);
  const count = store.write((tx) => {
    const entry = store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'confirm-clock',
      objectType: 'station',
      objectId: 'clock',
      facts: { was: before.state, last: before.lastEntryAt, jump: before.jumpMs, far: before.farDifferenceMs },
    });
    return clockWatch.confirm(tx, actor.id, entry);
  });
  count();
  return ok(clockWatch.look());
}
