import type { Reader } from '../../store/index.ts';
import { listOfficers } from '../../store/repositories/officers.ts';

/** An officer as colleagues see one. */
export interface Person {
  readonly id: string;
  readonly fullName: string;
}

/** Looks people up by id; one read for a whole view. Somebody unknown is shown by his id. */
export function directory(db: Reader): { of(id: string): Person; orNull(id: string | null): Person | null } {
  const names = new Map(listOfficers(db).map((row) => [row.id, row.fullName]));
  const of = (id: string): Person => ({ id, fullName: names.get(id) ?? id });
  return { of, orNull: (id) => (id === null ? null : of(id)) };
}
