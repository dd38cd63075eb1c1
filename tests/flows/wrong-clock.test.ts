/** A station whose wall clock is set while it runs and while it is stopped; the time since boot goes on as it is. */
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { ClockAnswer } from '../../src/web/contract/index.ts';
import { ShiftedClock } from '../peers/clock/shifted-clock.ts';
import type { Refused, Screen } from '../peers/office/client.ts';
import { Desk } from '../peers/office/desk.ts';
import { people } from '../peers/office/people.ts';
import { withOffice } from '../peers/office/with-office.ts';

const station = withOffice();

const look = (screen: Screen): Promise<ClockAnswer> => screen.json<ClockAnswer>('GET', '/api/clock');
const refusal = async (act: Promise<unknown>): Promise<string> =>
  await act.then(
    () => 'done',
    (error: Refused) => error.code,
  );
const open = (screen: Screen): Promise<unknown> =>
  screen.json('PUT', `/api/dossiers/${randomUUID()}`, { requester: { name: 'Giàng Thị Súa' } });

test('no dossier and no signature under a clock that was moved, until an officer has confirmed it', async () => {
  const { office } = station;
  const clock = new ShiftedClock(office.folder);
  await office.station.stop();
  await office.station.start(clock.environment);
  let desk = await Desk.open(office);
  await expect.poll(async () => (await look(desk.creator)).state).toBe('proven');
  const originalId = await desk.receive();
  await office.loadPaper('birth-certificate');
  await desk.scan(originalId);
  await desk.submit(originalId);
  const { attemptId } = await desk.signer.json<{ attemptId: string }>('POST', '/api/signing/attempts', {
    originals: [originalId],
  });

  // Ten minutes ahead, between the look at the page and the PIN: the portal, which is right, does not vouch for that.
  clock.shift(600);
  const path = `/api/signing/attempts/${attemptId}/pin`;
  const pin = await desk.signer.once({ method: 'POST', path, raw: Buffer.from(office.pins.signer) });
  expect(JSON.parse(pin.body.toString('utf8'))).toMatchObject({ code: 'CLOCK-JUMPED' });
  expect(await refusal(open(desk.creator))).toBe('CLOCK-JUMPED');
  expect((await desk.original(originalId)).state).toBe('awaiting-signature');
  const seen = Date.now();
  expect(await refusal(desk.creator.json('POST', '/api/clock/confirmation', { seen }))).toBe('CLOCK-NOT-AS-SEEN');

  // Set right again while the station is stopped: the portal names the same time, but the journal is ahead.
  await office.station.stop();
  clock.shift(0);
  await office.station.start(clock.environment);
  // A session from the time ahead may have ended.
  const [creator, signer, seal] = await Promise.all([
    Desk.screen(office, people.creator),
    Desk.screen(office, people.signer),
    Desk.screen(office, people.sealKeeper),
  ]);
  desk = new Desk(office, { creator, signer, seal });
  await expect.poll(async () => (await look(creator)).farDifferenceMs).not.toBe(null);
  expect(await refusal(open(creator))).toBe('CLOCK-BEHIND');
  const { now } = await look(creator);
  await creator.json('POST', '/api/clock/confirmation', { seen: now });
  expect(await refusal(open(creator))).toBe('done');
  expect(await desk.attempt('signing', originalId)).toMatchObject({ status: 200, body: { done: 1 } });
  expect(await desk.attempt('sealing', originalId)).toMatchObject({ status: 200, body: { done: 1 } });
});
