import { isInOffice, type Role } from '../../certification/index.ts';
import type { Code } from '../../common/codes/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { JournalEntry } from '../../store/audit/journal.ts';
import type { Tx } from '../../store/index.ts';
import {
  findOfficer,
  findOfficerByUsername,
  type OfficerRow,
  updateOfficer,
} from '../../store/repositories/officers.ts';
import type { Office } from '../../workflow/office.ts';
import { rolesAt, takesSignIn } from '../screens/purposes.ts';
import type { ScreenHere } from '../screens/screens.ts';
import { checkPassword, noPassword } from './password.ts';
import type { SecondFactor } from './second-factor.ts';
import type { Sessions, SignedIn } from './sessions.ts';
import { giveTryBack, isLocked, Strangers, takeTry } from './tries.ts';
import { Turns } from './turns.ts';

/** Each check takes 64 MiB; two at a time fit beside everything else on the box. */
const checksAtOnce = 2;

/** What is typed to sign in; the code only in the second step, by those who have one. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly code?: string;
}

/** A session begun; the recovery codes are those just made, to be shown once. */
export interface Entered {
  readonly token: string;
  readonly officer: OfficerRow;
  readonly recoveryCodes: readonly string[];
}

/** Failures of a right password: the try is given back, and the screen goes on with the second step. */
const secondStep: readonly Code[] = ['WEB-CODE-NEEDED', 'WEB-CODE-ENROLMENT'];

/** Signing in and out. The journal holds officer ids; what somebody typed as a name or a code is kept nowhere. */
export class SignIn {
  readonly #office: Office;
  readonly #sessions: Sessions;
  readonly #secondFactor: SecondFactor;
  readonly #strangers = new Strangers();
  readonly #turns = new Turns(checksAtOnce);

  constructor(office: Office, sessions: Sessions, secondFactor: SecondFactor) {
    this.#office = office;
    this.#sessions = sessions;
    this.#secondFactor = secondFactor;
  }

  /**
   * Checks name and password, and the code of those who need one, and begins a session. Wrong codes count as wrong
   * passwords do. Errors: SCREEN-PURPOSE (nobody, or not this officer, works at this screen), WEB-SIGN-IN-FAILED, WEB-SIGN-IN-LOCKED (facts: minutes), LAW-OFFICER-NOT-IN-OFFICE (facts:
   * from, to), and those of `SecondFactor.take`.
   */
  async begin({ username, password, code }: Credentials, screen: ScreenHere): Promise<Result<Entered>> {
    const officer = await this.#known(username, password, screen);
    if (!officer.ok) return officer;
    return this.#settled(officer.value, (tx) => this.#enter(tx, officer.value, code, screen.id));
  }

