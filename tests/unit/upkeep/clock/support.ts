/** A clock watch over a real store, on a machine whose clock can be set and which can sleep and start anew. */
import { createLogger } from '../../../../src/common/log.ts';
import { ClockWatch } from '../../../../src/upkeep/clock/clock-watch.ts';
import { addOfficer, openTestStore } from '../../store/support.ts';

export function machine() {
  const { store, clock } = openTestStore();
  const log = createLogger('silent');
  let uptime = 1_000_000;
  let boot = 1;
  const start = (): ClockWatch =>
    new ClockWatch({ store, clock, log, boot: { id: `boot-${boot}`, uptime: () => uptime } });
  let watch = start();
  const officer = store.write((tx) => addOfficer(tx, clock, 'creator'));
  return {
    store,
    clock,
    get watch() {
      return watch;
    },
    /** Time passes. */
    pass: (ms: number): void => {
      clock.move(ms);
      uptime += ms;
    },
    /** Somebody sets the clock, or the machine sleeps. */
    set: (byMs: number): void => clock.move(byMs),
    /** The station is started again. */
    restart: (): void => {
      watch = start();
    },
    /** The machine is started again. */
    reboot: (): void => {
      boot += 1;
      uptime = 5_000;
      watch = start();
    },
    /** Something is done, which the journal notes. */
    work: (): void => {
      store.write((tx) =>
        store.journal.append(tx, {
          actor: officer,
          role: 'creator',
          act: 'look',
          objectType: 'station',
          objectId: 'x',
        }),
      );
    },
    /** The portal answers: its clock is this far ahead of ours. */
    answers: (aheadMs: number, server: 'portal' | 'gateway' = 'portal'): void => {
      watch.heard(server, { date: clock.now() + aheadMs, tookMs: 0 });
    },
    confirm: (): void => {
      const count = store.write((tx) => {
        const seq = store.journal.append(tx, {
          actor: officer,
          role: 'creator',
          act: 'confirm-clock',
          objectType: 'station',
          objectId: 'clock',
        });
        return watch.confirm(tx, officer, seq);
      });
      count();
    },
    state: () => watch.look().state,
    code: (): string | null => {
      const trusted = watch.trusted();
      return trusted.ok ? null : trusted.error.code;
    },
  };
}

export const minute = 60_000;
export const day = 86_400_000;
