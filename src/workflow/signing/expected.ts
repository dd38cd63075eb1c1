import { and, desc, eq } from '../../store/drizzle.ts';
import type { Reader } from '../../store/index.ts';
import type { AttemptRow } from '../../store/repositories/attempts.ts';
import { attemptItems, attempts } from '../../store/schema/index.ts';
import type { ExpectedSignature } from '../tasks.ts';
import { lastSignedItem } from './signed-item.ts';

/** The signatures that must stand on the bytes that an attempt goes on from: none, or exactly the signer's. */
export function expectedBefore(db: Reader, kind: AttemptRow['kind'], originalId: string): ExpectedSignature[] {
  if (kind === 'sign') return [];
  const { certificateSha256, provider } = lastSignedItem(db, originalId);
  return [{ role: 'signer', certificateSha256, provider }];
}

/** The two signatures that must stand on a sealed copy, extended or not. */
export function expectedOnSealed(db: Reader, originalId: string): ExpectedSignature[] {
  const sealed = db
    .select({ certificateSha256: attempts.certificateSha256, provider: attempts.provider })
    .from(attemptItems)
    .innerJoin(attempts, eq(attempts.id, attemptItems.attemptId))
    .where(and(eq(attemptItems.originalId, originalId), eq(attemptItems.state, 'done'), eq(attempts.kind, 'seal')))
    .orderBy(desc(attemptItems.endedAt))
    .get();
  if (!sealed) throw new Error(`no seal is recorded for original ${originalId}`);
  return [...expectedBefore(db, 'seal', originalId), { role: 'seal', ...sealed }];
}

/** The signatures that must stand on its result: those before, and its own. */
export function expectedAfter(db: Reader, attempt: AttemptRow, originalId: string): ExpectedSignature[] {
  return [
    ...expectedBefore(db, attempt.kind, originalId),
    {
      role: attempt.kind === 'sign' ? 'signer' : 'seal',
      certificateSha256: attempt.certificateSha256,
      provider: attempt.provider,
    },
  ];
}
