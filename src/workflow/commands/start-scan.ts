import { type OriginalState, transition } from '../../certification/index.ts';
import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { ScanSource } from '../../devices/scanner/index.ts';
import { findOriginal, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { insertScan, listPages, listScans } from '../../store/repositories/pages.ts';
import { act } from '../act.ts';
import { type Actor, roleFor } from '../actor.ts';
import { type Office, settingsOf } from '../office.ts';
import { recoverScans } from '../recovery/scans.ts';
import { runScan } from '../scanning/run-scan.ts';

/** What is scanned of: A4. */
export const scanPaper = { widthMm: 210, heightMm: 297 } as const;

/** How to scan: which scanner (the first one there by default), from where, and whether to begin anew. */
export interface ScanInput {
  readonly originalId: string;
  readonly device?: string;
  readonly source: ScanSource;
  /** With the first new page those scanned so far are set aside; without it new pages follow them. */
  readonly replace: boolean;
  /** A page in whose place the new ones come; it is set aside with the first of them. */
  readonly replacesPage?: string;
}

/**
 * Begins a scan and answers its id; pages arrive as events. The `begin` is on the disk before the scanner moves, so a
 * scan cut by a power failure is found and closed at the next start, with every page that had arrived.
 *
 * Errors: LAW-SECRECY-UNCONFIRMED, LAW-TRANSITION, SCAN-BUSY (this original is being scanned), SCAN-NOT-FOUND,
 * STORE-KEY-LOST, STORE-NOT-FOUND (also for a page to be replaced that does not count), WEB-BODY-INVALID (all and one to be replaced).
 */
export async function startScan(office: Office, actor: Actor, input: ScanInput): Promise<Result<{ scanId: string }>> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const { replace, replacesPage } = input;
  if (replace && replacesPage !== undefined) return fail('WEB-BODY-INVALID', { field: 'replacesPage' });
  const device = await chooseDevice(office, input.device);
  if (!device.ok) return device;
  const scanId = newId(office.clock);
  const settings = settingsOf(office);
  recoverScans(office);

  const begun = office.store.attempt((tx): Result<OriginalRow> => {
    const row = findOriginal(tx, input.originalId);
    if (!row) return fail('STORE-NOT-FOUND', { original: input.originalId });
    // Before paper moves: no page of this dossier could be kept.
    if (office.store.keys.isLost(row.dossierId)) return fail('STORE-KEY-LOST', { key: row.dossierId });
    if (!row.secrecyConfirmedBy) return fail('LAW-SECRECY-UNCONFIRMED');
    if (listScans(tx, row.id).some((scan) => scan.state === 'scanning')) return fail('SCAN-BUSY');
    if (replacesPage !== undefined && !listPages(tx, row.id).some(({ id }) => id === replacesPage)) {
      return fail('STORE-NOT-FOUND', { page: replacesPage });
    }
    const next = transition(row.state as OriginalState, 'add-scan');
    if (!next.ok) return next;
    insertScan(tx, {
      id: scanId,
      originalId: row.id,
      state: 'scanning',
      device: device.value,
      source: input.source,
      begunAt: office.clock.now(),
    });
    return act(office, tx, {
      actor,
      originalId: row.id,
      act: 'add-scan',
      facts: { scan: scanId, source: input.source, replace, ...(replacesPage === undefined ? {} : { replacesPage }) },
    });
  });
  if (!begun.ok) return begun;

  const abort = new AbortController();
  const job = {
    device: device.value,
    source: input.source,
    resolutionDpi: settings['scanner.resolution'],
    mode: 'color' as const,
    paper: scanPaper,
    folder: office.scanFolder,
  };
  const instead = replace ? 'all' : (replacesPage ?? null);
  // Runs on after the answer; every outcome, a bug included, ends in the scan's row.
  const ended = runScan(office, { scanId, actor, original: begun.value, job, instead, signal: abort.signal });
  office.runningScans.set(scanId, { stop: () => abort.abort(), ended });
  return ok({ scanId });
}

async function chooseDevice(office: Office, wanted: string | undefined): Promise<Result<string>> {
  if (wanted !== undefined) return ok(wanted);
  const listed = await office.scanner.list();
  if (!listed.ok) return listed;
  const [first] = listed.value;
  return first ? ok(first.id) : fail('SCAN-NOT-FOUND', { page: 0, pagesKept: 0 });
}

/** Stops a scan under way. Its whole pages are kept. A scan that has ended already is no error. */
export function cancelScan(office: Office, actor: Actor, scanId: string): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  office.runningScans.get(scanId)?.stop();
  return ok();
}
