import { createHash, randomBytes } from 'node:crypto';
import { fail, ok, type Result } from '../../../common/result.ts';
import { limits as validationLimits } from '../../../copies/validation/limits.ts';
import type { Tx } from '../../../store/index.ts';
import { type AttemptItemRow, type AttemptRow, findAttempt, listItems } from '../../../store/repositories/attempts.ts';
import { awaitedUntil, awaitReturn } from '../../../store/repositories/client-returns.ts';
import { findOriginal } from '../../../store/repositories/dossiers.ts';
import type { Actor } from '../../actor.ts';
import { type Office, settingsOf } from '../../office.ts';
import { beginAttempt } from '../begin.ts';
import { expectedBefore } from '../expected.ts';
import { mostAdded } from './most-added.ts';

/** One file for the signing client. The token opens this file, takes its return, and nothing else. */
export interface ClientJob {
  readonly originalId: string;
  readonly token: string;
}

export interface HandedOut {
  readonly jobs: readonly ClientJob[];
  /** From then on no file is taken any more, epoch milliseconds. */
  readonly expiresAt: number;
}

/** The SHA-256 under which a token is kept. */
export const tokenHash = (token: string): string => createHash('sha256').update(token).digest('hex');

/**
 * Hands the files of a prepared attempt to the signing client on the officer's PC: T1, and a one-time token for each file.
 * Of an attempt that already waits, the files that are still awaited are handed out under new tokens, and the old ones
 * open nothing any more.
 *
 * Errors: STORE-NOT-FOUND, SIGN-CLIENT-NOT-USED, SIGN-ATTEMPT-ENDED, SIGN-DAY-CHANGED, SIGN-RETURN-TOO-LARGE, COPY-…
 * (a signer's signature that does not verify before the seal), CLOCK-…, LAW-….
 */
export async function handOut(office: Office, actor: Actor, attemptId: string): Promise<Result<HandedOut>> {
  const { store } = office;
  const attempt = findAttempt(store.db, attemptId);
  if (!attempt || attempt.officerId !== actor.id) return fail('STORE-NOT-FOUND', { attempt: attemptId });
  if (attempt.provider !== 'vgca') return fail('SIGN-CLIENT-NOT-USED');
  const trusted = office.clockWatch.trusted();
  if (!trusted.ok) return trusted;
  const sound = await checkFiles(office, attempt);
  if (!sound.ok) return sound;
  const minutes = settingsOf(office)['token.client-wait'];
  return store.attempt((tx): Result<HandedOut> => {
    const now = findAttempt(tx, attemptId);
    if (now?.state === 'prepared') {
      const begun = beginAttempt(office, tx, actor, now, now.certificateSha256);
      if (!begun.ok) return begun;
      return ok(issue(office, tx, begun.value.items, begun.value.at + minutes * 60_000));
    }
    const awaited = listItems(tx, attemptId).filter((item) => item.state === 'begun');
    const expiresAt = awaitedUntil(tx, attemptId);
    if (now?.state !== 'working' || awaited.length === 0 || expiresAt === null) return fail('SIGN-ATTEMPT-ENDED');
    if (expiresAt <= office.clock.now()) return fail('SIGN-CLIENT-EXPIRED');
    return ok(issue(office, tx, awaited, expiresAt));
  });
}

function issue(office: Office, tx: Tx, items: readonly AttemptItemRow[], expiresAt: number): HandedOut {
  const jobs = items.map((item) => {
    const token = randomBytes(32).toString('base64url');
    const sentLength = office.store.documents.find(tx, item.prefixDocumentId)?.length ?? 0;
    const maxLength = sentLength + mostAdded;
    awaitReturn(tx, { itemId: item.id, tokenSha256: tokenHash(token), sentLength, maxLength, expiresAt });
    return { originalId: item.originalId, token };
  });
  return { jobs, expiresAt };
}

/** Small enough to be checked when they come back; and a seal goes on nothing but what the signer signed. */
async function checkFiles(office: Office, attempt: AttemptRow): Promise<Result<void>> {
  const { db, documents } = office.store;
  for (const item of listItems(db, attempt.id)) {
    if (item.state !== 'prepared') continue;
    const document = documents.find(db, item.prefixDocumentId);
    const original = findOriginal(db, item.originalId);
    if (!document || !original) return fail('SIGN-ATTEMPT-ENDED');
    if (document.length + mostAdded > validationLimits.fileBytes) return fail('SIGN-RETURN-TOO-LARGE');
    if (attempt.kind === 'sign') continue;
    const verified = await office.tasks.verify({
      document: documents.handle(document.id, original.dossierId),
      expected: expectedBefore(db, attempt.kind, item.originalId),
      trustAnchors: office.trustAnchors,
      intermediates: office.intermediates,
      at: office.clock.now(),
    });
    if (!verified.ok) return verified;
  }
  return ok();
}
