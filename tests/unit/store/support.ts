/** A store in a folder of its own, a clock that stands until it is moved, and rows of invented people. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Clock } from '../../../src/common/clock.ts';
import { newId } from '../../../src/common/id.ts';
import { createLogger } from '../../../src/common/log.ts';
import { instantOf } from '../../../src/common/vietnam-time.ts';
import { openStore, type Store, type Tx } from '../../../src/store/index.ts';
import { insertDossier, insertOriginal } from '../../../src/store/repositories/dossiers.ts';
import { insertOfficer } from '../../../src/store/repositories/officers.ts';
import { insertEntry, insertVolume } from '../../../src/store/repositories/register.ts';
import { scratchBase } from '../../peers/scratch.ts';

export interface MovableClock extends Clock {
  move(ms: number): void;
}

export const beginning = instantOf('2026-11-22', 8);

export function standingClock(at = beginning): MovableClock {
  let now = at;
  return {
    now: () => now,
    monotonic: () => now,
    move: (ms) => {
      now += ms;
    },
  };
}

/** A folder that is removed when the test has finished. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(scratchBase(), 'tram-store-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

export interface TestStore {
  readonly store: Store;
  readonly folder: string;
  readonly stationKey: Buffer;
  readonly clock: MovableClock;
  /** Closes the store and opens it again on the same folder. */
  reopen(): Promise<Store>;
}

export function openTestStore(): TestStore {
  const folder = temporaryFolder();
  const stationKey = randomBytes(32);
  const clock = standingClock();
  const log = createLogger('silent');
  const open = (): Store => openStore(folder, Buffer.from(stationKey), clock, log);
  let store = open();
  onTestFinished(() => store.close());
  return {
    store,
    folder,
    stationKey,
    clock,
    reopen: async () => {
      await store.close();
      store = open();
      return store;
    },
  };
}

export function addOfficer(tx: Tx, clock: Clock, username: string): string {
  const id = newId(clock);
  insertOfficer(tx, {
    id,
    username,
    fullName: 'Giàng A Páo',
    passwordHash: 'x',
    roles: ['creator'],
    positionTitle: 'Công chức tư pháp - hộ tịch',
    decisionNumber: '12/QĐ-UBND',
    validFrom: '2026-01-01',
  });
  return id;
}

export interface OriginalIds {
  readonly officerId: string;
  readonly dossierId: string;
  readonly originalId: string;
}

/** An officer, a dossier and an original in it. */
export function addOriginal(tx: Tx, clock: Clock, n = 1): OriginalIds {
  const officerId = addOfficer(tx, clock, `officer-${n}`);
  const dossierId = newId(clock);
  insertDossier(tx, {
    id: dossierId,
    code: `H56.14-261122-${String(n).padStart(5, '0')}`,
    trackingCode: `TRACK${String(n).padStart(5, '0')}`,
    requesterName: 'Lò Thị Mẩy',
    requesterFolded: 'lo thi may',
    createdBy: officerId,
    createdAt: clock.now(),
    receivedAt: clock.now(),
    dueAt: clock.now() + n,
  });
  return { officerId, dossierId, originalId: addOriginalTo(tx, clock, dossierId, officerId, 1) };
}

export function addOriginalTo(tx: Tx, clock: Clock, dossierId: string, officerId: string, ordinal: number): string {
  const id = newId(clock);
  insertOriginal(tx, {
    id,
    dossierId,
    ordinal,
    title: 'Giấy khai sinh',
    state: 'draft',
    creatorId: officerId,
    createdAt: clock.now(),
  });
  return id;
}

export const register = { office: 'UBND xã Mường Thử', registerType: 'SCT/BS', year: 2026 } as const;

export function addVolume(tx: Tx, clock: Clock, ordinal = 1, year: number = register.year): string {
  const id = newId(clock);
  const at = clock.now();
  insertVolume(tx, { ...register, id, year, ordinal, firstNumber: 1, openedAt: at, closedAt: null });
  return id;
}

export function addEntry(
  tx: Tx,
  clock: Clock,
  entry: { readonly volumeId: string; readonly originalId: string; readonly number: number; readonly year?: number },
): string {
  const id = newId(clock);
  insertEntry(tx, { ...register, ...entry, id, state: 'reserved', reservedAt: clock.now() });
  return id;
}
