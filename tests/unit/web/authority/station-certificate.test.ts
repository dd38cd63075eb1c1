import { X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAuthority } from '../../../../src/web/authority/certificates.ts';
import { hostName, stationNames, takesHsts } from '../../../../src/web/authority/names.ts';
import { permittedNames } from '../../../../src/web/authority/permitted-names.ts';
import {
  makeCertificates,
  renewBeforeMs,
  StationCertificate,
} from '../../../../src/web/authority/station-certificate.ts';
import { type Served, serve } from '../support/served.ts';

const day = 86_400_000;
const names = ['tram.lan', 'localhost', '192.168.1.10', '127.0.0.1'];
let served: Served;
let state: string;
let made: number;
beforeAll(async () => {
  served = await serve();
  state = mkdtempSync(join(tmpdir(), 'tram-authority-'));
  made = served.clock.now();
  await makeCertificates(state, 'UBND xã Thử', names, made);
});
afterAll(async () => {
  await served.close();
  rmSync(state, { recursive: true, force: true });
});

const at = (now: number, wanted: readonly string[] = names): StationCertificate =>
  new StationCertificate({
    state,
    names: wanted,
    store: served.store,
    clock: { now: () => now, monotonic: () => 0 },
    log: pino({ level: 'silent' }),
  });
const server = (): X509Certificate => new X509Certificate(readFileSync(join(state, 'server.pem')));
const authority = (): string => readFileSync(join(state, 'authority.pem'), 'utf8');

it('an authority permits the names it was made for; without a DNS name it permits none of those', async () => {
  expect(permittedNames(new X509Certificate(authority()).raw)).toEqual(names);
  const { certificatePem } = await createAuthority('Chỉ địa chỉ', ['10.0.0.1'], made);
  // dNSName of length zero among the excluded subtrees (RFC 5280 §4.2.1.10): every DNS name.
  expect(new X509Certificate(certificatePem).raw.includes(Buffer.from('a1043002' + '8200', 'hex'))).toBe(true);
});

it('is left alone while it is good, and renewed under the same authority when its end comes near', async () => {
  const [before, ca] = [server().serialNumber, authority()];
  const end = server().validToDate.getTime();
  expect(await at(end - renewBeforeMs - day).renew()).toBeNull();
  expect(server().serialNumber).toBe(before);
  const certificate = at(end - renewBeforeMs);
  let heard = '';
  certificate.onNew(({ certificatePem }) => {
    heard = certificatePem;
  });
  const [first, second] = await Promise.all([certificate.renew(), certificate.renew()]);
  expect([first?.certificatePem, second?.certificatePem]).toEqual([heard, heard]);
  expect(await certificate.renew()).toBeNull();
  expect(server().serialNumber).not.toBe(before);
  expect(server().verify(new X509Certificate(ca).publicKey)).toBe(true);
  expect(authority()).toBe(ca);
  const acts = served.store.journal.list(served.store.db, 0, 100).map(({ act }) => act);
  expect(acts.filter((act) => act !== 'clock-state')).toEqual(['renew-certificate']);
});

it('is made anew after a clock that was wrong, for other names, and when the power went between its two files', async () => {
  const later = made + 900 * day;
  await at(later).read();
  expect(server().validFromDate.getTime()).toBeGreaterThan(made);
  await at(made).read();
  expect(server().validFromDate.getTime()).toBeLessThan(made);

  // A name that the authority does not hold is left out; one below a name of its own is held.
  await at(made, [...names, 'moi.lan', 'a.tram.lan']).read();
  expect(server().subjectAltName).toContain('DNS:a.tram.lan');
  expect(server().subjectAltName).not.toContain('moi.lan');
  await at(made).read();

  const other = mkdtempSync(join(tmpdir(), 'tram-other-'));
  await makeCertificates(other, 'Khác', names, made);
  writeFileSync(join(state, 'server.key'), readFileSync(join(other, 'server.key')));
  rmSync(other, { recursive: true });
  const { keyPem, certificatePem } = await at(made).read();
  expect(keyPem).toBe(readFileSync(join(state, 'server.key'), 'utf8'));
  expect(new X509Certificate(certificatePem).serialNumber).toBe(server().serialNumber);
});

it('never outlives the authority, and stays as it is when that is not valid', async () => {
  const end = new X509Certificate(authority()).validToDate.getTime();
  await at(end - 10 * day).read();
  expect(server().validToDate.getTime()).toBe(end);
  const before = server().serialNumber;
  await at(end + day).read();
  await at(made - 400 * day).read();
  expect(server().serialNumber).toBe(before);
});

it('names: what the station is called, what a Host header says, where HSTS belongs', () => {
  expect(stationNames({ 'http.host': '0.0.0.0', 'http.names': ['Tram.LAN'] })).toEqual([
    'tram.lan',
    'localhost',
    '127.0.0.1',
  ]);
  expect(
    ['Tram.lan:8443', 'tram.lan.', '[::1]:8443', '127.0.0.1', 'a b', 'x@tram.lan', undefined].map(hostName),
  ).toEqual(['tram.lan', 'tram.lan', '[::1]', '127.0.0.1', null, null, null]);
  expect(['tram.lan', 'localhost', '10.0.0.1', '[::1]'].map(takesHsts)).toEqual([true, false, false, false]);
});
