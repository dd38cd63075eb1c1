import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { purgeByHand } from '../../../src/cli/purge.ts';
import { unwrap } from '../../../src/common/result.ts';
import { readStationKey } from '../../../src/store/documents/station-key.ts';
import { openStore } from '../../../src/store/index.ts';
import { findDossier } from '../../../src/store/repositories/dossiers.ts';
import { thisBoot } from '../../../src/upkeep/clock/boot.ts';
import { ClockWatch } from '../../../src/upkeep/clock/clock-watch.ts';
import { leave } from '../../../src/workflow/commands/leave.ts';
import { receive, WorkflowBench } from '../../peers/workflow/workflow-office.ts';

const log = pino({ level: 'silent' });
/** Two months from now: what was withdrawn today is over its term. */
const later = { now: () => Date.now() + 60 * 86_400_000, monotonic: () => performance.now() };

let bench: WorkflowBench;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());

describe('tram purge', () => {
  it('destroys nothing under a clock that nobody has vouched for, and what is due once somebody has', async () => {
    const state = await bench.newState();
    const station = await bench.open(state);
    const { dossierId, originalId } = receive(station);
    unwrap(leave(station.office, station.creator, { originalId, act: 'withdraw', reason: 'Người dân rút' }));
    await station.close();
    const purgedAt = async (vouch: boolean): Promise<number | null | undefined> => {
      const store = openStore(state, await readStationKey(state), later, log);
      try {
        if (vouch) new ClockWatch({ store, clock: later, boot: thisBoot(), log }).systemVouches(later.now());
        return findDossier(store.db, dossierId)?.purgedAt;
      } finally {
        await store.close();
      }
    };
    expect(await purgeByHand(state, later, log)).toMatchObject({ error: { code: 'CLOCK-UNPROVEN' } });
    expect(await purgedAt(true)).toBeNull();
    expect(await purgeByHand(state, later, log)).toEqual({ ok: true, value: { purged: 1 } });
    expect(await purgedAt(false)).not.toBeNull();
  });
});
