import type { Reader, Tx } from '../database.ts';
import { and, asc, eq, gte, lt, ne, or } from '../drizzle.ts';
import { appointments } from '../schema/index.ts';

export type AppointmentRow = typeof appointments.$inferSelect;

export function findAppointment(db: Reader, id: string): AppointmentRow | undefined {
  return db.select().from(appointments).where(eq(appointments.id, id)).get();
}

export function findAppointmentBy(
  db: Reader,
  source: AppointmentRow['source'],
  reference: string,
): AppointmentRow | undefined {
  const same = and(eq(appointments.source, source), eq(appointments.reference, reference));
  return db.select().from(appointments).where(same).get();
}

/** From one instant up to another, in order. */
export function appointmentsBetween(db: Reader, from: number, to: number, limit = 500): AppointmentRow[] {
  const within = and(gte(appointments.at, from), lt(appointments.at, to));
  return db.select().from(appointments).where(within).orderBy(asc(appointments.at)).limit(limit).all();
}

export function insertAppointment(tx: Tx, row: AppointmentRow): void {
  tx.insert(appointments).values(row).run();
}

export function updateAppointment(tx: Tx, id: string, change: Partial<Omit<AppointmentRow, 'id'>>): void {
  tx.update(appointments).set(change).where(eq(appointments.id, id)).run();
}

/**
 * Appointments from which no dossier was opened: those before an instant, and those that nobody has touched since `brought`,
 * whatever their day (a mistyped year would keep them for ever).
 */
export function appointmentsOver(db: Reader, before: number, brought: number): AppointmentRow[] {
  const over = or(lt(appointments.at, before), lt(appointments.changedAt, brought));
  return db
    .select()
    .from(appointments)
    .where(and(over, ne(appointments.state, 'opened')))
    .all();
}

export function deleteAppointment(tx: Tx, id: string): void {
  tx.delete(appointments).where(eq(appointments.id, id)).run();
}
