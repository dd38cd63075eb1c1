import { type Static, Type } from 'typebox';
import { Instant, NullableInteger, oneOf } from './shapes.ts';

export const FAR_ANSWERS = ['found', 'absent', 'not-offered'] as const;

/** What the portal said last of a dossier. */
const Far = Type.Object({
  askedAt: Instant,
  answer: oneOf(FAR_ANSWERS),
  /** The national status there; null where it does not say. */
  statusCode: NullableInteger,
  /** When it was first heard to be in this state. */
  since: Instant,
  /** What the portal confirmed last of the station's own; null when nothing is known of that. */
  toldStatusCode: NullableInteger,
});
export const NullableFar = Type.Unsafe<Static<typeof Far> | null>({ ...Far, type: ['object', 'null'] });
export type FarAnswer = Static<typeof Far>;
