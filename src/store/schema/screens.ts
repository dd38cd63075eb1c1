import { screenPurposes } from '../../common/screen-purposes.ts';
import { blob, integer, sqliteTable, text } from '../drizzle.ts';

export const screens = sqliteTable('screens', {
  id: text().primaryKey(),
  name: text().notNull(),
  purpose: text({ enum: screenPurposes }).notNull(),
  keySha256: blob('key_sha256', { mode: 'buffer' }).notNull(),
  /** The key that was given out in place of the present one and has not come back yet. */
  nextKeySha256: blob('next_key_sha256', { mode: 'buffer' }),
  keySince: integer('key_since').notNull(),
  pairedAt: integer('paired_at').notNull(),
  /** Null: at the box itself, by `tram pair`. */
  pairedBy: text('paired_by'),
  lastSeenAt: integer('last_seen_at').notNull(),
  revokedAt: integer('revoked_at'),
});

export const pairingRequests = sqliteTable('pairing_requests', {
  keySha256: blob('key_sha256', { mode: 'buffer' }).primaryKey(),
  code: text().notNull(),
  address: text().notNull(),
  askedAt: integer('asked_at').notNull(),
});
