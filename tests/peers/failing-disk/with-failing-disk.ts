import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { StationAnswer } from '../../../src/web/contract/index.ts';
import { withOffice } from '../office/with-office.ts';
import { FailingDisk } from './failing-disk.ts';

/** An office on a disk that fails on demand; after each test it is mended, and the same process must be there. */
export function withFailingDisk() {
  const station = withOffice();
  let disk: FailingDisk;
  let pid: number | undefined;
  beforeAll(async () => {
    const { office } = station;
    disk = await FailingDisk.under(office.state, join(office.folder, 'failing'));
    await office.station.stop();
    Object.assign(office.station.environment, disk.environment);
    await office.station.start();
    ({ pid } = office.station);
  });
  afterEach(async () => {
    disk.mend();
    await lamp('enough');
    // A disk that fails is no reason to end.
    expect(station.office.station.pid).toBe(pid);
    process.kill(pid ?? 0, 0);
  });
  afterAll(() => disk.close());

  /** Waits until the lamp of the disk says so. */
  async function lamp(level: string): Promise<void> {
    const ask = async () => (await station.desk.creator.json<StationAnswer>('GET', '/api/station')).disk?.level;
    await expect.poll(ask, { timeout: 20_000 }).toBe(level);
  }

  /** A submitted original and an attempt to sign it. */
  async function prepared(): Promise<{ originalId: string; path: string }> {
    const { desk, office } = station;
    const originalId = await desk.receive();
    await office.loadPaper('birth-certificate');
    expect(await desk.scan(originalId)).toMatchObject({ state: 'done' });
    await desk.submit(originalId);
    const { attemptId } = await desk.signer.json<{ attemptId: string }>('POST', '/api/signing/attempts', {
      originals: [originalId],
    });
    return { originalId, path: `/api/signing/attempts/${attemptId}` };
  }

  return {
    station,
    lamp,
    prepared,
    get disk() {
      return disk;
    },
  };
}
