import { civilDate, instantOf } from '../../common/vietnam-time.ts';
import type { Reader, Store } from '../../store/index.ts';
import { appointmentsBetween, findAppointment } from '../../store/repositories/appointments.ts';
import { findDossier } from '../../store/repositories/dossiers.ts';
import { findPull } from '../../store/repositories/online-requests.ts';
import { appointmentOf } from '../inbound/appointments/keep.ts';
import { wordsOf } from './online-requests.ts';

const dayMs = 86_400_000;

/** Who comes today and tomorrow, in order. */
export function appointmentList(store: Store, now: number) {
  const today = instantOf(civilDate(now));
  const pull = findPull(store.db, 'appointments');
  const failureCode = pull?.failureCode ?? null;
  const appointments = appointmentsBetween(store.db, today, today + 2 * dayMs).map((row) => {
    const content = appointmentOf(store, row);
    const state = findDossier(store.db, row.id) ? ('opened' as const) : row.state;
    return {
      id: row.id,
      at: row.at,
      state,
      originals: row.originals,
      name: content?.name ?? null,
      phone: content?.phone ?? null,
      note: content?.note ?? null,
    };
  });
  return {
    readAt: now,
    tomorrow: today + dayMs,
    broughtAt: pull?.broughtAt ?? null,
    failureCode,
    message: wordsOf(failureCode),
    appointments,
  };
}

/** The appointment from which a dossier was opened; null for any other dossier. */
export function appointmentNews(db: Reader, dossierId: string) {
  const row = findAppointment(db, dossierId);
  return row ? { at: row.at, originals: row.originals } : null;
}
