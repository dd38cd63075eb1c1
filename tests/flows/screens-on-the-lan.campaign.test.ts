/** The station on one machine and its screens on another, between network namespaces: who gets in, and who does not. */
import { createHash, randomUUID, X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAuthority, issueServerCertificate } from '../../src/web/authority/certificates.ts';
import type { AuthorityAnswer, PairingAnswer, ScreenList } from '../../src/web/contract/index.ts';
import { startBrowser, type TestBrowser } from '../peers/browser/index.ts';
import type { Came } from '../peers/lan/agent.ts';
import { type LanOffice, names, openLanOffice, ports } from '../peers/lan/lan-office.ts';
import { addresses } from '../peers/lan/network.ts';
import { people } from '../peers/office/people.ts';

let office: LanOffice;
let foreign: string;

beforeAll(async () => {
  office = await openLanOffice();
  const { atBox, atDesk, address, authorityPem, state } = office;
  foreign = (await createAuthority('Nơi khác', [names.station, '127.0.0.1'], Date.now())).certificatePem;
  // The box reaches the station by its address on the LAN, and is the box all the same.
  await atBox.open('admin', `https://${addresses.station}:${ports.station}`, authorityPem);
  await atBox.signIn('admin', people.admin.username, people.admin.password);
  await atDesk.open('desk', address, authorityPem);
  await atDesk.open('second', address, authorityPem);
  await atDesk.open('foreign', address, foreign);
  // The station's own authority, stolen, vouches for a site that is none of its own.
  const authority = { certificatePem: authorityPem, keyPem: await readFile(join(state, 'authority.key'), 'utf8') };
  const forged = await issueServerCertificate(authority, [names.elsewhere], Date.now());
  await atBox.serve(addresses.station, ports.forged, forged);
  await atDesk.open('forged', `https://${names.elsewhere}:${ports.forged}`, authorityPem);
}, 120_000);
afterAll(() => office?.close());

const codeOf = (came: Came): string => (JSON.parse(came.body.toString('utf8')) as { code: string }).code;

const ask = (screen: string): Promise<PairingAnswer> => office.atDesk.json(screen, 'POST', '/api/pairing');

async function approve(code: string | null, name: string, purpose: string): Promise<string> {
  const id = randomUUID();
  await office.atBox.json('admin', 'PUT', `/api/screens/${id}/pairing`, { code, name, purpose });
  return id;
}

async function listening(): Promise<string[]> {
  const lines = (await office.network.station.run('ss', '-Hlntu')).split('\n').filter(Boolean);
  return lines.map((line) => line.split(/\s+/)[4] ?? '').sort();
}

describe('before a screen is paired', () => {
  it('no port is open but the station’s own, and the stand-in’s of this test', async () => {
    expect(await listening()).toEqual([
      `${addresses.station}:${ports.station}`,
      `${addresses.station}:${ports.forged}`,
    ]);
  });

  it('it gets the page and nothing else, whatever it asks for', async () => {
    const { paths } = await office.atBox.json<{ paths: Record<string, Record<string, unknown>> }>(
      'admin',
      'GET',
      '/api/openapi.json',
    );
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    );
    const open = ['/api/pairing', '/healthz', '/metrics'];
    expect(routes.length).toBeGreaterThan(50);
    for (const { method, path } of routes) {
      const address = path.replaceAll(/\{\w+\}/g, '0190a0b1-0000-7000-8000-00000000dead');
      const came = await office.atDesk.call('desk', { method, path: address });
      // The signing client on an officer's PC has no device key: its one-time token is asked for instead.
      if (path.startsWith('/api/signing-client/{token}')) {
        expect([method, path, came.status >= 400]).toEqual([method, path, true]);
        continue;
      }
      const answer = open.includes(path) ? came.status : codeOf(came);
      const expected = { '/api/pairing': 200, '/healthz': 404, '/metrics': 404 }[path] ?? 'SCREEN-UNPAIRED';
      expect([method, path, answer]).toEqual([method, path, expected]);
    }
    const page = await office.atDesk.call('desk', { method: 'GET', path: '/ban-tiep-nhan' });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.headers['strict-transport-security']).toBe('max-age=31536000');
    const body = { username: people.creator.username, password: people.creator.password };
    expect(codeOf(await office.atDesk.call('desk', { method: 'POST', path: '/api/session', body }))).toBe(
      'SCREEN-UNPAIRED',
    );
  });

  it('a request by another name is refused, also with the right certificate', async () => {
    for (const host of [names.other, `${names.station}.evil.example`, `${names.other}:${ports.station}`]) {
      const came = await office.atDesk.call('desk', { method: 'GET', path: '/', headers: { host } });
      expect([host, came.status]).toEqual([host, 421]);
    }
    const own = { host: `${names.station.toUpperCase()}.:${ports.station}` };
    expect((await office.atDesk.call('desk', { method: 'GET', path: '/', headers: own })).status).toBe(200);
  });

  it('OpenSSL refuses another authority, and a name that the station’s authority may not vouch for', async () => {
    const page = { method: 'GET', path: '/' };
    await expect(office.atDesk.call('foreign', page)).rejects.toThrow('UNABLE_TO_VERIFY_LEAF_SIGNATURE');
    await expect(office.atDesk.call('forged', page)).rejects.toThrow('permitted subtree violation');
  });
});

