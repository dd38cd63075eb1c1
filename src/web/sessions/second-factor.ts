import { fail, ok, type Result } from '../../common/result.ts';
import { openSecret, sealSecret } from '../../store/documents/sealed-secret.ts';
import type { Reader, Tx } from '../../store/index.ts';
import type { OfficerRow } from '../../store/repositories/officers.ts';
import {
  countUnusedRecoveryCodes,
  findSecondFactor,
  replaceRecoveryCodes,
  replaceSecondFactor,
  type SecondFactorRow,
  updateSecondFactor,
  useRecoveryCode,
} from '../../store/repositories/second-factors.ts';
import { type Office, settingsOf } from '../../workflow/office.ts';
import { clockDifference, codeRules, forAuthenticator, matchingStep, newSecret, stepOf } from './one-time-code.ts';
import { newRecoveryCodes, recoveryHash } from './recovery-codes.ts';
import { adminRoles } from './sessions.ts';

/** What a right code did: recovery codes to be shown once, if it was the first. */
export interface CodeTaken {
  readonly by: 'none' | 'code' | 'recovery-code' | 'enrolment';
  readonly recoveryCodes: readonly string[];
}

const none: CodeTaken = { by: 'none', recoveryCodes: [] };
const secretName = (officerId: string): string => `one-time-code ${officerId}`;

/** The one-time codes of officers (RFC 6238): who needs them, how they are set up, and whether one is right. */
export class SecondFactor {
  readonly #office: Office;

  constructor(office: Office) {
    this.#office = office;
  }

  /** Admins do, always; others by the setting; and whoever has set codes up keeps them until they are reset. */
  needs(db: Reader, officer: OfficerRow): boolean {
    const also: readonly string[] = settingsOf(this.#office)['session.code-roles'];
    const byRole = officer.roles.some((role) => adminRoles.includes(role) || also.includes(role));
    return byRole || isConfirmed(findSecondFactor(db, officer.id));
  }

  /** How many recovery codes an officer has left; null for one without codes. */
  recoveryCodesLeft(db: Reader, officerId: string): number | null {
    return isConfirmed(findSecondFactor(db, officerId)) ? countUnusedRecoveryCodes(db, officerId) : null;
  }

  /**
   * Makes a new secret for an officer who needs codes and has none, each time another: one that somebody else asked for
   * before is worth nothing then. Errors: WEB-ROLE-MISSING (needs none), WEB-CODE-NEEDED (has them).
   */
  enrol(tx: Tx, officer: OfficerRow): Result<{ readonly secret: string; readonly uri: string }> {
    if (!this.needs(tx, officer)) return fail('WEB-ROLE-MISSING');
    if (isConfirmed(findSecondFactor(tx, officer.id))) return fail('WEB-CODE-NEEDED');
    const { store, clock } = this.#office;
    const secret = newSecret();
    const sealed = sealSecret(store.keys, secretName(officer.id), secret);
    replaceSecondFactor(tx, { officerId: officer.id, secret: sealed, createdAt: clock.now() });
    const issuer = `Tram ${settingsOf(this.#office)['office.code']}`.trim();
    const made = forAuthenticator(secret, { issuer, label: officer.username });
    secret.fill(0);
    return ok(made);
  }

  /**
   * Takes what was typed as the code of a sign-in, in the sign-in's transaction. Errors: WEB-CODE-NEEDED,
   * WEB-CODE-ENROLMENT, WEB-CODE-WRONG and WEB-CODE-CLOCK (facts: stationTime), WEB-CODE-USED.
   */
  take(tx: Tx, officer: OfficerRow, typed: string | undefined): Result<CodeTaken> {
    if (!this.needs(tx, officer)) return ok(none);
    const row = findSecondFactor(tx, officer.id);
    if (!row) return fail('WEB-CODE-ENROLMENT');
    if (typed === undefined) return fail(isConfirmed(row) ? 'WEB-CODE-NEEDED' : 'WEB-CODE-ENROLMENT');
    const now = this.#office.clock.now();
    const recovery = recoveryHash(typed);
    if (recovery !== null) {
      const used = isConfirmed(row) && useRecoveryCode(tx, officer.id, recovery, now);
      return used ? ok({ by: 'recovery-code', recoveryCodes: [] }) : fail('WEB-CODE-WRONG', { stationTime: now });
    }
    const stepTaken = this.#takeStep(tx, row, typed, now);
    if (!stepTaken.ok) return stepTaken;
    if (isConfirmed(row)) return ok({ by: 'code', recoveryCodes: [] });
    updateSecondFactor(tx, officer.id, { confirmedAt: now });
    return ok({ by: 'enrolment', recoveryCodes: this.#newRecoveryCodes(tx, officer.id) });
  }

  /** New recovery codes in the place of the old ones, for a fresh code. Errors as `take`. */
  renewRecoveryCodes(tx: Tx, officer: OfficerRow, typed: string): Result<readonly string[]> {
    const row = findSecondFactor(tx, officer.id);
    if (!row || !isConfirmed(row)) return fail('WEB-CODE-ENROLMENT');
    const taken = this.#takeStep(tx, row, typed, this.#office.clock.now());
    return taken.ok ? ok(this.#newRecoveryCodes(tx, officer.id)) : taken;
  }

  #takeStep(tx: Tx, row: SecondFactorRow, typed: string, now: number): Result<void> {
    const token = typed.replaceAll(/\s/g, '');
    const wrong = fail('WEB-CODE-WRONG', { stationTime: now });
    const secret = openSecret(this.#office.store.keys, secretName(row.officerId), row.secret);
    if (secret === null || !/^\d{6}$/.test(token)) return wrong;
    try {
      const step = matchingStep(secret, token, now);
      // A step later than any that could have been taken until now is from a clock that has since gone back.
      const last = row.lastStep > stepOf(now) + codeRules.tolerance ? 0 : row.lastStep;
      if (step === null)
        return this.#clockIsWrong(row, secret, token, now) ? fail('WEB-CODE-CLOCK', { stationTime: now }) : wrong;
      if (step <= last) return fail('WEB-CODE-USED');
      updateSecondFactor(tx, row.officerId, { lastStep: step });
      return ok();
    } finally {
      secret.fill(0);
    }
  }

  /**
   * Whether the clocks are to blame. Told of the code only to who is just given the secret: to anybody else it would say
   * that a guess is right at another time.
   */
  #clockIsWrong(row: SecondFactorRow, secret: Buffer, token: string, now: number): boolean {
    if (!isConfirmed(row) && clockDifference(secret, token, now) !== null) return true;
    return now < (this.#office.store.journal.lastAt(this.#office.store.db) ?? 0) - codeRules.stepMs;
  }

  #newRecoveryCodes(tx: Tx, officerId: string): string[] {
    const codes = newRecoveryCodes();
    const hashes = codes.map(recoveryHash).filter((hash) => hash !== null);
    replaceRecoveryCodes(tx, officerId, hashes);
    return codes;
  }
}

function isConfirmed(row: SecondFactorRow | undefined): boolean {
  return row !== undefined && row.confirmedAt !== null;
}
