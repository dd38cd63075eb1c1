/** A time-stamping authority that answers twice, or whose certificate was revoked: the copy waits, and gets good time-stamps. */
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { unwrap } from '../../src/common/result.ts';
import { checkDeliverable } from '../../src/workflow/portal/deliverable.ts';
import { copyView } from '../../src/workflow/views/index.ts';
import type { TsaMisbehaviour } from '../peers/tsa/index.ts';
import { ExtendingBench, extend, uploadOf } from '../peers/workflow/extending-bench.ts';
import type { WorkflowOffice } from '../peers/workflow/workflow-office.ts';

let world: ExtendingBench;
let station: WorkflowOffice;
let ids: { readonly originalId: string; readonly dossierId: string };
beforeAll(async () => {
  world = await ExtendingBench.create();
}, 60_000);
afterAll(() => world.close());
beforeEach(async () => {
  station = await world.open(await world.bench.newState());
  ids = await world.issued(station);
  world.tsa.behave = undefined;
});
afterEach(() => station.close());

const copyId = (): string => station.original(ids.originalId).copyDocumentId ?? '';
const failsWith = async (code: string): Promise<void> => {
  const sealedId = copyId();
  const row = await extend(station, ids.originalId, { until: (now) => now.attempts > 0 && now.state === 'waiting' });
  expect([row.failureCode, copyId()]).toEqual([code, sealedId]);
  expect(uploadOf(station, ids)).toMatchObject({ state: 'waiting', begunAt: null });
  // Nothing against the copy itself: it would go without time-stamps when it has waited long enough.
  expect((await checkDeliverable(station.office, sealedId)).ok).toBe(true);
};
const verify = async () => {
  const { store, tasks, trustAnchors, clock } = station.office;
  const { document, expected } = unwrap(copyView(store, ['creator'], ids.originalId));
  const handle = store.documents.handle(document.id, document.keyId);
  return unwrap(await tasks.verify({ document: handle, expected, trustAnchors, intermediates: [], at: clock.now() }));
};

it.each<TsaMisbehaviour>(['twice', 'again'])(
  'an authority that answers %s is not believed; the next answer is',
  async (how) => {
    // Something to say again.
    if (how === 'again') {
      expect(await extend(station, ids.originalId)).toMatchObject({ state: 'done' });
      ids = await world.issued(station);
    }
    world.tsa.behave = how;
    await failsWith('TRUST-ANSWER-INVALID');
    world.tsa.behave = undefined;
    expect(await extend(station, ids.originalId)).toMatchObject({ state: 'done', failureCode: null });
    expect(await verify()).toMatchObject({ level: 'B-LTA' });
  },
  120_000,
);

it('a revoked certificate of the authority is met in an extension: the copy waits until there is a new one', async () => {
  await world.bench.authority.revoke(world.tsa.certificate);
  await failsWith('COPY-TIMESTAMP-INVALID');
  await world.tsa.renew();
  expect(await extend(station, ids.originalId)).toMatchObject({ state: 'done', failureCode: null });
  expect(await verify()).toMatchObject({ level: 'B-LTA' });
}, 120_000);
