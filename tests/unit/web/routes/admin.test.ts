import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, civilDate } from '../../../../src/common/vietnam-time.ts';
import { readSettings, writeSetting } from '../../../../src/store/repositories/settings.ts';
import type {
  DossierDetail,
  HolidayEffect,
  MachineAnswer,
  RegisterAnswer,
  SettingAnswer,
} from '../../../../src/web/contract/index.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { failureIn, password, type Served, serve } from '../support/served.ts';

let served: Served;
let admin: Screen;
beforeEach(async () => {
  served = await serve();
  admin = await served.as('unit-admin');
});
afterEach(() => served.close());

const machine = '/api/station/machine';

const feeRow = (from: string) => ({
  from,
  firstPages: 2,
  firstPage: 2000,
  furtherPage: 1000,
  capPerCopy: 200_000,
  source: 'Thông tư 226/2016/TT-BTC',
});

describe('settings', () => {
  it('show value, default and form, and take a value that fits', async () => {
    const before = await admin.json<SettingAnswer>('GET', '/api/settings/session.idle-minutes');
    expect(before).toMatchObject({
      value: 15,
      default: 15,
      unit: { vi: 'phút', en: 'minutes' },
      schema: { type: 'integer', maximum: 60 },
    });
    expect(await admin.json('PUT', '/api/settings/session.idle-minutes', { value: 10 })).toMatchObject({ value: 10 });
    expect(readSettings(served.store.db)['session.idle-minutes']).toBe(10);
    const all = await admin.json<{ settings: { key: string }[] }>('GET', '/api/settings');
    expect(all.settings.map((row) => row.key)).toContain('fee.table');
  });

  it.each([
    ['session.idle-minutes', 500, 'SETTING-INVALID'],
    ['session.idle-minutes', '10', 'SETTING-INVALID'],
    ['fee.table', [feeRow('2027-01-01'), feeRow('2026-01-01')], 'LAW-FEE-TABLE'],
    ['no.such-setting', 1, 'STORE-NOT-FOUND'],
    ['constructor', 1, 'STORE-NOT-FOUND'],
  ])('refuse %s = %o', async (key, value, code) => {
    const answer = await admin.once({ method: 'PUT', path: `/api/settings/${key}`, body: { value } });
    expect(failureIn(answer).code).toBe(code);
  });

  it('one whose stored value does not fit is named, until the value in force is saved', async () => {
    const technician = await served.as('technician');
    const named = async (screen: Screen) => (await screen.json<MachineAnswer>('GET', machine)).settingsUnfit;
    expect(await named(technician)).toEqual([]);
    served.store.write((tx) => writeSetting(tx, 'session.idle-minutes', 500, 1, null));
    const { value, title } = await admin.json<SettingAnswer>('GET', '/api/settings/session.idle-minutes');
    expect(value).toBe(15);
    expect(await named(technician)).toEqual([title]);
    expect(await named(admin)).toEqual([title]);
    await admin.json('PUT', '/api/settings/session.idle-minutes', { value });
    expect(await named(technician)).toEqual([]);
  });

  it('of devices and lines are the technician’s too, those of the unit are not', async () => {
    const technician = await served.as('technician');
    expect(await technician.json('PUT', '/api/settings/scanner.resolution', { value: 400 })).toMatchObject({
      value: 400,
    });
    const fee = await technician.once({
      method: 'PUT',
      path: '/api/settings/session.idle-minutes',
      body: { value: 60 },
    });
    expect([fee.status, failureIn(fee).code]).toEqual([403, 'WEB-ROLE-MISSING']);
  });
});

