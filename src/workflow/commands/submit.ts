import type { Result } from '../../common/result.ts';
import type { OriginalRow } from '../../store/repositories/dossiers.ts';
import { act, announce } from '../act.ts';
import type { Actor } from '../actor.ts';
import { codeAhead } from '../coding/code-pages.ts';
import { fitsOneFile } from '../coding/too-large.ts';
import { type Office, settingsOf } from '../office.ts';

/**
 * Submits a compared original to the signer (trình ký), who is never asked for a copy that could not be signed.
 * Errors: those of `act`; COPY-TOO-LARGE, SIGN-RETURN-TOO-LARGE, COPY-SIZE-UNKNOWN.
 */
export function submit(
  office: Office,
  actor: Actor,
  input: { readonly originalId: string; readonly expectedVersion?: number },
): Result<OriginalRow> {
  const settings = settingsOf(office);
  const result = office.store.attempt((tx): Result<OriginalRow> => {
    const done = act(office, tx, { actor, act: 'submit', ...input });
    if (!done.ok) return done;
    const fits = fitsOneFile(tx, settings, input.originalId);
    return fits.ok ? done : fits;
  });
  if (result.ok) announce(office, result.value);
  // After a power cut nobody else would code what was left.
  else if (result.error.code === 'COPY-SIZE-UNKNOWN') codeAhead(office, input.originalId);
  return result;
}
