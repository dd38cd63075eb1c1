/** `node purge-program.ts STATE MILLISECONDS`: purges what is due that much later, and ends when its jobs are done. */
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { readStationKey } from '../../../src/store/documents/station-key.ts';
import { openStore } from '../../../src/store/index.ts';
import { handleRemovals } from '../../../src/store/removals.ts';
import { jobs } from '../../../src/store/schema/index.ts';
import { thisBoot } from '../../../src/upkeep/clock/boot.ts';
import { ClockWatch } from '../../../src/upkeep/clock/clock-watch.ts';
import { purgeDue } from '../../../src/workflow/purge.ts';

const [state = '', later = '0'] = process.argv.slice(2);
const clock = { now: () => Date.now() + Number(later), monotonic: () => performance.now() };
const log = pino({ level: 'silent' });
const store = openStore(state, await readStationKey(state), clock, log);
handleRemovals(store);
const clockWatch = new ClockWatch({ store, clock, boot: thisBoot(), log });
clockWatch.systemVouches(clock.now());
purgeDue({ store, clock, clockWatch });
store.jobs.wake();
while (store.db.select().from(jobs).all().length > 0) await sleep(5);
await store.close();
