import { refusalGround } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import type { Tx } from '../../store/index.ts';
import { begunItemOf } from '../../store/repositories/attempts.ts';
import { findOriginal, type OriginalRow } from '../../store/repositories/dossiers.ts';
import { listScans } from '../../store/repositories/pages.ts';
import { activeEntry, updateEntry } from '../../store/repositories/register.ts';
import { act, announce } from '../act.ts';
import type { Actor } from '../actor.ts';
import type { Office } from '../office.ts';
import { recallCopy } from '../portal/recall.ts';
import { dropPrepared } from '../signing/close-attempt.ts';

/** How an original goes back or out, with the words that stand on the slip and in the register. */
export interface LeaveInput {
  readonly originalId: string;
  readonly act: 'return-to-creator' | 'return-to-signer' | 'refuse' | 'ask-supplement' | 'withdraw' | 'hold' | 'cancel';
  readonly reason: string;
  /** For a refusal: the ground of Điều 22 or 18; for a cancellation: the decision's number. */
  readonly reasonCode?: string;
  readonly expectedVersion?: number;
}

/**
 * Sends an original back or out of the office's hands; a number or a first signature it had is given up as the law's
 * table says. While a signature is being made nothing can be taken back (SIGN-IN-PROGRESS), and while pages are coming
 * nothing can leave (SCAN-BUSY): they would come to an original that is closed.
 */
export function leave(office: Office, actor: Actor, input: LeaveInput): Result<OriginalRow> {
  if (input.act === 'refuse') {
    const ground = refusalGround(input.reasonCode ?? '');
    if (!ground.ok) return ground;
  }
  if (input.act === 'cancel' && !input.reasonCode?.trim()) return fail('WEB-REASON-MISSING', { field: 'decision' });
  const result = office.store.attempt((tx): Result<OriginalRow> => {
    if (begunItemOf(tx, input.originalId)) return fail('SIGN-IN-PROGRESS');
    if (listScans(tx, input.originalId).some((scan) => scan.state === 'scanning')) return fail('SCAN-BUSY');
    const moved = act(office, tx, {
      actor,
      originalId: input.originalId,
      act: input.act,
      reason: input.reason,
      ...(input.reasonCode === undefined ? {} : { reasonCode: input.reasonCode }),
      ...(input.expectedVersion === undefined ? {} : { expectedVersion: input.expectedVersion }),
    });
    if (!moved.ok) return moved;
    dropPrepared(office, tx, input.originalId);
    if (input.act === 'cancel') cancelNumber(tx, input.originalId, input.reasonCode ?? '');
    if (endsTheWork.has(input.act)) {
      office.outbox.enqueueSync(tx, moved.value.dossierId);
    }
    if (input.act === 'cancel') recallCopy(office, tx, moved.value);
    return moved;
  });
  if (result.ok) {
    announce(office, result.value);
    office.outbox.wake();
  }
  return result;
}

/** The acts after which nothing more is made of the original: the portal learns of them at once. */
const endsTheWork: ReadonlySet<LeaveInput['act']> = new Set(['cancel', 'refuse', 'withdraw', 'hold']);

/** The row of the book stays, marked with the decision (TT 01/2020 Điều 7); a replacement gets a number of its own. */
function cancelNumber(tx: Tx, originalId: string, decision: string): void {
  const entry = activeEntry(tx, originalId);
  if (entry) updateEntry(tx, entry.id, { state: 'cancelled', voidReason: `Hủy bỏ giá trị pháp lý theo ${decision}` });
}

/** The requester brought what was missing: the original is received anew. */
export function supplementReceived(office: Office, actor: Actor, originalId: string): Result<OriginalRow> {
  const result = office.store.attempt((tx) => {
    if (!findOriginal(tx, originalId)) return fail('STORE-NOT-FOUND', { original: originalId });
    return act(office, tx, { actor, originalId, act: 'supplement-received' });
  });
  if (!result.ok) return result;
  announce(office, result.value);
  return ok(result.value);
}
