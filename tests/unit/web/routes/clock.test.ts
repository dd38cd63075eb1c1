import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { ClockAnswer } from '../../../../src/web/contract/index.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { failureIn, type Served, serve } from '../support/served.ts';

const minute = 60_000;
let served: Served;
let creator: Screen;
let technician: Screen;
beforeAll(async () => {
  served = await serve();
  [creator, technician] = await Promise.all([served.as('creator'), served.as('technician')]);
});
afterAll(() => served.close());

const look = (screen: Screen): Promise<ClockAnswer> => screen.json<ClockAnswer>('GET', '/api/clock');
const say = (screen: Screen, seen: unknown) =>
  screen.once({ method: 'POST', path: '/api/clock/confirmation', body: { seen } });

it('a proven clock answers its time, and asks for nobody', async () => {
  expect(await look(technician)).toEqual({
    state: 'proven',
    code: null,
    now: served.clock.now(),
    proof: { how: 'system', at: expect.any(Number) as number },
    lastEntryAt: expect.any(Number) as number,
    jumpMs: null,
    farDifferenceMs: null,
  });
});

it('after a jump reception is refused with the code until what is there is confirmed', async () => {
  served.clock.set(2 * minute);
  expect(await look(technician)).toMatchObject({
    state: 'jumped',
    code: 'CLOCK-JUMPED',
    proof: null,
    jumpMs: 2 * minute,
  });
  const dossier = { method: 'PUT', path: `/api/dossiers/${randomUUID()}`, body: { requester: { name: 'Lý A Sử' } } };
  const refused = await creator.once(dossier);
  expect([refused.status, failureIn(refused).code]).toEqual([409, 'CLOCK-JUMPED']);

  const stale = await say(creator, served.clock.now() - 2 * minute);
  expect([stale.status, failureIn(stale).code]).toEqual([409, 'CLOCK-NOT-AS-SEEN']);
  expect((await say(technician, served.clock.now())).status).toBe(403);
  expect((await look(creator)).state).toBe('jumped');

  expect((await say(creator, served.clock.now())).status).toBe(200);
  expect(await look(creator)).toMatchObject({ state: 'proven', proof: { how: 'officer' } });
  expect((await creator.once(dossier)).status).toBe(200);
});

it.each([-1, 1.5, 1e18, '2026-11-22', null])('%j is no instant', async (seen) => {
  expect((await say(creator, seen)).status).toBe(400);
});
