import { integer, sqliteTable, text } from '../drizzle.ts';

export const outbox = sqliteTable('outbox', {
  id: text().primaryKey(),
  seq: integer().notNull(),
  /** The dossier, or the request filed online that it may be opened from: they have one id. */
  dossierId: text('dossier_id').notNull(),
  kind: text({ enum: ['upload-copy', 'sync-dossier', 'progress', 'answer-request'] }).notNull(),
  payload: text({ mode: 'json' }).$type<unknown>().notNull(),
  state: text({ enum: ['waiting', 'sending', 'confirmed', 'rejected'] }).notNull(),
  attempts: integer().notNull().default(0),
  nextAttemptAt: integer('next_attempt_at').notNull(),
  uploadUrl: text('upload_url'),
  result: text({ mode: 'json' }).$type<OutboxResult>(),
  receipt: text({ mode: 'json' }).$type<OutboxReceipt>(),
  failureCode: text('failure_code'),
  failureMessage: text('failure_message'),
  createdAt: integer('created_at').notNull(),
  confirmedAt: integer('confirmed_at'),
  /** When it was first on its way: from then on the far side may have it, whatever was answered. */
  begunAt: integer('begun_at'),
  /** Not sent before so many more milliseconds with the line up; null: it waits for nothing but its turn. */
  holdMs: integer('hold_ms'),
  /** The next one of its dossier: kept by the database itself. */
  head: integer({ mode: 'boolean' }).notNull().default(false),
  /** Its dossier goes before the others. */
  urgent: integer({ mode: 'boolean' }).notNull().default(false),
  /** Length of the document it carries, 0 of a small message: kept by the database itself. */
  bytes: integer().notNull().default(0),
  /** The token of the sender that has it on its way. */
  lease: integer(),
});

/** One row: the token of the sender that may settle messages. */
export const outboxLease = sqliteTable('outbox_lease', {
  id: integer().primaryKey(),
  token: integer().notNull(),
});

/**
 * What a confirmed `upload-copy` produced: the address of the copy, or what the portal calls the file it took; and what
 * a confirmed `sync-dossier` told.
 */
export interface OutboxResult {
  readonly url?: string;
  readonly file?: { readonly id: string; readonly hash: string };
  readonly told?: ToldDossier;
}

/** What the portal confirmed of a dossier, as far as it can be asked about later. */
export interface ToldDossier {
  readonly statusCode: number;
  readonly results: readonly {
    readonly originalId: string;
    readonly resultCode: string;
    readonly url: string | null;
  }[];
}

/** The far side's confirmation; `at` is epoch milliseconds, the hash is lower-case hex of the body sent. */
export interface OutboxReceipt {
  readonly connector: string;
  readonly service: string;
  readonly message: string;
  readonly at: number;
  readonly requestSha256: string;
  readonly shortened?: string[];
  readonly withoutResults?: true;
}
