import { addDays, type CivilDate } from '../common/vietnam-time.ts';
import type { Role } from './officers.ts';

/** From a day to a day, both included; without an end while the decision names none. */
export interface Term {
  readonly validFrom: CivilDate;
  readonly validTo: CivilDate | null;
}

/** A decision of its own for one of an officer's roles. */
export interface RoleTerm extends Term {
  readonly role: Role;
  readonly decisionNumber: string;
}

/** An officer's roles with the terms in which they hold. */
export interface RoleHolder extends Term {
  readonly roles: readonly Role[];
  readonly roleTerms?: readonly RoleTerm[];
}

const endless: CivilDate = '9999-12-31';

const earlier = (a: CivilDate, b: CivilDate): CivilDate => (a.localeCompare(b) < 0 ? a : b);
const later = (a: CivilDate, b: CivilDate): CivilDate => (a.localeCompare(b) > 0 ? a : b);

/** Whether a term has `on` in it. */
export function covers({ validFrom, validTo }: Term, on: CivilDate): boolean {
  return validFrom <= on && (validTo === null || on <= validTo);
}

/** The decisions that a role has of its own. */
export function termsOf({ roleTerms = [] }: Pick<RoleHolder, 'roleTerms'>, role: Role): readonly RoleTerm[] {
  return roleTerms.filter((term) => term.role === role);
}

/**
 * The roles that an officer has on a day: each stands under the officer's decision, and where it has decisions of its
 * own, under one of those as well.
 */
export function rolesOn(officer: RoleHolder, on: CivilDate): readonly Role[] {
  if (!covers(officer, on)) return [];
  return officer.roles.filter((role) => {
    const own = termsOf(officer, role);
    return own.length === 0 || own.some((term) => covers(term, on));
  });
}

/**
 * The last day until which, from `from` on and without a gap, one of the officers has a role: `9999-12-31` when there
 * is no end, null when nobody has it on `from`.
 */
export function coveredUntil(officers: readonly RoleHolder[], role: Role, from: CivilDate): CivilDate | null {
  let until: CivilDate | null = null;
  for (let day = from; until !== endless; day = addDays(day, 1)) {
    const holders = officers.filter((officer) => rolesOn(officer, day).includes(role));
    if (holders.length === 0) break;
    day = holders.map((officer) => lastDay(officer, role, day)).reduce(later);
    until = day;
  }
  return until;
}

/** The last day of the term in which an officer has a role on `day`. */
function lastDay(officer: RoleHolder, role: Role, day: CivilDate): CivilDate {
  const whole = officer.validTo ?? endless;
  const own = termsOf(officer, role).filter((term) => covers(term, day));
  if (own.length === 0) return whole;
  return earlier(whole, own.map(({ validTo }) => validTo ?? endless).reduce(later));
}
