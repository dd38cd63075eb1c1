import { fail, ok, type Result } from '../../common/result.ts';
import { findOfficer, type OfficerRow, updateOfficer } from '../../store/repositories/officers.ts';
import { deleteOtherSessionsOf } from '../../store/repositories/sessions.ts';
import type { Office } from '../../workflow/office.ts';
import { checkPassword, hashPassword } from './password.ts';
import { checkNewPassword } from './password-rules.ts';
import type { SignedIn } from './sessions.ts';
import { giveTryBack, takeTry } from './tries.ts';

/**
 * Changes one's own password. The present one is asked and counts as a try: whoever finds an open screen cannot guess
 * at it. All other sessions of the officer end.
 * Errors: WEB-PASSWORD-WRONG, WEB-SIGN-IN-LOCKED, WEB-PASSWORD-SAME, WEB-PASSWORD-WEAK (facts: reason).
 */
export async function changeOwnPassword(
  office: Office,
  { officer, key, actor }: SignedIn,
  given: { readonly present: string; readonly next: string },
): Promise<Result<OfficerRow>> {
  const taken = takeTry(office, officer.id);
  if (!taken.ok) return taken;
  if (!(await checkPassword(given.present, officer.passwordHash))) return fail('WEB-PASSWORD-WRONG');
  const next = given.next.normalize('NFC');
  const fit = next === given.present.normalize('NFC') ? fail('WEB-PASSWORD-SAME') : checkNewPassword(next, officer);
  if (!fit.ok) {
    giveTryBack(office, officer.id);
    return fit;
  }
  const passwordHash = await hashPassword(next);
  return office.store.attempt((tx): Result<OfficerRow> => {
    // Meanwhile the unit admin may have set another one.
    if (findOfficer(tx, officer.id)?.passwordHash !== officer.passwordHash) return fail('WEB-PASSWORD-WRONG');
    updateOfficer(tx, officer.id, { passwordHash, mustChangePassword: false, failedSignIns: 0, lockedUntil: null });
    deleteOtherSessionsOf(tx, officer.id, key);
    const [role = 'none'] = actor.roles;
    office.store.journal.append(tx, {
      actor: officer.id,
      role,
      act: 'change-password',
      objectType: 'officer',
      objectId: officer.id,
    });
    const row = findOfficer(tx, officer.id);
    return row ? ok(row) : fail('STORE-NOT-FOUND');
  });
}