describe('pairing', () => {
  it('two screens wait at once; each code pairs its own, once', async () => {
    const [first, second] = [await ask('desk'), await ask('second')];
    expect([first.state, second.state]).toEqual(['waiting', 'waiting']);
    expect(first.code).not.toBe(second.code);
    const id = await approve(second.code, 'Bàn 2', 'visitor');
    expect(await office.atDesk.json('second', 'GET', '/api/pairing')).toMatchObject({
      state: 'paired',
      purpose: 'visitor',
    });
    expect(await office.atDesk.json('desk', 'GET', '/api/pairing')).toMatchObject({ state: 'waiting' });
    const again = { method: 'PUT', path: `/api/screens/${id}/pairing` };
    const same = { code: second.code, name: 'Bàn 2', purpose: 'visitor' };
    expect((await office.atBox.call('admin', { ...again, body: same })).status).toBe(200);
    const other = { method: 'PUT', path: `/api/screens/${randomUUID()}/pairing`, body: same };
    expect(codeOf(await office.atBox.call('admin', other))).toBe('SCREEN-CODE-UNKNOWN');
    // A visitors' screen sees what visitors see, and nobody signs in there.
    expect((await office.atDesk.call('second', { method: 'GET', path: '/api/visitor/fees' })).status).toBe(200);
    const body = { username: people.creator.username, password: people.creator.password };
    const signIn = await office.atDesk.call('second', { method: 'POST', path: '/api/session', body });
    expect(codeOf(signIn)).toBe('SCREEN-PURPOSE');
  });

  it('by `tram pair` at the box, without a unit admin; the station restarts and the screen still is one', async () => {
    const { code } = await ask('desk');
    const made = JSON.parse(await office.tram('pair', code ?? '', '--name', 'Bàn 1', '--purpose', 'desk')) as object;
    expect(made).toHaveProperty('screen');
    await office.station.kill();
    await office.station.start();
    await office.atDesk.signIn('desk', people.creator.username, people.creator.password);
    expect((await office.atDesk.call('desk', { method: 'GET', path: '/api/dossiers' })).status).toBe(200);
    await office.atBox.signIn('admin', people.admin.username, people.admin.password);
    const { screens } = await office.atBox.json<ScreenList>('admin', 'GET', '/api/screens');
    expect(screens.map(({ name, purpose, pairedBy }) => [name, purpose, pairedBy?.fullName])).toEqual([
      ['Bàn 2', 'visitor', people.admin.fullName],
      ['Bàn 1', 'desk', undefined],
    ]);
  });

  it('ended, a screen’s live events stop at once, and its session with them', async () => {
    const { screens } = await office.atBox.json<ScreenList>('admin', 'GET', '/api/screens');
    const desk = screens.find(({ name }) => name === 'Bàn 1');
    let begun: (status: number) => void = () => {};
    const open = new Promise<number>((resolve) => {
      begun = resolve;
    });
    const events = office.atDesk.call('desk', { method: 'GET', path: '/api/events' }, (status) => begun(status));
    expect(await open).toBe(200);
    expect((await office.atBox.call('admin', { method: 'DELETE', path: `/api/screens/${desk?.id}` })).status).toBe(200);
    expect((await events).status).toBe(200);
    expect(codeOf(await office.atDesk.call('desk', { method: 'GET', path: '/api/session' }))).toBe('SCREEN-UNPAIRED');
    // Paired anew it is another screen: the old session is not there any more.
    await approve((await ask('desk')).code, 'Bàn 1 mới', 'any');
    expect(codeOf(await office.atDesk.call('desk', { method: 'GET', path: '/api/session' }))).toBe(
      'WEB-SESSION-MISSING',
    );
  });
});

