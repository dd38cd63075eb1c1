import { type Static, Type } from 'typebox';
import { closed, Instant, NullableInstant, NullableText, oneOf } from './shapes.ts';

export const CATEGORY_KINDS = ['procedure', 'procedures', 'fields', 'offices'] as const;
export const CATEGORY_STATES = ['proposed', 'current', 'past', 'declined', 'overtaken'] as const;

/** What of a category the office's settings see otherwise. With `setting`, taking it over changes that setting to `now`. */
export const CategoryDifference = Type.Object({
  what: Type.String(),
  /** The setting's title in both languages. */
  title: Type.Unsafe<{ vi: string; en: string } | null>({
    type: ['object', 'null'],
    properties: { vi: { type: 'string' }, en: { type: 'string' } },
  }),
  changes: Type.Boolean(),
  was: NullableText,
  now: NullableText,
});
export type CategoryDifference = Static<typeof CategoryDifference>;

const Entry = Type.Object({ code: Type.String(), name: Type.String() });
const Procedure = Type.Object({
  name: Type.String(),
  published: Type.Unsafe<boolean | null>({ type: ['boolean', 'null'] }),
  fields: Type.Array(Entry),
  results: Type.Array(Entry),
  fees: Type.Array(
    Type.Object({ code: Type.String(), amount: Type.String(), unit: Type.String(), note: Type.String() }),
  ),
});

/** A version of a category; of a list its length and what it says of the office, never all of it. */
export const CategoryVersion = Type.Object({
  id: Type.String(),
  state: oneOf(CATEGORY_STATES),
  sha256: Type.String(),
  entries: Type.Integer(),
  pulledAt: Instant,
  validFrom: NullableInstant,
  validUntil: NullableInstant,
  /** By whom it was taken over or declined. */
  decidedBy: NullableText,
  decidedAt: NullableInstant,
  /** How many dossiers were made under it. */
  dossiers: Type.Integer(),
  procedure: Type.Unsafe<Static<typeof Procedure> | null>({ ...Procedure, type: ['object', 'null'] }),
});
export type CategoryVersion = Static<typeof CategoryVersion>;

export const Category = Type.Object({
  name: Type.String(),
  kind: oneOf(CATEGORY_KINDS),
  /** The procedure's code; null of a list. */
  code: NullableText,
  /** The procedure with which the office's dossiers go. */
  own: Type.Boolean(),
  answeredAt: NullableInstant,
  failureCode: NullableText,
  /** Waits for a decision, with what it changes for the office now. */
  differences: Type.Array(CategoryDifference),
  /** What a decision refers to; null while none waits. */
  seen: NullableText,
  /** The newest first. */
  versions: Type.Array(CategoryVersion),
});
export type Category = Static<typeof Category>;

export const CategoriesAnswer = Type.Object({
  readAt: Instant,
  /** Whether the present way to the portal has categories. */
  offered: Type.Boolean(),
  running: Type.Boolean(),
  categories: Type.Array(Category),
});
export type CategoriesAnswer = Static<typeof CategoriesAnswer>;

export const CategoryDecision = closed({
  accept: Type.Boolean(),
  /** Dossiers that were opened before go with the new values too. */
  follow: Type.Boolean(),
  seen: Type.String({ pattern: '^[0-9a-f]{64}$' }),
});
export type CategoryDecision = Static<typeof CategoryDecision>;
