import { createHash } from 'node:crypto';
import type { Code } from '../../common/codes/index.ts';
import { newId } from '../../common/id.ts';
import type { FetchedRequest, ListedRequest, OnlineRequest } from '../../portal/index.ts';
import type { Tx } from '../../store/index.ts';
import {
  findRequestByCode,
  insertRequest,
  type OnlineRequestRow,
  updateRequest,
} from '../../store/repositories/online-requests.ts';
import { discardDocument } from '../act.ts';
import { station } from '../actor.ts';
import type { Office } from '../office.ts';
import { judgeFile } from './attached-file.ts';
import { contentOf, hashOfContent, type KeptFile, sealContent } from './content.ts';
import { stateOver } from './for-desk.ts';

/** While a request is in one of these, it waits at the desk. */
const waiting: readonly OnlineRequestRow['state'][] = ['filed', 'supplement', 'unreadable'];
/** While it is in one of these, nothing was decided here and what the citizen changes counts. */
const open: readonly OnlineRequestRow['state'][] = [...waiting, 'ended'];

/**
 * Keeps a request that the portal gave: the same one twice has the effect of one, a changed one replaces what was there
 * until the office has decided, and afterwards the desk is told that it changed. Files are written before the rows that
 * name them.
 */
export async function takeRequest(office: Office, fetched: FetchedRequest, stamp: string): Promise<void> {
  const { store } = office;
  const { request, files } = fetched;
  const known = findRequestByCode(store.db, request.code);
  const digests = files.map((file) => (file.bytes ? createHash('sha256').update(file.bytes).digest('hex') : ''));
  const hash = hashOfContent(request, digests);
  const isNew = known === undefined || (open.includes(known.state) && known.contentSha256 !== hash);
  const id = known?.id ?? newId(office.clock);
  if (known && known.purgedAt !== null) return;
  const written: string[] = [];
  let named = false;
  try {
    const kept = isNew ? await keepFiles(office, id, fetched, written) : [];
    named = store.write((tx) => {
      const row = findRequestByCode(tx, request.code);
      // Somebody decided meanwhile, or it was purged: the files would belong to nothing.
      if (row?.version !== known?.version || row?.purgedAt != null) return false;
      if (isNew) replace(office, tx, row, { id, request, hash, stamp, kept });
      else if (row) keepNews(office, tx, row, { request, hash, stamp });
      return isNew;
    });
  } finally {
    // No row will ever name them. One that cannot be removed now keeps none of the others: the next start sets it aside.
    if (!named) await Promise.allSettled(written.map((documentId) => store.documents.removeFile(documentId)));
  }
  office.events.emit({ type: 'inbound-changed' });
}

interface Arrived {
  readonly request: OnlineRequest;
  readonly hash: string;
  readonly stamp: string;
}

type Written = KeptFile & { readonly sha256: string };

/** `written` takes the id of each file before it is written: the disk may refuse one after others are there. */
async function keepFiles(office: Office, id: string, { files }: FetchedRequest, written: string[]): Promise<Written[]> {
  const kept: Written[] = [];
  for (const [place, file] of files.entries()) {
    const judged = judgeFile(file, place);
    if (judged.fault !== null || file.bytes === null) {
      kept.push({ ...judged, documentId: null, sha256: '' });
      continue;
    }
    const documentId = newId(office.clock);
    written.push(documentId);
    const { sha256 } = await office.store.documents.write(documentId, id, file.bytes);
    kept.push({ ...judged, documentId, sha256 });
  }
  return kept;
}

/** A new request, or new content of one that nobody has decided yet. */
function replace(
  office: Office,
  tx: Tx,
  row: OnlineRequestRow | undefined,
  { id, request, hash, stamp, kept }: Arrived & { readonly id: string; readonly kept: readonly Written[] },
): void {
  const { store, clock } = office;
  const now = clock.now();
  const before = row ? contentOf(store, row) : null;
  for (const { documentId } of before?.files ?? []) if (documentId) discardDocument(office, tx, documentId);
  for (const { documentId, bytes: length, sha256 } of kept) {
    if (documentId) store.documents.record(tx, { id: documentId, keyId: id, purpose: 'attachment', length, sha256 });
  }
  const files = kept.map(({ sha256: _, ...file }) => file);
  const over = stateOver(request.statusCode);
  const content = {
    stamp,
    sealed: sealContent(store, id, { request, files }),
    contentSha256: hash,
    state: over ?? ('filed' as const),
    failureCode: null,
    filedAt: request.filedAt,
    changedAt: now,
    // The desk has what was changed.
    changedSince: null,
    withdrawnAt: over === 'withdrawn' ? now : null,
    ...portalSays(request),
  };
  if (row) updateRequest(tx, row, content);
  else insertRequest(tx, { id, code: request.code, arrivedAt: now, ...content });
  note(office, tx, id, row ? 'request-changed' : 'request-arrived', { files: kept.length, state: content.state });
}

