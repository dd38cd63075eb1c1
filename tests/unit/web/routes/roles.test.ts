import Fastify from 'fastify';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ROLES, type Role } from '../../../../src/certification/index.ts';
import { updateOfficer } from '../../../../src/store/repositories/officers.ts';
import { requireDeclaration } from '../../../../src/web/sessions/access.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { failureIn, password, type Served, serve } from '../support/served.ts';

const readers: Role[] = ['creator', 'signer', 'seal-keeper', 'inspector'];
const registerReaders: Role[] = ['creator', 'signer', 'seal-keeper', 'unit-admin', 'inspector'];
const creator: Role[] = ['creator'];
const carriers: Role[] = ['creator', 'unit-admin'];

/** Who may use what. A route that is new stands in no line here, and the test fails until somebody has thought of it. */
const table: Record<string, Role[] | 'open' | 'signed-in'> = {
  'POST /api/session': 'open',
  'POST /api/session/enrolment': 'open',
  'POST /api/session/recovery-codes': 'signed-in',
  'DELETE /api/officers/{id}/second-factor': ['unit-admin'],
  'GET /api/session': 'signed-in',
  'PUT /api/session/password': 'signed-in',
  'DELETE /api/session': 'signed-in',
  'GET /api/dossiers': readers,
  'GET /api/dossiers/{id}': readers,
  'PUT /api/dossiers/{id}': creator,
  'PUT /api/dossiers/{id}/originals/{originalId}': creator,
  'PUT /api/dossiers/{id}/requester': creator,
  'POST /api/dossiers/{id}/account-look-up': creator,
  'GET /api/dossiers/{id}/messages': readers,
  'PUT /api/dossiers/{id}/urgency': creator,
  'POST /api/dossiers/{id}/extension': creator,
  'PUT /api/dossiers/{id}/fee-receipt': creator,
  'GET /api/dossiers/{id}/slips/reception': creator,
  'POST /api/dossiers/{id}/slips/reception/issue': creator,
  'GET /api/dossiers/{id}/slips/reception/pdf': creator,
  'GET /api/dossiers/{id}/slips/fees': creator,
  'POST /api/dossiers/{id}/slips/fees/issue': creator,
  'GET /api/dossiers/{id}/slips/fees/pdf': creator,
  'GET /api/originals/{id}/slips/supplement': creator,
  'POST /api/originals/{id}/slips/supplement/issue': creator,
  'GET /api/originals/{id}/slips/supplement/pdf': creator,
  'GET /api/originals/{id}/slips/refusal': ['creator', 'signer'],
  'POST /api/originals/{id}/slips/refusal/issue': ['creator', 'signer'],
  'GET /api/originals/{id}/slips/refusal/pdf': ['creator', 'signer'],
  'GET /api/visitor/rates': 'open',
  'GET /api/visitor/rates/pdf': 'open',
  'GET /api/messages': ['creator', 'technician'],
  'POST /api/messages/{id}/retry': ['creator', 'technician'],
  'GET /api/reconciliation': ['creator', 'inspector'],
  'POST /api/reconciliation': creator,
  'POST /api/portal-differences/{id}/resending': creator,
  'POST /api/portal-differences/{id}/note': creator,
  'GET /api/dossiers/{id}/ledger': readers,
  'GET /api/dossiers/{id}/ledger.csv': readers,
  'POST /api/messages/{id}/one-stop-retry': ['creator', 'technician'],
  'POST /api/messages/{id}/there': ['creator', 'technician'],
  'POST /api/messages/{id}/one-stop-there': ['creator', 'technician'],
  'GET /api/register/awaited': ['creator', 'seal-keeper'],
  'POST /api/register/numbers': ['creator', 'seal-keeper'],
  'GET /api/categories': ['unit-admin'],
  'POST /api/categories/pull': ['unit-admin'],
  'POST /api/categories/{id}/decision': ['unit-admin'],
  'GET /api/bundles': carriers,
  'POST /api/bundles': carriers,
  'POST /api/bundles/{id}/writing': carriers,
  'POST /api/bundles/{id}/withdrawal': carriers,
  'POST /api/bundle-imports': carriers,
  'POST /api/bundle-receipts': carriers,
  'POST /api/bundle-stick': carriers,
  'POST /api/bundle-card': carriers,
  'POST /api/bundle-stations': ['unit-admin'],
  'DELETE /api/bundle-stations/{id}': ['unit-admin'],
  'GET /api/handovers': creator,
  'GET /api/handovers/{id}': creator,
  'POST /api/handovers/{id}/taking': creator,
  'GET /api/handovers/{id}/file.pdf': creator,
  'POST /api/handovers/{id}/proof': creator,
  'POST /api/handovers/{id}/proof-correction': creator,
  'POST /api/handover-updates/{id}': creator,
  'GET /api/appointments': creator,
  'POST /api/appointments/{id}/opening': creator,
  'POST /api/appointments/preview': ['creator', 'unit-admin'],
  'POST /api/appointments/import': ['creator', 'unit-admin'],
  'GET /api/online-requests': creator,
  'POST /api/online-requests/pull': creator,
  'GET /api/online-requests/{id}': creator,
  'GET /api/online-requests/{id}/files/{ordinal}': creator,
  'POST /api/online-requests/{id}/acceptance': creator,
  'POST /api/online-requests/{id}/answer': creator,
  'POST /api/online-requests/{id}/answer/by-hand': creator,
  'POST /api/online-requests/{id}/answer/retry': creator,
  'GET /api/originals/{id}': readers,
  'POST /api/originals/{id}/secrecy-confirmation': creator,
  'POST /api/originals/{id}/scans': creator,
  'GET /api/scans/{id}': creator,
  'POST /api/scans/{id}/cancellation': creator,
  'GET /api/originals/{id}/pages/{ordinal}': ['creator', 'signer', 'seal-keeper'],
  'GET /api/originals/{id}/scanned-pages/{pageId}': creator,
  'PUT /api/originals/{id}/pages': creator,
  'POST /api/originals/{id}/scan-completion': creator,
  'POST /api/originals/{id}/comparison': creator,
  'POST /api/originals/{id}/submission': creator,
  'POST /api/originals/{id}/return-to-creator': ['creator', 'signer', 'seal-keeper'],
  'POST /api/originals/{id}/return-to-signer': ['seal-keeper'],
  'POST /api/originals/{id}/refusal': ['creator', 'signer'],
  'POST /api/originals/{id}/supplement-request': creator,
  'POST /api/originals/{id}/supplement-receipt': creator,
  'POST /api/originals/{id}/withdrawal': creator,
  'POST /api/originals/{id}/holding': ['creator', 'signer'],
  'POST /api/originals/{id}/cancellation': ['creator', 'signer'],
  'GET /api/signing/pile': ['signer'],
  'POST /api/signing/attempts': ['signer'],
  'GET /api/signing/attempts/{id}': ['signer'],
  'GET /api/signing/attempts/{id}/originals/{originalId}/preview.pdf': ['signer'],
  'POST /api/signing/attempts/{id}/pin': ['signer'],
  'POST /api/signing/attempts/{id}/hand-out': ['signer'],
  'POST /api/signing/attempts/{id}/giving-up': ['signer'],
  'POST /api/sealing/attempts/{id}/hand-out': ['seal-keeper'],
  'POST /api/sealing/attempts/{id}/giving-up': ['seal-keeper'],
  'GET /api/signing-client/{token}/ban-sao.pdf': 'open',
  'POST /api/signing-client/{token}/file': 'open',
  'GET /api/sealing/pile': ['seal-keeper'],
  'POST /api/sealing/attempts': ['seal-keeper'],
  'GET /api/sealing/attempts/{id}': ['seal-keeper'],
  'GET /api/sealing/attempts/{id}/originals/{originalId}/preview.pdf': ['seal-keeper'],
  'POST /api/sealing/attempts/{id}/pin': ['seal-keeper'],
  'GET /api/originals/{id}/copy.pdf': ['creator', 'signer', 'seal-keeper'],
  'GET /api/originals/{id}/copy/verification': readers,
  'POST /api/checks': readers,
  'GET /api/register': registerReaders,
  'GET /api/register/book': registerReaders,
  'POST /api/register/book/issue': registerReaders,
  'GET /api/register/book/pdf': registerReaders,
  'GET /api/register.csv': registerReaders,
  'GET /api/register/volumes': ['seal-keeper', 'unit-admin'],
  'POST /api/register/volumes': ['seal-keeper', 'unit-admin'],
  'GET /api/register/hold': ['creator', 'signer', 'seal-keeper', 'unit-admin', 'technician', 'inspector'],
  'POST /api/register/hold/confirmation': ['seal-keeper', 'unit-admin'],
  'GET /api/journal': ['inspector'],
  'GET /api/journal/verification': ['inspector'],
  'GET /api/station': 'signed-in',
  'GET /api/station/machine': ['technician', 'unit-admin'],
  'POST /api/station/self-test': ['technician', 'unit-admin'],
  'PUT /api/station/lines/pause': ['technician', 'unit-admin'],
  'GET /api/clock': 'signed-in',
  'POST /api/clock/confirmation': ['creator', 'signer', 'seal-keeper', 'unit-admin'],
  'GET /api/visitor/fees': 'open',
  'GET /api/visitor/dossiers/{code}': 'open',
  'GET /api/events': 'signed-in',
  'GET /api/officers': ['unit-admin'],
  'POST /api/officers': ['unit-admin'],
  'PUT /api/officers/{id}': ['unit-admin'],
  'POST /api/officers/{id}/first-password': ['unit-admin'],
  'POST /api/officers/{id}/unlock': ['unit-admin'],
  'PUT /api/officers/{id}/seal-permissions/{permissionId}': ['unit-admin'],
  'GET /api/tokens': ['unit-admin'],
  'GET /api/settings': ['unit-admin', 'technician'],
  'GET /api/settings/{key}': ['unit-admin', 'technician'],
  'PUT /api/settings/{key}': ['unit-admin', 'technician'],
  'GET /api/pairing': 'open',
  'POST /api/pairing': 'open',
  'GET /api/screens': ['unit-admin'],
  'PUT /api/screens/{id}': ['unit-admin'],
  'PUT /api/screens/{id}/pairing': ['unit-admin'],
  'DELETE /api/screens/{id}': ['unit-admin'],
  'GET /api/authority': ['unit-admin', 'technician'],
  'GET /api/authority/certificate.crt': ['unit-admin', 'technician'],
  'PUT /api/authority/install-page': ['unit-admin'],
  'DELETE /api/authority/install-page': ['unit-admin'],
  'GET /api/holidays': 'signed-in',
  'POST /api/holidays': ['unit-admin'],
  'POST /api/holidays/effect': ['unit-admin'],
  'GET /api/office-images': ['unit-admin'],
  'PUT /api/office-images/{id}': ['unit-admin'],
};