it('the install page is open while the unit admin says so, and serves the certificate and nothing else', async () => {
  const url = `http://${addresses.station}:${ports.install}`;
  await expect(office.atDesk.plain('GET', url)).rejects.toThrow('ECONNREFUSED');
  const opened = await office.atBox.json<AuthorityAnswer>('admin', 'PUT', '/api/authority/install-page');
  expect(opened.installPage.addresses).toEqual([`${url}/`]);
  expect(await listening()).toContain(`${addresses.station}:${ports.install}`);
  const page = await office.atDesk.plain('GET', `${url}/`);
  expect(page.status).toBe(200);
  expect(page.headers['content-security-policy']).toMatch(/^default-src 'none'; style-src 'sha256-/);
  expect(page.headers['set-cookie']).toBeUndefined();
  const der = await office.atDesk.plain('GET', `${url}/tram-ca.crt`);
  expect(createHash('sha256').update(der.body).digest('hex').toUpperCase()).toBe(opened.sha256);
  expect(new X509Certificate((await office.atDesk.plain('GET', `${url}/tram-ca.pem`)).body).raw).toEqual(der.body);
  const shown = JSON.parse(await office.tram('authority', 'show')) as { sha256: string };
  expect(shown.sha256.replaceAll(' ', '')).toBe(opened.sha256);
  for (const path of ['/api/session', '/authority.key', '/..%2fauthority.key', '/__proto__', '/index.html']) {
    expect([path, (await office.atDesk.plain('GET', `${url}${path}`)).status]).toEqual([path, 404]);
  }
  expect((await office.atDesk.plain('POST', `${url}/`)).status).toBe(405);
  await office.atBox.json('admin', 'DELETE', '/api/authority/install-page');
  await expect(office.atDesk.plain('GET', url)).rejects.toThrow('ECONNREFUSED');
});

describe('Chromium on the other machine', () => {
  let browser: TestBrowser;
  beforeAll(async () => {
    browser = await startBrowser([office.authorityPem], office.network.client.within);
  }, 60_000);
  afterAll(() => browser?.close());

  it('shows a code, goes on by itself when it is approved, and back when the screen is ended', async () => {
    const page = await (await browser.browser.newContext({ baseURL: office.address })).newPage();
    await page.goto('/ban-tiep-nhan');
    const digits = page.locator('.pairing-digits');
    const code = ((await digits.textContent()) ?? '').replaceAll(/\D/g, '');
    expect(await page.locator('input').count()).toBe(0);
    const id = await approve(code, 'Máy của Chromium', 'any');
    await page.locator('input[name=username]').fill(people.creator.username);
    await page.locator('input[name=password]').fill(people.creator.password);
    await page.locator('button[type=submit]').click();
    await page.locator('.frame-who', { hasText: people.creator.fullName }).waitFor();
    await office.atBox.json('admin', 'DELETE', `/api/screens/${id}`);
    await digits.waitFor();
    expect(await page.locator('.frame-who').count()).toBe(0);
    expect(((await digits.textContent()) ?? '').replaceAll(/\D/g, '')).not.toBe(code);
    // As a visitors' screen it offers no sign-in, at no address.
    await approve(((await digits.textContent()) ?? '').replaceAll(/\D/g, ''), 'Sảnh', 'visitor');
    await page.locator('.visitor').first().waitFor();
    await page.goto('/dang-nhap');
    await page.locator('.visitor').first().waitFor();
    expect(await page.locator('input[type=password]').count()).toBe(0);
  });

  it('refuses the station’s authority for any other name', async () => {
    const page = await (await browser.browser.newContext()).newPage();
    await expect(page.goto(`https://${names.other}:${ports.station}/`)).rejects.toThrow('ERR_CERT_COMMON_NAME_INVALID');
    await expect(page.goto(`https://${names.elsewhere}:${ports.forged}/`)).rejects.toThrow('ERR_CERT_');
  });
});
