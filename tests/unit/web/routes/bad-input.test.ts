import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findDossier } from '../../../../src/store/repositories/dossiers.ts';
import { readHolidays } from '../../../../src/store/repositories/settings.ts';
import { dossiers } from '../../../../src/store/schema/index.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { receive } from '../support/desk.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

let served: Served;
let creator: Screen;
let admin: Screen;
beforeAll(async () => {
  served = await serve();
  [creator, admin] = await Promise.all([served.as('creator'), served.as('unit-admin')]);
});
afterAll(() => served.close());

async function put(body: unknown, id: string = randomUUID()) {
  return await creator.once({ method: 'PUT', path: `/api/dossiers/${id}`, body });
}

const count = (): number => served.store.db.select().from(dossiers).all().length;

describe('a body that does not fit', () => {
  it.each([
    ['an unknown field', { requester: { name: 'Lò Thị Mẩy', isAdmin: true } }, '/requester/isAdmin'],
    ['an unknown field outside', { requester: { name: 'Lò Thị Mẩy' }, id: 'x' }, '/id'],
    ['a number for a text', { requester: { name: 5 } }, '/requester/name'],
    ['a list for a text', { requester: { name: ['Lò Thị Mẩy'] } }, '/requester/name'],
    ['a missing field', { requester: {} }, '/requester/name'],
    ['nothing', undefined, '/requester'],
    ['null', null, ''],
    ['a list', [], ''],
    [
      'an identity number with signs',
      { requester: { name: 'Lò Thị Mẩy', identityNumber: "0' OR 1" } },
      '/requester/identityNumber',
    ],
    ['an address that is none', { requester: { name: 'Lò Thị Mẩy', email: 'không có' } }, '/requester/email'],
  ])('%s is refused with the place, and nothing is kept', async (_what, body, field) => {
    const before = count();
    const answer = await put(body);
    expect(answer.status).toBe(400);
    expect(failureIn(answer)).toMatchObject({ code: 'WEB-BODY-INVALID', facts: { in: 'body', field } });
    expect(failureIn(answer).message).toMatch(/Chưa có gì thay đổi/);
    expect(count()).toBe(before);
  });

  it('takes no number in quotes, and no quoted truth', async () => {
    const { dossierId } = await receive(creator);
    const path = `/api/dossiers/${dossierId}/originals/${randomUUID()}`;
    for (const paperCopies of ['1', 1.5, -1, 1e9, null, true]) {
      const answer = await creator.once({ method: 'PUT', path, body: { title: 'Bằng', paperCopies } });
      expect(failureIn(answer)).toMatchObject({ code: 'WEB-BODY-INVALID', facts: { field: '/paperCopies' } });
    }
    const { originalId } = await receive(creator);
    const seen = { noSecrecyStamp: 'true', noCopyBan: true };
    const secrecy = `/api/originals/${originalId}/secrecy-confirmation`;
    expect((await creator.once({ method: 'POST', path: secrecy, body: seen })).status).toBe(400);
  });

  it('says so when it is no JSON, is too large, or is of another kind', async () => {
    const path = `/api/dossiers/${randomUUID()}`;
    const send = (raw: Buffer, type: string) =>
      creator.once({ method: 'PUT', path, raw, headers: { 'content-type': type } });
    const broken = await send(Buffer.from('{"requester": {"name": "Lò Thị'), 'application/json');
    expect(failureIn(broken)).toMatchObject({ code: 'WEB-BODY-INVALID', facts: { reason: 'unreadable' } });
    expect(broken.body.toString()).not.toContain('Lò');
    const poisoned = await send(Buffer.from('{"requester":{"name":"A"},"__proto__":{"x":1}}'), 'application/json');
    expect(failureIn(poisoned).code).toBe('WEB-BODY-INVALID');
    const large = await send(Buffer.alloc(64 * 1024 + 1, 0x20), 'application/json');
    expect([large.status, failureIn(large).code]).toEqual([413, 'WEB-BODY-TOO-LARGE']);
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'application/octet-stream']) {
      const other = await send(Buffer.from('{}'), type);
      expect([other.status, failureIn(other).code]).toEqual([415, 'WEB-CONTENT-TYPE']);
    }
  });

  it('never brings the station to its knees, whatever JSON comes', async () => {
    await fc.assert(
      fc.asyncProperty(fc.json({ maxDepth: 4 }), async (json) => {
        const answer = await put(JSON.parse(json));
        expect(answer.status).toBe(400);
      }),
      { seed: 2026, numRuns: 60 },
    );
  });
});

