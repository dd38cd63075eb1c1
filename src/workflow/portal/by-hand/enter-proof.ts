import { fail, ok, type Result } from '../../../common/result.ts';
import { iso8601 } from '../../../common/vietnam-time.ts';
import { receiptByHand, settleCopyByHand } from '../../../portal/index.ts';
import type { Tx } from '../../../store/index.ts';
import { findOriginal, type OriginalRow } from '../../../store/repositories/dossiers.ts';
import {
  findHandover,
  findProof,
  type HandoverRow,
  insertProof,
  otherDossierWith,
  type ProofRow,
  proofsOf,
} from '../../../store/repositories/handovers.ts';
import { findOutboxRow, replaceReceipts } from '../../../store/repositories/outbox.ts';
import { act, announce } from '../../act.ts';
import { type Actor, roleFor } from '../../actor.ts';
import type { Office } from '../../office.ts';
import { handOver } from './take-file.ts';
import { mayGoByHand, sentBefore, type Way } from './way.ts';

/** What the portal showed when it took the copy. `proofId` is made by the screen, so that sending again enters nothing twice. */
export interface ProofInput {
  readonly originalId: string;
  readonly proofId: string;
  readonly portalCode: string;
  /** Epoch milliseconds. */
  readonly receivedAt: number;
  readonly note?: string;
  /** The officer's word that the code stands for another dossier of this station as well; then the note says why. */
  readonly codeShared?: boolean;
}

/** How far the portal's clock and ours may differ (milliseconds). */
const clockToleranceMs = 10 * 60_000;

/**
 * Enters the proof that the portal has a copy: the original is delivered, and the rows that waited are confirmed, in one
 * transaction. `found`: the officer saw it there without having taken the file, which can only be where it was sent before.
 *
 * Errors: WEB-ROLE-MISSING, STORE-NOT-FOUND, HANDOVER-NOT-WAITING, HANDOVER-NOT-BY-HAND, HANDOVER-FILE-NOT-TAKEN,
 * HANDOVER-PROOF-PRESENT, HANDOVER-CODE-SHAPE, HANDOVER-CODE-USED, HANDOVER-TIME, WEB-REASON-MISSING.
 */
export function enterProof(
  office: Office,
  actor: Actor,
  input: ProofInput & { readonly found?: boolean },
  way: Way,
): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const code = portalCodeOf(input.portalCode);
  if (!code.ok) return code;
  const entered = office.store.attempt((tx): Result<OriginalRow | null> => {
    const original = findOriginal(tx, input.originalId);
    if (!original) return fail('STORE-NOT-FOUND', { original: input.originalId });
    if (usedElsewhere(tx, input)) return fail('STORE-ALREADY-EXISTS');
    const [before] = proofsOf(tx, [original.id]);
    if (before) return sameProof(before, input, code.value) ? ok(null) : fail('HANDOVER-PROOF-PRESENT');
    if (original.state !== 'issued') return fail('HANDOVER-NOT-WAITING', { state: original.state });
    const may = mayGoByHand(tx, original.dossierId, way);
    if (!may.ok) return may;
    const handover = handoverFor(office, tx, actor, original, way, input.found ?? false);
    if (!handover.ok) return handover;
    const checked = check(office, tx, original, input, code.value);
    if (!checked.ok) return checked;
    const upload = findOutboxRow(tx, handover.value.outboxId);
    if (!upload) throw new Error(`the row of original ${original.id} is gone`);

    insertProof(tx, proofRow(office, actor, input, code.value, 1, null));
    const delivered = act(office, tx, {
      actor,
      originalId: original.id,
      act: 'deliver',
      change: { deliveredAt: office.clock.now() },
      facts: { connector: 'manual', portalCode: code.value, proof: input.proofId, found: handover.value.found },
    });
    if (!delivered.ok) return delivered;
    office.outbox.enqueueBeside?.(tx, original.dossierId);
    const receipt = receiptByHand(code.value, input.receivedAt, handover.value);
    settleCopyByHand(tx, upload, { receipt, confirmedAt: office.clock.now() });
    return delivered;
  });
  if (!entered.ok) return entered;
  tell(office, entered.value);
  return ok();
}

/**
 * Puts a right proof in the place of a wrong one; both stay, with the reason. `replaces` is the proof that the officer
 * saw. Errors: as `enterProof`, HANDOVER-PROOF-MISSING, STORE-CHANGED-MEANWHILE.
 */
