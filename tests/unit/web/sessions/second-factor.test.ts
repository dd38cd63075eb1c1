import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import { resetTotp } from '../../../../src/cli/reset-totp.ts';
import { openSecret, sealSecret } from '../../../../src/store/documents/sealed-secret.ts';
import { findOfficerByUsername } from '../../../../src/store/repositories/officers.ts';
import { writeSetting } from '../../../../src/store/repositories/settings.ts';
import { recoveryCodes as recoveryTable } from '../../../../src/store/schema/index.ts';
import { codeRules, forAuthenticator, matchingStep } from '../../../../src/web/sessions/one-time-code.ts';
import { newRecoveryCodes, recoveryHash } from '../../../../src/web/sessions/recovery-codes.ts';
import { lock } from '../../../../src/web/sessions/tries.ts';
import { codeOf } from '../../../peers/office/phone.ts';
import { failureIn, password, type Served, serve } from '../support/served.ts';

let served: Served;
beforeEach(async () => {
  served = await serve();
});
afterEach(() => served.close());

const admin = 'unit-admin';
const minute = 60_000;

async function signIn(username: string, code?: string, secret = password) {
  const body = { username, password: secret, ...(code === undefined ? {} : { code }) };
  return await served.stranger().once({ method: 'POST', path: '/api/session', body });
}

/** What the sign-in says: `in`, or the code of its refusal. */
async function outcome(username: string, code?: string, secret = password): Promise<string> {
  const answer = await signIn(username, code, secret);
  return answer.status === 200 ? 'in' : failureIn(answer).code;
}

/** Sets codes up and answers the recovery codes. */
async function enrol(username: string): Promise<string[]> {
  const body = { username, password };
  const { secret, uri } = await served
    .stranger()
    .json<{ secret: string; uri: string }>('POST', '/api/session/enrolment', body);
  expect(new URL(uri).searchParams.get('secret')).toBe(secret);
  served.phone.learn(username, secret);
  const answer = await signIn(username, served.phone.shows(username));
  expect(answer.status).toBe(200);
  served.clock.pass(codeRules.stepMs);
  return (JSON.parse(answer.body.toString()) as { recoveryCodes: string[] }).recoveryCodes;
}

/** What officers did; that the clock was proven is the station's own entry. */
function acts(): string[] {
  const all = served.store.journal.list(served.store.db, 0, 1000);
  return all.map((entry) => entry.act).filter((act) => act !== 'clock-state');
}

const failures = (username: string): number =>
  findOfficerByUsername(served.store.db, username)?.failedSignIns ?? Number.NaN;

describe('codes after RFC 6238', () => {
  // The secret and the times of its appendix B, the last six digits of its eight.
  const secret = Buffer.from('12345678901234567890');
  test.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
    [20_000_000_000, '353130'],
  ])('at second %d it is %s, for the station and for the phone', (second, code) => {
    expect(matchingStep(secret, code, second * 1000)).toBe(Math.floor(second / 30));
    const { secret: typed } = forAuthenticator(secret, { issuer: 'Tram', label: 'a' });
    expect(codeOf(typed, Math.floor(second / 30))).toBe(code);
  });

  it('count one step early and one late, and no more', () => {
    const { secret: typed } = forAuthenticator(secret, { issuer: 'Tram', label: 'a' });
    const now = 1_800_000_000_000;
    const steps = [-2, -1, 0, 1, 2].map((off) => matchingStep(secret, codeOf(typed, now / 30_000 + off), now));
    expect(steps).toEqual([null, now / 30_000 - 1, now / 30_000, now / 30_000 + 1, null]);
  });

  it('are given to the authenticator with the office’s code and the account’s name', () => {
    const { uri } = forAuthenticator(secret, { issuer: 'Tram H99.14', label: 'quantri' });
    expect(uri).toMatch(/^otpauth:\/\/totp\/Tram%20H99\.14:quantri\?issuer=Tram%20H99\.14&secret=[A-Z2-7]{32}&/);
  });
});