/** The same request with news of the portal's, or changed after the office had decided. */
function keepNews(office: Office, tx: Tx, row: OnlineRequestRow, { request, hash, stamp }: Arrived): void {
  const now = office.clock.now();
  const changed = row.contentSha256 !== hash;
  const standing = standingOf(row, request.statusCode, now);
  updateRequest(tx, row, {
    stamp,
    ...portalSays(request),
    ...(changed ? { contentSha256: hash, changedSince: now } : {}),
    ...standing.change,
  });
  if (changed) note(office, tx, row.id, 'request-changed-late', { state: row.state });
  if (standing.act !== null) note(office, tx, row.id, standing.act, { state: row.state });
  if (request.payment && request.payment.paid !== row.paid) {
    note(office, tx, row.id, 'request-payment', { paid: request.payment.paid });
  }
}

/** What becomes of a request by the portal's status of it; one that was ended and is open again there waits again. */
function standingOf(
  row: OnlineRequestRow,
  statusCode: number | null | undefined,
  now: number,
): { readonly change: Parameters<typeof updateRequest>[2]; readonly act: string | null } {
  const over = stateOver(statusCode);
  const waits = waiting.includes(row.state);
  if (over === 'withdrawn' && row.withdrawnAt === null) {
    const state = waits || row.state === 'ended' ? { state: over, failureCode: null } : {};
    return { change: { withdrawnAt: now, changedAt: now, ...state }, act: 'request-withdrawn' };
  }
  if (over === 'ended' && waits) {
    return { change: { state: over, failureCode: null, changedAt: now }, act: 'request-ended' };
  }
  const reopened = over === null && typeof statusCode === 'number' && row.state === 'ended' && row.sealed !== null;
  return reopened ? { change: { state: 'filed', changedAt: now }, act: 'request-reopened' } : { change: {}, act: null };
}

/**
 * The portal says that a request is over, without its content: the desk need not wait for it. False when it does not say so,
 * or nobody waits: then whatever is new there is to be fetched.
 */
export function noteOver(office: Office, { code, statusCode, stamp }: ListedRequest): boolean {
  const done = office.store.write((tx) => {
    const row = findRequestByCode(tx, code);
    if (!row || stateOver(statusCode) === null || !waiting.includes(row.state)) return false;
    const { change, act } = standingOf(row, statusCode, office.clock.now());
    updateRequest(tx, row, { stamp, portalStatus: statusCode, ...change });
    if (act !== null) note(office, tx, row.id, act, { state: row.state });
    return true;
  });
  if (done) office.events.emit({ type: 'inbound-changed' });
  return done;
}

/** What the portal says of it; what it does not say stays as it was said last. */
function portalSays({ statusCode, payment }: OnlineRequest) {
  return {
    ...(statusCode === undefined ? {} : { portalStatus: statusCode }),
    ...(payment === undefined
      ? {}
      : {
          paid: payment.paid,
          paidAmount: payment.amount ?? null,
          paidAt: payment.at ?? null,
          paidReference: payment.reference ?? null,
        }),
  };
}

/** A request is there and cannot be read: the desk learns its code, and looks at the portal. */
export function noteUnreadable(office: Office, code: string, stamp: string, failure: Code): void {
  const { store, clock } = office;
  const now = clock.now();
  store.write((tx) => {
    const row = findRequestByCode(tx, code);
    if (row) {
      // What is kept stays: the portal's newer word of it could not be read.
      updateRequest(tx, row, {
        stamp,
        ...(row.state === 'unreadable' ? { failureCode: failure, changedAt: now } : { changedSince: now }),
      });
    } else {
      const id = newId(clock);
      insertRequest(tx, { id, code, stamp, state: 'unreadable', failureCode: failure, arrivedAt: now, changedAt: now });
      note(office, tx, id, 'request-unreadable', { code: failure });
    }
  });
  office.events.emit({ type: 'inbound-changed' });
}

function note(office: Office, tx: Tx, id: string, act: string, facts: Record<string, string | number | boolean>): void {
  office.store.journal.append(tx, {
    actor: station.id,
    role: 'station',
    act,
    objectType: 'dossier',
    objectId: id,
    facts,
  });
}
