import { type OriginalState, transition } from '../../certification/index.ts';
import { type Failure, fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Tx } from '../../store/index.ts';
import {
  type AttemptItemRow,
  type AttemptRow,
  begunItemOf,
  findAttempt,
  listItems,
  updateAttempt,
  updateItem,
} from '../../store/repositories/attempts.ts';
import { findOriginal } from '../../store/repositories/dossiers.ts';
import { findOfficer, type OfficerRow } from '../../store/repositories/officers.ts';
import { activeEntry } from '../../store/repositories/register.ts';
import type { Actor } from '../actor.ts';
import type { Office } from '../office.ts';
import { resolveAttempt } from '../recovery/attempts.ts';
import type { PreparedTask } from '../tasks.ts';
import { closeAttempt } from './close-attempt.ts';
import { completeItem } from './complete-item.ts';
import { prepareItem } from './prepare-item.ts';
import { type OfficerToken, officerToken } from './token-check.ts';

/**
 * The PIN is given: signs (or seals) every original of a prepared attempt, in the order that a power cut cannot spoil:
 * T1 {begin} → the token signs → file, verified and durable → T2 {end, state, register, outbox, journal}.
 *
 * @param pin  zeroed before this returns, whatever happens
 * Errors: SIGN-ATTEMPT-ENDED, SIGN-DAY-CHANGED, TOKEN-…, COPY-…; a failure of the token leaves all originals as they were.
 */
export async function carryOut(
  office: Office,
  actor: Actor,
  attemptId: string,
  pin: Buffer,
  allowFinalTry: boolean,
): Promise<Result<{ readonly done: number; readonly failed: number }>> {
  try {
    const started = await start(office, actor, attemptId);
    if (!started.ok) return started;
    const { attempt } = started.value;
    const result = await signAll(office, actor, started.value, pin, allowFinalTry).catch(async (error: unknown) => {
      // Not left for the next start: until it is resolved nobody could go on with these originals.
      await resolveAttempt(office, attempt);
      throw error;
    });
    const code = result.ok ? null : result.error.code;
    if (!result.ok) office.store.write((tx) => closeAttempt(office, tx, attempt, result.error.code));
    office.events.emit({ type: 'attempt-ended', attemptId, code });
    return result;
  } finally {
    pin.fill(0);
  }
}

interface Started {
  readonly attempt: AttemptRow;
  readonly items: readonly AttemptItemRow[];
  readonly officer: OfficerRow;
  readonly token: OfficerToken;
}

/** T1: from here on the attempt is resolved by its own rule at the next start. */
async function start(office: Office, actor: Actor, attemptId: string): Promise<Result<Started>> {
  const { store, clock } = office;
  const attempt = findAttempt(store.db, attemptId);
  if (!attempt || attempt.officerId !== actor.id) return fail('STORE-NOT-FOUND', { attempt: attemptId });
  const officer = findOfficer(store.db, actor.id);
  if (!officer || officer.certificateSha256 !== attempt.certificateSha256) return fail('TOKEN-WRONG-OFFICER');
  const token = await officerToken(office, officer);
  if (!token.ok) return token;
  return store.attempt((tx): Result<Started> => {
    if (findAttempt(tx, attemptId)?.state !== 'prepared') return fail('SIGN-ATTEMPT-ENDED');
    const items = listItems(tx, attemptId);
    const today = civilDate(clock.now());
    if (attempt.kind === 'sign' && items.some((item) => civilDate(item.composedAt) !== today)) {
      return fail('SIGN-DAY-CHANGED');
    }
    for (const item of items) {
      const still = stillPossible(tx, attempt, item);
      if (!still.ok) return still;
    }
    updateAttempt(tx, attemptId, { state: 'working' });
    for (const item of items) {
      updateItem(tx, item.id, { state: 'begun', begunAt: clock.now() });
      store.journal.append(tx, {
        actor: actor.id,
        role: attempt.kind === 'sign' ? 'signer' : 'seal-keeper',
        act: `begin-${attempt.kind}`,
        objectType: 'original',
        objectId: item.originalId,
        facts: {
          attempt: attemptId,
          prefix: item.prefixSha256,
          version: findOriginal(tx, item.originalId)?.version ?? 0,
        },
      });
    }
    return ok({ attempt, items, officer, token: token.value });
  });
}

/** Since the attempt was prepared the original may have been returned, or another signer may be at work on it. */
function stillPossible(tx: Tx, attempt: AttemptRow, item: AttemptItemRow): Result<void> {
  const original = findOriginal(tx, item.originalId);
  if (!original) return fail('STORE-NOT-FOUND', { original: item.originalId });
  const next = transition(original.state as OriginalState, attempt.kind);
  if (!next.ok) return next;
  const entry = activeEntry(tx, item.originalId);
  if (entry?.id !== item.registerEntryId) return fail('SIGN-ATTEMPT-ENDED');
  // Returned to the signer and signed anew: the seal would go on a revision that was given up.
  if (attempt.kind === 'seal' && original.copyDocumentId !== item.prefixDocumentId) return fail('SIGN-ATTEMPT-ENDED');
  return begunItemOf(tx, item.originalId) ? fail('SIGN-IN-PROGRESS', { original: item.originalId }) : ok();
}

async function signAll(
  office: Office,
  actor: Actor,
  started: Started,
  pin: Buffer,
  allowFinalTry: boolean,
): Promise<Result<{ done: number; failed: number }>> {
  const { attempt, items, officer, token } = started;
  const at = office.clock.now();
  const prepared: PreparedTask[] = [];
  for (const result of await Promise.all(
    items.map((item) => prepareItem(office, attempt, item, officer, token.certificate.der, at)),
  )) {
    if (!result.ok) return result;
    prepared.push(result.value);
  }
  const signed = await office.token.signDigests({
    certificateSha256: attempt.certificateSha256,
    digests: prepared.map((revision) => revision.digest),
    pin,
    allowFinalTry,
    onProgress: (done, total) => office.events.emit({ type: 'attempt-progress', attemptId: attempt.id, done, total }),
  });
  if (!signed.ok) return signed;

  const failures: Failure[] = [];
  const outcomes = await Promise.all(
    items.map((item, index) => {
      const [revision, signature] = [prepared[index], signed.value.signatures[index]];
      if (!revision || !signature) throw new Error('the token returned fewer signatures than asked for');
      return completeItem(office, actor, attempt, item, revision, { ...signed.value, signature, at });
    }),
  );
  for (const outcome of outcomes) if (!outcome.ok) failures.push(outcome.error);
  const [first] = failures;
  if (first && failures.length === items.length) return { ok: false, error: first };
  office.store.write((tx) => updateAttempt(tx, attempt.id, { state: 'done', endedAt: office.clock.now() }));
  return ok({ done: items.length - failures.length, failed: failures.length });
}