  /**
   * A new secret for the authenticator of an officer who needs one-time codes and has none; it counts once a sign-in
   * confirms it by a code. Errors as `begin`, and those of `SecondFactor.enrol`.
   */
  async enrol(
    { username, password }: Pick<Credentials, 'username' | 'password'>,
    screen: ScreenHere,
  ): Promise<Result<{ readonly secret: string; readonly uri: string }>> {
    const officer = await this.#known(username, password, screen);
    if (!officer.ok) return officer;
    const made = this.#settled(officer.value, (tx) => {
      const still = this.#still(tx, officer.value);
      if (!still.ok) return still;
      const enrolled = this.#secondFactor.enrol(tx, still.value);
      if (enrolled.ok) this.#journal(tx, still.value, 'begin-second-factor');
      return enrolled;
    });
    if (made.ok) giveTryBack(this.#office, officer.value.id);
    return made;
  }

  /** New recovery codes for a signed-in officer. Wrong codes count as at the sign-in. Errors as `begin`. */
  renewRecoveryCodes({ officer }: SignedIn, code: string): Result<readonly string[]> {
    const taken = takeTry(this.#office, officer.id);
    if (!taken.ok) return taken;
    const made = this.#settled(officer, (tx) => {
      const codes = this.#secondFactor.renewRecoveryCodes(tx, officer, code);
      if (codes.ok) this.#journal(tx, officer, 'renew-recovery-codes');
      return codes;
    });
    if (made.ok) giveTryBack(this.#office, officer.id);
    return made;
  }

  /** Ends a session at its officer's wish. */
  end({ key, officer }: SignedIn): void {
    this.#sessions.end(key);
    this.#office.store.write((tx) => this.#journal(tx, officer, 'sign-out'));
  }

  /** The officer of this name and password, one try spent. A name that nobody has takes as long as one that somebody has. */
  async #known(username: string, password: string, screen: ScreenHere): Promise<Result<OfficerRow>> {
    const { store, clock } = this.#office;
    if (!takesSignIn(screen.purpose)) return fail('SCREEN-PURPOSE');
    const name = username.normalize('NFC').trim().toLowerCase();
    const officer = findOfficerByUsername(store.db, name);
    const taken = officer ? takeTry(this.#office, officer.id) : this.#strangers.take(name, clock.now());
    if (!taken.ok) return taken;
    const right = await this.#turns.take(() => checkPassword(password, officer?.passwordHash ?? noPassword));
    if (officer && right) {
      if (rolesAt(screen.purpose, officer.roles as Role[]).length > 0) return ok(officer);
      giveTryBack(this.#office, officer.id);
      return fail('SCREEN-PURPOSE');
    }
    if (officer) store.write((tx) => this.#journalFailure(tx, officer.id));
    return fail('WEB-SIGN-IN-FAILED');
  }

  /** Does what follows a right password, and keeps the account of tries and failures when it cannot be done. */
  #settled<T>({ id }: OfficerRow, change: (tx: Tx) => Result<T>): Result<T> {
    const { store } = this.#office;
    const result = store.attempt(change);
    if (result.ok) return result;
    const { code } = result.error;
    if (secondStep.includes(code)) giveTryBack(this.#office, id);
    else if (code.startsWith('WEB-CODE-')) store.write((tx) => this.#journalFailure(tx, id));
    return result;
  }

  #enter(tx: Tx, checked: OfficerRow, code: string | undefined, screenId: string | null): Result<Entered> {
    const still = this.#still(tx, checked);
    if (!still.ok) return still;
    const officer = still.value;
    const taken = this.#secondFactor.take(tx, officer, code);
    if (!taken.ok) return taken;
    const { by, recoveryCodes } = taken.value;
    updateOfficer(tx, officer.id, { failedSignIns: 0, lockedUntil: null });
    if (by === 'enrolment') this.#journal(tx, officer, 'confirm-second-factor');
    this.#journal(tx, officer, 'sign-in', by === 'none' ? {} : { by });
    return ok({ token: this.#sessions.begin(tx, officer.id, screenId), officer, recoveryCodes });
  }

  /** The officer as he is now: while the password was being checked it may have been changed, or he dismissed. */
  #still(tx: Tx, checked: OfficerRow): Result<OfficerRow> {
    const officer = findOfficer(tx, checked.id);
    if (officer?.passwordHash !== checked.passwordHash) return fail('WEB-SIGN-IN-FAILED');
    if (!isInOffice(officer, civilDate(this.#office.clock.now()))) {
      return fail('LAW-OFFICER-NOT-IN-OFFICE', { from: officer.validFrom, to: officer.validTo });
    }
    return ok(officer);
  }

  #journalFailure(tx: Tx, officerId: string): void {
    const officer = findOfficer(tx, officerId);
    if (!officer) return;
    this.#journal(tx, officer, 'sign-in-failed');
    if (isLocked(officer, this.#office.clock.now())) this.#journal(tx, officer, 'sign-in-locked');
  }

  #journal(tx: Tx, officer: OfficerRow, act: string, facts: JournalEntry['facts'] = {}): void {
    const [role = 'none'] = officer.roles;
    const entry = { actor: officer.id, role, act, objectType: 'officer', objectId: officer.id, facts } as const;
    this.#office.store.journal.append(tx, entry);
  }
}
