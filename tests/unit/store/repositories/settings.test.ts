import { expect, test } from 'vitest';
import { resolveSettings } from '../../../../src/settings/index.ts';
import {
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
