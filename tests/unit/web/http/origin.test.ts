import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Screen } from '../../../peers/office/client.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

let served: Served;
let screen: Screen;
beforeAll(async () => {
  served = await serve();
  screen = await served.as('unit-admin');
});
afterAll(() => served.close());

const change = (headers: Record<string, string>) =>
  screen.once({ method: 'POST', path: '/api/holidays', body: { add: [], remove: [] }, headers });

it('takes changes from its own screens and from programs', async () => {
  const own = new URL(served.address);
  expect((await change({})).status).toBe(200);
  expect((await change({ 'sec-fetch-site': 'same-origin', origin: own.origin })).status).toBe(200);
});

it.each([
  { 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { 'sec-fetch-site': 'none' },
  { origin: 'https://example.org' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1' },
])('refuses changes from elsewhere: %o', async (headers) => {
  const answer = await change(headers as unknown as Record<string, string>);
  expect([answer.status, failureIn(answer).code]).toEqual([403, 'WEB-ORIGIN-REFUSED']);
});

it('refuses a sign-in from elsewhere before it looks at the password', async () => {
  const body = { username: 'creator', password: 'sai' };
  const headers = { origin: 'https://example.org' };
  const answer = await served.stranger().once({ method: 'POST', path: '/api/session', body, headers });
  expect(failureIn(answer).code).toBe('WEB-ORIGIN-REFUSED');
  expect(served.store.journal.list(served.store.db, 0, 10).map((entry) => entry.act)).not.toContain('sign-in-failed');
});

it('puts the security headers on every answer, and HSTS only where the name is the station’s own', async () => {
  const answers = await Promise.all([
    screen.once({ method: 'GET', path: '/api/session' }),
    screen.once({ method: 'GET', path: '/api/nowhere' }),
    served.stranger().once({ method: 'GET', path: '/api/journal' }),
  ]);
  for (const { headers } of answers) {
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': expect.stringMatching(/^default-src 'none'/) as string,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['server']).toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  }
  const named = await served.app.inject({ url: '/api/session', headers: { host: 'tram.xa-thu.vn' } });
  expect(named.headers['strict-transport-security']).toMatch(/max-age=\d+/);
});
