import { ok, type Result } from '../../common/result.ts';
import type { Tx } from '../../store/index.ts';
import type { JournalFacts } from '../../store/schema/journal.ts';
import { type Actor, roleFor } from '../actor.ts';
import type { Office } from '../office.ts';

/** Who carries the stick: the officer who makes copies and returns them, or the unit admin. */
export const carriers = ['creator', 'unit-admin'] as const;
/** Who says which stations are trusted. */
export const confirmers = ['unit-admin'] as const;

/** An officer in the role in which something is done with a stick. */
export interface Carrier {
  readonly id: string;
  readonly role: string;
}

/** WEB-ROLE-MISSING. */
export function carrier(actor: Actor, allowed: readonly ('creator' | 'unit-admin')[] = carriers): Result<Carrier> {
  const role = roleFor(actor, allowed);
  return role.ok ? ok({ id: actor.id, role: role.value }) : role;
}

/** Writes down what was done with a bundle, a station or the stick. */
export function journalBundle(
  office: Pick<Office, 'store'>,
  tx: Tx,
  by: Carrier,
  act: string,
  objectId: string,
  facts: JournalFacts,
): void {
  office.store.journal.append(tx, { actor: by.id, role: by.role, act, objectType: 'station', objectId, facts });
}