describe('recovery codes', () => {
  it('are ten of eighty bits, and read however they are typed', () => {
    const codes = newRecoveryCodes();
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[A-Z2-7]{4}(-[A-Z2-7]{4}){3}$/);
    const [code = ''] = codes;
    expect(recoveryHash(` ${code.toLowerCase().replaceAll('-', ' ')}`)).toEqual(recoveryHash(code));
    for (const other of ['123456', code.slice(1), `${code}A`, '']) expect(recoveryHash(other)).toBeNull();
  });
});

describe('an admin', () => {
  it('gets in with a password alone never, and sets codes up at the first sign-in', async () => {
    expect(await outcome(admin)).toBe('WEB-CODE-ENROLMENT');
    expect(await outcome('technician')).toBe('WEB-CODE-ENROLMENT');
    const codes = await enrol(admin);
    expect(codes).toHaveLength(10);
    expect(await outcome(admin)).toBe('WEB-CODE-NEEDED');
    const again = await signIn(admin, served.phone.shows(admin));
    expect(JSON.parse(again.body.toString())).toMatchObject({ recoveryCodes: [], recoveryCodesLeft: 10 });
    expect(acts()).toEqual(['begin-second-factor', 'confirm-second-factor', 'sign-in', 'sign-in']);
  });

  it('must confirm the secret that was given last; one given before is worth nothing', async () => {
    const body = { username: admin, password };
    const give = () => served.stranger().json<{ secret: string }>('POST', '/api/session/enrolment', body);
    const [first, second] = [await give(), await give()];
    served.phone.learn(admin, first.secret);
    expect(await outcome(admin, served.phone.shows(admin))).toBe('WEB-CODE-WRONG');
    expect(await outcome(admin)).toBe('WEB-CODE-ENROLMENT');
    served.phone.learn(admin, second.secret);
    expect(await outcome(admin, served.phone.shows(admin))).toBe('in');
  });

  it('is given no new secret once codes are set up, and nobody who needs none or is wrong', async () => {
    await enrol(admin);
    const ask = async (username: string, secret = password) =>
      failureIn(
        await served
          .stranger()
          .once({ method: 'POST', path: '/api/session/enrolment', body: { username, password: secret } }),
      ).code;
    expect(await ask(admin)).toBe('WEB-CODE-NEEDED');
    expect(await ask('creator')).toBe('WEB-ROLE-MISSING');
    expect(await ask(admin, 'sai')).toBe('WEB-SIGN-IN-FAILED');
    expect(await ask('khong-co-ai')).toBe('WEB-SIGN-IN-FAILED');
  });

  it('gets in by a code once: a code seen by somebody else is refused', async () => {
    await enrol(admin);
    const code = served.phone.shows(admin);
    expect(await outcome(admin, code)).toBe('in');
    expect(await outcome(admin, code)).toBe('WEB-CODE-USED');
    const before = served.phone.shows(admin, served.clock.now() - codeRules.stepMs);
    expect(await outcome(admin, before)).toBe('WEB-CODE-USED');
    served.clock.pass(codeRules.stepMs);
    expect(await outcome(admin, served.phone.shows(admin))).toBe('in');
  });

  it('gets in by one code once, also when it is sent twice at the same moment', async () => {
    await enrol(admin);
    const code = served.phone.shows(admin);
    const both = await Promise.all([outcome(admin, code), outcome(admin, code)]);
    expect(both.sort()).toEqual(['WEB-CODE-USED', 'in']);
  });

  it('is locked out by five wrong codes as by five wrong passwords', async () => {
    await enrol(admin);
    for (let n = 0; n < lock.after; n += 1) expect(await outcome(admin, '000000')).toBe('WEB-CODE-WRONG');
    expect(await outcome(admin, served.phone.shows(admin))).toBe('WEB-SIGN-IN-LOCKED');
    expect(acts().filter((act) => act === 'sign-in-locked')).toHaveLength(1);
    served.clock.pass(lock.forMs);
    expect(await outcome(admin, served.phone.shows(admin))).toBe('in');
  });

  it('has no more tries at the code for knowing the password', async () => {
    await enrol(admin);
    for (let n = 0; n < lock.after; n += 1) {
      for (let word = 0; word < 3; word += 1) expect(await outcome(admin)).toBe('WEB-CODE-NEEDED');
      expect(await outcome(admin, '000000')).toBe('WEB-CODE-WRONG');
      expect(failures(admin)).toBe(n + 1);
    }
    expect(await outcome(admin)).toBe('WEB-SIGN-IN-LOCKED');
  });

  it('is not locked by asking for the second step many times', async () => {
    await enrol(admin);
    const many = await Promise.all(Array.from({ length: 4 }, () => outcome(admin)));
    expect(many).toEqual(Array.from({ length: 4 }, () => 'WEB-CODE-NEEDED'));
    expect(failures(admin)).toBe(0);
  });

  it('gets in by each recovery code once, whatever the clock says', async () => {
    const [first = '', second = ''] = await enrol(admin);
    expect(await outcome(admin, first)).toBe('in');
    expect(await outcome(admin, first)).toBe('WEB-CODE-WRONG');
    served.clock.pass(400 * 24 * 60 * minute);
    const answer = await signIn(admin, second.toLowerCase());
    expect(JSON.parse(answer.body.toString())).toMatchObject({ recoveryCodesLeft: 8 });
    const facts = served.store.journal.list(served.store.db, 0, 1000).map((entry) => entry.facts);
    expect(facts).toContainEqual({ by: 'recovery-code' });
  });

  it('makes new recovery codes for a fresh code; the old ones are worth nothing then', async () => {
    const [old = ''] = await enrol(admin);
    const screen = served.stranger();
    served.phone.keep(admin, []);
    await screen.json('POST', '/api/session', { username: admin, password, code: served.phone.shows(admin) });
    const renew = (code: string) =>
      screen.once({ method: 'POST', path: '/api/session/recovery-codes', body: { code } });
    expect(failureIn(await renew(served.phone.shows(admin))).code).toBe('WEB-CODE-USED');
    expect(failureIn(await renew(old)).code).toBe('WEB-CODE-WRONG');
    served.clock.pass(codeRules.stepMs);
    const made = await renew(served.phone.shows(admin));
    const { recoveryCodes } = JSON.parse(made.body.toString()) as { recoveryCodes: string[] };
    expect(recoveryCodes).toHaveLength(10);
    expect(failures(admin)).toBe(2);
    expect(await outcome(admin, old)).toBe('WEB-CODE-WRONG');
    expect(await outcome(admin, recoveryCodes[9])).toBe('in');
  });
});