describe('a name', () => {
  it('in decomposed Vietnamese is kept composed', async () => {
    const id = randomUUID();
    const name = 'Nguyễn Thị Ướt';
    const answer = await put({ requester: { name: name.normalize('NFD') } }, id);
    expect(answer.status).toBe(200);
    expect(findDossier(served.store.db, id)).toMatchObject({
      requesterName: name.normalize('NFC'),
      requesterFolded: 'nguyen thi uot',
    });
    const again = await put({ requester: { name } }, id);
    expect(again.status).toBe(200);
  });

  it('of a paper is kept composed too', async () => {
    const title = 'Bằng tốt nghiệp';
    const { originalId } = await receive(creator, { title: `  ${title.normalize('NFD')} ` });
    expect(await creator.json('GET', `/api/originals/${originalId}`)).toMatchObject({ title });
  });

  it.each([
    ['too long', 'Ấ'.repeat(201), 'LAW-NAME-TOO-LONG'],
    ['too long by decomposed letters', `Ấ${' Ấ'.repeat(200)}`.normalize('NFD'), 'LAW-NAME-TOO-LONG'],
    ['longer than any form takes', 'a'.repeat(5000), 'WEB-BODY-INVALID'],
    ['empty', '   ', 'LAW-NAME-EMPTY'],
    ['with markup', '<b>Lò</b>', 'LAW-NAME-CHARACTERS'],
    ['with an invisible character', 'Lò\u200b Mẩy', 'LAW-NAME-CHARACTERS'],
  ])('%s is refused', async (_what, name, code) => {
    const before = count();
    const answer = await put({ requester: { name } });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect(failureIn(answer).code).toBe(code);
    expect(answer.body.toString()).not.toContain(name.slice(0, 20).trim() || 'nothing to find');
    expect(count()).toBe(before);
  });
});

describe('a date', () => {
  it.each(['2026-02-31', '2026-13-01', '2025-02-29', '2026-2-3', '31/02/2026', ''])('%s is refused', async (date) => {
    const body = { add: [{ date, name: 'Nghỉ', working: false }], remove: [] };
    const answer = await admin.once({ method: 'POST', path: '/api/holidays', body });
    expect(answer.status).toBe(400);
    expect(failureIn(answer)).toMatchObject({ code: 'WEB-BODY-INVALID', facts: { field: '/add/0/date' } });
    expect(readHolidays(served.store.db)).toEqual([]);
  });

  it('of the calendar is taken', async () => {
    const day = { date: '2028-02-29', name: 'Nghỉ bù', working: false };
    await admin.json('POST', '/api/holidays', { add: [day], remove: [] });
    expect(await admin.json('GET', '/api/holidays')).toEqual({ days: [day] });
    await admin.json('POST', '/api/holidays', { add: [], remove: [day.date] });
    expect(await admin.json('GET', '/api/holidays')).toEqual({ days: [] });
  });
});

describe('an address that does not fit', () => {
  it.each([
    '/api/dossiers?limit=abc',
    '/api/dossiers?limit=0',
    '/api/dossiers?limit=1e2',
    '/api/dossiers?limit=5.5',
    '/api/dossiers?limit=',
    '/api/dossiers?limit=1&limit=2',
    '/api/dossiers?unknown=1',
    '/api/dossiers/not-an-id',
    '/api/dossiers/..%2f..%2fetc',
    '/api/originals/0190a0b1-0000-7000-8000-00000000dead/pages/0',
    '/api/originals/0190a0b1-0000-7000-8000-00000000dead/pages/1?width=99999',
  ])('%s is refused', async (path) => {
    const answer = await creator.once({ method: 'GET', path });
    expect([400, 404]).toContain(answer.status);
    expect(['WEB-BODY-INVALID', 'WEB-NOT-FOUND']).toContain(failureIn(answer).code);
  });

  it('that leads nowhere is WEB-NOT-FOUND, also when it cannot be read', async () => {
    for (const path of ['/api/nowhere', '/khong-co', '/api/dossiers/%E0%A4%A']) {
      const answer = await creator.once({ method: 'GET', path });
      expect([answer.status, failureIn(answer).code]).toEqual([404, 'WEB-NOT-FOUND']);
    }
  });
});
