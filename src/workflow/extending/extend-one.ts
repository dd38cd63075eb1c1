import { existsSync } from 'node:fs';
import type { Code } from '../../common/codes/index.ts';
import { newId } from '../../common/id.ts';
import type { Result } from '../../common/result.ts';
import { findOriginal } from '../../store/repositories/dossiers.ts';
import { type ExtensionRow, findExtension, updateExtension } from '../../store/repositories/extensions.ts';
import { announce } from '../act.ts';
import { type Office, waysOf } from '../office.ts';
import { resolveExtension } from '../recovery/extensions.ts';
import { expectedOnSealed } from '../signing/expected.ts';
import { completeExtension } from './complete-extension.ts';
import { endExtension } from './end-extension.ts';
import { type ExtendingPolicy, timestampAnchors } from './policy.ts';
import type { ExtensionThread } from './thread.ts';

export interface Attempt {
  readonly thread: ExtensionThread;
  readonly policy: ExtendingPolicy;
  readonly answerMs: number;
  /** The wait after this failure, milliseconds. */
  readonly waitAfter: (attempts: number) => number;
}

/** What the certificates of the copy itself have against it: no further attempt, and no delivery. */
const stops: readonly Code[] = ['COPY-CERTIFICATE-REVOKED'];

/**
 * One attempt on one copy, in the order that a power cut cannot spoil: the row says that a file may come and under which
 * id → the services are asked, the file is verified and made durable → the row is ended together with all that follows
 * from the file. A failure leaves the sealed copy as it is, to be tried again.
 *
 * Answers null when the copy is extended or need not be, else the code of what was in the way.
 */
export async function extendOne(office: Office, waiting: ExtensionRow, attempt: Attempt): Promise<Code | null> {
  const begun = begin(office, waiting.originalId);
  if (begun === null) return null;
  office.runningAttempts.add(begun.originalId);
  try {
    const written = await carryOut(office, begun, attempt);
    if (written === 'resolved') return null;
    if (written.ok) {
      const end = completeExtension(office, begun, written.value);
      if (end === 'too-late' && begun.resultDocumentId !== null) {
        await office.store.documents.removeFile(begun.resultDocumentId);
      }
      return null;
    }
    postpone(office, begun, written.error.code, attempt.waitAfter);
    return written.error.code;
  } finally {
    office.runningAttempts.delete(begun.originalId);
  }
}

function begin(office: Office, originalId: string): ExtensionRow | null {
  const { store, clock } = office;
  return store.write((tx) => {
    const row = findExtension(tx, originalId);
    if (row?.state !== 'waiting') return null;
    const original = findOriginal(tx, originalId);
    if (original?.state !== 'issued' || original.copyDocumentId !== row.sealedDocumentId) {
      endExtension(office, tx, row, { state: 'without' });
      return null;
    }
    const change = { state: 'working', resultDocumentId: newId(clock) } as const;
    updateExtension(tx, originalId, change);
    return { ...row, ...change };
  });
}

async function carryOut(
  office: Office,
  begun: ExtensionRow,
  { thread, policy, answerMs }: Attempt,
): Promise<Result<{ length: number; sha256: string }> | 'resolved'> {
  const { documents, db } = office.store;
  const into = begun.resultDocumentId;
  if (into === null) throw new Error('begun without an id');
  const place = documents.place(into, begun.dossierId);
  if (!place.ok) return place;
  const written = await thread.extend({
    sealed: documents.handle(begun.sealedDocumentId, begun.dossierId),
    sealedSha256: begun.sealedSha256,
    into: place.value,
    expected: expectedOnSealed(db, begun.originalId),
    trustAnchors: office.trustAnchors,
    intermediates: office.intermediates,
    timestampAnchors: timestampAnchors(office, db),
    authorityUrl: policy.authorityUrl,
    hosts: policy.hosts,
    line: waysOf(office),
    answerMs,
    now: office.clock.now(),
  });
  if (written.ok || !existsSync(documents.path(into))) return written;
  // The thread was lost after it had written the file: as after a cut, the file says what it is.
  const resolved = await resolveExtension(office, begun);
  return resolved === 'extended' ? 'resolved' : written;
}

function postpone(office: Office, begun: ExtensionRow, code: Code, waitAfter: (attempts: number) => number): void {
  const { store, clock } = office;
  const attempts = begun.attempts + 1;
  store.write((tx) => {
    const row = findExtension(tx, begun.originalId);
    // Somebody took the file meanwhile.
    if (!row || row.endedAt !== null) return;
    if (stops.includes(code)) endExtension(office, tx, { ...row, attempts }, { state: 'stopped', code });
    else {
      const nextAttemptAt = clock.now() + waitAfter(attempts);
      updateExtension(tx, row.originalId, { state: 'waiting', attempts, failureCode: code, nextAttemptAt });
    }
  });
  office.log.warn({ original: begun.originalId, code, attempts }, 'a copy was not extended');
  const original = findOriginal(store.db, begun.originalId);
  if (original) announce(office, original);
  if (stops.includes(code)) office.outbox.wake();
}
