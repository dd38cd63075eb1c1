import { fail, ok, type Result } from '../../common/result.ts';
import { findOfficer, type OfficerRow, updateOfficer } from '../../store/repositories/officers.ts';
import type { Office } from '../../workflow/office.ts';

/** How many wrong passwords lock a name, and for how long (milliseconds). */
export const lock = { after: 5, forMs: 15 * 60_000 } as const;

interface Tries {
  readonly failed: number;
  readonly lockedUntil: number | null;
}

/** A lock that ends later than any begun now was set by a clock that has since gone back, and is over. */
function stillLocked(lockedUntil: number, now: number): boolean {
  return now < lockedUntil && lockedUntil <= now + lock.forMs;
}

/** The tries after one more, or the time that is left of a lock. */
function oneMore({ failed, lockedUntil }: Tries, now: number): Result<Tries> {
  if (lockedUntil !== null && stillLocked(lockedUntil, now)) {
    return fail('WEB-SIGN-IN-LOCKED', { minutes: Math.ceil((lockedUntil - now) / 60_000) });
  }
  const count = (lockedUntil === null ? failed : 0) + 1;
  return ok({ failed: count, lockedUntil: count >= lock.after ? now + lock.forMs : null });
}

/**
 * Takes a try before the password is looked at, and gives it back when it was right: of many requests at once no more
 * than five get to guess. WEB-SIGN-IN-LOCKED (facts: minutes).
 */
export function takeTry(office: Office, officerId: string): Result<void> {
  return office.store.attempt((tx) => {
    const row = findOfficer(tx, officerId);
    if (!row) return fail('WEB-SIGN-IN-FAILED');
    const tries = oneMore({ failed: row.failedSignIns, lockedUntil: row.lockedUntil }, office.clock.now());
    if (!tries.ok) return tries;
    const { failed, lockedUntil } = tries.value;
    updateOfficer(tx, officerId, { failedSignIns: failed, lockedUntil });
    return ok();
  });
}

/**
 * Gives one try back, for a right password that is not the whole of the sign-in. The others stay: whoever knows the
 * password must not get new tries at the code by it.
 */
export function giveTryBack(office: Office, officerId: string): void {
  office.store.write((tx) => {
    const row = findOfficer(tx, officerId);
    if (!row) return;
    const failed = Math.max(0, row.failedSignIns - 1);
    updateOfficer(tx, officerId, { failedSignIns: failed, ...(failed < lock.after ? { lockedUntil: null } : {}) });
  });
}

/** Whether the last try taken has locked the officer. */
export function isLocked(row: OfficerRow | undefined, now: number): boolean {
  return row?.lockedUntil != null && stillLocked(row.lockedUntil, now);
}

const strangersRemembered = 1000;

/** Counts tries for names that nobody has, so that a lock does not tell which names there are. */
export class Strangers {
  readonly #tries = new Map<string, Tries>();

  take(name: string, now: number): Result<void> {
    const tries = oneMore(this.#tries.get(name) ?? { failed: 0, lockedUntil: null }, now);
    if (!tries.ok) return tries;
    this.#tries.delete(name);
    this.#tries.set(name, tries.value);
    if (this.#tries.size > strangersRemembered) this.#tries.delete(this.#tries.keys().next().value ?? '');
    return ok();
  }
}
