import { createHash } from 'node:crypto';
import { Value } from 'typebox/value';
import { newId } from '../../../common/id.ts';
import { fail, ok, type Result } from '../../../common/result.ts';
import { instantOf } from '../../../common/vietnam-time.ts';
import { Appointment } from '../../../portal/index.ts';
import { openSecret, sealSecret } from '../../../store/documents/sealed-secret.ts';
import type { Store, Tx } from '../../../store/index.ts';
import {
  type AppointmentRow,
  appointmentsBetween,
  appointmentsOver,
  deleteAppointment,
  findAppointment,
  findAppointmentBy,
  insertAppointment,
  updateAppointment,
} from '../../../store/repositories/appointments.ts';
import { findDossier } from '../../../store/repositories/dossiers.ts';
import type { JournalFacts } from '../../../store/schema/journal.ts';
import { type Actor, roleFor, station } from '../../actor.ts';
import { openDossier } from '../../commands/open-dossier.ts';
import type { Office } from '../../office.ts';

const dayMs = 86_400_000;

/** No appointment is made further ahead. */
const mostDaysAhead = 366;

const nameOf = (id: string): string => `appointment ${id}`;

/** Who comes, and what was noted; null once it is forgotten. */
export function appointmentOf(store: Store, row: Pick<AppointmentRow, 'id' | 'sealed'>): Appointment | null {
  const opened = row.sealed && openSecret(store.keys, nameOf(row.id), row.sealed, row.id);
  if (!opened) return null;
  const content: unknown = JSON.parse(opened.toString('utf8'));
  return Value.Check(Appointment, content) ? content : null;
}

/** How many of the appointments are new, changed, or there already. */
export interface Kept {
  readonly added: number;
  readonly changed: number;
  readonly same: number;
}

/**
 * Keeps appointments: the same one twice has the effect of one, a changed one replaces what was there until somebody has
 * opened its dossier. `actor`: the officer who brought the file, or the station for the portal's.
 */
export function keepAppointments(
  office: Office,
  actor: Actor,
  source: AppointmentRow['source'],
  found: readonly Appointment[],
): Kept {
  const { store, clock } = office;
  const kept = { added: 0, changed: 0, same: 0 };
  store.write((tx) => {
    kept.added = 0;
    kept.changed = 0;
    kept.same = 0;
    for (const one of found) {
      const reference = createHash('sha256').update(one.reference).digest('hex');
      const row = findAppointmentBy(tx, source, reference);
      const before = row && appointmentOf(store, row);
      const state = one.cancelled ? ('cancelled' as const) : ('booked' as const);
      // One that the portal had ceased to name and names again is not the same: it was cancelled meanwhile.
      const isSame = row?.state === state && JSON.stringify(before) === JSON.stringify(one);
      if (row?.state === 'opened' || isSame) {
        kept.same += 1;
        continue;
      }
      const id = row?.id ?? newId(clock);
      const sealed = sealSecret(store.keys, nameOf(id), Buffer.from(JSON.stringify(one)), id);
      const content = { at: one.at, originals: one.originals, state, sealed, changedAt: clock.now() };
      if (row) updateAppointment(tx, id, content);
      else insertAppointment(tx, { id, source, reference, ...content });
      kept[row ? 'changed' : 'added'] += 1;
    }
    if (kept.added + kept.changed === 0) return;
    journalAppointments(office, tx, actor, 'keep-appointments', { source, ...kept });
  });
  if (kept.added + kept.changed > 0) office.events.emit({ type: 'inbound-changed' });
  return kept;
}

/**
 * The portal's appointments of some days. Where they are all that it has, those that it had and does not name any more are
 * cancelled.
 */
export function takePortalAppointments(
  office: Office,
  found: readonly Appointment[],
  days: { readonly from: string; readonly to: string },
  isWhole: boolean,
): void {
  keepAppointments(office, station, 'portal', found);
  if (!isWhole) return;
  const { store, clock } = office;
  const named = new Set(found.map((one) => createHash('sha256').update(one.reference).digest('hex')));
  const [from, to] = [instantOf(days.from), instantOf(days.to) + dayMs];
  const gone = appointmentsBetween(store.db, from, to, 5000).filter(
    (row) => row.source === 'portal' && row.state === 'booked' && !named.has(row.reference),
  );
  if (gone.length === 0) return;
  store.write((tx) => {
    for (const { id } of gone) updateAppointment(tx, id, { state: 'cancelled', changedAt: clock.now() });
    journalAppointments(office, tx, station, 'cancel-appointments', { count: gone.length });
  });
  office.events.emit({ type: 'inbound-changed' });
}

/**
 * Somebody came for his appointment: a dossier opens under its id, with his name and what else is known. Pressed twice, it
 * opens one.
 * Errors: STORE-NOT-FOUND, INBOUND-APPOINTMENT-OVER, and those of opening a dossier.
 */
export function openAppointment(office: Office, actor: Actor, id: string): Result<{ readonly dossierId: string }> {
  const { store } = office;
  const row = findAppointment(store.db, id);
  if (!row) return fail('STORE-NOT-FOUND');
  if (findDossier(store.db, id)) return ok({ dossierId: id });
  const content = appointmentOf(store, row);
  if (row.state === 'cancelled' || content === null) return fail('INBOUND-APPOINTMENT-OVER');
  const { name, identityNumber, phone } = content;
  const requester = {
    name,
    ...(identityNumber && /^[0-9A-Za-z]{6,20}$/.test(identityNumber) ? { identityNumber } : {}),
    ...(phone && /^\+?[0-9 .]{6,20}$/.test(phone) ? { phone } : {}),
  };
  const opened = openDossier(office, actor, { id, requester });
  if (!opened.ok) return opened;
  // After the dossier: a cut between the two leaves an appointment that leads to the dossier that is there.
  store.write((tx) => updateAppointment(tx, id, { state: 'opened', changedAt: office.clock.now() }));
  office.events.emit({ type: 'inbound-changed' });
  return ok({ dossierId: id });
}

/** Forgets the appointments that are over for `days`, or must be, and from which no dossier was opened. Answers how many. */
export function purgeAppointments(office: Pick<Office, 'store' | 'clock'>, days: number): number {
  const { store, clock } = office;
  const now = clock.now();
  const over = appointmentsOver(store.db, now - days * dayMs, now - (days + mostDaysAhead) * dayMs).filter(
    ({ id }) => !findDossier(store.db, id),
  );
  if (over.length === 0) return 0;
  store.write((tx) => {
    for (const { id } of over) {
      deleteAppointment(tx, id);
      store.jobs.enqueue(tx, 'destroy-key', { keyId: id });
    }
    journalAppointments(office, tx, station, 'purge-appointments', { count: over.length, days });
  });
  return over.length;
}

function journalAppointments(
  { store }: Pick<Office, 'store'>,
  tx: Tx,
  actor: Actor,
  act: string,
  facts: JournalFacts,
): void {
  const role = roleFor(actor, ['station', 'creator', 'unit-admin']);
  const by = { actor: actor.id, role: role.ok ? role.value : 'none' };
  store.journal.append(tx, { ...by, act, objectType: 'station', objectId: 'appointments', facts });
}
