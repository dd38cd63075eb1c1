import { type Static, Type } from 'typebox';
import { Instant, NullableInstant, NullableInteger, NullableText } from './shapes.ts';

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
  running: Type.Boolean(),
  lastVerifiedAt: NullableInstant,
  lastFailure: NullableText,
  /** The newest first. */
  backups: Type.Array(BackupLine),
});
export type BackupsAnswer = Static<typeof BackupsAnswer>;

export const BackupStarted = Type.Object({ backupId: Type.String() });
export type BackupStarted = Static<typeof BackupStarted>;
