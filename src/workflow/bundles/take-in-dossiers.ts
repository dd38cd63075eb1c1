import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { bounds } from '../../portal/bundles/bounds.ts';
import type { OpenedManifest } from '../../portal/bundles/bundle-reader.ts';
import { BundledDossier, type BundlePart, partBytes } from '../../portal/bundles/manifest.ts';
import { forgetParts, hasGuestParts, isDropped, writeGuestPart } from '../../store/guests/guest-files.ts';
import { type KnownStation, knownStationsNow, stationBySigningKey } from '../../store/repositories/bundles.ts';
import { acknowledge, findGuestBundle, insertGuestBundle } from '../../store/repositories/guests.ts';
import { type Office, settingsOf } from '../office.ts';
import { type Carrier, journalBundle } from './actors.ts';
import { readPart } from './read-part.ts';

/** What an import came to. */
export interface TakenIn {
  readonly kind: 'dossiers';
  readonly office: string;
  readonly officeName: string;
  readonly dossiers: number;
  readonly copies: number;
  /** It was taken in before: nothing has changed. */
  readonly already: boolean;
}

type Message = Parameters<typeof insertGuestBundle>[2][number];

/** A bundle of another office on its way in. */
export interface Intake {
  readonly station: KnownStation;
  readonly opened: OpenedManifest;
  /** The codes under which its signer is known: an office that has got another one still has dossiers under the first. */
  readonly offices: readonly string[];
  readonly messages: Message[];
  readonly codes: Set<string>;
  /** It is known; only its content was missing. */
  readonly known: boolean;
}

/**
 * Whether a bundle may be taken in: its signer is an office that this station sends for, and it is new. Null when it was
 * taken in before and nothing of it is missing. BUNDLE-SIGNER-UNKNOWN, BUNDLE-CONFLICT, BUNDLE-CONTENT, BUNDLE-FORGOTTEN,
 * STORE-DISK-FULL when it does not fit into `roomBytes`.
 */
export function beginIntake(office: Office, opened: OpenedManifest, roomBytes: number): Result<Intake | null> {
  const { store } = office;
  const { manifest } = opened;
  const station = stationBySigningKey(store.db, 'origin', manifest.from);
  if (!station) return fail('BUNDLE-SIGNER-UNKNOWN');
  if (manifest.from.office === settingsOf(office)['office.code']) return fail('BUNDLE-CONTENT', { reason: 'office' });
  const before = findGuestBundle(store.db, manifest.id);
  if (before) {
    if (before.manifestSha256 !== opened.sha256) return fail('BUNDLE-CONFLICT', { bundle: manifest.id });
    const parts = manifest.parts.map((part) => part.id);
    if (before.emptiedAt !== null || hasGuestParts(store, manifest.id, parts)) return ok(null);
  }
  // It was through before, and a database brought back from a backup does not know it.
  if (isDropped(store, manifest.id)) return fail('BUNDLE-FORGOTTEN', { bundle: manifest.id });
  if (partBytes(manifest.parts) > roomBytes) return fail('STORE-DISK-FULL', { bundle: manifest.id });
  const offices = knownStationsNow(store.db)
    .filter((one) => one.part === 'origin' && one.signingKey === station.signingKey)
    .map((one) => one.office)
    .filter((code) => code !== settingsOf(office)['office.code']);
  return ok({ station, opened, offices, messages: [], codes: new Set(), known: before !== undefined });
}

/** Takes a part: sealed under the bundle's key, nothing of it in the clear. BUNDLE-CONTENT. */
export async function takePart(
  office: Office,
  intake: Intake,
  part: BundlePart,
  data: AsyncIterable<Uint8Array>,
): Promise<Result<void>> {
  const { id } = intake.opened.manifest;
  switch (part.kind) {
    case 'copy':
      await writeGuestPart(office.store, id, part.id, data);
      return ok();
    case 'receipts':
      return fail('BUNDLE-CONTENT', { reason: 'kind' });
    case 'dossier': {
      const read = await readPart<BundledDossier>(BundledDossier, data);
      if (!read.ok) return read;
      const { bytes, value } = read.value;
      const code = value.dossier.dossierCode;
      // An office speaks for its own dossiers alone, or it could change another's at the portal.
      if (!intake.offices.some((one) => code.startsWith(`${one}-`)))
        return fail('BUNDLE-CONTENT', { reason: 'dossier-code' });
      if (intake.codes.has(code)) return fail('BUNDLE-CONTENT', { reason: 'dossier-twice' });
      intake.codes.add(code);
      if (intake.messages.length + value.messages.length > bounds.messages) {
        return fail('BUNDLE-CONTENT', { reason: 'messages' });
      }
      for (const message of value.messages) intake.messages.push(messageOf(office, intake, part.id, code, message));
      await writeGuestPart(office.store, id, part.id, [bytes]);
      return ok();
    }
  }
}

function messageOf(
  office: Office,
  { opened, messages }: Intake,
  partId: string,
  dossierCode: string,
  message: BundledDossier['messages'][number],
): Message {
  const documentId = message.kind === 'upload-copy' ? message.documentId : null;
  return {
    id: newId(office.clock),
    rowId: message.row,
    ordinal: messages.length,
    dossierCode,
    partId,
    kind: message.kind,
    documentId,
    bytes: opened.manifest.parts.find((part) => part.id === documentId)?.length ?? 0,
    steps: message.kind === 'progress' ? message.steps.length : 0,
  };
}

/**
 * The bundle was read to its end: its messages are to be sent from here on. BUNDLE-CONTENT when they name a copy that is
 * not in it, or the same row twice.
 */
export function endIntake(office: Office, by: Carrier, intake: Intake): Result<TakenIn> {
  const { store, clock } = office;
  const { station, opened, messages, codes } = intake;
  const { manifest, sha256 } = opened;
  const copies = manifest.parts.filter((part) => part.kind === 'copy');
  const ids = new Set(copies.map((part) => part.id));
  const whole = messages.every((one) => one.documentId === null || ids.has(one.documentId));
  if (!whole) return fail('BUNDLE-CONTENT', { reason: 'copy-missing' });
  if (new Set(messages.map((one) => one.rowId)).size !== messages.length) {
    return fail('BUNDLE-CONTENT', { reason: 'row-twice' });
  }
  const now = clock.now();
  const facts = { dossiers: codes.size, copies: copies.length };
  store.write((tx) => {
    if (!intake.known) {
      const bytes = partBytes(manifest.parts);
      const row = {
        id: manifest.id,
        stationId: station.id,
        seq: manifest.seq,
        manifestSha256: sha256,
        bytes,
        ...facts,
      };
      insertGuestBundle(tx, { ...row, importedBy: by.id, importedAt: now }, messages);
    }
    acknowledge(tx, station.id, manifest.acknowledged, now);
    journalBundle(office, tx, by, 'import-bundle', manifest.id, {
      ...facts,
      station: station.id,
      sha256,
      again: intake.known,
    });
  });
  return ok({ kind: 'dossiers', office: station.office, officeName: station.name, ...facts, already: false });
}

/** The import did not come to its end: nothing of it stays. What was taken in before and is known stays known. */
export async function giveUpIntake(office: Office, { opened, known }: Intake): Promise<void> {
  if (!known) await forgetParts(office.store, opened.manifest.id);
}
