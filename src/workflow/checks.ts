import type { Code } from '../common/codes/index.ts';
import { fail } from '../common/result.ts';
import { timestampAnchors } from './extending/policy.ts';
import type { Office } from './office.ts';
import type { SignatureReport } from './tasks.ts';
import { issuedCopy } from './views/copies.ts';
import { registerTexts } from './views/numbers.ts';

/** What the station knows of a copy that it issued. */
export interface IssuedCopy {
  readonly originalId: string;
  readonly registerNumber: string | null;
  readonly title: string;
  readonly signedAt: number | null;
  readonly sealedAt: number | null;
}

/**
 * What a file is to this station. `issued`: byte for byte a copy that it issued, and both signatures verify now.
 * `not-checked`: such a copy, whose signatures could not be checked now, with the code that says why. `cancelled`: such
 * a copy, without legal value since. `unknown`: no copy of this station, or a changed one; neither good nor forged.
 */
export type CopyCheck =
  | { readonly result: 'issued'; readonly copy: IssuedCopy; readonly signatures: readonly SignatureReport[] }
  | { readonly result: 'not-checked'; readonly copy: IssuedCopy; readonly code: Code }
  | { readonly result: 'cancelled'; readonly copy: IssuedCopy }
  | { readonly result: 'unknown' };

/**
 * Checks a file by the SHA-256 of its bytes: one that has the hash of an issued copy is that copy, so the stored one is
 * verified in its place and nothing that came from outside is read.
 */
export async function checkCopy(office: Office, sha256: string): Promise<CopyCheck> {
  const { store } = office;
  const found = issuedCopy(store, sha256);
  if (!found) return { result: 'unknown' };
  const { original, document, expected } = found;
  const copy: IssuedCopy = {
    originalId: original.id,
    registerNumber: registerTexts(store.db, [original.id]).get(original.id) ?? null,
    title: original.title,
    signedAt: original.signedAt,
    sealedAt: original.sealedAt,
  };
  if (original.state === 'cancelled') return { result: 'cancelled', copy };
  const kept = document.removedAt === null && store.keys.find(document.keyId) !== null;
  const verified = kept
    ? await office.tasks.verify({
        document: store.documents.handle(document.id, document.keyId),
        expected,
        trustAnchors: office.trustAnchors,
        timestampAnchors: timestampAnchors(office, store.db),
        at: office.clock.now(),
      })
    : fail('STORE-DOCUMENT-PURGED');
  if (!verified.ok) return { result: 'not-checked', copy, code: verified.error.code };
  return { result: 'issued', copy, signatures: verified.value.signatures };
}
