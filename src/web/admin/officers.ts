import { isInOffice, personName, type Role } from '../../certification/index.ts';
import { newId } from '../../common/id.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Reader } from '../../store/index.ts';
import {
  findOfficer,
  findOfficerByUsername,
  insertOfficer,
  listOfficers,
  type OfficerRow,
  updateOfficer,
} from '../../store/repositories/officers.ts';
import { deleteSessionsOf } from '../../store/repositories/sessions.ts';
import { type Actor, roleFor } from '../../workflow/actor.ts';
import type { Office } from '../../workflow/office.ts';
import { type OfficerView, officerView } from '../../workflow/views/officers.ts';
import type { NewOfficerBody, OfficerBody } from '../contract/index.ts';
import { hashPassword } from '../sessions/password.ts';

type Entered = Omit<OfficerBody, 'password'>;

/**
 * Enters an officer with the decision that assigns him.
 * Errors: STORE-ALREADY-EXISTS (the user name is taken), and those of `checked`.
 */
export async function createOfficer(office: Office, actor: Actor, body: NewOfficerBody): Promise<Result<OfficerView>> {
  const { username, password, ...entered } = body;
  const checkedBody = checked(entered);
  if (!checkedBody.ok) return checkedBody;
  const passwordHash = await hashPassword(password);
  const id = newId(office.clock);
  return save(office, actor, id, 'create-officer', (tx) => {
    if (findOfficerByUsername(tx, username)) return fail('STORE-ALREADY-EXISTS');
    insertOfficer(tx, { id, username, passwordHash, ...checkedBody.value });
    return ok();
  });
}

/**
 * Changes an officer. Whatever decides what he may do ends his sessions; a new password also lifts a lock.
 * Errors: STORE-NOT-FOUND, WEB-LAST-ADMIN, and those of `checked`.
 */
export async function changeOfficer(
  office: Office,
  actor: Actor,
  id: string,
  body: OfficerBody,
): Promise<Result<OfficerView>> {
  const { password, ...entered } = body;
  const checkedBody = checked(entered);
  if (!checkedBody.ok) return checkedBody;
  const secret = password === undefined ? {} : { passwordHash: await hashPassword(password), ...unlocked };
  return save(office, actor, id, 'change-officer', (tx) => {
    const before = findOfficer(tx, id);
    if (!before) return fail('STORE-NOT-FOUND', { officer: id });
    updateOfficer(tx, id, { ...checkedBody.value, ...secret });
    if (!anAdminRemains(tx, civilDate(office.clock.now()))) return fail('WEB-LAST-ADMIN');
    if (password !== undefined || rightsChanged(before, checkedBody.value)) deleteSessionsOf(tx, id);
    return ok();
  });
}

const unlocked = { failedSignIns: 0, lockedUntil: null } as const;

function save(
  office: Office,
  actor: Actor,
  id: string,
  act: string,
  change: (tx: Parameters<typeof updateOfficer>[0]) => Result<void>,
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
    return ok(officerView(row));
  });
}

/**
 * The officer as he can stand on the list: a real name, dates in order, and nobody who both administers and signs.
 * Errors: LAW-NAME-…, LAW-UNIT-ADMIN-SIGNS, WEB-BODY-INVALID (facts: field).
 */
function checked(entered: Entered): Result<Entered> {
  const name = personName(entered.fullName);
  if (!name.ok) return name;
  if (entered.validTo !== null && entered.validTo < entered.validFrom) {
    return fail('WEB-BODY-INVALID', { in: 'body', field: '/validTo', reason: 'order' });
  }
  if (entered.roles.includes('unit-admin') && entered.roles.includes('signer')) return fail('LAW-UNIT-ADMIN-SIGNS');
  const positionTitle = entered.positionTitle.normalize('NFC').trim();
  return ok({ ...entered, fullName: name.value, positionTitle });
}

function anAdminRemains(db: Reader, on: string): boolean {
  return listOfficers(db).some((row) => (row.roles as Role[]).includes('unit-admin') && isInOffice(row, on));
}

function rightsChanged(before: OfficerRow, after: Entered): boolean {
  const rights = ({ roles, validFrom, validTo, certificateSha256 }: OfficerRow | Entered): string =>
    JSON.stringify([roles, validFrom, validTo, certificateSha256]);
  return rights(before) !== rights(after);
}