describe('a clock that is wrong', () => {
  it('is named while codes are set up, when phone and station are minutes apart', async () => {
    const body = { username: admin, password };
    const { secret } = await served.stranger().json<{ secret: string }>('POST', '/api/session/enrolment', body);
    served.phone.learn(admin, secret);
    const late = served.phone.shows(admin, served.clock.now() + 7 * minute);
    const answer = failureIn(await signIn(admin, late));
    expect(answer).toMatchObject({ code: 'WEB-CODE-CLOCK', facts: { stationTime: served.clock.now() } });
    expect(answer.message).toMatch(/Giờ của điện thoại và giờ của trạm/);
  });

  it('is named when it stands before the last journal entry, and by nothing that tells of another hour’s code', async () => {
    await enrol(admin);
    const soon = served.phone.shows(admin, served.clock.now() + 7 * minute);
    expect(failureIn(await signIn(admin, soon))).toMatchObject({
      code: 'WEB-CODE-WRONG',
      facts: { stationTime: served.clock.now() },
    });
    const right = served.phone.shows(admin);
    served.clock.pass(-10 * minute);
    expect(await outcome(admin, right)).toBe('WEB-CODE-CLOCK');
    expect(await outcome(admin, served.phone.shows(admin))).toBe('in');
  });
});

describe('other officers', () => {
  it('need codes when the setting names their role', async () => {
    expect(await outcome('signer')).toBe('in');
    served.store.write((tx) => writeSetting(tx, 'session.code-roles', ['signer'], served.clock.now(), null));
    expect(await outcome('signer')).toBe('WEB-CODE-ENROLMENT');
    expect(await outcome('creator')).toBe('in');
    await enrol('signer');
    served.store.write((tx) => writeSetting(tx, 'session.code-roles', [], served.clock.now(), null));
    expect(await outcome('signer')).toBe('WEB-CODE-NEEDED');
  });
});

