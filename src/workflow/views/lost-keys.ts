import { listLostKeys } from '../../store/repositories/lost-keys.ts';
import type { Office } from '../office.ts';

/** More are not shown; by then an officer has been to the technician. */
const mostShown = 500;

/** The dossiers whose documents nobody can open, for their key was lost with a damaged database. */
export function lostKeysView({
  store: { db },
}: Pick<Office, 'store'>): { code: string | null; documents: number; foundAt: number }[] {
  return listLostKeys(db, mostShown).map(({ code, documents, foundAt }) => ({ code, documents, foundAt }));
}