type Paths = Record<string, Record<string, { 'x-roles': string | string[] }>>;

let served: Served;
let screens: Record<Role, Screen>;
beforeAll(async () => {
  served = await serve();
  const entries = await Promise.all(ROLES.map(async (role) => [role, await served.as(role)] as const));
  screens = Object.fromEntries(entries) as Record<Role, Screen>;
});
afterAll(() => served.close());

/** The address of a route with something in the place of each parameter. */
function call(route: string): { method: string; path: string } {
  const [method = '', address = ''] = route.split(' ');
  const path = address
    .replace('{ordinal}', '1')
    .replace('{key}', 'scanner.resolution')
    .replaceAll(/\{\w+\}/g, '0190a0b1-0000-7000-8000-00000000dead');
  return { method, path };
}

describe('the roles of the routes', () => {
  it('are declared for every route there is, and as the table says', async () => {
    const { paths } = await served.stranger().json<{ paths: Paths }>('GET', '/api/openapi.json');
    const declared = Object.entries(paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => {
        const roles = operation['x-roles'];
        return [`${method.toUpperCase()} ${path}`, Array.isArray(roles) ? [...roles].sort() : roles] as const;
      }),
    );
    const expected = Object.entries(table).map(([route, roles]) => [
      route,
      Array.isArray(roles) ? [...roles].sort() : roles,
    ]);
    expect(Object.fromEntries(declared)).toEqual(Object.fromEntries(expected));
  });

  it('must be declared: the start fails otherwise', () => {
    const app = Fastify();
    app.addHook('onRoute', requireDeclaration);
    expect(() => app.get('/api/forgotten', () => '')).toThrow(/GET \/api\/forgotten declares no roles/);
    expect(() => app.get('/api/nobody', { config: { roles: [] } }, () => '')).toThrow(/declares no roles/);
  });

  it.each(Object.keys(table).filter((route) => table[route] !== 'open'))(
    '%s: a stranger is told to sign in',
    async (route) => {
      const answer = await served.stranger().once(call(route));
      expect(answer.status).toBe(401);
      expect(failureIn(answer).code).toBe('WEB-SESSION-MISSING');
    },
  );

  const matrix = Object.entries(table).flatMap(([route, roles]) =>
    Array.isArray(roles) ? ROLES.map((role) => ({ route, role, may: roles.includes(role) })) : [],
  );
  it.each(matrix)('$route by $role: $may', async ({ route, role, may }) => {
    const answer = await screens[role].once(call(route));
    if (may) {
      expect([401, 403]).not.toContain(answer.status);
      expect(answer.status).not.toBe(500);
      return;
    }
    expect(answer.status).toBe(403);
    expect(failureIn(answer).code).toBe('WEB-ROLE-MISSING');
  });

  it('are read anew for each request', async () => {
    const id = served.addOfficer({ username: 'doi-viec', roles: ['inspector'] });
    const screen = served.stranger();
    await screen.signIn('doi-viec', password);
    expect((await screen.once({ method: 'GET', path: '/api/journal' })).status).toBe(200);
    served.store.write((tx) => updateOfficer(tx, id, { roles: ['creator'] }));
    expect((await screen.once({ method: 'GET', path: '/api/journal' })).status).toBe(403);
  });
});
