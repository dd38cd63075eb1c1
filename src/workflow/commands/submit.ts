import type { Result } from '../../common/result.ts';
import type { OriginalRow } from '../../store/repositories/dossiers.ts';
import { act, announce } from '../act.ts';
import type { Actor } from '../actor.ts';
import type { Office } from '../office.ts';

/** Submits a compared original to the signer (trình ký). */
export function submit(
  office: Office,
  actor: Actor,
  input: { readonly originalId: string; readonly expectedVersion?: number },
): Result<OriginalRow> {
  const result = office.store.attempt((tx): Result<OriginalRow> => {
    return act(office, tx, { actor, act: 'submit', ...input });
  });
  if (result.ok) announce(office, result.value);
  return result;
}
