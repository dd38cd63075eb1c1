import { registerYear } from '../../certification/index.ts';
import { type Failure, fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Tx } from '../../store/index.ts';
import {
  type AttemptItemRow,
  type AttemptRow,
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
import { checkEach } from './prepare-attempt.ts';
import { prepareItem } from './prepare-item.ts';
import { type OfficerToken, officerToken } from './token-check.ts';

/**
 * The PIN is given: signs (or seals) every original of a prepared attempt, in the order that a power cut cannot spoil:
 * T1 {begin} → the token signs → file, verified and durable → T2 {end, state, register, outbox, journal}.
 *
 * @param pin  zeroed before this returns, whatever happens
 * Errors: SIGN-ATTEMPT-ENDED, SIGN-DAY-CHANGED, TOKEN-…, COPY-…, CLOCK-… (before the PIN reaches the token); a failure of the token leaves all originals as they were.
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
    return await signBegun(office, actor, started.value, pin, allowFinalTry);
  } finally {
    pin.fill(0);
  }
}

/** From T1 to the attempt's end, which is written whatever happens: until then nobody could go on with its originals. */
async function signBegun(
  office: Office,
  actor: Actor,
  started: Started,
  pin: Buffer,
  allowFinalTry: boolean,
): Promise<Result<{ readonly done: number; readonly failed: number }>> {
  const { attempt } = started;
  try {
    const result = await signAll(office, actor, started, pin, allowFinalTry);
    const code = result.ok ? null : result.error.code;
    if (code !== null) office.store.write((tx) => closeAttempt(office, tx, attempt, code));
    office.events.emit({ type: 'attempt-ended', attemptId: attempt.id, code });
    return result;
  } catch (error) {
    await resolveAttempt(office, attempt).catch((later: unknown) => {
      // `recoverAttempts` tries again.
      office.log.error({ attempt: attempt.id, err: later }, 'an attempt cannot be resolved now');
    });
    throw error;
  } finally {
    office.runningAttempts.delete(attempt.id);
  }
}

interface Started {
  readonly attempt: AttemptRow;
  readonly items: readonly AttemptItemRow[];
  readonly officer: OfficerRow;
  readonly token: OfficerToken;
  /** The instant of T1: it stands in the signatures and in the register. */
  readonly at: number;
}

/** T1: from here on the attempt is resolved by its own rule at the next start. */
async function start(office: Office, actor: Actor, attemptId: string): Promise<Result<Started>> {
  const { store, clock } = office;
  const attempt = findAttempt(store.db, attemptId);
  if (!attempt || attempt.officerId !== actor.id) return fail('STORE-NOT-FOUND', { attempt: attemptId });
  const before = findOfficer(store.db, actor.id);
  if (!before) return fail('TOKEN-WRONG-OFFICER');
  const token = await officerToken(office, before);
  if (!token.ok) return token;
  const trusted = office.clockWatch.trusted();
  if (!trusted.ok) return trusted;
  const started = store.attempt((tx): Result<Started> => {
    if (findAttempt(tx, attemptId)?.state !== 'prepared') return fail('SIGN-ATTEMPT-ENDED');
    // Read anew: while the token was asked the officer may have been dismissed or given another certificate.
    const officer = findOfficer(tx, actor.id);
    const { sha256 } = token.value.certificate;
    if (officer?.certificateSha256 !== sha256 || sha256 !== attempt.certificateSha256) {
      return fail('TOKEN-WRONG-OFFICER');
    }
    const items = listItems(tx, attemptId);
    const at = clock.now();
    const today = civilDate(at);
    if (attempt.kind === 'sign' && items.some((item) => civilDate(item.composedAt) !== today)) {
      return fail('SIGN-DAY-CHANGED');
    }
    const originalIds = items.map((item) => item.originalId);
    const allowed = checkEach(tx, attempt.kind, officer, originalIds, today);
    if (!allowed.ok) return allowed;
    for (const item of items) {
      const still = stillPossible(tx, attempt, item, at);
      if (!still.ok) return still;
    }
    updateAttempt(tx, attemptId, { state: 'working' });
    for (const item of items) {
      updateItem(tx, item.id, { state: 'begun', begunAt: at });
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
    return ok({ attempt, items: listItems(tx, attemptId), officer, token: token.value, at });
  });
  if (started.ok) office.runningAttempts.add(attemptId);
  return started;
}

/** Whether what was prepared is still what would be signed: the original may have gone back and come again. */
function stillPossible(tx: Tx, attempt: AttemptRow, item: AttemptItemRow, at: number): Result<void> {
  const entry = activeEntry(tx, item.originalId);
  if (entry?.id !== item.registerEntryId) return fail('SIGN-ATTEMPT-ENDED');
  if (attempt.kind === 'sign') {
    // Reserved before midnight of 31/12 and composed after it: a year's number never stands on a page of the next.
    return entry.year === registerYear(at) ? ok() : fail('SIGN-DAY-CHANGED');
  }
  // Returned to the signer and signed anew: the seal would go on a revision that was given up.
  const copy = findOriginal(tx, item.originalId)?.copyDocumentId;
  return copy === item.prefixDocumentId ? ok() : fail('SIGN-ATTEMPT-ENDED');
}

async function signAll(
  office: Office,
  actor: Actor,
  started: Started,
  pin: Buffer,
  allowFinalTry: boolean,
): Promise<Result<{ done: number; failed: number }>> {
  const { attempt, items, officer, token, at } = started;
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
  // All are waited for, also when one breaks off: what is resolved then must not be at work any more.
  const outcomes = await Promise.allSettled(
    items.map(async (item, index) => {
      const [revision, signature] = [prepared[index], signed.value.signatures[index]];
      if (!revision || !signature) throw new Error('the token returned fewer signatures than asked for');
      return await completeItem(office, actor, attempt, item, revision, { ...signed.value, signature, at });
    }),
  );
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason;
    if (!outcome.value.ok) failures.push(outcome.value.error);
  }
  const [first] = failures;
  if (first && failures.length === items.length) return { ok: false, error: first };
  office.store.write((tx) => updateAttempt(tx, attempt.id, { state: 'done', endedAt: office.clock.now() }));
  return ok({ done: items.length - failures.length, failed: failures.length });
}
