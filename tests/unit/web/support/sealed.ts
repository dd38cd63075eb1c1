import { newId } from '../../../../src/common/id.ts';
import { insertAttempt, insertAttemptItem } from '../../../../src/store/repositories/attempts.ts';
import { findOfficerByUsername } from '../../../../src/store/repositories/officers.ts';
import { registerEntries, registerVolumes } from '../../../../src/store/schema/index.ts';
import type { Served } from './served.ts';

let number = 0;

/** What signature and seal leave in the store for an original whose copy is `documentId`. */
export function recordSignatures(
  { store, clock }: Served,
  { dossierId, originalId }: { readonly dossierId: string; readonly originalId: string },
  documentId: string,
): void {
  const at = clock.now();
  const [volumeId, entryId, signedId] = [newId(clock), newId(clock), newId(clock)];
  const officerId = findOfficerByUsername(store.db, 'signer')?.id ?? '';
  number += 1;
  const book = { office: 'H99.14', registerType: 'SCT/BS', year: 2000 + number };
  store.write((tx) => {
    tx.insert(registerVolumes)
      .values({ id: volumeId, ...book, ordinal: 1, firstNumber: 1, openedAt: at })
      .run();
    tx.insert(registerEntries)
      .values({ id: entryId, volumeId, ...book, number, originalId, state: 'entered', reservedAt: at })
      .run();
    store.documents.record(tx, { id: signedId, keyId: dossierId, purpose: 'revision-1', length: 1, sha256: '' });
    for (const [kind, result] of [
      ['sign', signedId],
      ['seal', documentId],
    ] as const) {
      const attemptId = newId(clock);
      const done = { state: 'done', endedAt: at } as const;
      insertAttempt(tx, { id: attemptId, kind, officerId, certificateSha256: kind, createdAt: at, ...done });
      insertAttemptItem(tx, {
        ...{ id: newId(clock), attemptId, originalId, registerEntryId: entryId, ...done },
        // The seal went on what the signature made.
        ...{ prefixDocumentId: signedId, prefixSha256: '', resultDocumentId: result, page: {}, composedAt: at },
      });
    }
  });
}
