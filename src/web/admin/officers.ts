import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Tx } from '../../store/index.ts';
import {
  findOfficer,
  findOfficerByUsername,
  insertOfficer,
  type OfficerRow,
  updateOfficer,
} from '../../store/repositories/officers.ts';
import { deleteSessionsOf } from '../../store/repositories/sessions.ts';
import { type Actor, roleFor } from '../../workflow/actor.ts';
import type { Office } from '../../workflow/office.ts';
import { type OfficerView, officerView } from '../../workflow/views/officers.ts';
import type { NewOfficerBody, OfficerBody } from '../contract/index.ts';
import { makeFirstPassword } from '../sessions/first-password.ts';
import { hashPassword } from '../sessions/password.ts';
import { adminUntil, checkCertificate, checkOfficer, type Entered } from './officer-check.ts';

/** An officer with the password for his first sign-in, which is shown once and kept nowhere. */
export interface Begun {
  readonly officer: OfficerView;
  readonly firstPassword: string;
}

/**
 * Enters an officer with the decision that assigns him.
 * Errors: WEB-USERNAME-TAKEN, and those of `checkOfficer` and `checkCertificate`.
 */
export async function createOfficer(office: Office, actor: Actor, body: NewOfficerBody): Promise<Result<Begun>> {
  const { username, ...entered } = body;
  const checked = checkOfficer(entered);
  if (!checked.ok) return checked;
  const firstPassword = makeFirstPassword();
  const passwordHash = await hashPassword(firstPassword);
  const id = newId(office.clock);
  const made = save(office, actor, id, 'create-officer', (tx) => {
    if (findOfficerByUsername(tx, username)) return fail('WEB-USERNAME-TAKEN');
    const certificate = checkCertificate(tx, id, checked.value);
    if (!certificate.ok) return certificate;
    insertOfficer(tx, { id, username, passwordHash, mustChangePassword: true, ...checked.value });
    return ok();
  });
  return made.ok ? ok({ officer: made.value, firstPassword }) : made;
}

/**
 * Changes an officer. Whatever decides what he may do ends his sessions.
 * Errors: STORE-NOT-FOUND, WEB-EDITED-MEANWHILE, WEB-LAST-ADMIN, and those of `checkOfficer` and `checkCertificate`.
 */
export function changeOfficer(office: Office, actor: Actor, id: string, body: OfficerBody): Result<OfficerView> {
  const { version, ...entered } = body;
  const checked = checkOfficer(entered);
  if (!checked.ok) return checked;
  return save(office, actor, id, 'change-officer', (tx) => {
    const before = findOfficer(tx, id);
    if (!before) return fail('STORE-NOT-FOUND', { officer: id });
    if (before.version !== version) return fail('WEB-EDITED-MEANWHILE');
    const certificate = checkCertificate(tx, id, checked.value);
    if (!certificate.ok) return certificate;
    const today = civilDate(office.clock.now());
    const until = adminUntil(tx, today);
    updateOfficer(tx, id, { ...checked.value, version: version + 1 });
    const untilNow = adminUntil(tx, today);
    if (untilNow === null || (until !== null && untilNow < until)) return fail('WEB-LAST-ADMIN');
    if (rightsChanged(before, checked.value)) deleteSessionsOf(tx, id);
    return ok();
  });
}

/**
 * Gives an officer a new first password: his sessions end, a lock is lifted, and he has to change it. Nobody does that
 * to himself, where the present password would not be asked. Errors: STORE-NOT-FOUND, WEB-OWN-PASSWORD.
 */
export async function setFirstPassword(office: Office, actor: Actor, id: string): Promise<Result<Begun>> {
  if (actor.id === id) return fail('WEB-OWN-PASSWORD');
  const firstPassword = makeFirstPassword();
  const passwordHash = await hashPassword(firstPassword);
  const saved = save(office, actor, id, 'set-first-password', (tx) => {
    if (!findOfficer(tx, id)) return fail('STORE-NOT-FOUND', { officer: id });
    updateOfficer(tx, id, { passwordHash, mustChangePassword: true, ...unlocked });
    deleteSessionsOf(tx, id);
    return ok();
  });
  return saved.ok ? ok({ officer: saved.value, firstPassword }) : saved;
}

/** Lifts the lock after wrong passwords. Error: STORE-NOT-FOUND. */
export function unlockOfficer(office: Office, actor: Actor, id: string): Result<OfficerView> {
  return save(office, actor, id, 'unlock-officer', (tx) => {
    if (!findOfficer(tx, id)) return fail('STORE-NOT-FOUND', { officer: id });
    updateOfficer(tx, id, unlocked);
    return ok();
  });
}

const unlocked = { failedSignIns: 0, lockedUntil: null } as const;

/** Carries a change out and journals it: roles, dates and the certificate's hash, no name. */
function save(
  office: Office,
  actor: Actor,
  id: string,
  act: string,
  change: (tx: Tx) => Result<void>,
): Result<OfficerView> {
  const role = roleFor(actor, ['unit-admin']);
  if (!role.ok) return role;
  return office.store.attempt((tx): Result<OfficerView> => {
    const changed = change(tx);
    if (!changed.ok) return changed;
    const row = findOfficer(tx, id);
    if (!row) return fail('STORE-NOT-FOUND', { officer: id });
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act,
      objectType: 'officer',
      objectId: id,
      facts: { roles: row.roles.join(' '), from: row.validFrom, to: row.validTo, certificate: row.certificateSha256 },
    });
    return ok(officerView(tx, row, office.clock.now()));
  });
}

function rightsChanged(before: OfficerRow, after: Entered): boolean {
  const rights = ({ roles, validFrom, validTo, roleTerms, certificateSha256 }: OfficerRow | Entered): string =>
    JSON.stringify([roles, validFrom, validTo, roleTerms, certificateSha256]);
  return rights(before) !== rights(after);
}
