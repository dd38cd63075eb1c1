import { fail, ok, type Result } from '../../../common/result.ts';
import { findAttempt } from '../../../store/repositories/attempts.ts';
import type { Actor } from '../../actor.ts';
import type { Office } from '../../office.ts';
import { endAttempt } from './settle.ts';

/**
 * Gives up what the station still awaits from the officer's PC. What came back before counts; a file that comes later is
 * not taken. Given up twice is given up once.
 *
 * Errors: STORE-NOT-FOUND, SIGN-CLIENT-NOT-USED, SIGN-IN-PROGRESS (a file is being taken at this moment).
 */
export function giveUp(office: Office, actor: Actor, attemptId: string): Result<void> {
  const attempt = findAttempt(office.store.db, attemptId);
  if (!attempt || attempt.officerId !== actor.id) return fail('STORE-NOT-FOUND', { attempt: attemptId });
  if (attempt.provider !== 'vgca') return fail('SIGN-CLIENT-NOT-USED');
  if (office.runningAttempts.has(attemptId)) return fail('SIGN-IN-PROGRESS');
  if (attempt.state === 'prepared' || attempt.state === 'working') endAttempt(office, attempt, 'SIGN-CLIENT-GIVEN-UP');
  return ok();
}
