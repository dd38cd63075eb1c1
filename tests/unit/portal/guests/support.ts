/** Bundles of another office as they lie on the station once they are taken in. */
import { randomBytes, randomUUID } from 'node:crypto';
import type { BundledDossier } from '../../../../src/portal/bundles/manifest.ts';
import { writeGuestPart } from '../../../../src/store/guests/guest-files.ts';
import type { Store } from '../../../../src/store/index.ts';
import { insertKnownStation } from '../../../../src/store/repositories/bundles.ts';
import { insertGuestBundle } from '../../../../src/store/repositories/guests.ts';
import { sampleDossier } from '../office.ts';

const stationId = randomUUID();

/** The office for which this station sends. */
export function knowOrigin(store: Store): void {
  store.write((tx) =>
    insertKnownStation(tx, {
      ...{ id: stationId, part: 'origin', office: 'H56.14', name: 'Xã Mường Thử', recipient: 'age1', signingKey: 'k' },
      ...{ fingerprint: 'f', confirmedBy: 'officer-1', confirmedAt: 1 },
    }),
  );
}

export interface Handed {
  readonly n: number;
  readonly seq: number;
  readonly bundleId: string;
  readonly originalId: string;
  readonly documentId: string;
  readonly copy: Buffer;
  /** The origin's row of the message that tells of the dossier. */
  readonly syncRow: string;
  /** Copies of other bundles of the same dossier that its office knows of. */
  readonly known: readonly Handed[];
  /** The address that its office names for a copy that went before. */
  readonly named?: string;
}

/** A bundle with dossier `n` and a copy of it, made as number `seq`. */
export function bundleOf(n: number, seq: number, known: readonly Handed[] = [], bytes = 20_000): Handed {
  const ids = { bundleId: randomUUID(), originalId: randomUUID(), documentId: randomUUID(), syncRow: randomUUID() };
  return { n, seq, ...ids, copy: randomBytes(bytes), known };
}

/** Takes it in. */
export async function takeIn(store: Store, one: Handed): Promise<void> {
  const copies = [...one.known, one].map(({ originalId, documentId }) => ({ originalId, documentId }));
  const about = { title: 'Giấy khai sinh', resultCode: 'KQ.G15.000001' } as const;
  const before = one.named === undefined ? [] : [{ ...about, originalId: randomUUID(), url: one.named }];
  const results = [...before, ...copies.map(({ originalId }) => ({ ...about, originalId }))];
  const bundled: BundledDossier = {
    dossier: sampleDossier(one.n, { results }),
    copies,
    messages: [
      { row: randomUUID(), kind: 'upload-copy', originalId: one.originalId, documentId: one.documentId },
      { row: one.syncRow, kind: 'sync-dossier' },
    ],
  };
  const partId = randomUUID();
  await writeGuestPart(store, one.bundleId, partId, [Buffer.from(JSON.stringify(bundled))]);
  await writeGuestPart(store, one.bundleId, one.documentId, [one.copy]);
  const facts = { manifestSha256: 'a', dossiers: 1, copies: 1, bytes: 1, importedBy: 'officer-1' };
  store.write((tx) =>
    insertGuestBundle(
      tx,
      { id: one.bundleId, stationId, seq: one.seq, ...facts, importedAt: Date.now() },
      bundled.messages.map((message, ordinal) => ({
        ...{ id: randomUUID(), rowId: message.row, ordinal, dossierCode: bundled.dossier.dossierCode, partId },
        kind: message.kind,
        documentId: message.kind === 'upload-copy' ? one.documentId : null,
        bytes: message.kind === 'upload-copy' ? one.copy.length : 0,
        steps: 0,
      })),
    ),
  );
}
