import { Value } from 'typebox/value';
import { fail, ok, type Result } from '../../common/result.ts';
import { readGuestPart } from '../../store/guests/guest-files.ts';
import type { Store } from '../../store/index.ts';
import { findGuestMessage, guestUploads, laterSyncs, type QueuedMessage } from '../../store/repositories/guests.ts';
import { BundledDossier } from '../bundles/manifest.ts';
import type { PortalDossier, ProgressStep } from '../connector.ts';
import type { CopyReader } from '../documents/copy-reader.ts';
import type { ContentSource } from '../outbox/sender.ts';
import { type CopyServers, isKnownAddress } from './known-address.ts';

/**
 * Where the messages of other offices get their content: out of the bundles that they came in. What the sender calls the
 * dossier's id is here the id of the message.
 *
 * @param servers  where this station gives copies; null where the portal takes them itself and is told no address
 */
export function guestContent(store: Store, servers: CopyServers | null): ContentSource {
  return {
    loadDossier: (messageId) => loadDossier(store, messageId, servers),
    loadSteps: (messageId) => loadSteps(store, messageId),
    openCopy: (messageId) => openCopy(store, messageId),
  };
}

/** STORE-NOT-FOUND, BUNDLE-ADDRESS-FOREIGN, and what reading the bundle may answer. */
async function loadDossier(
  store: Store,
  messageId: string,
  servers: CopyServers | null,
): Promise<Result<PortalDossier>> {
  const message = findGuestMessage(store.db, messageId);
  if (!message) return fail('STORE-NOT-FOUND', { message: messageId });
  const bundled = await latestDossier(store, message);
  if (!bundled.ok) return bundled;
  const { dossier, copies } = bundled.value;
  const { dossierCode } = dossier;
  const isForeign = ({ url }: { readonly url?: string }): boolean =>
    servers !== null && url !== undefined && !isKnownAddress(store.db, { dossierCode, url }, servers);
  if (dossier.results.some(isForeign)) return fail('BUNDLE-ADDRESS-FOREIGN');
  const arrived = new Map(guestUploads(store.db, message.dossierCode).map((one) => [one.documentId, one.result]));
  const results = dossier.results.flatMap((result) => {
    if (result.url !== undefined || result.file !== undefined) return [result];
    const documentId = copies.find((copy) => copy.originalId === result.originalId)?.documentId;
    const there = documentId === undefined ? undefined : arrived.get(documentId);
    return there === undefined ? [] : [{ ...result, ...there }];
  });
  return ok({ ...dossier, results });
}

/** The dossier by the latest bundle that tells of it: an older state never goes after a newer one. */
async function latestDossier(store: Store, message: QueuedMessage): Promise<Result<BundledDossier>> {
  for (const later of laterSyncs(store.db, message.dossierCode, message.seq)) {
    if (later.state !== 'waiting') continue;
    const newer = await bundledDossier(store, later);
    if (newer.ok) return newer;
  }
  return await bundledDossier(store, message);
}

/** The dossier as the bundle of a message tells of it. BUNDLE-CONTENT-GONE, STORE-DOCUMENT-DAMAGED, BUNDLE-CONTENT. */
export async function bundledDossier(
  store: Store,
  { bundleId, partId }: Pick<QueuedMessage, 'bundleId' | 'partId'>,
): Promise<Result<BundledDossier>> {
  const read = await readGuestPart(store, bundleId, partId);
  if (!read.ok) return read;
  const value: unknown = JSON.parse(read.value.toString('utf8'));
  return Value.Check(BundledDossier, value) ? ok(value) : fail('BUNDLE-CONTENT');
}

async function loadSteps(
  store: Store,
  messageId: string,
): Promise<Result<{ dossierCode: string; steps: readonly ProgressStep[] }>> {
  const message = findGuestMessage(store.db, messageId);
  if (!message) return fail('STORE-NOT-FOUND', { message: messageId });
  const bundled = await bundledDossier(store, message);
  if (!bundled.ok) return bundled;
  const own = bundled.value.messages.find((one) => one.row === message.rowId);
  const steps = own?.kind === 'progress' ? own.steps : [];
  return ok({ dossierCode: message.dossierCode, steps });
}

async function openCopy(store: Store, messageId: string): Promise<Result<CopyReader>> {
  const message = findGuestMessage(store.db, messageId);
  if (!message || message.documentId === null) return fail('STORE-NOT-FOUND', { message: messageId });
  const { bundleId, documentId, bytes: length } = message;
  // The end tells whether the file is whole; all of it was read when it was checked.
  const end = await readGuestPart(store, bundleId, documentId, { offset: length, length: 0 });
  if (!end.ok) return end;
  return ok({
    length,
    read: async (offset: number, wanted: number) => {
      const piece = await readGuestPart(store, bundleId, documentId, { offset, length: wanted });
      if (!piece.ok) throw new Error(`${piece.error.code} ${documentId}`);
      return piece.value;
    },
  });
}
