import { fail, ok, type Result } from '../../common/result.ts';
import {
  findOfficer,
  findSealPermission,
  insertSealPermission,
  updateSealPermission,
} from '../../store/repositories/officers.ts';
import { type Actor, roleFor } from '../../workflow/actor.ts';
import type { Office } from '../../workflow/office.ts';
import type { PermissionBody } from '../contract/index.ts';

interface Permission extends PermissionBody {
  readonly id: string;
  readonly officerId: string;
}

/**
 * Enters a written permission to seal what one has created oneself (NĐ 30/2020 Điều 32–33), or gives it another last
 * day. The client chooses the id, so that sending again enters nothing twice; document and first day stay.
 * Errors: STORE-NOT-FOUND, STORE-ALREADY-EXISTS, WEB-BODY-INVALID (facts: field), LAW-PERMISSION-NEEDS-BOTH.
 */
export function putSealPermission(office: Office, actor: Actor, given: Permission): Result<void> {
  const role = roleFor(actor, ['unit-admin']);
  if (!role.ok) return role;
  const { id, officerId, validFrom, validTo } = given;
  const document = given.document.normalize('NFC').trim();
  if (document === '') return fail('WEB-BODY-INVALID', { in: 'body', field: '/document', reason: 'minLength' });
  return office.store.attempt((tx): Result<void> => {
    const officer = findOfficer(tx, officerId);
    if (!officer) return fail('STORE-NOT-FOUND', { officer: officerId });
    const there = findSealPermission(tx, id);
    if (there) {
      const same = there.officerId === officerId && there.document === document && there.validFrom === validFrom;
      if (!same) return fail('STORE-ALREADY-EXISTS');
      if (there.validTo === validTo) return ok();
      updateSealPermission(tx, id, { validTo });
    } else {
      if (validTo < validFrom) return fail('WEB-BODY-INVALID', { in: 'body', field: '/validTo', reason: 'order' });
      if (!officer.roles.includes('creator') || !officer.roles.includes('seal-keeper')) {
        return fail('LAW-PERMISSION-NEEDS-BOTH');
      }
      insertSealPermission(tx, { id, officerId, document, validFrom, validTo });
    }
    office.store.journal.append(tx, {
      actor: actor.id,
      role: role.value,
      act: there ? 'change-seal-permission' : 'create-seal-permission',
      objectType: 'officer',
      objectId: officerId,
      facts: { permission: id, from: validFrom, to: validTo },
    });
    return ok();
  });
}
