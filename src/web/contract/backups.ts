import { type Static, Type } from 'typebox';
import { backupLevels } from '../../upkeep/backup/age.ts';
import { Instant, NullableInstant, NullableInteger, NullableText, oneOf } from './shapes.ts';

/** A backup that was begun: verified, failed with a code, or under way. */
export const BackupLine = Type.Object({
  id: Type.String(),
  begunAt: Instant,
  endedAt: NullableInstant,
  verifiedAt: NullableInstant,
  documents: NullableInteger,
  added: NullableInteger,
  failureCode: NullableText,
});
export type BackupLine = Static<typeof BackupLine>;

export const BackupsAnswer = Type.Object({
  configured: Type.Boolean(),
  /** Where they go; empty while no place is set. */
  folder: Type.String(),
  /** The hour in Vietnam at which the nightly one begins. */
  hour: Type.Integer(),
  level: oneOf(backupLevels),
  /** When this was read. */
  readAt: Instant,
  running: Type.Boolean(),
  lastVerifiedAt: NullableInstant,
  lastFailure: NullableText,
  /** The newest first. */
  backups: Type.Array(BackupLine),
});
export type BackupsAnswer = Static<typeof BackupsAnswer>;

export const BackupStarted = Type.Object({ backupId: Type.String() });
export type BackupStarted = Static<typeof BackupStarted>;
