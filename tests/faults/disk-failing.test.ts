/** The disk answers with errors, or turns read-only, in each phase of a copy; then it is mended while the station runs. */
import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { AttemptAnswer } from '../../src/web/contract/index.ts';
import type { Failing } from '../peers/failing-disk/failing-disk.ts';
import { withFailingDisk } from '../peers/failing-disk/with-failing-disk.ts';

const failing = withFailingDisk();
const { station, lamp, prepared } = failing;

const open = async () => {
  const body = { requester: { name: 'Lò Thị Mẩy' } };
  const answer = await station.desk.creator.once({ method: 'PUT', path: `/api/dossiers/${randomUUID()}`, body });
  return [answer.status, (JSON.parse(answer.body.toString('utf8')) as { code?: string }).code];
};
const refused = [503, 'STORE-DISK-FAILING'];

describe.each<Failing>(['EIO', 'EROFS'])('a disk that answers %s', (how) => {
  it('takes nothing on, says so on the lamp, shows what needs no write, and goes on when it is mended', async () => {
    failing.disk.failWrites(how);
    expect(await open()).toEqual(refused);
    await lamp('failing');
    expect(await open()).toEqual(refused);
    failing.disk.mend();
    await lamp('enough');
    expect((await open())[0]).toBe(200);
    expect(failing.disk.refused).toBeGreaterThan(0);
  });
});

it('a read-only disk is noticed without anybody writing', async () => {
  failing.disk.failWrites('EROFS');
  await lamp('failing');
});

it('a PIN is refused before the token is asked, and counts once the disk is mended', async () => {
  const { desk, office } = station;
  const { originalId, path } = await prepared();
  const pin = async () =>
    (await desk.signer.once({ method: 'POST', path: `${path}/pin`, raw: Buffer.from(office.pins.signer) })).status;
  failing.disk.failWrites('EIO');
  expect(await pin()).toBe(503);
  failing.disk.mend();
  await lamp('enough');
  expect(await desk.signer.json<AttemptAnswer>('GET', path)).toMatchObject({ state: 'prepared' });
  expect(await pin()).toBe(200);
  expect((await desk.original(originalId)).state).toBe('signed');
});
