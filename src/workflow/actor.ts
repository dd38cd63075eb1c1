import type { Role } from '../certification/index.ts';
import { fail, ok, type Result } from '../common/result.ts';

/** Who does something: an officer with a session, or the station itself. */
export interface Actor {
  readonly id: string;
  readonly roles: readonly Role[];
}

/** The service acting by itself: at start-up, at year end, when a receipt comes in. */
export const station: Actor = { id: 'station', roles: [] };

/** The first of `allowed` that the actor has, for the journal; none is `WEB-ROLE-MISSING`. */
export function roleFor(actor: Actor, allowed: readonly (Role | 'station')[]): Result<Role | 'station'> {
  if (actor === station) return allowed.includes('station') ? ok('station') : fail('WEB-ROLE-MISSING');
  const role = allowed.find((candidate) => candidate !== 'station' && actor.roles.includes(candidate));
  return role === undefined ? fail('WEB-ROLE-MISSING') : ok(role);
}
