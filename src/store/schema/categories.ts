import { integer, sqliteTable, text } from '../drizzle.ts';

/** What of a category the office's settings see otherwise; `setting` is what a confirmation changes, `now` its new value. */
export interface CategoryDifference {
  readonly what: string;
  readonly setting?: string;
  readonly was?: string;
  readonly now?: string;
}

/** How a procedure stands in the messages of a dossier. */
export interface ProcedureTerms {
  readonly procedureCode: string;
  readonly procedureName: string;
  readonly fieldCode: string;
  readonly fieldName: string;
  readonly resultCode: string;
}

/** A content of a category, as it was pulled; never changed. */
export const categoryVersions = sqliteTable('category_versions', {
  id: text().primaryKey(),
  /** `offices`, `procedure/2.000815`. */
  category: text().notNull(),
  sha256: text().notNull(),
  /** Null of a version that stands for what was set by hand before anything was pulled. */
  content: text({ mode: 'json' }).$type<unknown>(),
  entries: integer().notNull(),
  /** `overtaken`: another one was pulled before anybody had decided. */
  state: text({ enum: ['proposed', 'current', 'past', 'declined', 'overtaken'] }).notNull(),
  differences: text({ mode: 'json' }).$type<readonly CategoryDifference[]>().notNull(),
  pulledAt: integer('pulled_at').notNull(),
  validFrom: integer('valid_from'),
  validUntil: integer('valid_until'),
  terms: text({ mode: 'json' }).$type<ProcedureTerms>(),
  decidedBy: text('decided_by'),
  decidedAt: integer('decided_at'),
});

/** When a category was last asked for, and what came of it. */
export const categoryPulls = sqliteTable('category_pulls', {
  category: text().primaryKey(),
  askedAt: integer('asked_at').notNull(),
  answeredAt: integer('answered_at'),
  nextAt: integer('next_at').notNull(),
  failures: integer().notNull().default(0),
  failureCode: text('failure_code'),
});
