import { existsSync } from 'node:fs';
import { fail } from '../../common/result.ts';
import {
  type ExtensionRow,
  findExtension,
  updateExtension,
  workingExtensions,
} from '../../store/repositories/extensions.ts';
import { completeExtension } from '../extending/complete-extension.ts';
import { timestampAnchors } from '../extending/policy.ts';
import type { Office } from '../office.ts';
import { expectedOnSealed } from '../signing/expected.ts';

/** Resolves every extension that was at work when the station stopped, or whose end the disk did not take. */
export async function recoverExtensions(office: Office): Promise<void> {
  for (const row of workingExtensions(office.store.db)) {
    if (office.runningAttempts.has(row.originalId)) continue;
    office.runningAttempts.add(row.originalId);
    try {
      await resolveExtension(office, row);
    } catch (error) {
      office.log.error({ original: row.originalId, err: error }, 'an extension cannot be resolved now');
    } finally {
      office.runningAttempts.delete(row.originalId);
    }
  }
}

/**
 * No file → the sealed copy waits again; a file that begins with the sealed copy and verifies at B-LTA → it is made up
 * for; anything else → the file is set aside with a code and never served, and the sealed copy waits again.
 */
export async function resolveExtension(office: Office, row: ExtensionRow): Promise<'extended' | 'waits'> {
  const { documents, db } = office.store;
  const { resultDocumentId } = row;
  if (resultDocumentId !== null && existsSync(documents.path(resultDocumentId))) {
    // A key that may come back says nothing of the file.
    if (office.store.keys.isLost(row.dossierId)) throw new Error('STORE-KEY-LOST');
    const found = await office.tasks.verify({
      document: documents.handle(resultDocumentId, row.dossierId),
      expected: expectedOnSealed(db, row.originalId),
      trustAnchors: office.trustAnchors,
      intermediates: office.intermediates,
      timestampAnchors: timestampAnchors(office, db),
      at: office.clock.now(),
      prefix: { length: row.sealedLength, sha256: row.sealedSha256 },
    });
    // The verifier could not look: that says nothing of the file.
    if (!found.ok && found.error.code.startsWith('TASK-')) throw new Error(found.error.code);
    const verified = found.ok && found.value.level !== 'B-LTA' ? fail('TRUST-STATUS-UNKNOWN') : found;
    if (verified.ok) {
      const { length, sha256 } = verified.value;
      completeExtension(office, row, { length, sha256 });
      return 'extended';
    }
    await documents.quarantine(resultDocumentId);
    const { code } = verified.error;
    office.log.warn({ original: row.originalId, code }, 'an unfinished extension was set aside');
    office.store.write((tx) =>
      office.store.journal.append(tx, {
        actor: 'station',
        role: 'station',
        act: 'quarantine',
        objectType: 'original',
        objectId: row.originalId,
        facts: { code, document: resultDocumentId },
      }),
    );
  }
  office.store.write((tx) => {
    const now = findExtension(tx, row.originalId);
    if (now?.state === 'working') updateExtension(tx, row.originalId, { state: 'waiting' });
  });
  return 'waits';
}
