import type { ListedRequest } from '../../portal/index.ts';
import { findDossierByCode } from '../../store/repositories/dossiers.ts';
import { type Office, settingsOf } from '../office.ts';

/** National statuses of what was ended elsewhere: not received, stopped, done, handed over. */
const ended: readonly number[] = [3, 8, 9, 10];

/** The state of a waiting request whose portal says this of it; null: it goes on waiting. */
export function stateOver(statusCode: number | null | undefined): 'withdrawn' | 'ended' | null {
  if (statusCode === 7) return 'withdrawn';
  return typeof statusCode === 'number' && ended.includes(statusCode) ? 'ended' : null;
}

/**
 * Whether an unknown line of the portal's list may be a request for this desk. The list is the unit's: it may also name the
 * dossiers that the station itself sent there, requests for other procedures, of which nothing is to be fetched, and what
 * was ended elsewhere.
 */
export function isForDesk(office: Office, { code, procedureCode, statusCode }: ListedRequest): boolean {
  const own = settingsOf(office)['portal.procedure-code'];
  if (procedureCode !== null && own !== '' && !isSameProcedure(procedureCode, own)) return false;
  if (statusCode !== null && ended.includes(statusCode)) return false;
  return findDossierByCode(office.store.db, code) === undefined;
}

/** `2.000815` is also written in a province's form, `2.000815.000.00.00.H22`. */
function isSameProcedure(one: string, other: string): boolean {
  return one === other || one.startsWith(`${other}.`) || other.startsWith(`${one}.`);
}
