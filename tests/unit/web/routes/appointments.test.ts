import { afterAll, beforeAll, expect, it } from 'vitest';
import { addDays, civilDate, instantOf } from '../../../../src/common/vietnam-time.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import { appointments, journal } from '../../../../src/store/schema/index.ts';
import type {
  AppointmentList,
  AppointmentPreview,
  AppointmentsKept,
  DossierDetail,
} from '../../../../src/web/contract/index.ts';
import { purgeAppointments, takePortalAppointments } from '../../../../src/workflow/inbound/appointments/keep.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

let served: Served;
let creator: Screen;
beforeAll(async () => {
  served = await serve();
  creator = await served.as('creator');
});
afterAll(() => served.close());

const send = async (path: string, text: string | Buffer) =>
  await creator.once({ method: 'POST', path: `/api/appointments/${path}`, raw: Buffer.from(text) });
const take = async (text: string) => JSON.parse((await send('import', text)).body.toString('utf8')) as AppointmentsKept;
const list = async () => (await creator.json<AppointmentList>('GET', '/api/appointments')).appointments;

it('shows a file before it is taken, takes it once, and opens the dossier of who comes', async () => {
  const today = civilDate(served.clock.now());
  const file = `Mã;Ngày;Giờ;Họ và tên;Số bản chính\nA1;${today};8:30;Lò Văn Panh;2\nA2;${addDays(today, 1)};9:00;Vàng A Lử;1\nA3;?;9:00;A B;1`;
  const preview = JSON.parse((await send('preview', file)).body.toString('utf8')) as AppointmentPreview;
  expect(preview.rows.map(({ name, fault }) => name ?? fault)).toEqual(['Lò Văn Panh', 'Vàng A Lử', 'date']);
  expect(await list()).toEqual([]);
  expect(await take(file)).toEqual({ added: 2, changed: 0, same: 0, faulty: 1 });
  expect(await take(file)).toEqual({ added: 0, changed: 0, same: 2, faulty: 1 });
  expect(await take(file.replace('8:30', '10:00'))).toMatchObject({ changed: 1, same: 1 });
  const [second, first] = (await list()).sort((a, b) => b.at - a.at);
  expect([first?.name, first?.originals, second?.name]).toEqual(['Lò Văn Panh', 2, 'Vàng A Lử']);

  const open = () => creator.json<{ dossierId: string }>('POST', `/api/appointments/${first?.id}/opening`);
  expect(await open()).toEqual(await open());
  const dossier = await creator.json<DossierDetail>('GET', `/api/dossiers/${first?.id}`);
  expect(dossier).toMatchObject({
    requesterName: 'Lò Văn Panh',
    appointment: { at: first?.at, originals: 2 },
    online: null,
  });
  expect((await list()).find(({ id }) => id === first?.id)?.state).toBe('opened');
  // What was opened is the dossier's now: the file changes it no more.
  expect(await take(file)).toMatchObject({ changed: 0, same: 2 });
});

it('cancels what the portal names no more, and has it again when it is named again', async () => {
  const { office, clock, store } = served;
  const day = civilDate(clock.now());
  const days = { from: day, to: day };
  const one = { reference: 'LH-1', at: instantOf(day, 15), name: 'Cứ Seo Lừ', originals: 3, cancelled: false };
  const state = async () => (await list()).find(({ name }) => name === one.name)?.state;
  takePortalAppointments(office, [one], days, true);
  // Half of a list says nothing of what is not in it.
  takePortalAppointments(office, [], days, false);
  expect(await state()).toBe('booked');
  takePortalAppointments(office, [], days, true);
  expect(await state()).toBe('cancelled');
  takePortalAppointments(office, [one], days, true);
  expect(await state()).toBe('booked');
  const acts = store.db.select({ act: journal.act }).from(journal).where(eq(journal.objectId, 'appointments')).all();
  expect(acts.map(({ act }) => act)).toContain('cancel-appointments');
  takePortalAppointments(office, [{ ...one, cancelled: true }], days, true);
});

it('keeps names sealed in the database and forgets who never came, with the key', async () => {
  const { store, clock } = served;
  const names = JSON.stringify(
    (store.db as unknown as { $client: { prepare(sql: string): { all(): unknown[] } } }).$client
      .prepare('SELECT * FROM appointments')
      .all(),
  );
  expect(names).not.toContain('Panh');
  const waiting = (await list()).find(({ state }) => state === 'booked');
  clock.pass(40 * 86_400_000);
  expect(purgeAppointments(served.office, 30)).toBe(2);
  creator = await served.as('creator');
  const gone = await creator.once({ method: 'POST', path: `/api/appointments/${waiting?.id}/opening` });
  expect(failureIn(gone).code).toBe('STORE-NOT-FOUND');
});

it('keeps no name for ever on account of a mistyped year', async () => {
  const { office, clock, store } = served;
  await take(`Ngày;Giờ;Họ và tên\n1/1/2926;8:00;Hạng A Sử`);
  const [row] = store.db
    .select()
    .from(appointments)
    .where(eq(appointments.at, instantOf('2926-01-01', 8)))
    .all();
  expect(row?.state).toBe('booked');
  clock.pass(366 * 86_400_000);
  expect(purgeAppointments(office, 30)).toBe(0);
  clock.pass(31 * 86_400_000);
  expect(purgeAppointments(office, 30)).toBe(1);
  creator = await served.as('creator');
});

it('refuses what is no such file', async () => {
  expect(failureIn(await send('import', 'xin chào')).code).toBe('INBOUND-FILE-FORM');
  expect(failureIn(await send('preview', Buffer.from('Ngày;Giờ;Họ và tên\n', 'latin1'))).code).toBe(
    'INBOUND-FILE-ENCODING',
  );
});
