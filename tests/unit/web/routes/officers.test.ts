import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../../src/common/vietnam-time.ts';
import { findOfficerByUsername, updateOfficer } from '../../../../src/store/repositories/officers.ts';
import type { FirstPasswordAnswer, OfficerAnswer, OfficerList } from '../../../../src/web/contract/index.ts';
import { lock } from '../../../../src/web/sessions/tries.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { addSua, change, newOfficer, officerNamed } from '../support/officers.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

let served: Served;
let admin: Screen;
beforeAll(async () => {
  served = await serve();
  admin = await served.as('unit-admin');
});
afterEach(() => {
  // Whoever a test has entered leaves her name and her certificate to the next one.
  for (const name of ['sua', 'bb', 'cc']) {
    const row = findOfficerByUsername(served.store.db, name);
    if (!row) continue;
    const left = { username: `${name}-${row.id}`, roles: [], certificateSha256: null, certificateSerial: null };
    served.store.write((tx) => updateOfficer(tx, row.id, left));
  }
});
afterAll(() => served.close());

const own = 'con-duong-ven-suoi-72';
const sha256 = 'ab'.repeat(32);
const today = () => civilDate(served.clock.now());

/** Signs the new officer in and takes a password of her own. */
async function begin({ firstPassword }: FirstPasswordAnswer): Promise<Screen> {
  const screen = served.stranger();
  await screen.signIn('sua', firstPassword);
  await screen.json('PUT', '/api/session/password', { present: firstPassword, next: own });
  return screen;
}

const codeOf = (answer: { readonly status: number; readonly body: Buffer }): string =>
  answer.status === 200 ? 'ok' : failureIn(answer).code;

