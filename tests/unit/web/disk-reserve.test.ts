/** A small disk that is filled: what was begun is finished out of the reserve, and nothing new is begun meanwhile. */
import { randomUUID } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { writeSetting } from '../../../src/store/repositories/settings.ts';
import type { StationAnswer } from '../../../src/web/contract/index.ts';
import type { Screen } from '../../peers/office/client.ts';
import { SmallDisk } from '../../peers/workflow/small-disk.ts';
import { receive } from './support/desk.ts';
import { failureIn, type Served, serve } from './support/served.ts';

let disk: SmallDisk;
let served: Served;
let creator: Screen;
beforeEach(async () => {
  disk = new SmallDisk(24);
  served = await serve(disk.folder);
  const { store, clock } = served;
  store.write((tx) => {
    for (const [key, value] of Object.entries({ 'disk.least-mb': 1, 'disk.short-mb': 2, 'disk.reserve-mb': 4 })) {
      writeSetting(tx, key, value, clock.now(), null);
    }
  });
  creator = await served.as('creator');
  await expect.poll(() => existsSync(reserve()), { timeout: 15_000 }).toBe(true);
});
afterEach(async () => {
  disk.makeSpace();
  await served.close();
  disk.remove();
});

const reserve = () => join(served.store.folder, 'reserve');
const lamp = async () => (await creator.json<StationAnswer>('GET', '/api/station')).disk;

const open = async (): Promise<[number, string?]> => {
  const body = { requester: { name: 'Lò Thị Mẩy' } };
  const answer = await creator.once({ method: 'PUT', path: `/api/dossiers/${randomUUID()}`, body });
  return answer.status === 200 ? [200] : [answer.status, failureIn(answer).code];
};

it('gives its space up for what was begun, refuses what is new, and is held again when there is room', async () => {
  const { dossierId } = await receive(creator);
  expect(statSync(reserve()).blocks * 512).toBeGreaterThanOrEqual(4_000_000);
  disk.fill();
  // The first that finds the disk full is told so; from then on the reserve serves.
  expect(await open()).toEqual([507, 'STORE-DISK-FULL']);
  expect(existsSync(reserve())).toBe(false);
  const body = { requester: { name: 'Vừ Mí Sính' } };
  await creator.json('PUT', `/api/dossiers/${dossierId}/requester`, body);
  expect(await open()).toEqual([507, 'STORE-DISK-RESERVE']);
  await expect.poll(lamp, { timeout: 15_000 }).toMatchObject({ reserveUsed: true });

  disk.makeSpace();
  await expect.poll(lamp, { timeout: 15_000 }).toMatchObject({ level: 'enough', reserveUsed: false });
  expect(await open()).toEqual([200]);
  expect(existsSync(reserve())).toBe(true);
});

it('before a scan the room for all pages that may come is checked', async () => {
  const { originalId } = await receive(creator);
  const scan = (source: string) =>
    creator.once({ method: 'POST', path: `/api/originals/${originalId}/scans`, body: { source } });
  const refused = await scan('feeder');
  expect([refused.status, failureIn(refused)]).toMatchObject([
    507,
    { code: 'SCAN-NO-ROOM', facts: { where: 'disk', neededMb: 327 } },
  ]);
  // One page from the glass finds room on the disk; in the memory it passes through there is none here.
  const glass = await scan('flatbed');
  expect([glass.status, failureIn(glass)]).toMatchObject([507, { code: 'SCAN-NO-ROOM', facts: { where: 'memory' } }]);
});
