import { type Static, Type } from 'typebox';
import { HIGHEST_NUMBER, NUMBER_SOURCES } from '../../certification/index.ts';
import { closed, Id, Instant, NullableInteger, NullableText, oneOf, Year } from './shapes.ts';

/** A copy before its signature, for whoever keeps the book. */
export const AwaitedNumber = Type.Object({
  originalId: Type.String(),
  dossierId: Type.String(),
  dossierCode: Type.String(),
  requesterName: Type.String(),
  title: Type.String(),
  dueAt: Instant,
  number: NullableInteger,
  volume: NullableInteger,
  /** The number as the register writes it. */
  text: NullableText,
  /** It was entered and has not stood under a signature. */
  correctable: Type.Boolean(),
});
export type AwaitedNumber = Static<typeof AwaitedNumber>;

export const AwaitedNumbers = Type.Object({
  source: oneOf(NUMBER_SOURCES),
  registerType: Type.String(),
  year: Type.Integer(),
  /** The open volume, or the first of a year that has none. */
  volume: Type.Integer(),
  /** The highest number of the year that the station knows. */
  last: NullableInteger,
  originals: Type.Array(AwaitedNumber),
});
export type AwaitedNumbers = Static<typeof AwaitedNumbers>;

const bookNumber = Type.Integer({ minimum: 1, maximum: HIGHEST_NUMBER });

/** Numbers of one volume, all entered or none. `confirmed` repeats what the station has asked, word for word. */
export const NumbersBody = closed({
  year: Year,
  volume: Type.Integer({ minimum: 1, maximum: 999 }),
  numbers: Type.Array(closed({ originalId: Id, number: bookNumber, instead: Type.Optional(bookNumber) }), {
    minItems: 1,
    maxItems: 200,
  }),
  confirmed: Type.Optional(
    closed({
      missing: Type.Optional(Type.String({ maxLength: 2000 })),
      reclaimed: Type.Optional(Type.Array(bookNumber, { maxItems: 200 })),
      volume: Type.Optional(Type.Integer({ minimum: 1, maximum: 999 })),
    }),
  ),
  /** Why numbers in between stand elsewhere. */
  reason: Type.Optional(Type.String({ maxLength: 500 })),
});
export type NumbersBody = Static<typeof NumbersBody>;

export const NumbersAnswer = Type.Object({ entered: Type.Integer() });
export type NumbersAnswer = Static<typeof NumbersAnswer>;
