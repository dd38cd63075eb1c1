import { expect, test } from 'vitest';
import { resolveSettings } from '../../../../src/settings/index.ts';
import {
  listUnfitSettings,
  readHolidays,
  readSettings,
  writeHolidays,
  writeSetting,
} from '../../../../src/store/repositories/settings.ts';
import { openTestStore } from '../support.ts';

test('what is stored goes before the default, the last value counts, and a restart keeps it', async () => {
  const office = openTestStore();
  expect(readSettings(office.store.db)).toEqual(resolveSettings(new Map()));
  office.store.write((tx) => writeSetting(tx, 'office.name', 'UBND xã Mường Thử', 1, null));
  office.store.write((tx) => writeSetting(tx, 'office.name', 'UBND xã Mường Thử 2', 2, 'pao'));
  office.store.write((tx) => writeSetting(tx, 'http.names', ['a', 'b'], 2, null));
  const settings = readSettings((await office.reopen()).db);
  expect(settings['office.name']).toBe('UBND xã Mường Thử 2');
  expect(settings['http.names']).toEqual(['a', 'b']);
});

test('a stored value that this version no longer allows falls back to the default', () => {
  const { store } = openTestStore();
  store.write((tx) => writeSetting(tx, 'http.port', 'many', 1, null));
  store.write((tx) => writeSetting(tx, 'of.yesterday', 1, 1, null));
  expect(readSettings(store.db)).toEqual(resolveSettings(new Map()));
});

test('what was in force stays in force, and is named, until a value that fits is stored', async () => {
  const office = openTestStore();
  const { store } = office;
  store.write((tx) => writeSetting(tx, 'backup.keep-days', 120, 1, null));
  expect(readSettings(store.db)['backup.keep-days']).toBe(120);
  expect(listUnfitSettings(store.db)).toEqual([]);
  store.write((tx) => {
    writeSetting(tx, 'backup.keep-days', 'long', 2, null);
    expect(readSettings(tx)['backup.keep-days']).toBe(120);
  });
  store.write((tx) => writeSetting(tx, 'office.name', 'UBND xã Mường Thử', 3, null));
  expect(readSettings(store.db)).toMatchObject({ 'backup.keep-days': 120, 'office.name': 'UBND xã Mường Thử' });
  expect(listUnfitSettings(store.db)).toEqual(['backup.keep-days']);
  const again = await office.reopen();
  const { db } = again;
  expect(readSettings(db)['backup.keep-days']).toBe(resolveSettings(new Map())['backup.keep-days']);
  expect(listUnfitSettings(db)).toEqual(['backup.keep-days']);
  again.write((tx) => writeSetting(tx, 'backup.keep-days', 60, 4, null));
  expect(readSettings(db)['backup.keep-days']).toBe(60);
  expect(listUnfitSettings(db)).toEqual([]);
});

test('the list of holidays is replaced whole, or not at all', () => {
  const { store } = openTestStore();
  const days = [
    { date: '2027-01-01', name: 'Tết Dương lịch', working: false },
    { date: '2026-09-02', name: 'Quốc khánh', working: false },
  ];
  store.write((tx) => writeHolidays(tx, days));
  expect(readHolidays(store.db)).toEqual([days[1], days[0]]);
  const worked = { date: '2026-08-22', name: 'Làm bù', working: true };
  expect(() => store.write((tx) => writeHolidays(tx, [worked, worked]))).toThrow(/UNIQUE/);
  expect(readHolidays(store.db)).toHaveLength(2);
  store.write((tx) => writeHolidays(tx, [worked]));
  expect(readHolidays(store.db)).toEqual([worked]);
});
