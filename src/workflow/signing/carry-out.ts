import { type Failure, fail, ok, type Result } from '../../common/result.ts';
import { findAttempt, updateAttempt } from '../../store/repositories/attempts.ts';
import { findOfficer } from '../../store/repositories/officers.ts';
import type { Actor } from '../actor.ts';
import type { Office } from '../office.ts';
import { resolveAttempt } from '../recovery/attempts.ts';
import type { PreparedTask } from '../tasks.ts';
import { type Begun, beginAttempt } from './begin.ts';
import { closeAttempt } from './close-attempt.ts';
import { completeItem, isCutByStop } from './complete-item.ts';
import { prepareItem } from './prepare-item.ts';
import { type OfficerToken, officerToken } from './token-check.ts';

/**
 * The PIN is given: signs (or seals) every original of a prepared attempt, in the order that a power cut cannot spoil:
 * T1 {begin} → the token signs → file, verified and durable → T2 {end, state, register, outbox, journal}.
 *
 * @param pin  zeroed before this returns, whatever happens
 * While the station is being stopped a pile ends between two signatures, after the first one at the earliest, and the
 * answer is SIGN-INTERRUPTED. A copy counts whose file is whole before the workers end, if need be from the next start on;
 * all others are signed again, with their numbers.
 *
 * Errors: SIGN-ATTEMPT-ENDED, SIGN-DAY-CHANGED, SIGN-INTERRUPTED, TOKEN-…, COPY-…, CLOCK-… (before the PIN reaches the token); a failure of the token leaves all originals as they were.
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
    // The attempt stays at work for `recoverAttempts`, which sees whose file is whole.
    if (code !== null && isCutByStop(office, code)) return fail('SIGN-INTERRUPTED');
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

interface Started extends Begun {
  readonly token: OfficerToken;
}

async function start(office: Office, actor: Actor, attemptId: string): Promise<Result<Started>> {
  const { store } = office;
  const attempt = findAttempt(store.db, attemptId);
  if (!attempt || attempt.officerId !== actor.id) return fail('STORE-NOT-FOUND', { attempt: attemptId });
  if (attempt.provider !== 'pkcs11') return fail('SIGN-ATTEMPT-ENDED');
  const before = findOfficer(store.db, actor.id);
  if (!before) return fail('TOKEN-WRONG-OFFICER');
  const token = await officerToken(office, before);
  if (!token.ok) return token;
  const trusted = office.clockWatch.trusted();
  if (!trusted.ok) return trusted;
  if (office.stopping?.aborted) return fail('SIGN-INTERRUPTED');
  const { sha256 } = token.value.certificate;
  const started = store.attempt((tx) => beginAttempt(office, tx, actor, attempt, sha256));
  if (!started.ok) return started;
  office.runningAttempts.add(attemptId);
  return ok({ ...started.value, token: token.value });
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
    signal: office.stopping,
  });
  if (!signed.ok) {
    // A host that the stop has ended says nothing of the token.
    const cut = office.stopping?.aborted && signed.error.code.startsWith('TOKEN-HOST-');
    return cut ? fail('SIGN-INTERRUPTED') : signed;
  }
  const { signatures } = signed.value;
  const interrupted = signatures.length < items.length;
  if (interrupted && !office.stopping?.aborted) throw new Error('the token returned fewer signatures than asked for');

  const failures: Failure[] = [];
  // All are waited for, also when one breaks off: what is resolved then must not be at work any more.
  const outcomes = await Promise.allSettled(
    signatures.map(async (signature, index) => {
      const [item, revision] = [items[index], prepared[index]];
      if (!item || !revision) throw new Error('the token returned more signatures than asked for');
      return await completeItem(office, actor, attempt, item, revision, { ...signed.value, signature, at });
    }),
  );
  for (const outcome of outcomes) {
    if (outcome.status === 'rejected') throw outcome.reason;
    if (!outcome.value.ok) failures.push(outcome.value.error);
  }
  const cut = failures.find(({ code }) => isCutByStop(office, code));
  if (cut) return { ok: false, error: cut };
  const [first] = failures;
  if (first && failures.length === signatures.length) return { ok: false, error: first };
  if (interrupted) return fail('SIGN-INTERRUPTED', { signed: signatures.length - failures.length, of: items.length });
  office.store.write((tx) => updateAttempt(tx, attempt.id, { state: 'done', endedAt: office.clock.now() }));
  return ok({ done: items.length - failures.length, failed: failures.length });
}
