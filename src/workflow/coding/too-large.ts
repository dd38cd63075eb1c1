import type { Code } from '../../common/codes/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Settings } from '../../settings/index.ts';
import type { Reader } from '../../store/index.ts';
import { planCoding } from './plan.ts';
import { largestSignable } from './signable.ts';

/** A copy that is larger than the portal takes (then it can be signed all the same), or than can be signed. */
export interface TooLarge {
  readonly bytes: number;
  readonly limitBytes: number;
  readonly code: Extract<Code, 'HANDOVER-FILE-TOO-LARGE' | 'COPY-TOO-LARGE' | 'SIGN-RETURN-TOO-LARGE'>;
}

/**
 * What is known before the signature: however the office lets its pages be coded, the copy is too large. Null while it fits,
 * and until all pages are coded.
 */
export function tooLarge(db: Reader, settings: Settings, originalId: string): TooLarge | null {
  const { bytes, limitBytes, missing, signable } = planCoding(db, settings, originalId);
  if (missing.length > 0) return null;
  if (!signable) {
    const most = largestSignable(settings);
    return { bytes, limitBytes: most.bytes, code: most.code };
  }
  return limitBytes !== null && bytes > limitBytes ? { bytes, limitBytes, code: 'HANDOVER-FILE-TOO-LARGE' } : null;
}

/**
 * Whether the signer can be asked: his signature must not fail for the size of the copy. No page grows by being coded, so
 * what fits as it was kept fits.
 * Errors: COPY-TOO-LARGE, SIGN-RETURN-TOO-LARGE, COPY-SIZE-UNKNOWN (pages are still to be coded).
 */
export function fitsOneFile(db: Reader, settings: Settings, originalId: string): Result<void> {
  const { missing, signable } = planCoding(db, settings, originalId);
  if (signable) return ok();
  return fail(missing.length > 0 ? 'COPY-SIZE-UNKNOWN' : largestSignable(settings).code);
}
