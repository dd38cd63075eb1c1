import { type Role, rolesOn } from '../../certification/index.ts';
import { civilDate } from '../../common/vietnam-time.ts';
import type { Reader } from '../../store/index.ts';
import { listOfficers, listSealPermissions, type OfficerRow } from '../../store/repositories/officers.ts';
import { findSecondFactor } from '../../store/repositories/second-factors.ts';

/** A written permission to seal what one has created. */
export interface PermissionView {
  readonly id: string;
  readonly document: string;
  readonly validFrom: string;
  readonly validTo: string | null;
}

/** An officer as the unit admin sees one: everything but the password. */
export interface OfficerView extends Omit<OfficerRow, 'passwordHash' | 'failedSignIns' | 'roles'> {
  readonly roles: Role[];
  /** The roles that hold today. */
  readonly rolesToday: Role[];
  readonly permissions: PermissionView[];
  /** Whether one-time codes are set up. */
  readonly hasCodes: boolean;
}

export function officerView(
  db: Reader,
  { passwordHash: _, failedSignIns: __, ...row }: OfficerRow,
  now: number,
): OfficerView {
  const roles = row.roles as Role[];
  return {
    ...row,
    roles,
    // A lock that is over is none.
    lockedUntil: row.lockedUntil !== null && row.lockedUntil > now ? row.lockedUntil : null,
    rolesToday: [...rolesOn({ ...row, roles }, civilDate(now))],
    permissions: listSealPermissions(db, row.id).map(({ officerId: ___, ...permission }) => permission),
    hasCodes: findSecondFactor(db, row.id)?.confirmedAt != null,
  };
}

export function officerList(db: Reader, now: number): OfficerView[] {
  return listOfficers(db).map((row) => officerView(db, row, now));
}
