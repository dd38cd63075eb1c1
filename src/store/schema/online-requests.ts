import { blob, integer, sqliteTable, text } from '../drizzle.ts';

export const onlineRequests = sqliteTable('online_requests', {
  /** Also the id of its key and of the dossier that is opened from it. */
  id: text().primaryKey(),
  /** The portal's own MaHoSo. */
  code: text().notNull(),
  state: text({ enum: ['filed', 'supplement', 'accepted', 'refused', 'withdrawn', 'ended', 'unreadable'] }).notNull(),
  version: integer().notNull().default(1),
  /** What the portal's list said when it was fetched last. */
  stamp: text().notNull(),
  /** What the citizen filed, sealed under its key; null for what could not be read, and once it is purged. */
  sealed: blob({ mode: 'buffer' }),
  contentSha256: text('content_sha256'),
  failureCode: text('failure_code'),
  /** The national status that the portal gave last. */
  portalStatus: integer('portal_status'),
  /** Null: the portal has not said. */
  paid: integer({ mode: 'boolean' }),
  paidAmount: integer('paid_amount'),
  paidAt: integer('paid_at'),
  paidReference: text('paid_reference'),
  filedAt: integer('filed_at'),
  arrivedAt: integer('arrived_at').notNull(),
  changedAt: integer('changed_at').notNull(),
  /** The portal has had another content since then than what is kept: changed after the office had decided, or unreadable. */
  changedSince: integer('changed_since'),
  /** The citizen asked for it back on the portal. */
  withdrawnAt: integer('withdrawn_at'),
  purgedAt: integer('purged_at'),
});

export const requestAnswers = sqliteTable('request_answers', {
  /** Also the id of the message by which the portal is told. */
  id: text().primaryKey(),
  seq: integer().notNull(),
  requestId: text('request_id').notNull(),
  decision: text({ enum: ['accepted', 'supplement', 'refused'] }).notNull(),
  words: text().notNull(),
  decidedBy: text('decided_by').notNull(),
  decidedAt: integer('decided_at').notNull(),
});

export const inboundPulls = sqliteTable('inbound_pulls', {
  what: text({ enum: ['requests', 'appointments'] }).primaryKey(),
  askedAt: integer('asked_at').notNull(),
  broughtAt: integer('brought_at'),
  failureCode: text('failure_code'),
});
