import type { PlacedPage } from '../../certification/index.ts';
import { newId } from '../../common/id.ts';
import { type Failure, fail, ok, type Result } from '../../common/result.ts';
import type { ScanJob, ScannedPage } from '../../devices/scanner/index.ts';
import { diskTroubleCodes } from '../../store/disk-trouble.ts';
import type { Tx } from '../../store/index.ts';
import { findOriginal, type OriginalRow, updateOriginal } from '../../store/repositories/dossiers.ts';
import { insertArrangement, insertPage, lastOrdinal, listPages, updateScan } from '../../store/repositories/pages.ts';
import { act, announce } from '../act.ts';
import type { Actor } from '../actor.ts';
import { codeAhead } from '../coding/code-pages.ts';
import { type Office, settingsOf } from '../office.ts';
import type { EncodedPage } from '../tasks.ts';

interface Scan {
  readonly scanId: string;
  readonly actor: Actor;
  readonly original: OriginalRow;
  readonly job: ScanJob;
  /** In whose place the pages come: of all, of the page with this id, of none. */
  readonly instead: 'all' | string | null;
  readonly signal: AbortSignal;
}

/**
 * Runs a begun scan to its end and writes the `end`, whatever it is. Never rejects: an end that the disk does not take
 * is written by `recoverScans` when it does.
 */
export async function runScan(office: Office, scan: Scan): Promise<void> {
  let result: Result<{ readonly pages: number }>;
  try {
    result = await office.scanner.scan(scan.job, {
      onPage: (page) => takePage(office, scan, page),
      onProgress: (percent, page) => office.events.emit({ type: 'scan-progress', scanId: scan.scanId, page, percent }),
      signal: scan.signal,
    });
  } catch (error) {
    if (!(error instanceof PageNotTaken)) office.log.error({ scan: scan.scanId, err: error }, 'scan broke off');
    result = { ok: false, error: failureOf(office, error) };
  }
  let code = result.ok ? null : result.error.code;
  try {
    endScan(office, scan, result);
  } catch (error) {
    office.log.error({ scan: scan.scanId, err: error }, 'the end of a scan could not be written');
    code = failureOf(office, error).code;
  } finally {
    office.runningScans.delete(scan.scanId);
  }
  if (code !== null && code !== 'SCAN-CANCELLED') office.log.warn({ scan: scan.scanId, code }, 'a scan ended early');
  office.events.emit({ type: 'scan-ended', scanId: scan.scanId, originalId: scan.original.id, code });
}

function failureOf({ store }: Office, error: unknown): Failure {
  if (error instanceof PageNotTaken) {
    if (error.failure.code === 'STORE-DISK-FAILING') store.disk.noted('failing');
    if (error.failure.code === 'STORE-DISK-FULL') store.disk.noted('full');
    return error.failure;
  }
  const trouble = store.disk.note(error);
  return { code: trouble === null ? 'SCAN-UNKNOWN' : diskTroubleCodes[trouble] };
}

/** A page could not be kept: the scan stops, and the failure is the scan's. */
class PageNotTaken extends Error {
  readonly failure: Failure;

  constructor(failure: Failure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Encodes and encrypts a page off the main thread, then names it in one transaction: from then on it is kept. */
async function takePage(office: Office, scan: Scan, page: ScannedPage): Promise<void> {
  const documentId = newId(office.clock);
  const place = office.store.documents.place(documentId, scan.original.dossierId);
  if (!place.ok) throw new PageNotTaken(place.error);
  const encoded = await office.tasks.encodePage({
    path: page.path,
    dpi: page.resolutionDpi,
    kept: settingsOf(office)['coding.profile'] === 'fast' ? 'final' : 'source',
    into: place.value,
  });
  if (!encoded.ok) throw new PageNotTaken(encoded.error);
  try {
    const ordinal = office.store.write((tx) => namePage(office, tx, scan, page, documentId, encoded.value));
    office.events.emit({ type: 'page-scanned', originalId: scan.original.id, scanId: scan.scanId, page: ordinal });
    codeAhead(office, scan.original.id);
  } catch (error) {
    // Nobody would ever name it, and it may be its space that is missing.
    await office.store.documents.removeFile(documentId);
    throw error;
  }
}

/** Gives a page its rows and answers its place among those that count. */
function namePage(
  office: Office,
  tx: Tx,
  scan: Scan,
  page: ScannedPage,
  documentId: string,
  { widthPx, heightPx, dpi, length, sha256 }: EncodedPage,
): number {
  const { scanId } = scan;
  const { id: originalId, dossierId } = scan.original;
  const before = listPages(tx, originalId);
  const first = page.ordinal === 1;
  if (scan.instead === 'all' && first) arrange(office, tx, scan, []);
  const id = newId(office.clock);
  office.store.documents.record(tx, { id: documentId, keyId: dossierId, purpose: 'page', length, sha256 });
  insertPage(tx, {
    id,
    originalId,
    scanId,
    ordinal: lastOrdinal(tx, originalId) + 1,
    documentId,
    widthPx,
    heightPx,
    dpi,
    createdAt: office.clock.now(),
  });
  if (scan.instead !== null && scan.instead !== 'all') {
    const placed: PlacedPage[] = before.map((one) => ({ id: one.id, turn: one.turn }));
    const at = first
      ? before.findIndex((one) => one.id === scan.instead)
      : before.findLastIndex((one) => one.scanId === scanId);
    if (at !== -1) {
      placed.splice(first ? at : at + 1, first ? 1 : 0, { id, turn: 0 });
      arrange(office, tx, scan, placed);
    }
  }
  updateScan(tx, scanId, { pages: page.ordinal });
  return listPages(tx, originalId).findIndex((one) => one.id === id) + 1;
}

function arrange(office: Office, tx: Tx, { actor, original }: Scan, pages: readonly PlacedPage[]): void {
  insertArrangement(tx, {
    id: newId(office.clock),
    originalId: original.id,
    officerId: actor.id,
    at: office.clock.now(),
    pages,
  });
}

function endScan(office: Office, scan: Scan, result: Result<{ readonly pages: number }>): void {
  const ended = office.store.write((tx) => {
    const failure = result.ok ? null : result.error;
    updateScan(tx, scan.scanId, {
      state: failure === null ? 'done' : failure.code === 'SCAN-CANCELLED' ? 'cancelled' : 'failed',
      endedAt: office.clock.now(),
      failureCode: failure?.code ?? null,
      failureFacts: failure?.facts ?? null,
    });
    office.store.journal.append(tx, {
      actor: scan.actor.id,
      role: 'creator',
      act: 'end-scan',
      objectType: 'original',
      objectId: scan.original.id,
      facts: { scan: scan.scanId, code: failure?.code ?? null, pages: lastOrdinal(tx, scan.original.id) },
    });
    // A feeder is empty at the end; the glass cannot know whether another page follows, the officer says so.
    const glass = scan.job.source === 'flatbed' && findOriginal(tx, scan.original.id)?.state === 'draft';
    if (failure !== null || glass) return countChange(tx);
    return act(office, tx, { actor: scan.actor, originalId: scan.original.id, act: 'finish-scan' });
  });
  if (ended.ok) announce(office, ended.value);

  /** New pages came although the original is not complete: who had seen the old ones must look again. */
  function countChange(tx: Tx): Result<OriginalRow> {
    const row = findOriginal(tx, scan.original.id);
    if (!row) return fail('STORE-NOT-FOUND');
    updateOriginal(tx, row, {});
    return ok({ ...row, version: row.version + 1 });
  }
}
