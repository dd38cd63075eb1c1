import { maySeal, maySign, type OriginalState, transition } from '../../certification/index.ts';
import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Reader, Tx } from '../../store/index.ts';
import { begunItemOf, insertAttempt, insertAttemptItem, preparedAttempt } from '../../store/repositories/attempts.ts';
import { findOriginal, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { findOfficeImage, findOfficer, type OfficerRow } from '../../store/repositories/officers.ts';
import { activeEntry, type EntryRow } from '../../store/repositories/register.ts';
import type { Actor } from '../actor.ts';
import { type Office, settingsOf } from '../office.ts';
import { peopleOf, sealPermissionsOf, toOfficer } from '../people.ts';
import { reserveNumber } from '../register.ts';
import { voidPastYears } from '../year-end.ts';
import { closeAttempt } from './close-attempt.ts';
import { composeBases, removeBases } from './compose-bases.ts';
import type { NewItem } from './new-item.ts';
import { clientCertificate, providerOf } from './provider.ts';
import { lastSignedItem } from './signed-item.ts';
import { type OfficerToken, officerToken } from './token-check.ts';

export type AttemptKind = 'sign' | 'seal';

/** An attempt that waits for the PIN. */
export interface PreparedAttempt {
  readonly attemptId: string;
  readonly pinState: OfficerToken['pinState'];
}

/**
 * The first three of the four parts of *Ký n bản sao* (the PIN is the fourth): token, certificate and tries are
 * checked; the numbers are reserved in one transaction; the final attestation pages are composed, ready to be shown.
 * Sealing finds number and page made, and checks instead who signed.
 *
 * @param clientDer  the certificate that the signing client on the officer's PC names, where that makes the signatures
 * Errors: SIGN-NOTHING-CHOSEN, SIGN-IN-PROGRESS, SIGN-NO-CERTIFICATE, SIGN-NO-IMAGE, TOKEN-…, LAW-…, COPY-…, CLOCK-….
 */
export async function prepareAttempt(
  office: Office,
  actor: Actor,
  kind: AttemptKind,
  originalIds: readonly string[],
  clientDer?: Uint8Array,
): Promise<Result<PreparedAttempt>> {
  const ids = [...new Set(originalIds)];
  if (ids.length === 0) return fail('SIGN-NOTHING-CHOSEN');
  const officer = findOfficer(office.store.db, actor.id);
  if (!officer) return fail('WEB-ROLE-MISSING');
  const clock = office.clockWatch.trusted();
  if (!clock.ok) return clock;
  const day = civilDate(office.clock.now());
  const image = findOfficeImage(
    office.store.db,
    kind === 'sign' ? 'signature' : 'seal',
    imageOwner(kind, officer),
    day,
  );
  if (!image) return fail('SIGN-NO-IMAGE');
  const allowed = checkEach(office.store.db, kind, officer, ids, day);
  if (!allowed.ok) return allowed;
  const openable = keysOf(office, ids);
  if (!openable.ok) return openable;
  const provider = providerOf(settingsOf(office), kind);
  const token =
    provider === 'vgca' ? await clientCertificate(office, officer, clientDer) : await officerToken(office, officer);
  if (!token.ok) return token;

  // The token has taken its time.
  const still = office.clockWatch.trusted();
  if (!still.ok) return still;
  const settings = settingsOf(office);
  const reserved = office.store.attempt((tx): Result<Map<string, EntryRow>> => {
    const superseded = preparedAttempt(tx, officer.id, kind);
    if (superseded) closeAttempt(office, tx, superseded, 'SIGN-ATTEMPT-ENDED');
    const still = checkEach(tx, kind, officer, ids, day);
    if (!still.ok) return still;
    voidPastYears(office, tx);
    const numbers = new Map<string, EntryRow>();
    for (const id of ids) {
      const held = activeEntry(tx, id);
      const entry = kind === 'sign' ? reserveNumber(office, tx, settings, id) : held ? ok(held) : missingNumber(id);
      if (!entry.ok) return entry;
      if (!held) journalNumber(office, tx, actor, entry.value);
      numbers.set(id, entry.value);
    }
    return ok(numbers);
  });
  if (!reserved.ok) return reserved;

  const items =
    kind === 'sign'
      ? await composeBases(office, settings, officer, reserved.value)
      : ok(itemsFromSigned(office, reserved.value));
  if (!items.ok) return items;

  const attemptId = newId(office.clock);
  const written = await whole(office, kind, items.value, (tx) => {
    const still = checkEach(tx, kind, officer, ids, day);
    if (!still.ok) return still;
    // While the pages were composed the number may have been corrected.
    const moved = [...reserved.value].some(([id, entry]) => !isSameNumber(activeEntry(tx, id), entry));
    if (moved) return fail('SIGN-ATTEMPT-ENDED');
    insertAttempt(tx, {
      id: attemptId,
      kind,
      officerId: officer.id,
      state: 'prepared',
      certificateSha256: token.value.certificate.sha256,
      provider,
      createdAt: office.clock.now(),
    });
    for (const item of items.value) {
      item.record(tx);
      insertAttemptItem(tx, { ...item.row, attemptId });
    }
    return ok();
  });
  if (!written.ok) return written;
  return ok({ attemptId, pinState: token.value.pinState });
}

/** Writes the attempt's rows; when they cannot be written the composed copies go again. */
async function whole(
  office: Office,
  kind: AttemptKind,
  items: readonly NewItem[],
  change: (tx: Tx) => Result<void>,
): Promise<Result<void>> {
  let written: Result<void> | null = null;
  try {
    written = office.store.attempt(change);
    return written;
  } finally {
    if (kind === 'sign' && !written?.ok) await removeBases(office, items);
  }
}

/** The seal is the agency's; a signature is its owner's. */
export function imageOwner(kind: AttemptKind, officer: OfficerRow): string | null {
  return kind === 'sign' ? officer.id : null;
}

/** Whether the key of each original is there: no number is spent on one whose pages cannot be read. STORE-KEY-LOST. */
function keysOf({ store }: Pick<Office, 'store'>, ids: readonly string[]): Result<void> {
  for (const id of ids) {
    const dossierId = findOriginal(store.db, id)?.dossierId;
    if (dossierId !== undefined && store.keys.isLost(dossierId)) {
      return fail('STORE-KEY-LOST', { key: dossierId, original: id });
    }
  }
  return ok();
}

/** Whether the law and the state of each of the originals let this officer sign (or seal) it on a day. */
export function checkEach(
  db: Reader,
  kind: AttemptKind,
  officer: OfficerRow,
  ids: readonly string[],
  day: string,
): Result<void> {
  for (const id of ids) {
    const row = findOriginal(db, id);
    if (!row) return fail('STORE-NOT-FOUND', { original: id });
    const next = transition(row.state as OriginalState, kind);
    if (!next.ok) return next;
    const allowed = permitted(db, kind, officer, row, day);
    if (!allowed.ok) return allowed;
    if (begunItemOf(db, id)) return fail('SIGN-IN-PROGRESS', { original: id });
  }
  return ok();
}

/** Whether the law lets this officer sign (or seal) this original on a day. */
export function permitted(
  db: Reader,
  kind: AttemptKind,
  officer: OfficerRow,
  row: OriginalRow,
  day: string,
): Result<void> {
  return kind === 'sign'
    ? maySign(toOfficer(officer), peopleOf(row), day)
    : maySeal(toOfficer(officer), peopleOf(row), day, sealPermissionsOf(db, officer.id));
}

function isSameNumber(now: EntryRow | undefined, composed: EntryRow): boolean {
  return now?.id === composed.id && now.number === composed.number && now.volumeId === composed.volumeId;
}

function missingNumber(id: string): Result<never> {
  throw new Error(`a signed original has no number: ${id}`);
}

function journalNumber(office: Office, tx: Tx, actor: Actor, entry: EntryRow): void {
  office.store.journal.append(tx, {
    actor: actor.id,
    role: 'signer',
    act: 'reserve-number',
    objectType: 'original',
    objectId: entry.originalId,
    facts: { number: entry.number, year: entry.year },
  });
}

/** Sealing goes on from the signed revision: its bytes are the prefix, its page says where the seal stands. */
function itemsFromSigned(office: Office, numbers: ReadonlyMap<string, EntryRow>): NewItem[] {
  return [...numbers].map(([originalId, entry]) => {
    const signed = lastSignedItem(office.store.db, originalId);
    const row = {
      id: newId(office.clock),
      originalId,
      registerEntryId: entry.id,
      state: 'prepared' as const,
      prefixDocumentId: signed.document.id,
      prefixSha256: signed.document.sha256,
      resultDocumentId: newId(office.clock),
      page: signed.item.page,
      composedAt: office.clock.now(),
    };
    return { row, record: () => {} };
  });
}
