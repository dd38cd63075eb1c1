/** The disk answers with errors, or turns read-only, in each phase of a copy; then it is mended while the station runs. */
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AttemptAnswer, StationAnswer } from '../../src/web/contract/index.ts';
import { type Failing, FailingDisk } from '../peers/failing-disk/failing-disk.ts';
import { withOffice } from '../peers/office/with-office.ts';

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
  // It was the same process all along: a disk that fails is no reason to end.
  expect(station.office.station.pid).toBe(pid);
  process.kill(pid ?? 0, 0);
});
afterAll(() => disk.close());

/** Waits until the lamp of the disk says so. */
async function lamp(level: string): Promise<void> {
  const ask = async () => (await station.desk.creator.json<StationAnswer>('GET', '/api/station')).disk?.level;
  await expect.poll(ask, { timeout: 20_000 }).toBe(level);
}

const open = async () => {
  const body = { requester: { name: 'Lò Thị Mẩy' } };
  const answer = await station.desk.creator.once({ method: 'PUT', path: `/api/dossiers/${randomUUID()}`, body });
  return [answer.status, (JSON.parse(answer.body.toString('utf8')) as { code?: string }).code];
};
const refused = [503, 'STORE-DISK-FAILING'];

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

describe.each<Failing>(['EIO', 'EROFS'])('a disk that answers %s', (how) => {
  it('takes nothing on, says so on the lamp, shows what needs no write, and goes on when it is mended', async () => {
    disk.failWrites(how);
    expect(await open()).toEqual(refused);
    await lamp('failing');
    expect(await open()).toEqual(refused);
    disk.mend();
    await lamp('enough');
    expect((await open())[0]).toBe(200);
    expect(disk.refused).toBeGreaterThan(0);
  });
});

it('a read-only disk is noticed without anybody writing', async () => {
  disk.failWrites('EROFS');
  await lamp('failing');
});

it('a PIN is refused before the token is asked, and counts once the disk is mended', async () => {
  const { desk, office } = station;
  const { originalId, path } = await prepared();
  const pin = async () =>
    (await desk.signer.once({ method: 'POST', path: `${path}/pin`, raw: Buffer.from(office.pins.signer) })).status;
  disk.failWrites('EIO');
  expect(await pin()).toBe(503);
  disk.mend();
  await lamp('enough');
  expect(await desk.signer.json<AttemptAnswer>('GET', path)).toMatchObject({ state: 'prepared' });
  expect(await pin()).toBe(200);
  expect((await desk.original(originalId)).state).toBe('signed');
});
