import { createHash } from 'node:crypto';
import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { bundleBytes } from '../../portal/bundles/bundle-writer.ts';
import type { BundleIdentity } from '../../portal/bundles/identity.ts';
import type { BundlePart, Manifest, MessageOutcome, Receipts } from '../../portal/bundles/manifest.ts';
import { findKnownStation, type KnownStation, nextBundleSeq } from '../../store/repositories/bundles.ts';
import {
  type GuestBundle,
  type GuestMessage,
  markReceiptsWritten,
  messagesOfGuest,
  unacknowledged,
} from '../../store/repositories/guests.ts';
import { type Office, settingsOf } from '../office.ts';
import { type Carrier, journalBundle } from './actors.ts';
import { bundleFileName, removeBundleFile, writeBundleFile } from './files.ts';
import { fitReceipts } from './fit-receipts.ts';
import type { PluggedStick } from './plugged-stick.ts';

/** The name of the file on the stick, and of how many messages it tells. */
export interface ReceiptsWritten {
  readonly name: string;
  readonly messages: number;
}

/**
 * Writes the receipts for an office to the stick: what came of its messages so far, of the bundles of which it has not
 * said that it has them, as many as one list holds. May be written again and again: the office takes each in once.
 *
 * BUNDLE-STATION-UNKNOWN, BUNDLE-NO-RECEIPTS, STICK-FULL, STICK-READ-ONLY, STICK-GONE, STICK-DAMAGED.
 */
export async function writeReceipts(
  office: Office,
  by: Carrier,
  stationId: string,
  { identity, stick }: { readonly identity: BundleIdentity; readonly stick: PluggedStick },
): Promise<Result<ReceiptsWritten>> {
  const { store, clock } = office;
  const station = findKnownStation(store.db, stationId);
  if (station?.part !== 'origin' || station.removedAt !== null) return fail('BUNDLE-STATION-UNKNOWN');
  const receipts = receiptsOf(office, unacknowledged(store.db, station.id));
  const messages = receipts.bundles.reduce((sum, bundle) => sum + bundle.messages.length, 0);
  if (messages === 0) return fail('BUNDLE-NO-RECEIPTS');
  const listed = await stick.list();
  if (!listed.ok) return listed;
  const id = newId(clock);
  const at = clock.now();
  const seq = freeSeq(
    nextBundleSeq(store.db, at),
    station.office,
    new Set(listed.value.bundles.map((one) => one.name)),
  );
  const name = bundleFileName('receipts', station.office, seq);
  try {
    const { manifest, bytes } = manifestOf(office, { id, seq, at, station, identity }, receipts);
    const made = await writeBundleFile(
      office,
      id,
      bundleBytes(manifest, () => [bytes], identity),
    );
    const copied = await stick.copy(name, made);
    if (!copied.ok) return copied;
    store.write((tx) => {
      markReceiptsWritten(
        tx,
        receipts.bundles.map((bundle) => bundle.id),
        clock.now(),
      );
      journalBundle(office, tx, by, 'write-receipts', id, { station: station.id, messages, sha256: made.sha256 });
    });
    return ok({ name, messages });
  } finally {
    await removeBundleFile(office, id);
  }
}

/** Receipts are kept nowhere: the stick knows which of them were written in the same second. */
function freeSeq(from: number, office: string, taken: ReadonlySet<string>): number {
  let seq = from;
  while (taken.has(bundleFileName('receipts', office, seq))) seq += 1;
  return seq;
}

/** Where one list does not hold all, those that were not written yet come first: written once more, it tells of others. */
function receiptsOf(office: Office, bundles: readonly GuestBundle[]): Receipts {
  const inTurn = bundles.toSorted((a, b) => (a.receiptsAt ?? 0) - (b.receiptsAt ?? 0));
  // One after the other: a station that was long away has many.
  const told = (function* () {
    for (const { id } of inTurn) yield { id, messages: messagesOfGuest(office.store.db, id).flatMap(outcomeOf) };
  })();
  return fitReceipts(told);
}

function outcomeOf(message: GuestMessage): MessageOutcome[] {
  const row = message.rowId;
  switch (message.state) {
    case 'waiting':
      return [];
    case 'confirmed': {
      if (message.receipt === null) throw new Error(`the message ${message.id} is confirmed without a receipt`);
      const { url, file } = message.result ?? {};
      const result =
        url === undefined && file === undefined
          ? {}
          : { result: { ...(url === undefined ? {} : { url }), ...(file === undefined ? {} : { file }) } };
      return [{ row, outcome: 'confirmed', at: message.settledAt ?? 0, receipt: message.receipt, ...result }];
    }
    case 'rejected': {
      const said = message.failureMessage === null ? {} : { message: message.failureMessage.slice(0, 4000) };
      return [{ row, outcome: 'rejected', code: message.failureCode ?? 'PORTAL-REJECTED', ...said }];
    }
    case 'unsent':
      return [{ row, outcome: 'unsent', code: message.failureCode ?? 'BUNDLE-BEHIND-REFUSED' }];
  }
}

function manifestOf(
  office: Office,
  made: { id: string; seq: number; at: number; station: KnownStation; identity: BundleIdentity },
  receipts: Receipts,
): { manifest: Manifest; bytes: Buffer } {
  const { id, seq, at, station, identity } = made;
  const bytes = Buffer.from(JSON.stringify(receipts));
  const part: BundlePart = {
    id: newId(office.clock),
    kind: 'receipts',
    length: bytes.length,
    sha256: createHash('sha256').update(bytes).digest('hex'),
  };
  const manifest: Manifest = {
    form: 1,
    kind: 'receipts',
    id,
    seq,
    at,
    from: { office: settingsOf(office)['office.code'], signingKey: identity.signingKey },
    to: { recipient: station.recipient },
    acknowledged: [],
    parts: [part],
  };
  return { manifest, bytes };
}
