import { type Static, Type } from 'typebox';
import { clockProofs, clockStates } from '../../upkeep/clock/clock-state.ts';
import { closed, Instant, NullableInstant, NullableInteger, NullableText, oneOf } from './shapes.ts';

export type { ClockState } from '../../upkeep/clock/clock-state.ts';

const Proof = Type.Object({ how: oneOf(clockProofs), at: Instant });

/**
 * The station's date and time, and whether they may go on a certificate. `code`: why not. `jumpMs`: how far the clock was
 * moved. `farDifferenceMs`: how far off the date is that the portal's side named last.
 */
export const ClockAnswer = Type.Object({
  state: oneOf(clockStates),
  code: NullableText,
  now: Instant,
  proof: Type.Unsafe<Static<typeof Proof> | null>({ ...Proof, type: ['object', 'null'] }),
  lastEntryAt: NullableInstant,
  jumpMs: NullableInteger,
  farDifferenceMs: NullableInteger,
});
export type ClockAnswer = Static<typeof ClockAnswer>;

/** `seen`: the date and time that the screen showed. */
export const ClockConfirmationBody = closed({ seen: Type.Integer({ minimum: 0, maximum: 253_402_300_799_000 }) });
export type ClockConfirmationBody = Static<typeof ClockConfirmationBody>;
