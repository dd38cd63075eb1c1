import { ACT_RULES, actsFrom, maySeal, maySign, type OriginalState } from '../../certification/index.ts';
import type { Code } from '../../common/codes/index.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Reader } from '../../store/index.ts';
import type { OriginalRow } from '../../store/repositories/dossiers.ts';
import type { OfficerRow } from '../../store/repositories/officers.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import { peopleOf, sealPermissionsOf, toOfficer } from '../people.ts';
import { awaitsNumber } from '../register.ts';
import { OFFERED_ACTS, type OfferedAct } from './offered-acts.ts';

/** Why this officer may not sign (or seal) an original today, or null when nothing hinders; asked for many at a time. */
export function hindrances(
  db: Reader,
  kind: 'sign' | 'seal',
  officer: OfficerRow,
  now: number,
): (original: OriginalRow) => Code | null {
  const day = civilDate(now);
  const person = toOfficer(officer);
  const permissions = kind === 'seal' ? sealPermissionsOf(db, officer.id) : [];
  const settings = readSettings(db);
  return (original) => {
    const people = peopleOf(original);
    const allowed = kind === 'sign' ? maySign(person, people, day) : maySeal(person, people, day, permissions);
    if (!allowed.ok) return allowed.error.code;
    return kind === 'sign' && awaitsNumber(db, settings, original.id) ? 'LAW-REGISTER-NUMBER-AWAITED' : null;
  };
}

/** What this officer may do with this original now: what the state allows, the role, and the rules on persons. */
export function possibleActs(db: Reader, officer: OfficerRow, original: OriginalRow, now: number): OfferedAct[] {
  const possible = actsFrom(original.state as OriginalState);
  return OFFERED_ACTS.filter((act) => {
    if (!possible.includes(act)) return false;
    if (!ACT_RULES[act].by.some((role) => officer.roles.includes(role))) return false;
    if (act === 'sign' || act === 'seal') return hindrances(db, act, officer, now)(original) === null;
    return true;
  });
}
