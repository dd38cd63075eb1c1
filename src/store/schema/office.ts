import type { RoleTerm } from '../../certification/index.ts';
import { blob, integer, real, sqliteTable, text } from '../drizzle.ts';

export const settings = sqliteTable('settings', {
  key: text().primaryKey(),
  value: text({ mode: 'json' }).$type<unknown>().notNull(),
  changedAt: integer('changed_at').notNull(),
  changedBy: text('changed_by'),
});

export const counters = sqliteTable('counters', {
  name: text().primaryKey(),
  value: integer().notNull(),
});

export const holidays = sqliteTable('holidays', {
  date: text().primaryKey(),
  name: text().notNull(),
  working: integer({ mode: 'boolean' }).notNull(),
});

export const officers = sqliteTable('officers', {
  id: text().primaryKey(),
  username: text().notNull(),
  fullName: text('full_name').notNull(),
  passwordHash: text('password_hash').notNull(),
  roles: text({ mode: 'json' }).$type<string[]>().notNull(),
  positionTitle: text('position_title').notNull(),
  decisionNumber: text('decision_number').notNull(),
  validFrom: text('valid_from').notNull(),
  validTo: text('valid_to'),
  signatureBlock: text('signature_block', { enum: ['chairman', 'deputy', 'delegated'] }),
  delegationDocument: text('delegation_document'),
  certificateSha256: text('certificate_sha256'),
  certificateSerial: text('certificate_serial'),
  failedSignIns: integer('failed_sign_ins').notNull().default(0),
  lockedUntil: integer('locked_until'),
  /** Decisions of their own for single roles; a role without one stands under the officer's decision. */
  roleTerms: text('role_terms', { mode: 'json' }).$type<RoleTerm[]>().notNull().default([]),
  mustChangePassword: integer('must_change_password', { mode: 'boolean' }).notNull().default(false),
  /** Counts the changes by unit admins. */
  version: integer().notNull().default(1),
});

export const sealPermissions = sqliteTable('seal_permissions', {
  id: text().primaryKey(),
  officerId: text('officer_id').notNull(),
  document: text().notNull(),
  validFrom: text('valid_from').notNull(),
  validTo: text('valid_to'),
});

export const sessions = sqliteTable('sessions', {
  tokenSha256: blob('token_sha256', { mode: 'buffer' }).primaryKey(),
  officerId: text('officer_id').notNull(),
  createdAt: integer('created_at').notNull(),
  lastSeenAt: integer('last_seen_at').notNull(),
  /** The paired screen that it was begun at; null at the box's own. */
  screenId: text('screen_id'),
});

export const officeImages = sqliteTable('office_images', {
  id: text().primaryKey(),
  kind: text({ enum: ['signature', 'seal'] }).notNull(),
  officerId: text('officer_id'),
  documentId: text('document_id').notNull(),
  widthMm: real('width_mm').notNull(),
  heightMm: real('height_mm').notNull(),
  validFrom: text('valid_from').notNull(),
  validTo: text('valid_to'),
  /** Null for what came with the set-up of the station. */
  addedBy: text('added_by'),
});

export const secondFactors = sqliteTable('second_factors', {
  officerId: text('officer_id').primaryKey(),
  secret: blob({ mode: 'buffer' }).notNull(),
  createdAt: integer('created_at').notNull(),
  confirmedAt: integer('confirmed_at'),
  lastStep: integer('last_step').notNull().default(0),
});

export const recoveryCodes = sqliteTable('recovery_codes', {
  codeSha256: blob('code_sha256', { mode: 'buffer' }).primaryKey(),
  officerId: text('officer_id').notNull(),
  usedAt: integer('used_at'),
});