describe('holidays', () => {
  const day = { date: '2027-01-01', name: 'Tết Dương lịch', working: false };
  const post = (body: object) =>
    admin.once({ method: 'POST', path: '/api/holidays', body: { add: [], remove: [], ...body } });

  it('are added, several at once, changed and removed; no day stands twice in a change', async () => {
    const swapped = { date: '2027-01-09', name: 'Làm bù', working: true };
    expect((await post({ add: [swapped, day] })).status).toBe(200);
    expect((await post({ add: [day] })).status).toBe(200);
    const twice = await post({ add: [day, { ...day, working: true }] });
    expect(failureIn(twice)).toMatchObject({ code: 'LAW-CALENDAR-INVALID', facts: { entry: '2027-01-01' } });
    const creator = await served.as('creator');
    expect(await creator.json('GET', '/api/holidays')).toEqual({ days: [day, swapped] });
    expect((await post({ remove: [swapped.date], add: [{ ...day, name: 'Nghỉ Tết' }] })).status).toBe(200);
    expect(await creator.json('GET', '/api/holidays')).toEqual({ days: [{ ...day, name: 'Nghỉ Tết' }] });
    const { journal, db } = served.store;
    const acts = journal.ofObject(db, 'setting', 'holidays').map(({ act, facts }) => [act, facts['dates']]);
    expect(acts).toEqual([
      ['add-holidays', '2027-01-09 2027-01-01'],
      ['add-holidays', '2027-01-01'],
      ['remove-holidays', '2027-01-09'],
    ]);
  });

  it('that would move the due time of open dossiers are told of beforehand, by code', async () => {
    const desk = await served.as('creator');
    const dossier = randomUUID();
    const opened = await desk.json<DossierDetail>('PUT', `/api/dossiers/${dossier}`, {
      requester: { name: 'Lò Thị Ví Dụ' },
    });
    await desk.json('PUT', `/api/dossiers/${dossier}/originals/${randomUUID()}`, {
      title: 'Giấy khai sinh',
      paperCopies: 0,
    });
    const effect = (date: string) =>
      admin.json<HolidayEffect>('POST', '/api/holidays/effect', { add: [{ ...day, date }], remove: [] });
    const due = civilDate(opened.dueAt);
    expect(await effect(due)).toMatchObject({ count: 1, dossiers: [{ code: opened.code, dueAt: opened.dueAt }] });
    expect(await effect(addDays(due, 100))).toEqual({ count: 0, dossiers: [] });
    expect(await admin.json('GET', '/api/holidays')).toEqual({ days: [] });
  });
});

describe('volumes of the register', () => {
  it('are opened by their ordinal, once', async () => {
    const year = new Date(served.clock.now() + 7 * 3_600_000).getUTCFullYear();
    const open = (ordinal: number, of = year) =>
      admin.once({ method: 'POST', path: '/api/register/volumes', body: { year: of, ordinal } });
    expect((await open(1)).status).toBe(200);
    expect((await open(1)).status).toBe(200);
    expect(failureIn(await open(3))).toMatchObject({ code: 'STORE-CHANGED-MEANWHILE', facts: { next: 2 } });
    expect(failureIn(await open(1, year + 1)).code).toBe('STORE-CHANGED-MEANWHILE');
    expect((await open(2)).status).toBe(200);
    const register = await admin.json<RegisterAnswer>('GET', '/api/register');
    expect(register).toMatchObject({ year, registerType: 'SCT/BS', entries: [], next: null });
    expect(register.volumes.map(({ text, closedAt }) => [text, closedAt === null])).toEqual([
      [`01/${year}-SCT/BS`, false],
      [`02/${year}-SCT/BS`, true],
    ]);
  });
});

describe('the journal', () => {
  it('is read by the inspector in order and in parts, and the reading is in it', async () => {
    await served.stranger().once({ method: 'POST', path: '/api/session', body: { username: 'creator', password } });
    const inspector = await served.as('inspector');
    const { entries } = await inspector.json<{ entries: { seq: number; act: string; hash: string }[] }>(
      'GET',
      '/api/journal?limit=6',
    );
    expect(entries.map(({ seq, act }) => [seq, act])).toEqual([
      [1, 'clock-state'],
      [2, 'begin-second-factor'],
      [3, 'confirm-second-factor'],
      [4, 'sign-in'],
      [5, 'sign-in'],
      [6, 'sign-in'],
    ]);
    expect(entries[0]?.hash).toMatch(/^[0-9a-f]{64}$/);
    const rest = await inspector.json<{ entries: { act: string }[] }>('GET', '/api/journal?after=6');
    expect(rest.entries.map((entry) => entry.act)).toEqual(['view-journal']);
  });
});
