import { isInOffice, type Role } from '../../certification/index.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
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
import type { Sessions, SignedIn } from './sessions.ts';
import { isLocked, Strangers, takeTry } from './tries.ts';
import { Turns } from './turns.ts';

/** Each check takes 64 MiB; two at a time fit beside everything else on the box. */
const checksAtOnce = 2;

/** Signing in and out. The journal holds officer ids; what somebody typed as a name is kept nowhere. */
export class SignIn {
  readonly #office: Office;
  readonly #sessions: Sessions;
  readonly #strangers = new Strangers();
  readonly #turns = new Turns(checksAtOnce);

  constructor(office: Office, sessions: Sessions) {
    this.#office = office;
    this.#sessions = sessions;
  }

  /**
   * Checks name and password and begins a session. A name that nobody has takes as long as one that somebody has.
   * Errors: SCREEN-PURPOSE (nobody, or not this officer, works at this screen), WEB-SIGN-IN-FAILED, WEB-SIGN-IN-LOCKED
   * (facts: minutes), LAW-OFFICER-NOT-IN-OFFICE (facts: from, to).
   */
  async begin(
    username: string,
    password: string,
    screen: ScreenHere,
  ): Promise<Result<{ token: string; officer: OfficerRow }>> {
    const { store, clock } = this.#office;
    if (!takesSignIn(screen.purpose)) return fail('SCREEN-PURPOSE');
    const name = username.normalize('NFC').trim().toLowerCase();
    const officer = findOfficerByUsername(store.db, name);
    const taken = officer ? takeTry(this.#office, officer.id) : this.#strangers.take(name, clock.now());
    if (!taken.ok) return taken;
    const right = await this.#turns.take(() => checkPassword(password, officer?.passwordHash ?? noPassword));
    if (!officer || !right) {
      if (officer) store.write((tx) => this.#journalFailure(tx, officer.id));
      return fail('WEB-SIGN-IN-FAILED');
    }
    if (rolesAt(screen.purpose, officer.roles as Role[]).length === 0) {
      // The password was right: the try is given back.
      store.write((tx) => updateOfficer(tx, officer.id, { failedSignIns: 0, lockedUntil: null }));
      return fail('SCREEN-PURPOSE');
    }
    return store.attempt((tx) => this.#enter(tx, officer, screen.id));
  }

  #enter(tx: Tx, checked: OfficerRow, screenId: string | null): Result<{ token: string; officer: OfficerRow }> {
    // While the password was being checked it may have been changed, or the officer dismissed.
    const officer = findOfficer(tx, checked.id);
    if (officer?.passwordHash !== checked.passwordHash) return fail('WEB-SIGN-IN-FAILED');
    if (!isInOffice(officer, civilDate(this.#office.clock.now()))) {
      return fail('LAW-OFFICER-NOT-IN-OFFICE', { from: officer.validFrom, to: officer.validTo });
    }
    updateOfficer(tx, officer.id, { failedSignIns: 0, lockedUntil: null });
    this.#journal(tx, officer, 'sign-in');
    return ok({ token: this.#sessions.begin(tx, officer.id, screenId), officer });
  }

  /** Ends a session at its officer's wish. */
  end({ key, officer }: SignedIn): void {
    this.#sessions.end(key);
    this.#office.store.write((tx) => this.#journal(tx, officer, 'sign-out'));
  }

  #journalFailure(tx: Tx, officerId: string): void {
    const officer = findOfficer(tx, officerId);
    if (!officer) return;
    this.#journal(tx, officer, 'sign-in-failed');
    if (isLocked(officer, this.#office.clock.now())) this.#journal(tx, officer, 'sign-in-locked');
  }

  #journal(tx: Tx, officer: OfficerRow, act: string): void {
    const [role = 'none'] = officer.roles;
    const entry = { actor: officer.id, role, act, objectType: 'officer', objectId: officer.id } as const;
    this.#office.store.journal.append(tx, entry);
  }
}
