import { Readable } from 'node:stream';
import { settingsOf } from '../../workflow/office.ts';
import { countRegisterRows, registerBook, registerCsv } from '../../workflow/views/index.ts';
import { type App, type RouteContext, signedIn } from '../app.ts';
import { Done, RegisterBookQuery, RegisterExportQuery, SlipAnswer } from '../contract/index.ts';
import { accepted } from '../http/refused.ts';
import { binary } from './binary.ts';
import { registerReaders } from './register.ts';

interface Month {
  readonly year: number;
  readonly month?: number;
}

/** The register out of the station: a month as it is printed, a month or a year as a table. */
export function registerBookRoutes(app: App, { office, views }: RouteContext): void {
  const { db } = office.store;
  const settings = () => settingsOf(office);
  const content = (query: { readonly year: number; readonly month: number }, use: 'shown' | 'drawn' = 'shown') =>
    accepted(registerBook(db, settings(), query, office.clock.now(), use));
  const of = ({ year, month }: Month) =>
    ({
      objectType: 'register',
      objectId: `${settings()['register.type']}/${year}`,
      ...(month === undefined ? {} : { facts: { month } }),
    }) as const;
  const name = ({ year, month }: Month): string =>
    `so-chung-thuc-${year}${month === undefined ? '' : `-${String(month).padStart(2, '0')}`}`;

  app.route({
    method: 'GET',
    url: '/api/register/book',
    config: { roles: registerReaders },
    schema: {
      tags: ['register'],
      summary: 'Sổ chứng thực của một tháng, để in',
      querystring: RegisterBookQuery,
      response: { 200: SlipAnswer },
    },
    handler: (request) => {
      const slip = content(request.query);
      views.recordOnce(signedIn(request).actor, registerReaders, { act: 'view-register', ...of(request.query) });
      return Promise.resolve({ slip, qr: null });
    },
  });

  app.route({
    method: 'POST',
    url: '/api/register/book/issue',
    config: { roles: registerReaders },
    schema: {
      tags: ['register'],
      summary: 'Sổ chứng thực của một tháng: đã in',
      body: RegisterBookQuery,
      response: { 200: Done },
    },
    handler: (request) => {
      content(request.body);
      views.record(signedIn(request).actor, registerReaders, { act: 'print-register', ...of(request.body) });
      return Promise.resolve({});
    },
  });

  app.route({
    method: 'GET',
    url: '/api/register/book/pdf',
    config: { roles: registerReaders },
    schema: {
      tags: ['register'],
      summary: 'Sổ chứng thực của một tháng: PDF',
      querystring: RegisterBookQuery,
      response: binary('application/pdf'),
    },
    handler: async (request, reply) => {
      const model = content(request.query, 'drawn');
      const pdf = accepted(await office.tasks.renderSlip({ model, qr: null, paper: 'a4' }));
      views.record(signedIn(request).actor, registerReaders, { act: 'print-register', ...of(request.query) });
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="${name(request.query)}.pdf"`)
        .send(Buffer.from(pdf));
    },
  });

  app.route({
    method: 'GET',
    url: '/api/register.csv',
    config: { roles: registerReaders },
    schema: {
      tags: ['register'],
      summary: 'A year or a month of the register as a table',
      querystring: RegisterExportQuery,
      response: binary('text/csv'),
    },
    handler: async (request, reply) => {
      const { query } = request;
      const { facts, ...register } = of(query);
      const rows = countRegisterRows(db, settings(), query);
      const look = { act: 'export-register', ...register, facts: { ...facts, rows } } as const;
      views.record(signedIn(request).actor, registerReaders, look);
      return await reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', `attachment; filename="${name(query)}.csv"`)
        .send(Readable.from(registerCsv(db, settings(), query)));
    },
  });
}
