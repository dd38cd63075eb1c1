import { mkdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newId } from '../../../src/common/id.ts';
import { markBroughtBack } from '../../../src/store/brought-back.ts';
import { insertHold } from '../../../src/store/repositories/register-holds.ts';
import { reconciliations } from '../../../src/store/schema/index.ts';
import { registerHold } from '../../../src/workflow/views/register-hold.ts';
import { openTestStore } from '../store/support.ts';

const hourMs = 3_600_000;

test('after a backup came back the officers hear what is missing: the time, the last act, files without rows', async () => {
  const office = openTestStore();
  const { clock, folder } = office;
  expect(await registerHold({ store: office.store, clock })).toBeNull();
  const lastActAt = clock.now();
  office.store.write((tx) =>
    office.store.journal.append(tx, {
      actor: 'station',
      role: 'station',
      act: 'end-backup',
      objectType: 'station',
      objectId: 'backup',
    }),
  );
  clock.move(hourMs);
  const backupAt = clock.now();
  const quarantine = join(folder, 'documents', 'quarantine');
  mkdirSync(quarantine, { recursive: true });
  const written = (at: number): void => {
    const path = join(quarantine, `${newId(clock)}.sealed`);
    writeFileSync(path, 'x');
    utimesSync(path, at / 1000, at / 1000);
  };
  // One of long ago is no part of what is missing now.
  written(backupAt - 50 * hourMs);
  written(backupAt + 2 * hourMs);
  written(backupAt + hourMs);
  clock.move(3 * hourMs);
  markBroughtBack(join(folder, 'tram.db'), { cause: 'rescued', backupAt }, clock);
  clock.move(hourMs);
  const store = await office.reopen();
  store.write((tx) =>
    store.journal.append(tx, { actor: 'a', role: 'creator', act: 'sign-in', objectType: 'officer', objectId: 'a' }),
  );
  expect(await registerHold({ store, clock })).toEqual({
    cause: 'rescued',
    since: backupAt + 3 * hourMs,
    backupAt,
    lowest: 1,
    known: 0,
    lastActAt,
    files: { count: 2, firstAt: backupAt + hourMs, lastAt: backupAt + 2 * hourMs },
    looking: true,
    unread: null,
    found: [],
    portal: { askedAt: null, differences: 0 },
  });
});

test('only a round that began since then and was answered about every dossier lets the portal have been asked', async () => {
  const { store, clock } = openTestStore();
  const since = clock.now();
  store.write((tx) => insertHold(tx, { id: 'hold', since, cause: 'rescued', backupAt: since - hourMs }));
  const askedAt = async (): Promise<number | null | undefined> =>
    (await registerHold({ store, clock }))?.portal.askedAt;
  const ended = (id: string, begunAt: number, endedAt: number, dossiers: number, unanswered: number): void => {
    const round = { id, day: '2026-11-22', begunAt, endedAt, dossiers, unanswered };
    store.write((tx) => tx.insert(reconciliations).values(round).run());
  };
  ended('begun before', since - 1, since + 1, 3, 0);
  ended('of no dossier', since, since + 2, 0, 0);
  ended('without an answer', since, since + 3, 3, 3);
  ended('with half of them', since, since + 4, 3, 1);
  expect(await askedAt()).toBeNull();
  ended('whole', since, since + 5, 3, 0);
  ended('later, unanswered', since + 6, since + 7, 3, 3);
  expect(await askedAt()).toBe(since + 5);
});
