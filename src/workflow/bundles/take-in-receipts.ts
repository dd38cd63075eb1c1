import { type Code, codes } from '../../common/codes/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { OpenedManifest } from '../../portal/bundles/bundle-reader.ts';
import type { MessageOutcome, Receipts } from '../../portal/bundles/manifest.ts';
import type { Tx } from '../../store/index.ts';
import {
  bundlesOfRow,
  findBundle,
  findBundleRow,
  type KnownStation,
  markSettled,
  rowsOut,
  settleBundleRow,
  stationBySigningKey,
} from '../../store/repositories/bundles.ts';
import { findOutboxRow, markConfirmed, markRejected, type OutboxRow } from '../../store/repositories/outbox.ts';
import type { Office } from '../office.ts';
import { onConfirmed } from '../portal/confirmed.ts';
import { type Carrier, journalBundle } from './actors.ts';
import type { Delivered } from './compose.ts';

/** What receipts came to; messages, as far as they were news. */
export interface ReceiptsTaken {
  readonly kind: 'receipts';
  readonly confirmed: number;
  readonly rejected: number;
  /** They go in the next bundle. */
  readonly unsent: number;
  /** Nothing in them was news. */
  readonly already: boolean;
  /** The names of the bundles that are settled by them. */
  readonly settled: readonly { readonly id: string; readonly name: string }[];
}

/** Whether receipts may be taken in: the station that sends for this office has signed them. BUNDLE-SIGNER-UNKNOWN, BUNDLE-CONTENT. */
export function receiptsSigner(office: Office, { manifest }: OpenedManifest): Result<KnownStation> {
  const station = stationBySigningKey(office.store.db, 'sender', manifest.from);
  if (!station) return fail('BUNDLE-SIGNER-UNKNOWN');
  // One list is all there is: many of them would fill the memory.
  const [list, ...others] = manifest.parts;
  return list?.kind === 'receipts' && others.length === 0 ? ok(station) : fail('BUNDLE-CONTENT', { reason: 'parts' });
}

/**
 * Writes what came of the rows that were handed over: confirmed ones deliver their originals in the same transaction,
 * refused ones wait for a person, the others for the next bundle. Receipts may come twice and in any order: a row is
 * settled once, and what an older bundle says of a row that has gone again does not refuse it.
 *
 * BUNDLE-RECEIPTS-FOREIGN when they are about no bundle of this office.
 */
export function takeInReceipts(
  office: Office,
  by: Carrier,
  station: KnownStation,
  { manifest, receipts }: { readonly manifest: OpenedManifest; readonly receipts: Receipts },
  delivered: Delivered,
): Result<ReceiptsTaken> {
  return office.store.attempt((tx) => {
    const own = receipts.bundles.filter(({ id }) => findBundle(tx, id)?.stationId === station.id);
    if (own.length === 0 && receipts.bundles.length > 0) return fail('BUNDLE-RECEIPTS-FOREIGN');
    const counts = { confirmed: 0, rejected: 0, unsent: 0 };
    const touched = new Set<string>();
    for (const { id, messages } of own) {
      for (const message of messages) {
        const known = findBundleRow(tx, id, message.row);
        const row = known && findOutboxRow(tx, message.row);
        if (!known || !row || known.outcome !== null) continue;
        if (!settle(office, tx, { bundleId: id, open: known.open, row, message }, delivered)) continue;
        counts[message.outcome] += 1;
        for (const bundleId of bundlesOfRow(tx, row.id)) touched.add(bundleId);
      }
      touched.add(id);
    }
    const settled = [...touched].flatMap((id) => endIfSettled(office, tx, id));
    const { id } = manifest.manifest;
    journalBundle(office, tx, by, 'import-receipts', id, { ...counts, station: station.id, settled: settled.length });
    const already = counts.confirmed + counts.rejected + counts.unsent === 0;
    return ok({ kind: 'receipts', ...counts, already, settled } as const);
  });
}

interface Settling {
  readonly bundleId: string;
  /** The row is out in this bundle; otherwise the bundle was taken back. */
  readonly open: boolean;
  readonly row: OutboxRow;
  readonly message: MessageOutcome;
}

/** False when the outcome changes nothing any more. */
function settle(office: Office, tx: Tx, { bundleId, open, row, message }: Settling, delivered: Delivered): boolean {
  switch (message.outcome) {
    case 'confirmed': {
      for (const id of bundlesOfRow(tx, row.id)) settleBundleRow(tx, id, row.id, 'confirmed');
      if (row.state === 'confirmed') return false;
      const confirmedAt = office.clock.now();
      const { receipt } = message;
      const result = message.result ?? null;
      const attempts = row.attempts + 1;
      markConfirmed(tx, row.id, { attempts, receipt, result, confirmedAt });
      onConfirmed(
        office,
        tx,
        { ...row, state: 'confirmed', attempts, receipt, result, confirmedAt },
        receipt,
        delivered,
      );
      return true;
    }
    case 'rejected':
      if (!open) return false;
      settleBundleRow(tx, bundleId, row.id, 'rejected');
      if (row.state === 'confirmed') return false;
      markRejected(tx, row.id, {
        attempts: row.attempts + 1,
        failureCode: knownCode(message.code),
        failureMessage: message.message ?? null,
      });
      return true;
    case 'unsent':
      if (!open) return false;
      settleBundleRow(tx, bundleId, row.id, 'unsent');
      return row.state !== 'confirmed';
  }
}

/** A code of another version of the program says as much as any refusal. */
function knownCode(code: string): Code {
  return code in codes ? (code as Code) : 'PORTAL-REJECTED';
}

function endIfSettled(office: Office, tx: Tx, id: string): { id: string; name: string }[] {
  const bundle = findBundle(tx, id);
  if (!bundle || bundle.settledAt !== null || rowsOut(tx, id) > 0) return [];
  markSettled(tx, id, office.clock.now());
  return [{ id, name: bundle.name }];
}
