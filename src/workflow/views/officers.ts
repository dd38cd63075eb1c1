import type { Role } from '../../certification/index.ts';
import type { Reader } from '../../store/index.ts';
import { listOfficers, type OfficerRow } from '../../store/repositories/officers.ts';

/** An officer as the unit admin sees one: everything but the password. */
export interface OfficerView extends Omit<OfficerRow, 'passwordHash' | 'failedSignIns' | 'roles'> {
  readonly roles: Role[];
}

export function officerView({ passwordHash: _, failedSignIns: __, ...row }: OfficerRow): OfficerView {
  return { ...row, roles: row.roles as Role[] };
}

export function officerList(db: Reader): OfficerView[] {
  return listOfficers(db).map(officerView);
}
