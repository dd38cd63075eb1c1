/** Appointments: what the screens ask the station about them. */
import type {
  AppointmentList,
  AppointmentOpened,
  AppointmentPreview,
  AppointmentsKept,
} from '../../../src/web/contract/index.ts';
import { type CallOptions, call } from './call.ts';
import type { Reply } from './reply.ts';

const root = '/api/appointments';
type Answer<T> = Promise<Reply<T>>;

export const listAppointments = (read: CallOptions): Answer<AppointmentList> =>
  call({ method: 'GET', path: root, ...read });
export const openAppointment = (id: string): Answer<AppointmentOpened> =>
  call({ method: 'POST', path: `${root}/${id}/opening` });
export const previewFile = (raw: Uint8Array<ArrayBuffer>): Answer<AppointmentPreview> =>
  call({ method: 'POST', path: `${root}/preview`, raw });
export const importFile = (raw: Uint8Array<ArrayBuffer>): Answer<AppointmentsKept> =>
  call({ method: 'POST', path: `${root}/import`, raw });
