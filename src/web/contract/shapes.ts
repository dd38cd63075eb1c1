import { type Static, type TSchema, Type } from 'typebox';

/** A body or a parameter list: a field that is not named here is refused, not ignored. */
export function closed<T extends Record<string, TSchema>>(properties: T) {
  return Type.Object(properties, { additionalProperties: false });
}

/** One of some words. */
export function oneOf<const T extends readonly string[]>(words: T) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...words] });
}

/** The id of a dossier, an original, a scan, an attempt or an officer: a UUID, as `common/id.ts` makes and takes them. */
export const Id = Type.String({ pattern: '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$' });

/** A day of the civil calendar, `YYYY-MM-DD`, that exists. */
export const CivilDate = Type.String({ format: 'date', maxLength: 10 });

/** The years of which the station keeps or shows anything: what is typed wrongly is no year. */
export const Year = Type.Integer({ minimum: 2000, maximum: 2999 });

/** A day of those years, `YYYY-MM-DD`; the day after it has a year of four digits too. */
export const Day = Type.String({ format: 'date', pattern: '^2', maxLength: 10 });

/** Epoch milliseconds. */
export const Instant = Type.Integer();

export const NullableText = Type.Unsafe<string | null>({ type: ['string', 'null'] });
export const NullableInteger = Type.Unsafe<number | null>({ type: ['integer', 'null'] });
export const NullableInstant = NullableInteger;

/** Words in both languages. */
export const Words = Type.Object({ vi: Type.String(), en: Type.String() });
export const NullableWords = Type.Unsafe<Static<typeof Words> | null>({ ...Words, type: ['object', 'null'] });

/** What further explains a failure or a journal entry: ids, codes, counts, never personal data. */
export const Facts = Type.Unsafe<Record<string, string | number | boolean | null>>({
  type: 'object',
  additionalProperties: { type: ['string', 'number', 'boolean', 'null'] },
});

/** Every answer that is not a success. `message` is the officer's sentence; `code` names its page in the documentation. */
export const FailureAnswer = Type.Object({
  code: Type.String(),
  message: Type.String(),
  messageEn: Type.String(),
  facts: Facts,
});
export type FailureAnswer = Static<typeof FailureAnswer>;

/** An officer as others see one. */
export const Person = Type.Object({ id: Type.String(), fullName: Type.String() });
export const NullablePerson = Type.Unsafe<Static<typeof Person> | null>({
  ...Person,
  type: ['object', 'null'],
});

export const IdParams = closed({ id: Id });

/** An answer that says no more than that the step is done. */
export const Done = Type.Object({});
