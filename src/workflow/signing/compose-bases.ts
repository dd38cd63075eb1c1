import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Settings } from '../../settings/index.ts';
import { findDossier, findOriginal } from '../../store/repositories/dossiers.ts';
import { findOfficer, type OfficerRow } from '../../store/repositories/officers.ts';
import type { EntryRow } from '../../store/repositories/register.ts';
import { codePages } from '../coding/code-pages.ts';
import { codingOf, codingWords } from '../coding/copy-coding.ts';
import type { Office } from '../office.ts';
import { registerNumberOf } from '../register.ts';
import type { NewItem } from './new-item.ts';
import { composePage } from './page.ts';

/**
 * Composes the unsigned copies, each with the attestation page that will be signed, and writes them durably. They
 * count for nothing until the attempt's rows name them; a file left by a power cut is removed at the next start.
 */
export async function composeBases(
  office: Office,
  settings: Settings,
  signer: OfficerRow,
  numbers: ReadonlyMap<string, EntryRow>,
): Promise<Result<NewItem[]>> {
  const composed = await Promise.allSettled(
    [...numbers].map(([originalId, entry]) => composeBase(office, settings, signer, originalId, entry)),
  );
  const items = composed.flatMap((end) => (end.status === 'fulfilled' && end.value.ok ? [end.value.value] : []));
  if (items.length === composed.length) return ok(items);
  await removeBases(office, items);
  for (const end of composed) {
    if (end.status === 'rejected') throw end.reason;
    if (!end.value.ok) return end.value;
  }
  throw new Error('a copy is missing without a reason');
}

/** Removes the files of copies that no row will name: on a full disk each try would otherwise leave some behind. */
export async function removeBases(office: Office, items: readonly NewItem[]): Promise<void> {
  for (const { row } of items) await office.store.documents.removeFile(row.prefixDocumentId);
}

async function composeBase(
  office: Office,
  settings: Settings,
  signer: OfficerRow,
  originalId: string,
  entry: EntryRow,
): Promise<Result<NewItem>> {
  const { db, documents } = office.store;
  const original = findOriginal(db, originalId);
  if (!original) return fail('STORE-NOT-FOUND', { original: originalId });
  const dossier = findDossier(db, original.dossierId);
  if (!dossier) return fail('STORE-NOT-FOUND', { dossier: original.dossierId });
  const at = office.clock.now();
  const converter = findOfficer(db, original.comparedBy ?? original.creatorId);
  if (!converter) return fail('STORE-NOT-FOUND', { original: originalId });
  const converted = { fullName: converter.fullName, at: original.comparedAt ?? at };
  const page = composePage(settings, signer, registerNumberOf(db, entry), converted, at, dossier.code);
  if (!page.ok) return page;
  const keyId = original.dossierId;
  const place = documents.place(newId(office.clock), keyId);
  if (!place.ok) return place;
  const into = place.value;
  const plan = await codePages(office, settings, originalId);
  if (!plan.ok) return plan;
  const coding = codingOf(plan.value);
  const written = await office.tasks.composeBase({
    pages: plan.value.pages.map(({ documentId, form, page: { widthPx, heightPx, dpi, turn } }) => ({
      document: documents.handle(documentId, keyId),
      form: form === 'mixed' ? form : 'jpeg',
      widthPx,
      heightPx,
      dpi,
      turn,
    })),
    attestation: page.value.attestation,
    title: 'Bản sao điện tử chứng thực từ bản chính',
    keywords: codingWords(coding),
    at,
    into,
  });
  if (!written.ok) return written;
  return ok({
    row: {
      id: newId(office.clock),
      originalId,
      registerEntryId: entry.id,
      state: 'prepared',
      prefixDocumentId: into.id,
      prefixSha256: written.value.sha256,
      resultDocumentId: newId(office.clock),
      page: { ...page.value, coding: { ...coding, bytes: written.value.length } },
      composedAt: at,
    },
    record: (tx) => documents.record(tx, { id: into.id, keyId, purpose: 'base', ...written.value }),
  });
}