export function correctProof(
  office: Office,
  actor: Actor,
  input: ProofInput & { readonly replaces: string; readonly reason: string },
): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  if (!input.reason.trim()) return fail('WEB-REASON-MISSING');
  const code = portalCodeOf(input.portalCode);
  if (!code.ok) return code;
  const corrected = office.store.attempt((tx): Result<OriginalRow | null> => {
    const original = findOriginal(tx, input.originalId);
    if (!original) return fail('STORE-NOT-FOUND', { original: input.originalId });
    if (usedElsewhere(tx, input)) return fail('STORE-ALREADY-EXISTS');
    const handover = findHandover(tx, original.id);
    const last = proofsOf(tx, [original.id]).at(-1);
    if (!handover || !last) return fail('HANDOVER-PROOF-MISSING');
    if (sameProof(last, input, code.value)) return ok(null);
    if (last.id !== input.replaces) return fail('STORE-CHANGED-MEANWHILE', { state: original.state });
    const checked = check(office, tx, original, input, code.value);
    if (!checked.ok) return checked;
    insertProof(tx, proofRow(office, actor, input, code.value, last.ordinal + 1, input.reason.trim()));
    replaceReceipts(tx, original.dossierId, handover.sha256, receiptByHand(code.value, input.receivedAt, handover));
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'correct-proof',
      objectType: 'original',
      objectId: original.id,
      facts: { portalCode: code.value, proof: input.proofId, replaces: last.id },
    });
    return ok(original);
  });
  if (!corrected.ok) return corrected;
  tell(office, corrected.value);
  return ok();
}

/** The portal's code as it is kept: without spaces, in capitals. Error: HANDOVER-CODE-SHAPE. */
export function portalCodeOf(typed: string): Result<string> {
  const code = typed.normalize('NFC').replaceAll(/\s+/g, '').toUpperCase();
  return /^[A-Z0-9][A-Z0-9._/-]{2,58}[A-Z0-9]$/.test(code) ? ok(code) : fail('HANDOVER-CODE-SHAPE');
}

/** The id of the proof belongs to another original. */
function usedElsewhere(tx: Tx, { proofId, originalId }: ProofInput): boolean {
  const proof = findProof(tx, proofId);
  return proof !== undefined && proof.originalId !== originalId;
}

function handoverFor(
  office: Office,
  tx: Tx,
  actor: Actor,
  original: OriginalRow,
  way: Way,
  found: boolean,
): Result<HandoverRow> {
  const before = findHandover(tx, original.id);
  if (before) return ok(before);
  if (!found || sentBefore(tx, original.dossierId) === 'no') return fail('HANDOVER-FILE-NOT-TAKEN');
  return handOver(office, tx, actor, original, way, true);
}

function check(office: Office, tx: Tx, original: OriginalRow, input: ProofInput, code: string): Result<void> {
  const now = office.clock.now();
  const early = input.receivedAt < (original.issuedAt ?? 0) - clockToleranceMs;
  if (early || input.receivedAt > now + clockToleranceMs) return fail('HANDOVER-TIME', { now: iso8601(now) });
  const other = otherDossierWith(tx, code, original.dossierId);
  if (other === null) return ok();
  if (!input.codeShared) return fail('HANDOVER-CODE-USED', { dossier: other });
  return input.note?.trim() ? ok() : fail('WEB-REASON-MISSING', { field: 'note' });
}

function sameProof(row: ProofRow, input: ProofInput, code: string): boolean {
  return row.id === input.proofId && row.portalCode === code && row.receivedAt === input.receivedAt;
}

function proofRow(
  office: Office,
  actor: Actor,
  input: ProofInput,
  portalCode: string,
  ordinal: number,
  reason: string | null,
): ProofRow {
  return {
    id: input.proofId,
    originalId: input.originalId,
    ordinal,
    portalCode,
    receivedAt: input.receivedAt,
    note: input.note?.trim() || null,
    shared: input.codeShared ?? false,
    reason,
    enteredBy: actor.id,
    enteredAt: office.clock.now(),
  };
}

function tell(office: Office, original: OriginalRow | null): void {
  if (original === null) return;
  announce(office, original);
  // The answer to its request may have been settled with it.
  office.events.emit({ type: 'inbound-changed' });
  office.events.emit({ type: 'station-changed' });
}
