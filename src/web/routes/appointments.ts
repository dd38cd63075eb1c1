import type { Server } from 'node:https';
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox';
import type { FastifyPluginCallback } from 'fastify';
import { fail } from '../../common/result.ts';
import { keepAppointments, openAppointment } from '../../workflow/inbound/appointments/keep.ts';
import { type ReadRow, readAppointmentFile } from '../../workflow/inbound/appointments/read-file.ts';
import { appointmentList } from '../../workflow/views/appointments.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import {
  APPOINTMENT_BYTES_MAX,
  AppointmentList,
  AppointmentOpened,
  AppointmentPreview,
  AppointmentsKept,
  IdParams,
} from '../contract/index.ts';
import { accepted, Refused } from '../http/refused.ts';

const desk = ['creator'] as const;
const importers = ['creator', 'unit-admin'] as const;
const tags = ['online'];
const fileType = 'application/octet-stream';

/** Appointments of citizens: who comes today and tomorrow, and files that bring more of them. */
export function appointmentRoutes(app: App, context: RouteContext): void {
  const { office, views } = context;
  const { store } = office;
  app.route({
    method: 'GET',
    url: '/api/appointments',
    config: { roles: desk },
    schema: { tags, summary: 'The appointments of today and tomorrow', response: { 200: AppointmentList } },
    handler: (request) => {
      const look = { act: 'view-appointments', objectType: 'station', objectId: 'appointments' } as const;
      views.recordOnce(signedIn(request).actor, desk, look);
      return Promise.resolve(appointmentList(store, office.clock.now()));
    },
  });
  app.route({
    method: 'POST',
    url: '/api/appointments/:id/opening',
    config: { roles: desk, beginsWork: true },
    schema: {
      tags,
      summary: 'Open the dossier of an appointment; repeated, it opens one',
      params: IdParams,
      response: { 200: AppointmentOpened },
    },
    handler: (request) =>
      Promise.resolve(accepted(openAppointment(office, signedIn(request).actor, request.params.id))),
  });
  const plugin: FastifyPluginCallback<Record<never, never>, Server, TypeBoxTypeProvider> = (scope, _options, done) => {
    importRoutes(scope, context);
    done();
  };
  void app.register(plugin);
}

function importRoutes(scope: App, { office }: RouteContext): void {
  scope.removeAllContentTypeParsers();
  const limits = { parseAs: 'buffer', bodyLimit: APPOINTMENT_BYTES_MAX } as const;
  scope.addContentTypeParser(fileType, limits, (_request, body, done) => done(null, body));
  const file = { consumes: [fileType], body: { content: { [fileType]: { schema: {} } } } };

  scope.route({
    method: 'POST',
    url: '/api/appointments/preview',
    config: { roles: importers },
    bodyLimit: APPOINTMENT_BYTES_MAX,
    schema: {
      tags,
      summary: 'What a file of appointments (CSV, iCalendar) would bring',
      ...file,
      response: { 200: AppointmentPreview },
    },
    handler: async (request) => {
      const rows = await rowsOf(request.body, office.clock.now());
      return {
        rows: rows.map(({ row, appointment, fault }) => ({
          row,
          fault,
          at: appointment?.at ?? null,
          name: appointment?.name ?? null,
          originals: appointment?.originals ?? 0,
          cancelled: appointment?.cancelled ?? false,
        })),
      };
    },
  });
  scope.route({
    method: 'POST',
    url: '/api/appointments/import',
    config: { roles: importers },
    bodyLimit: APPOINTMENT_BYTES_MAX,
    schema: {
      tags,
      summary: 'Take the appointments of a file; the same file again changes nothing',
      ...file,
      response: { 200: AppointmentsKept },
    },
    handler: async (request) => {
      const rows = await rowsOf(request.body, office.clock.now());
      const good = rows.flatMap(({ appointment }) => (appointment === null ? [] : [appointment]));
      const kept = keepAppointments(office, signedIn(request).actor, 'file', good);
      return { ...kept, faulty: rows.length - good.length };
    },
  });
}

async function rowsOf(body: unknown, now: number): Promise<ReadRow[]> {
  if (!Buffer.isBuffer(body) || body.length === 0) throw new Refused(fail('WEB-CONTENT-TYPE').error);
  return accepted(await readAppointmentFile(body, now));
}
