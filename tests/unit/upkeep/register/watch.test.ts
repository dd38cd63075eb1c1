/** The register watches itself: what a hand in the database did to it is found, and what is explained is not. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pino } from 'pino';
import { expect, it, vi } from 'vitest';
import { RegisterWatch } from '../../../../src/upkeep/register/watch.ts';
import { fillRegister, inventedRows } from '../../../peers/office/filled-register.ts';
import { openTestStore } from '../../store/support.ts';

const of = { office: 'H99.14', registerType: 'SCT/BS' } as const;

function watched() {
  const { store, folder, clock } = openTestStore();
  const path = join(folder, 'tram.db');
  const logged: string[] = [];
  const onChange = vi.fn();
  const log = pino({ level: 'trace' }, { write: (line) => void logged.push(line) });
  const watch = new RegisterWatch({ store, clock, log, onChange });
  /** What no program of the station does. */
  const meddle = (sql: string): void => {
    const db = new Database(path);
    db.pragma('foreign_keys = OFF');
    db.exec(sql);
    db.close();
  };
  return { store, watch, path, logged, onChange, meddle, clock };
}

it('finds nothing in a sound register of several years, also the first time there is none', async () => {
  const { watch, path, onChange, logged, clock } = watched();
  await watch.look();
  expect([watch.trouble, watch.soundAt]).toEqual([null, clock.now()]);
  fillRegister(path, { ...of, year: 2025, rows: inventedRows(300, { year: 2025, months: [1, 2, 3] }) });
  fillRegister(path, { ...of, year: 2026, rows: inventedRows(40, { year: 2026, months: [1] }) });
  await watch.look();
  expect([watch.trouble, onChange.mock.calls, logged]).toEqual([null, [], []]);
});

it.each([
  ['gap', 'DROP TRIGGER register_keeps_all; DELETE FROM register_entries WHERE number = 7', 7],
  [
    'volume-order',
    `INSERT INTO register_volumes SELECT 'second', office, register_type, year, 2, 9, opened_at, NULL
      FROM register_volumes; DROP TRIGGER register_number_is_fixed;
      UPDATE register_entries SET volume_id = 'second' WHERE number = 9`,
    10,
  ],
  ['no-reason', "UPDATE register_entries SET void_reason = ' ' WHERE state = 'voided' AND number = 6", 6],
] as const)('tells of %s once, by its code, with the place', async (kind, sql, number) => {
  const { watch, path, onChange, logged, meddle } = watched();
  fillRegister(path, { ...of, year: 2026, rows: inventedRows(10, { year: 2026, months: [1] }) });
  meddle(sql);
  await watch.look();
  expect(watch.trouble).toEqual({ problems: 1, first: { kind, year: 2026, number } });
  expect(watch.soundAt).toBeNull();
  await watch.look();
  expect(onChange).toHaveBeenCalledTimes(1);
  expect(JSON.parse(logged[0] ?? '{}')).toMatchObject({ code: 'STORE-REGISTER-UNSOUND', kind, year: 2026, number });
  // Who asked for a copy is not the log's business.
  expect(logged.join('')).not.toContain('Giàng Thị Súa');
});

it('takes no gap for one where it is known that the numbers stand elsewhere', async () => {
  const { watch, path, meddle } = watched();
  const rows = inventedRows(10, { year: 2026, months: [1] }).filter(({ number }) => number !== 3 && number !== 4);
  fillRegister(path, { ...of, year: 2026, rows });
  await watch.look();
  expect(watch.trouble?.first).toEqual({ kind: 'gap', year: 2026, number: 3 });
  meddle(`INSERT INTO register_holds (id, since, cause, backup_at, confirmed_at, confirmed_by, office, register_type,
      year, first_lost, last_number) VALUES ('h', 1, 'restored', 1, 2, 'o', 'H99.14', 'SCT/BS', 2026, 3, 4)`);
  await watch.look();
  expect(watch.trouble).toBeNull();
});

it('asks for no number of which an officer has said that the paper book has it, and for every other', async () => {
  const { watch, path, meddle } = watched();
  const rows = inventedRows(12, { year: 2026, months: [1] }).filter(({ number }) => number > 4 && number !== 8);
  fillRegister(path, { ...of, year: 2026, rows });
  // The office took one number from its paper book, and had used the first four there.
  meddle(`DROP TRIGGER register_number_is_fixed; UPDATE register_entries SET source = 'paper-book' WHERE number = 5;
    INSERT INTO register_elsewhere VALUES ('e', 'H99.14', 'SCT/BS', 2026, 1, 4, 'sổ giấy', 'o', 1, NULL, NULL)`);
  await watch.look();
  // That explains nothing of a number between two that the station gave.
  expect(watch.trouble).toEqual({ problems: 1, first: { kind: 'gap', year: 2026, number: 8 } });
  meddle("UPDATE register_entries SET source = 'one-stop'");
  await watch.look();
  expect(watch.trouble?.problems).toBe(1);
  // An office all of whose numbers come from outside has said of each that is not here where it is.
  meddle("INSERT INTO register_elsewhere VALUES ('f', 'H99.14', 'SCT/BS', 2026, 8, 8, 'một cửa', 'o', 1, NULL, NULL)");
  await watch.look();
  expect(watch.trouble).toBeNull();
  // A row that somebody takes away there is missed too.
  meddle('DROP TRIGGER register_keeps_all; DELETE FROM register_entries WHERE number = 10');
  await watch.look();
  expect(watch.trouble?.first).toEqual({ kind: 'gap', year: 2026, number: 10 });
  // What was said is taken back with the number that it was said for.
  meddle("UPDATE register_elsewhere SET taken_back_at = 2 WHERE id = 'e'");
  await watch.look();
  expect(watch.trouble).toEqual({ problems: 2, first: { kind: 'gap', year: 2026, number: 1 } });
});

it('lets the others work while it goes through twenty thousand numbers, and goes on when it cannot read', async () => {
  const { watch, path, logged, meddle } = watched();
  fillRegister(path, { ...of, year: 2026, rows: inventedRows(20_000, { year: 2026, months: [1, 2, 3] }) });
  await watch.look();
  expect(watch.trouble).toBeNull();
  meddle('ALTER TABLE register_entries RENAME TO gone');
  await watch.look();
  expect(logged.join('')).toContain('could not be gone through');
});
