/**
 * `node register-program.ts STATE ACT OFFICER MILLISECONDS [ORIGINAL…]`: one act over the register, that much later.
 *
 * enter-numbers: the originals get the numbers from 1 on in a paper book. confirm-register: the next number is 11.
 * year-end: the day begins.
 */
import { pino } from 'pino';
import type { Role } from '../../../src/certification/index.ts';
import { civilTime } from '../../../src/common/vietnam-time.ts';
import { readStationKey } from '../../../src/store/documents/station-key.ts';
import { openStore } from '../../../src/store/index.ts';
import { findOfficer } from '../../../src/store/repositories/officers.ts';
import { thisBoot } from '../../../src/upkeep/clock/boot.ts';
import { ClockWatch } from '../../../src/upkeep/clock/clock-watch.ts';
import { confirmRegister } from '../../../src/workflow/commands/confirm-register.ts';
import { enterNumbers } from '../../../src/workflow/commands/enter-numbers.ts';
import { OfficeEvents } from '../../../src/workflow/events.ts';
import { startDay } from '../../../src/workflow/new-day.ts';
import type { Office, Outbox } from '../../../src/workflow/office.ts';

const [state = '', act = '', officerId = '', later = '0', ...originals] = process.argv.slice(2);
const clock = { now: () => Date.now() + Number(later), monotonic: () => performance.now() };
const log = pino({ level: 'silent' });
const store = openStore(state, await readStationKey(state), clock, log);
const clockWatch = new ClockWatch({ store, clock, boot: thisBoot(), log });
clockWatch.systemVouches(clock.now());
const silent = (): void => undefined;
const outbox: Outbox = {
  ...{ enqueueUpload: silent, enqueueSync: silent, enqueueProgress: silent, enqueueAnswer: silent, wake: silent },
  endUpload: () => false,
};
// The acts over the register use no device.
const office = { store, clock, clockWatch, log, outbox, events: new OfficeEvents() } as unknown as Office;
const officer = findOfficer(store.db, officerId);
const actor = { id: officerId, roles: (officer?.roles ?? []) as Role[] };
const year = civilTime(clock.now()).year;
const acts: Readonly<Record<string, () => unknown>> = {
  'enter-numbers': () =>
    enterNumbers(office, actor, {
      ...{ year, volume: 1 },
      numbers: originals.map((originalId, index) => ({ originalId, number: index + 1 })),
    }),
  'confirm-register': () => confirmRegister(office, actor, 11),
  'year-end': () => startDay(office),
};
process.stdout.write(JSON.stringify(acts[act]?.() ?? null));
await store.close();
