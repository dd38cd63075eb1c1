import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Asker,
  addressOf,
  askers,
  type MatrixOffice,
  matrixOffice,
  requesterName,
  standings,
  title,
} from '../support/matrix-office.ts';
import { printedRoutes } from '../support/printed-routes.ts';
import { bodies, table, withoutContent } from './matrix.table.ts';

let office: MatrixOffice;
let routes: string[];
beforeAll(async () => {
  office = await matrixOffice();
  routes = printedRoutes(office.app.printRoutes());
}, 60_000);
afterAll(() => office.close());

const everybody = Object.keys(askers) as Asker[];
/** Routes whose address names something of a dossier. */
const ofDossiers =
  /^\w+ \/api\/(dossiers|originals|scans|signing|sealing|handovers|handover-updates|messages|portal-differences)\/.*:/;

function ask(who: Parameters<MatrixOffice['ask']>[0], route: string, standing: (typeof standings)[number]) {
  const [method = '', url = ''] = route.split(' ');
  const body = bodies[route] ?? (method === 'GET' ? undefined : {});
  return office.ask(who, { method, url: addressOf(url, office.things[standing]), body });
}

it('has a line for every route that names something of a dossier, and none for a route that is gone', () => {
  expect(routes.length).toBeGreaterThan(80);
  expect(routes.filter((route) => ofDossiers.test(route)).sort()).toEqual(Object.keys(table).sort());
});

it('knows every route of the interface from the document too, but for those that the screens are served by', async () => {
  const { paths } = JSON.parse((await office.ask('nobody', { method: 'GET', url: '/api/openapi.json' })).body) as {
    paths: Record<string, Record<string, unknown>>;
  };
  const documented = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`),
  );
  const hidden = routes.filter((route) => route.includes(' /api/') && !documented.includes(route));
  expect(hidden).toEqual(['GET /api/openapi.json']);
});

describe.each(Object.entries(table))('%s', (route, { by, at, look, own }) => {
  it('is closed to who is not signed in, whose office has ended, and who has another task', async () => {
    expect((await ask('nobody', route, 'open')).outcome).toBe('WEB-SESSION-MISSING');
    expect((await ask('ended officer', route, 'open')).outcome).toBe('LAW-OFFICER-NOT-IN-OFFICE');
    for (const who of everybody.filter((one) => !by.includes(one))) {
      for (const standing of standings) expect((await ask(who, route, standing)).outcome, who).toBe('WEB-ROLE-MISSING');
    }
  });

  it('answers the others as the table says, and leaves an entry of each look', async () => {
    for (const who of by) {
      const expected = own && who.startsWith('other ') ? standings.map(() => 'STORE-NOT-FOUND') : at;
      for (const [index, standing] of standings.entries()) {
        const { outcome, journaled } = await ask(who, route, standing);
        expect(outcome, `${who}, ${standing}`).toBe(expected[index]);
        const looked = route.startsWith('GET ') && outcome === '200' && !withoutContent.includes(route);
        if (looked)
          expect(
            journaled.map(({ act }) => act),
            `${who}, ${standing}`,
          ).toEqual([look]);
      }
    }
  });
});

describe('a technician and a unit admin', () => {
  it('are let into no dossier', () => {
    const lines = Object.entries(table).filter(([, { by }]) => by.includes('technician') || by.includes('unit admin'));
    expect(lines.map(([route]) => route)).toEqual([
      'POST /api/messages/:id/retry',
      'POST /api/messages/:id/one-stop-retry',
      'POST /api/messages/:id/there',
      'POST /api/messages/:id/one-stop-there',
    ]);
  });

  it('the technician reads no name and no title in anything that he may read', async () => {
    const plain = routes.filter((route) => route.startsWith('GET /api/') && !route.includes(':'));
    const read: string[] = [];
    for (const route of plain.filter((one) => one !== 'GET /api/events')) {
      const answer = await office.ask('technician', { method: 'GET', url: route.slice('GET '.length) });
      if (answer.status === 200) read.push(route);
      for (const word of [requesterName, title]) expect(answer.body.includes(word), route).toBe(false);
    }
    expect(read).toContain('GET /api/messages');
    const register = await office.ask('creator', { method: 'GET', url: '/api/register' });
    expect(register.body).toContain(requesterName);
  });
});
