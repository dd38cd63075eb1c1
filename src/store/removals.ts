import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { fail, ok } from '../common/result.ts';
import { dropGuest } from './guests/guest-files.ts';
import type { Store } from './index.ts';

const RemoveDocument = Type.Object({ documentId: Type.String({ minLength: 1 }) });
const RemoveGuest = Type.Object({ bundleId: Type.String({ pattern: '^[0-9a-f-]{36}$' }) });
const DestroyKey = Type.Object({ keyId: Type.String({ minLength: 1 }) });

/**
 * What follows durably when rows say that documents are gone: their files, the key of a dossier that was purged, and both
 * of a bundle that was sent for another office.
 * Both are safe to do again. Failures: STORE-JOB-UNKNOWN for a payload that does not fit, STORE-KEYS-READ.
 *
 * @param gone  told of each document, before its file goes
 */
export function handleRemovals(store: Store, gone: (documentId: string) => void = () => {}): void {
  store.jobs.handle('remove-document', async (payload) => {
    if (!Value.Check(RemoveDocument, payload)) return fail('STORE-JOB-UNKNOWN');
    gone(payload.documentId);
    await store.documents.removeFile(payload.documentId);
    return ok();
  });
  store.jobs.handle('destroy-key', (payload) => {
    if (!Value.Check(DestroyKey, payload)) return Promise.resolve(fail('STORE-JOB-UNKNOWN'));
    return Promise.resolve(store.keys.destroy(payload.keyId) ? ok() : fail('STORE-KEYS-READ'));
  });
  store.jobs.handle('remove-guest', async (payload) => {
    if (!Value.Check(RemoveGuest, payload)) return fail('STORE-JOB-UNKNOWN');
    return (await dropGuest(store, payload.bundleId)) ? ok() : fail('STORE-KEYS-READ');
  });
}
