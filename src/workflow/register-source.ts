import { type RegisterType, registerYear } from '../certification/index.ts';
import { newId } from '../common/id.ts';
import type { Settings } from '../settings/index.ts';
import type { Tx } from '../store/index.ts';
import { hasOutsideNumbers } from '../store/repositories/register.ts';
import { dropSourceHolds, insertHold } from '../store/repositories/register-holds.ts';
import type { Office } from './office.ts';
import { numberSource, registerMoment } from './register.ts';

/**
 * What follows from a change of the settings, in its transaction. When the station begins to give the numbers of a
 * register that came from outside, it does not know how far the book there went: numbers wait until an officer has said
 * what the next one is, as after a database came out of a backup. When they come from outside again, nobody has to.
 */
export function registerSourceChanged(office: Office, tx: Tx, before: Settings, after: Settings): void {
  const [old, present] = [numberSource(before), numberSource(after)];
  const sameBook = before['register.type'] === after['register.type'] && before['office.code'] === after['office.code'];
  if (sameBook && old === present) return;
  if (present !== 'station') {
    dropSourceHolds(tx);
    return;
  }
  const now = office.clock.now();
  const moment = registerMoment(after, now);
  const key = { office: moment.office, registerType: moment.registerType satisfies RegisterType };
  const wasOutside = sameBook ? old !== 'station' : hasOutsideNumbers(tx, { ...key, year: registerYear(now) });
  if (wasOutside) insertHold(tx, { id: newId(office.clock), since: now, cause: 'source', backupAt: now });
}