describe('an officer is entered', () => {
  it('with the decision; the first password is answered once and has to be changed before any work', async () => {
    const begun = await addSua(admin, { fullName: newOfficer.fullName.normalize('NFD') });
    expect(begun.officer).toMatchObject({
      fullName: 'Giàng Thị Súa',
      rolesToday: ['creator'],
      mustChangePassword: true,
    });
    expect(begun.firstPassword).toMatch(/^([a-z2-9]{4}-){3}[a-z2-9]{4}$/);
    expect(JSON.stringify(await officerNamed(admin, 'sua'))).not.toMatch(/argon2|-[a-z2-9]{4}-[a-z2-9]{4}"/);
    expect(findOfficerByUsername(served.store.db, 'sua')?.passwordHash).toMatch(/^\$argon2id\$v=19\$m=65536,t=3,p=4\$/);

    const screen = served.stranger();
    await screen.signIn('sua', begun.firstPassword);
    const early = await screen.once({ method: 'GET', path: '/api/dossiers' });
    expect([early.status, failureIn(early).code]).toEqual([403, 'WEB-PASSWORD-CHANGE-FIRST']);
    expect(await screen.json('GET', '/api/session')).toMatchObject({ mustChangePassword: true });
    await screen.json('PUT', '/api/session/password', { present: begun.firstPassword, next: own });
    expect((await screen.once({ method: 'GET', path: '/api/dossiers' })).status).toBe(200);
    expect(await screen.json('GET', '/api/session')).toMatchObject({ mustChangePassword: false });
  });

  it('once under a user name', async () => {
    await addSua(admin);
    const again = await admin.once({ method: 'POST', path: '/api/officers', body: newOfficer });
    expect([again.status, failureIn(again).code]).toEqual([409, 'WEB-USERNAME-TAKEN']);
  });

  const term = { role: 'creator', decisionNumber: '9/QĐ-UBND', validFrom: '2026-05-01', validTo: null };
  it.each([
    [{ validFrom: '2026-02-31' }, 'WEB-BODY-INVALID', '/validFrom'],
    [{ validTo: '2025-12-31' }, 'WEB-BODY-INVALID', '/validTo'],
    [{ roles: ['emperor'] }, 'WEB-BODY-INVALID', '/roles/0'],
    [{ certificateSha256: 'abc' }, 'WEB-BODY-INVALID', '/certificateSha256'],
    [{ certificateSha256: sha256 }, 'WEB-BODY-INVALID', '/certificateSerial'],
    [{ username: 'Có Dấu' }, 'WEB-BODY-INVALID', '/username'],
    [{ decisionNumber: '' }, 'WEB-BODY-INVALID', '/decisionNumber'],
    [{ decisionNumber: '  ' }, 'WEB-BODY-INVALID', '/decisionNumber'],
    [{ roleTerms: [{ ...term, role: 'inspector' }] }, 'WEB-BODY-INVALID', '/roleTerms/0/role'],
    [{ roleTerms: [term, { ...term, validTo: '2026-04-30' }] }, 'WEB-BODY-INVALID', '/roleTerms/1/validTo'],
    [{ roleTerms: [{ ...term, decisionNumber: ' ' }] }, 'WEB-BODY-INVALID', '/roleTerms/0/decisionNumber'],
    [{ roles: ['unit-admin', 'signer'] }, 'LAW-UNIT-ADMIN-SIGNS', undefined],
    [{ roles: ['signer'] }, 'LAW-SIGNATURE-BLOCK', undefined],
    [{ roles: ['signer'], signatureBlock: 'delegated' }, 'LAW-SIGNATURE-BLOCK', undefined],
    [{ fullName: 'Súa 2' }, 'LAW-NAME-CHARACTERS', undefined],
    [{ password: 'mot-mat-khau-dai' }, 'WEB-BODY-INVALID', '/password'],
  ])('but not as %o', async (fields, code, field) => {
    const answer = await admin.once({ method: 'POST', path: '/api/officers', body: { ...newOfficer, ...fields } });
    const failure = failureIn(answer);
    expect([failure.code, failure.facts['field']]).toEqual([code, field]);
    expect(findOfficerByUsername(served.store.db, 'sua')).toBeUndefined();
  });

  it('as a delegated signer with title and document', async () => {
    const block = { roles: ['signer'], signatureBlock: 'delegated', delegationDocument: '5/QĐ-UBND' };
    expect((await addSua(admin, block)).officer).toMatchObject(block);
  });

  it('with a certificate that is nobody else’s when it is a person’s own; the agency’s is shared', async () => {
    const bound = { certificateSha256: sha256, certificateSerial: '1F' };
    await addSua(admin, { ...bound, roles: ['seal-keeper'] });
    const entered = async (fields: object) =>
      codeOf(await admin.once({ method: 'POST', path: '/api/officers', body: { ...newOfficer, ...bound, ...fields } }));
    expect(await entered({ username: 'b', roles: ['signer'], signatureBlock: 'chairman' })).toBe('WEB-BODY-INVALID');
    expect(await entered({ username: 'bb', roles: ['signer'], signatureBlock: 'chairman' })).toBe(
      'LAW-CERTIFICATE-TAKEN',
    );
    expect(await entered({ username: 'cc', roles: ['seal-keeper'] })).toBe('ok');
    const change1 = { ...bound, roles: ['signer'], signatureBlock: 'chairman' };
    expect(codeOf(await change(admin, 'cc', change1))).toBe('LAW-CERTIFICATE-TAKEN');
  });
});

describe('an officer is changed', () => {
  it('and loses his sessions when his rights change, not when his title does', async () => {
    const screen = await begin(await addSua(admin));
    const status = async () => (await screen.once({ method: 'GET', path: '/api/session' })).status;
    await change(admin, 'sua', { positionTitle: 'Chuyên viên' });
    expect(await status()).toBe(200);
    await change(admin, 'sua', { roles: ['creator', 'inspector'] });
    expect(await status()).toBe(401);
  });

  it('from the state that the admin saw: the second of two admins is told', async () => {
    const { officer } = await addSua(admin);
    const { username: _, ...fields } = newOfficer;
    const put = (body: object) =>
      admin.once({ method: 'PUT', path: `/api/officers/${officer.id}`, body: { ...fields, ...body } });
    const first = await put({ version: officer.version, positionTitle: 'Chuyên viên' });
    expect(first.status).toBe(200);
    expect(codeOf(await put({ version: officer.version, positionTitle: 'Công chức' }))).toBe('WEB-EDITED-MEANWHILE');
    expect((await officerNamed(admin, 'sua')).positionTitle).toBe('Chuyên viên');
  });

  it('and journaled by id, without a name or a password', async () => {
    const { firstPassword, officer } = await addSua(admin);
    await change(admin, 'sua', { roles: ['creator', 'inspector'] });
    const { journal, db } = served.store;
    const entries = journal.list(db, 0, 1000);
    const acts = entries.filter((row) => row.objectId === officer.id).map((row) => row.act);
    expect(acts).toEqual(['create-officer', 'change-officer']);
    expect(JSON.stringify(entries)).not.toMatch(/Súa/);
    expect(JSON.stringify(entries)).not.toContain(firstPassword);
    expect(served.logged.join('\n')).not.toContain(firstPassword);
  });
});

describe('passwords', () => {
  it('that are forgotten are replaced by a first one, which lifts a lock and ends the sessions', async () => {
    const screen = await begin(await addSua(admin));
    for (let n = 0; n < lock.after; n += 1)
      await served
        .stranger()
        .once({ method: 'POST', path: '/api/session', body: { username: 'sua', password: 'sai' } });
    const { id, lockedUntil } = await officerNamed(admin, 'sua');
    expect(lockedUntil).toBeGreaterThan(served.clock.now());
    const { firstPassword, officer } = await admin.json<FirstPasswordAnswer>(
      'POST',
      `/api/officers/${id}/first-password`,
    );
    expect(officer).toMatchObject({ lockedUntil: null, mustChangePassword: true });
    expect((await screen.once({ method: 'GET', path: '/api/session' })).status).toBe(401);
    await served.stranger().signIn('sua', firstPassword);
  });

  it('leave a lock that the unit admin can lift', async () => {
    await begin(await addSua(admin));
    for (let n = 0; n < lock.after; n += 1)
      await served
        .stranger()
        .once({ method: 'POST', path: '/api/session', body: { username: 'sua', password: 'sai' } });
    const { id } = await officerNamed(admin, 'sua');
    expect(await admin.json<OfficerAnswer>('POST', `/api/officers/${id}/unlock`)).toMatchObject({ lockedUntil: null });
    await served.stranger().signIn('sua', own);
  });

  it('of one’s own are not set by the admin’s way, which does not ask the present one', async () => {
    const { id } = await officerNamed(admin, 'unit-admin');
    const answer = await admin.once({ method: 'POST', path: `/api/officers/${id}/first-password` });
    expect(codeOf(answer)).toBe('WEB-OWN-PASSWORD');
  });
});

describe('a permission to seal what one has created', () => {
  const both = { roles: ['creator', 'seal-keeper'] };
  const body = { document: '34/UBND', validFrom: '2026-11-01', validTo: '2027-01-31' };

  it('is entered once, ended by another last day, and journaled by id', async () => {
    const { officer } = await addSua(admin, both);
    const path = `/api/officers/${officer.id}/seal-permissions/${randomUUID()}`;
    const put = async (fields: object = {}) =>
      codeOf(await admin.once({ method: 'PUT', path, body: { ...body, ...fields } }));
    expect([await put(), await put()]).toEqual(['ok', 'ok']);
    expect((await officerNamed(admin, 'sua')).permissions).toMatchObject([body]);
    expect(await put({ document: '35/UBND' })).toBe('STORE-ALREADY-EXISTS');
    expect(await put({ validTo: '2026-11-20' })).toBe('ok');
    expect((await officerNamed(admin, 'sua')).permissions).toMatchObject([{ ...body, validTo: '2026-11-20' }]);
    const { journal, db } = served.store;
    const acts = journal.ofObject(db, 'officer', officer.id).filter((row) => row.act.endsWith('seal-permission'));
    expect(acts.map(({ act, facts }) => [act, facts['to']])).toEqual([
      ['create-seal-permission', '2027-01-31'],
      ['change-seal-permission', '2026-11-20'],
    ]);
  });

  it.each([
    [both, { validTo: '2026-10-31' }, 'WEB-BODY-INVALID'],
    [both, { document: '  ' }, 'WEB-BODY-INVALID'],
    [{ roles: ['seal-keeper'] }, {}, 'LAW-PERMISSION-NEEDS-BOTH'],
  ])('of %o is not %o', async (officer, fields, code) => {
    const { id } = (await addSua(admin, officer)).officer;
    const path = `/api/officers/${id}/seal-permissions/${randomUUID()}`;
    expect(codeOf(await admin.once({ method: 'PUT', path, body: { ...body, ...fields } }))).toBe(code);
  });

  it('is nobody’s who is not there', async () => {
    const path = `/api/officers/${randomUUID()}/seal-permissions/${randomUUID()}`;
    expect(codeOf(await admin.once({ method: 'PUT', path, body }))).toBe('STORE-NOT-FOUND');
  });
});

it('the tokens plugged in are named with their certificates, for the unit admin alone', async () => {
  expect(await admin.json('GET', '/api/tokens')).toEqual({ failureCode: null, tokens: [] });
});

it('there is always a unit admin in office, now and later', async () => {
  const { id, version } = await officerNamed(admin, 'unit-admin');
  const { username: _, ...fields } = newOfficer;
  const put = async (body: object) => {
    const answer = await admin.once({
      method: 'PUT',
      path: `/api/officers/${id}`,
      body: { ...fields, roles: ['unit-admin'], version, ...body },
    });
    return codeOf(answer);
  };
  expect(await put({ roles: ['creator'] })).toBe('WEB-LAST-ADMIN');
  expect(await put({ validFrom: '2020-01-01', validTo: '2020-02-01' })).toBe('WEB-LAST-ADMIN');
  expect(await put({ validTo: addDays(today(), 30) })).toBe('WEB-LAST-ADMIN');
  await addSua(admin, { roles: ['unit-admin'], validFrom: addDays(today(), 20) });
  expect(await put({ validTo: addDays(today(), 10) })).toBe('WEB-LAST-ADMIN');
  expect(await put({ validTo: addDays(today(), 30) })).toBe('ok');
  // His own rights have changed, which ends his session.
  admin = await served.as('unit-admin');
  expect((await admin.json<OfficerList>('GET', '/api/officers')).adminUntil).toBeNull();
  const nobody = await admin.once({
    method: 'PUT',
    path: `/api/officers/${randomUUID()}`,
    body: { ...fields, version: 1 },
  });
  expect(codeOf(nobody)).toBe('STORE-NOT-FOUND');
});

it('a role with a decision of its own holds within its own decision and the officer’s', async () => {
  const tomorrow = addDays(today(), 1);
  const screen = await begin(await addSua(admin));
  const roleTerms = [
    { role: 'inspector', decisionNumber: '40/QĐ-UBND', validFrom: tomorrow, validTo: null },
    { role: 'creator', decisionNumber: '39/QĐ-UBND', validFrom: '2026-01-01', validTo: today() },
  ];
  await change(admin, 'sua', { roles: ['creator', 'inspector', 'technician'], roleTerms });
  expect((await officerNamed(admin, 'sua')).rolesToday).toEqual(['creator', 'technician']);
  await screen.signIn('sua', own);
  expect(codeOf(await screen.once({ method: 'GET', path: '/api/journal' }))).toBe('WEB-ROLE-MISSING');
  served.clock.pass(86_400_000);
  await screen.signIn('sua', own);
  expect(codeOf(await screen.once({ method: 'GET', path: '/api/journal' }))).toBe('ok');
  expect(await screen.json('GET', '/api/session')).toMatchObject({ officer: { roles: ['inspector', 'technician'] } });
});
