import { fail, ok, type Result } from '../../common/result.ts';
import { receiptByHand, settleRowByHand } from '../../portal/index.ts';
import type { Settings } from '../../settings/index.ts';
import { type AnswerOnItsWay, answersOf, findRequest } from '../../store/repositories/online-requests.ts';
import { reopenRejected } from '../../store/repositories/outbox.ts';
import { readSettings } from '../../store/repositories/settings.ts';
import { type Actor, roleFor } from '../actor.ts';
import type { Office } from '../office.ts';
import { decide, stillWaiting } from './accept-request.ts';

/**
 * Asks the citizen for a supplement, or refuses the request, with words that he reads on the portal.
 * Errors: WEB-ROLE-MISSING, WEB-REASON-MISSING, STORE-NOT-FOUND, INBOUND-NOT-WAITING, STORE-CHANGED-MEANWHILE.
 */
export function answerRequest(
  office: Office,
  actor: Actor,
  input: {
    readonly id: string;
    readonly version: number;
    readonly decision: 'supplement' | 'refused';
    readonly reason: string;
  },
): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const reason = input.reason.normalize('NFC').trim();
  if (reason === '') return fail('WEB-REASON-MISSING');
  const result = office.store.attempt((tx): Result<void> => {
    const waiting = stillWaiting(findRequest(tx, input.id), input.version);
    if (!waiting.ok) return waiting;
    const beginning = input.decision === 'refused' ? 'Từ chối tiếp nhận hồ sơ' : 'Đề nghị bổ sung hồ sơ';
    decide(office, tx, { actor, role: role.value }, waiting.value, input.decision, `${beginning}: ${reason}`);
    return ok();
  });
  if (result.ok) {
    office.events.emit({ type: 'inbound-changed' });
    office.outbox.wake();
  }
  return result;
}

/**
 * Sends again what the portal refused to be told of a request.
 * Errors: WEB-ROLE-MISSING, STORE-NOT-FOUND, PORTAL-ROW-NOT-REJECTED.
 */
export function resendAnswer(office: Office, actor: Actor, requestId: string): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const result = office.store.attempt((tx): Result<void> => {
    if (!findRequest(tx, requestId)) return fail('STORE-NOT-FOUND');
    const refused = answersOf(tx, requestId).find(({ state }) => state === 'rejected');
    if (!refused || !reopenRejected(tx, refused.id, office.clock.now())) return fail('PORTAL-ROW-NOT-REJECTED');
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'retry-message',
      objectType: 'dossier',
      objectId: requestId,
    });
    return ok();
  });
  if (result.ok) {
    office.events.emit({ type: 'inbound-changed' });
    office.outbox.wake();
  }
  return result;
}

/** Whether an answer is an officer's to give on the portal: it was refused, or the office sends nothing by itself. */
export function isAnswerByHand(answer: Pick<AnswerOnItsWay, 'state'>, settings: Settings): boolean {
  return answer.state === 'rejected' || (answer.state === 'waiting' && settings['portal.connector'] === 'manual');
}

/**
 * The officer has answered on the portal itself: what was to be told is told, and what waits behind it goes on.
 * Errors: WEB-ROLE-MISSING, STORE-NOT-FOUND, PORTAL-ROW-NOT-REJECTED.
 */
export function answeredByHand(office: Office, actor: Actor, requestId: string): Result<void> {
  const role = roleFor(actor, ['creator']);
  if (!role.ok) return role;
  const result = office.store.attempt((tx): Result<void> => {
    if (!findRequest(tx, requestId)) return fail('STORE-NOT-FOUND');
    const answer = answersOf(tx, requestId).find((one) => isAnswerByHand(one, readSettings(tx)));
    if (!answer) return fail('PORTAL-ROW-NOT-REJECTED');
    const now = office.clock.now();
    const text = JSON.stringify({ answer: answer.id, decision: answer.decision });
    const receipt = receiptByHand('Đã trả lời trên Cổng', now, { text });
    settleRowByHand(tx, answer.id, { receipt, confirmedAt: now });
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: 'answer-by-hand',
      objectType: 'dossier',
      objectId: requestId,
      facts: { decision: answer.decision },
    });
    return ok();
  });
  if (result.ok) {
    office.events.emit({ type: 'inbound-changed' });
    office.outbox.wake();
  }
  return result;
}
