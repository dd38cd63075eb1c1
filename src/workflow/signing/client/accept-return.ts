import type { Role } from '../../../certification/index.ts';
import type { Code } from '../../../common/codes/index.ts';
import { fail, ok, type Result, unwrap } from '../../../common/result.ts';
import { civilDate } from '../../../common/vietnam-time.ts';
import type { DocumentRow } from '../../../store/documents/documents.ts';
import { type AttemptItemRow, type AttemptRow, updateItem } from '../../../store/repositories/attempts.ts';
import { type AwaitedFile, countRefused, findAwaited } from '../../../store/repositories/client-returns.ts';
import { findOriginal } from '../../../store/repositories/dossiers.ts';
import { findOfficer } from '../../../store/repositories/officers.ts';
import { type Office, settingsOf } from '../../office.ts';
import { end } from '../complete-item.ts';
import { expectedAfter } from '../expected.ts';
import type { ComposedPage } from '../page.ts';
import { permitted } from '../prepare-attempt.ts';
import { officialAnchors } from '../provider.ts';
import { tokenHash } from './hand-out.ts';
import { endAttempt, settleAttempt } from './settle.ts';

/** Files that may be refused under one token before it opens nothing any more. */
const mostRefused = 5;

/** What a token opens now. Errors: SIGN-RETURN-UNKNOWN, SIGN-RETURN-TWICE, SIGN-RETURN-ENDED, SIGN-CLIENT-EXPIRED. */
export function awaitedFile(office: Office, token: string): Result<AwaitedFile> {
  const found = findAwaited(office.store.db, tokenHash(token));
  if (!found) return fail('SIGN-RETURN-UNKNOWN');
  const { item, attempt, awaited } = found;
  if (item.state === 'done') return fail('SIGN-RETURN-TWICE');
  if (item.state !== 'begun' || attempt.state !== 'working' || awaited.refused >= mostRefused) {
    return fail('SIGN-RETURN-ENDED');
  }
  return awaited.expiresAt <= office.clock.now() ? fail('SIGN-CLIENT-EXPIRED') : ok(found);
}

/** The file that is to be signed, for whoever has its token; each fetch is journaled. Errors: those of `awaitedFile`. */
export function sourceFile(office: Office, token: string): Result<DocumentRow> {
  const found = awaitedFile(office, token);
  if (!found.ok) return found;
  const { item, attempt } = found.value;
  const document = office.store.documents.find(office.store.db, item.prefixDocumentId);
  if (!document) return fail('SIGN-RETURN-ENDED');
  office.store.write((tx) => note(office, tx, attempt, item, 'fetch-to-sign', null));
  return ok(document);
}

/**
 * Takes the file that the signing client returns: exactly the bytes that were handed out, with exactly this officer's
 * signature behind them. File before row, as for any signature; a power cut in between is made up for at the next start.
 * A refused file changes nothing but its code on the item, and another may follow.
 *
 * Errors: those of `awaitedFile`, SIGN-IN-PROGRESS (two at once), SIGN-RETURN-…, TOKEN-NOT-OFFICIAL, TOKEN-WRONG-OFFICER,
 * COPY-…, CLOCK-…, LAW-…, STORE-….
 */
export async function acceptReturn(office: Office, token: string, returned: Uint8Array): Promise<Result<void>> {
  const found = awaitedFile(office, token);
  if (!found.ok) return found;
  const { attempt, item, awaited } = found.value;
  if (office.runningAttempts.has(attempt.id)) return fail('SIGN-IN-PROGRESS');
  office.runningAttempts.add(attempt.id);
  try {
    const taken =
      returned.length > awaited.maxLength ? fail('SIGN-RETURN-TOO-LARGE') : await take(office, attempt, item, returned);
    if (!taken.ok) refuse(office, attempt, item, taken.error.code);
    return taken;
  } finally {
    office.runningAttempts.delete(attempt.id);
    settleAttempt(office, attempt);
  }
}

/** Says on the item that something came that is no file, so that the officer sees why nothing goes on. */
export function refuseUnread(office: Office, token: string): void {
  const found = awaitedFile(office, token);
  if (!found.ok || office.runningAttempts.has(found.value.attempt.id)) return;
  refuse(office, found.value.attempt, found.value.item, 'SIGN-RETURN-UNREADABLE');
  settleAttempt(office, found.value.attempt);
}

async function take(
  office: Office,
  attempt: AttemptRow,
  item: AttemptItemRow,
  returned: Uint8Array,
): Promise<Result<void>> {
  const { db, documents } = office.store;
  const may = stillMay(office, attempt, item);
  if (!may.ok) return may;
  const original = findOriginal(db, item.originalId);
  if (!original) return fail('STORE-NOT-FOUND', { original: item.originalId });
  const into = documents.place(item.resultDocumentId, original.dossierId);
  if (!into.ok) return into;
  const official = settingsOf(office)['office.profile'] === 'commune';
  const written = await office.tasks.accept({
    prefix: documents.handle(item.prefixDocumentId, original.dossierId),
    prefixSha256: item.prefixSha256,
    returned,
    into: into.value,
    expected: expectedAfter(db, attempt, item.originalId),
    trustAnchors: office.trustAnchors,
    intermediates: office.intermediates,
    officialAnchors: official ? officialAnchors(office) : null,
    attestation: (item.page as ComposedPage).attestation,
    at: office.clock.now(),
  });
  if (!written.ok) return written;
  const role: Role = attempt.kind === 'sign' ? 'signer' : 'seal-keeper';
  // Nothing can have come between: the original is held since T1, and giving up waits while a file is being taken.
  unwrap(end(office, { id: attempt.officerId, roles: [role] }, attempt, item, written.value));
  return ok();
}

/** The officer may have been dismissed since, given another certificate, or the clock may have lost its proof. */
function stillMay(office: Office, attempt: AttemptRow, item: AttemptItemRow): Result<void> {
  const { db } = office.store;
  const trusted = office.clockWatch.trusted();
  if (!trusted.ok) return trusted;
  const officer = findOfficer(db, attempt.officerId);
  const original = findOriginal(db, item.originalId);
  if (officer?.certificateSha256 !== attempt.certificateSha256 || !original) return fail('TOKEN-WRONG-OFFICER');
  const today = civilDate(office.clock.now());
  if (attempt.kind === 'sign' && civilDate(item.composedAt) !== today) return fail('SIGN-DAY-CHANGED');
  return permitted(db, attempt.kind, officer, original, today);
}

function refuse(office: Office, attempt: AttemptRow, item: AttemptItemRow, code: Code): void {
  if (code === 'SIGN-DAY-CHANGED') {
    endAttempt(office, attempt, code);
    return;
  }
  office.store.write((tx) => {
    updateItem(tx, item.id, { failureCode: code });
    countRefused(tx, item.id);
    note(office, tx, attempt, item, 'refuse-return', code);
  });
}

function note(
  office: Office,
  tx: Parameters<Parameters<Office['store']['write']>[0]>[0],
  attempt: AttemptRow,
  item: AttemptItemRow,
  act: 'fetch-to-sign' | 'refuse-return',
  code: Code | null,
): void {
  office.store.journal.append(tx, {
    actor: attempt.officerId,
    role: attempt.kind === 'sign' ? 'signer' : 'seal-keeper',
    act,
    objectType: 'original',
    objectId: item.originalId,
    facts: { attempt: attempt.id, ...(code === null ? {} : { code }) },
  });
}
