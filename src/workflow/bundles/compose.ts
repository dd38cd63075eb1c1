import { createHash } from 'node:crypto';
import { Value } from 'typebox/value';
import type { Code } from '../../common/codes/index.ts';
import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { BundledDossier, BundledMessage, BundlePart } from '../../portal/bundles/manifest.ts';
import { type DeliveredCopy, PortalDossier, ProgressStep } from '../../portal/index.ts';
import { readPayload } from '../../portal/outbox/payloads.ts';
import type { DocumentRow } from '../../store/documents/documents.ts';
import type { Reader } from '../../store/index.ts';
import { type OutboxRow, outboxOfDossier } from '../../store/repositories/outbox.ts';
import type { Office } from '../office.ts';
import { type PortalContent, portalContent } from '../portal/content.ts';
import { checkDeliverable } from '../portal/deliverable.ts';

/** A dossier as it goes into a bundle: its own part, and the copies that it brings along. */
export interface ComposedDossier {
  readonly part: BundlePart;
  readonly bytes: Buffer;
  readonly copies: readonly DocumentRow[];
}

/** A row that cannot go: the far side would refuse it, or its copy must not leave the office. */
export interface Unfit {
  readonly row: OutboxRow;
  readonly code: Code;
}

/** How much of a dossier's rows can go, from the first on; what is unfit stays, with all that is behind it. */
export interface Composition {
  readonly composed: ComposedDossier | null;
  readonly unfit: Unfit | null;
}

/** The copies of a dossier that the far side has, in the order delivered. */
export type Delivered = (db: Reader, dossierId: string) => readonly DeliveredCopy[];

/**
 * Composes the part of a dossier out of its rows. Each copy is looked at once more by our own verifier before it leaves.
 * A verifier that could not look throws.
 */
export async function composeDossier(
  office: Office,
  rows: readonly [OutboxRow, ...OutboxRow[]],
  delivered: Delivered,
): Promise<Composition> {
  const [first] = rows;
  const copies: DocumentRow[] = [];
  const pending = copiesAway(office, rows);
  const content = portalContent(
    office.store,
    (db, id) => [...delivered(db, id), ...pending],
    (documentId) => checkDeliverable(office, documentId),
  );
  const messages: BundledMessage[] = [];
  let unfit: Unfit | null = null;
  for (const row of rows) {
    const made = await messageOf(office, row, content);
    if (!made.ok) {
      unfit = { row, code: made.error.code };
      break;
    }
    const { message, copy } = made.value;
    messages.push(message);
    if (copy) copies.push(copy);
    if (message.kind === 'upload-copy') {
      pending.push({ originalId: message.originalId, documentId: message.documentId });
    }
  }
  if (messages.length === 0) return { composed: null, unfit };
  const loaded = content.loadDossier(first.dossierId);
  const dossier = loaded.ok ? fitDossier(loaded.value) : loaded;
  if (!dossier.ok) return { composed: null, unfit: { row: first, code: dossier.error.code } };
  const bundled: BundledDossier = { dossier: dossier.value, copies: pending, messages };
  const bytes = Buffer.from(JSON.stringify(bundled));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return {
    composed: { part: { id: newId(office.clock), kind: 'dossier', length: bytes.length, sha256 }, bytes, copies },
    unfit,
  };
}

/**
 * The dossier's copies that are not confirmed and not in this bundle: those of an earlier one, say, whose receipts are not
 * here yet. Only the sending station knows whether they have arrived, and without them it would tell the portal that they
 * are gone.
 */
function copiesAway(
  office: Office,
  rows: readonly [OutboxRow, ...OutboxRow[]],
): { originalId: string; documentId: string }[] {
  const here = new Set(rows.map(({ id }) => id));
  return outboxOfDossier(office.store.db, rows[0].dossierId).flatMap((row) => {
    if (row.kind !== 'upload-copy' || row.state === 'confirmed' || here.has(row.id)) return [];
    return readPayload('upload-copy', row.payload) ?? [];
  });
}

/** What the portal would refuse for certain is refused here: the way there and back may take a week. */
function fitDossier(dossier: PortalDossier): Result<PortalDossier> {
  if (!Value.Check(PortalDossier, dossier)) return fail('PORTAL-CONTENT-INVALID');
  return dossier.requesterIdentityNumber ? ok(dossier) : fail('PORTAL-IDENTITY-MISSING');
}

async function messageOf(
  office: Office,
  row: OutboxRow,
  content: PortalContent,
): Promise<Result<{ readonly message: BundledMessage; readonly copy?: DocumentRow }>> {
  switch (row.kind) {
    case 'upload-copy': {
      const payload = readPayload('upload-copy', row.payload);
      if (!payload) return fail('PORTAL-CONTENT-INVALID');
      const checked = await checkDeliverable(office, payload.documentId);
      if (!checked.ok) return checked;
      return ok({ message: { row: row.id, kind: 'upload-copy', ...payload }, copy: checked.value });
    }
    case 'answer-request':
      return fail('INBOUND-ANSWER-NO-WAY');
    case 'sync-dossier':
      return ok({ message: { row: row.id, kind: 'sync-dossier' } });
    case 'progress': {
      const payload = readPayload('progress', row.payload);
      if (!payload) return fail('PORTAL-CONTENT-INVALID');
      const loaded = content.loadSteps(row.dossierId, payload.stepIds);
      if (!loaded.ok) return loaded;
      const steps = [...loaded.value.steps];
      const whole = steps.length === payload.stepIds.length && steps.every((step) => Value.Check(ProgressStep, step));
      return whole ? ok({ message: { row: row.id, kind: 'progress', steps } }) : fail('PORTAL-CONTENT-INVALID');
    }
  }
}
