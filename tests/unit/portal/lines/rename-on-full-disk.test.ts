import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { createLogger } from '../../../../src/common/log.ts';
import { instantOf } from '../../../../src/common/vietnam-time.ts';
import { LineUse } from '../../../../src/portal/line/line-use.ts';
import { openStore, type Store } from '../../../../src/store/index.ts';
import { listLineUse, listPausedLines, pauseLine, renamePausedLine } from '../../../../src/store/repositories/lines.ts';
import { insertOfficer } from '../../../../src/store/repositories/officers.ts';
import { SmallDisk } from '../../../peers/workflow/small-disk.ts';

const log = createLogger('silent');
const clock = { at: instantOf('2026-11-21', 9), now: () => clock.at, monotonic: () => performance.now() };
let disk: SmallDisk;
let store: Store;

beforeEach(() => {
  disk = new SmallDisk(8);
  store = openStore(disk.folder, randomBytes(32), clock, log);
});
afterEach(async () => {
  await store.close();
  disk.remove();
});

it('a name that a full disk does not take goes with the next use that it takes, and so does the pause', () => {
  const use = new LineUse({ store, clock, log, isTrusted: () => true });
  const rows = () => listLineUse(store.db).map(({ line, day, bytes }) => [line, day, bytes]);
  store.write((tx) => {
    const names = { id: 'officer-1', username: 'chong', fullName: 'Vàng A Chống', positionTitle: 'Công chức' };
    const rights = { passwordHash: '-', roles: ['creator' as const], decisionNumber: '01/QĐ', validFrom: '2025-01-01' };
    insertOfficer(tx, { ...names, ...rights });
    pauseLine(tx, '4G', { at: 1, officer: 'officer-1' });
  });
  use.add('4G', 300_000);
  clock.at = instantOf('2026-11-22', 9);
  use.turn();
  use.add('4G', 300_000);
  const before = rows();
  disk.fill();
  // What the log of the database has room for is written all the same.
  for (let more = 0; more < 10_000; more++) {
    try {
      store.write((tx) => tx.run(`CREATE TABLE filler_${more} (a TEXT) STRICT`));
    } catch {
      break;
    }
  }
  use.rename('4G', '5G', (tx) => renamePausedLine(tx, '4G', '5G'));
  expect(rows()).toEqual(before);
  expect(listPausedLines(store.db)).toEqual(['4G']);
  // The day ends before there is room.
  clock.at = instantOf('2026-11-23', 9);
  use.turn();
  // The old name is another line's now.
  use.add('4G', 7);
  disk.makeSpace();
  use.close();
  expect(rows()).toEqual([
    ['5G', '2026-11-21', 300_000],
    ['5G', '2026-11-22', 300_000],
    ['4G', '2026-11-23', 7],
    ['5G', '2026-11-23', 0],
  ]);
  expect(listPausedLines(store.db)).toEqual(['5G']);
});
