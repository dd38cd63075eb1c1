import { createHash } from 'node:crypto';
import type { Code } from '../common/codes/index.ts';
import { ok, type Result } from '../common/result.ts';
import { timestampAnchors } from './extending/policy.ts';
import { type Office, settingsOf, wayOf } from './office.ts';
import type { SignatureReport } from './tasks.ts';
import { type CheckedFile, checkFile, type NotAsked } from './validation/check-file.ts';
import { officeTrust } from './validation/office-trust.ts';
import { onlineStatus } from './validation/online-status.ts';
import { issuedCopy, type MadeFile, madeFile } from './views/copies.ts';
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
  | { readonly result: 'cancelled'; readonly copy: IssuedCopy; readonly decision: string | null }
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
  const copy = factsOf(office, original);
  if (original.state === 'cancelled') return { result: 'cancelled', copy, decision: original.reasonCode };
  const opens = store.documents.opens(document);
  const verified = opens.ok
    ? await office.tasks.verify({
        document: store.documents.handle(document.id, document.keyId),
        expected,
        trustAnchors: office.trustAnchors,
        timestampAnchors: timestampAnchors(office, store.db),
        intermediates: office.intermediates,
        at: office.clock.now(),
      })
    : opens;
  if (!verified.ok) return { result: 'not-checked', copy, code: verified.error.code };
  return { result: 'issued', copy, signatures: verified.value.signatures };
}

/** What the station knows of the copy of an original. */
function factsOf({ store }: Office, original: MadeFile['original']): IssuedCopy {
  return {
    originalId: original.id,
    registerNumber: registerTexts(store.db, [original.id]).get(original.id) ?? null,
    title: original.title,
    signedAt: original.signedAt,
    sealedAt: original.sealedAt,
  };
}

/** A file that is no copy of this station byte for byte: what its signatures are worth, and what it was made from. */
export interface OutsideFile {
  readonly result: 'outside';
  readonly file: CheckedFile;
  /** The station's own file with which it begins, and whether nothing follows it. */
  readonly begins: { readonly copy: IssuedCopy; readonly by: MadeFile['by']; readonly whole: boolean } | null;
}

/** A file that somebody brings. */
export interface BroughtFile {
  readonly bytes: Uint8Array;
  readonly sha256: string;
}

/**
 * Checks any PDF. A copy of this station is judged by what the station keeps; every other file by the validator, with
 * the trust list of the office, and by asking for what is missing when the settings and the line allow it. What was
 * added to a copy that is cancelled does not bring it back. Error: VERIFY-TRUST-UNREADABLE.
 *
 * @param lineIsDown  nobody is asked then
 */
export async function checkBrought(
  office: Office,
  { bytes, sha256 }: BroughtFile,
  { lineIsDown, signal }: { readonly lineIsDown: boolean; readonly signal: AbortSignal },
): Promise<Result<Exclude<CopyCheck, { result: 'unknown' }> | OutsideFile>> {
  const own = await checkCopy(office, sha256);
  if (own.result !== 'unknown') return ok(own);
  const trust = await officeTrust(office);
  if (!trust.ok) return trust;
  const { clock, store } = office;
  const asks = settingsOf(office)['trust.ask-status'];
  const nobody: NotAsked | null = !asks ? 'off' : lineIsDown ? 'line-down' : null;
  const ask = nobody ?? onlineStatus(trust.value.privateHosts, clock, signal, wayOf(office));
  const file = await checkFile(bytes, { trust: trust.value, at: clock.now(), clock, ask, signal });
  const made = madeFile(store, beginnings(bytes, file.ends));
  if (made === null) return ok({ result: 'outside', file, begins: null });
  const copy = factsOf(office, made.original);
  if (made.original.state === 'cancelled') return ok({ result: 'cancelled', copy, decision: made.original.reasonCode });
  return ok({ result: 'outside', file, begins: { copy, by: made.by, whole: made.sha256 === sha256 } });
}

/** SHA-256 of the file up to each end, hexadecimal. */
function beginnings(bytes: Uint8Array, ends: readonly number[]): string[] {
  const hash = createHash('sha256');
  let done = 0;
  return ends.map((end) => {
    hash.update(bytes.subarray(done, end));
    done = end;
    return hash.copy().digest('hex');
  });
}
