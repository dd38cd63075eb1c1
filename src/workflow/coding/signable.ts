import type { Code } from '../../common/codes/index.ts';
import { mostComposedBytes } from '../../copies/file-limits.ts';
import { limits as validationLimits } from '../../copies/validation/limits.ts';
import type { Settings } from '../../settings/index.ts';
import { mostAdded } from '../signing/client/most-added.ts';

/** The largest copy that can be signed here, and what is said of a larger one. */
export interface Signable {
  readonly bytes: number;
  readonly code: Extract<Code, 'COPY-TOO-LARGE' | 'SIGN-RETURN-TOO-LARGE'>;
}

/** What a file signed on an officer's own PC may hold is less: it is checked as any file from outside. */
export function largestSignable(settings: Settings): Signable {
  const byClient = [settings['token.signer-provider'], settings['token.seal-provider']].includes('vgca');
  return byClient
    ? { bytes: validationLimits.fileBytes - mostAdded, code: 'SIGN-RETURN-TOO-LARGE' }
    : { bytes: mostComposedBytes, code: 'COPY-TOO-LARGE' };
}