describe('a reset', () => {
  it('by another unit admin ends sessions, codes and recovery codes, and is journaled', async () => {
    const [recovery = ''] = await enrol('technician');
    const screen = served.stranger();
    await screen.json('POST', '/api/session', {
      username: 'technician',
      password,
      code: served.phone.shows('technician'),
    });
    const id = findOfficerByUsername(served.store.db, 'technician')?.id ?? '';
    const other = await served.as(admin);
    const { officers } = await other.json<{ officers: { id: string; hasCodes: boolean }[] }>('GET', '/api/officers');
    expect(officers.find((officer) => officer.id === id)?.hasCodes).toBe(true);
    expect(await other.json('DELETE', `/api/officers/${id}/second-factor`)).toMatchObject({ hasCodes: false });
    expect((await screen.once({ method: 'GET', path: '/api/session' })).status).toBe(401);
    expect(await outcome('technician', recovery)).toBe('WEB-CODE-ENROLMENT');
    const last = served.store.journal
      .ofObject(served.store.db, 'officer', id)
      .find((e) => e.act === 'reset-second-factor');
    expect(last).toMatchObject({ role: 'unit-admin', facts: { had: true } });
  });

  it('is nobody’s own to make', async () => {
    const screen = await served.as(admin);
    const id = findOfficerByUsername(served.store.db, admin)?.id;
    const answer = await screen.once({ method: 'DELETE', path: `/api/officers/${id}/second-factor` });
    expect([answer.status, failureIn(answer).code]).toEqual([409, 'WEB-CODE-OWN']);
    const nobody = '/api/officers/0190a0b1-0000-7000-8000-00000000dead/second-factor';
    expect(failureIn(await screen.once({ method: 'DELETE', path: nobody })).code).toBe('STORE-NOT-FOUND');
  });

  it('by the command at the box works while the station runs', async () => {
    await enrol(admin);
    const state = join(served.folder, 'state');
    const { clock, log } = served.office;
    expect(await resetTotp(admin, state, clock, log)).toMatchObject({ error: { code: 'START-STATION-KEY' } });
    served.writeStationKey();
    expect(await resetTotp('khong-co-ai', state, clock, log)).toMatchObject({ error: { code: 'STORE-NOT-FOUND' } });
    expect(await resetTotp(admin, join(served.folder, 'nowhere'), clock, log)).toMatchObject({
      error: { code: 'START-NO-OFFICE' },
    });
    expect(await resetTotp(admin.toUpperCase(), state, clock, log)).toEqual({ ok: true, value: { reset: admin } });
    expect(await outcome(admin)).toBe('WEB-CODE-ENROLMENT');
    const entry = served.store.journal.list(served.store.db, 0, 1000).find((one) => one.act === 'reset-second-factor');
    expect(entry).toMatchObject({ actor: 'station', role: 'station' });
    expect(served.store.journal.verify(served.store.db)).toBeNull();
  });
});

describe('on the disk', () => {
  it('the secret is sealed, and recovery codes are hashes', async () => {
    const codes = await enrol(admin);
    const body = { username: 'technician', password };
    const { secret } = await served.stranger().json<{ secret: string }>('POST', '/api/session/enrolment', body);
    for (const file of ['tram.db', 'tram.db-wal', 'keys.db', 'keys.db-wal']) {
      const bytes = readFileSync(join(served.folder, 'state', file));
      for (const plain of [secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) {
        expect(bytes.includes(plain)).toBe(false);
      }
    }
    expect(served.store.db.select().from(recoveryTable).all()).toHaveLength(10);
    expect(served.logged.join('')).not.toContain(secret);
  });

  it('a secret opens under its own name and key only, and not when a byte is changed', () => {
    const { keys } = served.store;
    const sealed = sealSecret(keys, 'one-time-code a', Buffer.from('bí mật'));
    expect(openSecret(keys, 'one-time-code a', sealed)?.toString()).toBe('bí mật');
    expect(openSecret(keys, 'one-time-code b', sealed)).toBeNull();
    expect(openSecret(keys, 'one-time-code a', sealed.fill(0, 20, 21))).toBeNull();
    expect(openSecret(keys, 'one-time-code a', Buffer.alloc(3))).toBeNull();
  });
});
