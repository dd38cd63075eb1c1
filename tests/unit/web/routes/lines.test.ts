import { afterAll, beforeAll, expect, it } from 'vitest';
import type { LineStatus } from '../../../../src/portal/index.ts';
import { listPausedLines } from '../../../../src/store/repositories/lines.ts';
import { journal } from '../../../../src/store/schema/index.ts';
import type { StationAnswer } from '../../../../src/web/contract/index.ts';
import { scratchBase } from '../../../peers/scratch.ts';
import { failureIn, idlePortal, type Served, serve } from '../support/served.ts';

const line = (name: string): LineStatus => ({
  ...{ name, kind: 'mobile', state: 'up', lastExchangeAt: null, messagesHeld: null, documentsHeld: 'quota' },
  ...{ heldUntil: 1, usedBytes: 2, quotaBytes: 3, quotaPer: 'day', inUse: false, bytesPerSecond: 4 },
});
let served: Served;
beforeAll(async () => {
  served = await serve(scratchBase(), {
    ...idlePortal,
    held: { reason: 'quota', until: 1 },
    lines: [line('Internet'), line('4G')],
  });
});
afterAll(() => served.close());

const path = '/api/station/lines/pause';
const acts = () =>
  served.store.db
    .select()
    .from(journal)
    .all()
    .filter(({ act }) => act.endsWith('-line'));

it('whoever is signed in sees the lines, and why copies wait', async () => {
  const desk = await served.as('creator');
  const { portal } = await desk.json<StationAnswer>('GET', '/api/station');
  const { bytesPerSecond: _, ...shown } = line('Internet');
  expect(portal.lines[0]).toEqual(shown);
  expect(portal.held).toEqual({ reason: 'quota', until: 1 });
});

it('the technician pauses a line and lets it go on; pressed twice it is one act in the journal', async () => {
  const technician = await served.as('technician');
  const put = async (name: string, paused: boolean) =>
    await technician.once({ method: 'PUT', path, body: { name, paused } });
  for (const _ of [1, 2]) expect((await put('4G', true)).status).toBe(204);
  expect(listPausedLines(served.store.db)).toEqual(['4G']);
  expect((await put('4G', false)).status).toBe(204);
  expect(listPausedLines(served.store.db)).toEqual([]);
  expect(acts().map(({ act, facts }) => [act, facts])).toEqual([
    ['pause-line', { line: 2 }],
    ['resume-line', { line: 2 }],
  ]);
  const unknown = await put('Vệ tinh', true);
  expect([unknown.status, failureIn(unknown).code]).toEqual([404, 'LINE-UNKNOWN']);
});
