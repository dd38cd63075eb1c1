import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const code = Type.String({ minLength: 1, maxLength: 200 });
const name = Type.String({ maxLength: 2000 });
const Entry = Type.Object({ code, name }, closed);

/** Entries of a list, sorted by code, each code once. */
export const CategoryList = Type.Object({ entries: Type.Array(Entry, { maxItems: 50_000 }) }, closed);
export type CategoryList = Static<typeof CategoryList>;

/** What the portal says of one procedure, as far as the office relies on it. Sorted, so that equal content is equal text. */
export const CategoryProcedure = Type.Object(
  {
    code,
    name,
    /** Whether it is published; null where the portal does not say. */
    published: Type.Union([Type.Boolean(), Type.Null()]),
    fields: Type.Array(Entry, { maxItems: 100 }),
    results: Type.Array(Entry, { maxItems: 200 }),
    /** As they stand there: the amount is text, for some name a rule instead of a number. */
    fees: Type.Array(Type.Object({ code: name, amount: name, unit: name, note: name }, closed), { maxItems: 500 }),
  },
  closed,
);
export type CategoryProcedure = Static<typeof CategoryProcedure>;

/** The lists, and one procedure by its code. */
export const listKinds = ['procedures', 'fields', 'offices'] as const;
export type ListKind = (typeof listKinds)[number];
export type CategoryKind = ListKind | 'procedure';

/** What is asked for. */
export type CategoryQuery =
  | { readonly kind: 'procedure'; readonly code: string }
  | { readonly kind: ListKind; readonly code?: never };

/** What was pulled. */
export type CategoryContent =
  | { readonly kind: 'procedure'; readonly procedure: CategoryProcedure }
  | { readonly kind: ListKind; readonly list: CategoryList };

/** The name under which a category is kept: `offices`, `procedure/2.000815`. */
export function categoryName(query: CategoryQuery): string {
  return query.kind === 'procedure' ? `procedure/${query.code}` : query.kind;
}

/** The category of a name; null when it is none. */
export function categoryOf(name: string): CategoryQuery | null {
  const list = listKinds.find((kind) => kind === name);
  if (list) return { kind: list };
  return name.startsWith('procedure/') ? { kind: 'procedure', code: name.slice('procedure/'.length) } : null;
}
