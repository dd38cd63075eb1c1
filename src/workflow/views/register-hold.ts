import { openHold, type RegisterHoldRow } from '../../store/repositories/register-holds.ts';
import { type Office, settingsOf } from '../office.ts';
import { bookOf, registerMoment } from '../register.ts';

/** Why no number is given now, and the lowest that an officer may confirm. */
export interface RegisterHoldView extends Pick<RegisterHoldRow, 'since' | 'cause' | 'backupAt'> {
  readonly lowest: number;
}

/** Null when numbers are given as usual. */
export function registerHold(office: Pick<Office, 'store' | 'clock'>): RegisterHoldView | null {
  const { db } = office.store;
  const hold = openHold(db);
  if (!hold) return null;
  const { last, year } = bookOf(db, registerMoment(settingsOf(office), office.clock.now()));
  const { since, cause, backupAt } = hold;
  return { since, cause, backupAt, lowest: (last?.year === year ? last.number : 0) + 1 };
}
