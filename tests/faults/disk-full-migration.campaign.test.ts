/** The disk is full on the way to the present schema: every row stays, and with room the way is gone to its end. */
import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase, openSqlite } from '../../src/store/database.ts';
import { migrate, readMigrations } from '../../src/store/migrate.ts';
import { SmallDisk } from '../peers/workflow/small-disk.ts';
import { type Content, contentOf } from '../unit/store/content.ts';
import { fillOffice } from '../unit/store/filled.ts';

let disk: SmallDisk;
beforeEach(() => {
  disk = new SmallDisk();
});
afterEach(() => disk.remove());

test('wherever the room ends', () => {
  const all = readMigrations();
  const old = join(disk.folder, 'old.db');
  const sqlite = openSqlite(old);
  migrate(sqlite, all.slice(0, 1));
  fillOffice(sqlite);
  sqlite.close();
  const steps = new Map<unknown, Content>([[1, contentOf(old)]]);
  const stepwise = join(disk.folder, 'stepwise.db');
  cpSync(old, stepwise);
  for (let done = 2; done <= all.length; done++) {
    const taken = openSqlite(stepwise);
    migrate(taken, all.slice(0, done));
    taken.close();
    steps.set(done, contentOf(stepwise));
  }
  const ended = new Set<unknown>();
  for (let room = 64 * 1024; ; room += 192 * 1024) {
    const path = join(disk.folder, `room-${room}.db`);
    cpSync(old, path);
    disk.fill();
    disk.makeSpace(room);
    let opened = false;
    try {
      openDatabase(path).sqlite.close();
      opened = true;
    } catch (error) {
      expect(error, `room ${room}`).toMatchObject({ code: expect.stringMatching(/^SQLITE_(FULL|IOERR)/) as string });
    }
    disk.makeSpace();
    const { version } = contentOf(path);
    ended.add(version);
    expect(contentOf(path), `room ${room}`).toEqual(steps.get(version));
    openDatabase(path).sqlite.close();
    expect(contentOf(path), `room ${room}`).toEqual(steps.get(all.length));
    if (opened) break;
  }
  // It ended between the steps, too.
  expect(ended.size).toBeGreaterThan(2);
});
