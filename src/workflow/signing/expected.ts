import type { Reader } from '../../store/index.ts';
import type { AttemptRow } from '../../store/repositories/attempts.ts';
import type { ExpectedSignature } from '../tasks.ts';
import { lastSignedItem } from './signed-item.ts';

/** The signatures that must stand on the bytes that an attempt goes on from: none, or exactly the signer's. */
export function expectedBefore(db: Reader, kind: AttemptRow['kind'], originalId: string): ExpectedSignature[] {
  if (kind === 'sign') return [];
  return [{ role: 'signer', certificateSha256: lastSignedItem(db, originalId).certificateSha256 }];
}

/** The signatures that must stand on its result: those before, and its own. */
export function expectedAfter(db: Reader, attempt: AttemptRow, originalId: string): ExpectedSignature[] {
  return [
    ...expectedBefore(db, attempt.kind, originalId),
    { role: attempt.kind === 'sign' ? 'signer' : 'seal', certificateSha256: attempt.certificateSha256 },
  ];
}
