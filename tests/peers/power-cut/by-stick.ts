/** Two stations and a stick between them, in one process: an office without a line, and the one that sends for it. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { ok, type Result } from '../../../src/common/result.ts';
import { directSticks } from '../../../src/portal/bundles/stick-port.ts';
import { createPortal, Outbox, type PortalSettings } from '../../../src/portal/index.ts';
import { readStationKey } from '../../../src/store/documents/station-key.ts';
import { openStore } from '../../../src/store/index.ts';
import { handleRemovals } from '../../../src/store/removals.ts';
import { listBundles } from '../../../src/store/repositories/bundles.ts';
import { guestBacklog } from '../../../src/store/repositories/guests.ts';
import { findOfficerByUsername } from '../../../src/store/repositories/officers.ts';
import { openOutboxRows } from '../../../src/store/repositories/outbox-backlog.ts';
import { readSettings } from '../../../src/store/repositories/settings.ts';
import { jobs } from '../../../src/store/schema/index.ts';
import { thisBoot } from '../../../src/upkeep/clock/boot.ts';
import { ClockWatch } from '../../../src/upkeep/clock/clock-watch.ts';
import type { Actor } from '../../../src/workflow/actor.ts';
import { BundleExchange } from '../../../src/workflow/bundles/bundle-exchange.ts';
import { recoverBundles } from '../../../src/workflow/bundles/keeping.ts';
import { guestOverview } from '../../../src/workflow/bundles/overview.ts';
import { OfficeEvents } from '../../../src/workflow/events.ts';
import { pemToDer } from '../../../src/workflow/extending/policy.ts';
import type { Office } from '../../../src/workflow/office.ts';
import type { OfficeTasks } from '../../../src/workflow/tasks.ts';
import { people } from '../office/people.ts';

const clock = { now: Date.now, monotonic: () => performance.now() };
const log = pino({ level: 'silent' });

/** Where the sending station sends to. */
export interface FarEnds {
  readonly portal: string;
  readonly gateway: string;
}

export interface Side {
  readonly office: Office;
  readonly exchange: BundleExchange;
  readonly creator: Actor;
  close(): Promise<void>;
}

const settingsFor = ({ portal, gateway }: FarEnds): PortalSettings => ({
  connector: 'lgsp',
  lgsp: { baseUrl: portal, unitCode: '000.14.56.H56', bearerToken: 'tram-01', timeoutMs: 20_000, accessHoldMs: 20 },
  gateway: {
    endpoint: gateway,
    chunkBytes: 1_000_000,
    limits: { baseTimeoutMs: 20_000, slowestBytesPerSecond: 100_000 },
  },
});

/** Opens a station's state as a start does, and what it does with a stick. */
export async function openSide(
  state: string,
  way: 'carried' | 'automatic',
  wakeGuests: () => void = () => {},
): Promise<Side> {
  const store = openStore(state, await readStationKey(state), clock, log);
  handleRemovals(store);
  const clockWatch = new ClockWatch({ store, clock, boot: thisBoot(), log });
  clockWatch.systemVouches(clock.now());
  const outbox = new Outbox(clock);
  const settings = readSettings(store.db);
  const office = {
    ...{ store, clock, clockWatch, log, events: new OfficeEvents() },
    trustAnchors: settings['trust.anchors'].map(pemToDer),
    intermediates: settings['trust.intermediates'].map(pemToDer),
    trustFolder: join(state, 'trust'),
    // The threads' own task, in this thread.
    tasks: {
      verify: async (task) => (await import('../../../src/workflow/task-module.ts')).tasks.verify(task),
    } satisfies Pick<OfficeTasks, 'verify'>,
    outbox: {
      enqueueSync: (tx, dossierId) => void outbox.syncDossier(tx, dossierId),
      enqueueUpload: (tx, dossierId, originalId, documentId) =>
        void outbox.uploadCopy(tx, dossierId, { originalId, documentId }),
      enqueueProgress: (tx, dossierId, entries) => void outbox.progress(tx, dossierId, entries.map(String)),
      wake: () => {},
    } satisfies Partial<Office['outbox']>,
  } as unknown as Office;
  await recoverBundles(office);
  store.jobs.wake();
  const officer = findOfficerByUsername(store.db, people.creator.username);
  if (!officer) throw new Error('no officer');
  const exchange = new BundleExchange({
    ...{ office, wakeGuests, sticks: directSticks, way: () => way },
    delivered: (db, dossierId) => outbox.deliveredCopies(db, dossierId),
  });
  return { office, exchange, creator: { id: officer.id, roles: ['creator'] }, close: () => store.close() };
}

/** Nothing to do is no failure. */
function done<T>(result: Result<T>, ...fine: readonly string[]): T | null {
  if (result.ok) return result.value;
  if (fine.includes(result.error.code)) return null;
  throw new Error(`${result.error.code} ${JSON.stringify(result.error.facts ?? {})}`);
}

/**
 * Carries what waits in `run/origin` by the stick `run/usb` to `run/sender`, from there to the portal, and the receipts
 * back, until nothing waits on either side. Done anew after a cut, it goes on where it was.
 */
export async function carryAll(run: string, far: FarEnds): Promise<void> {
  const origin = await openSide(join(run, 'origin'), 'carried');
  const sender = await openSide(join(run, 'sender'), 'automatic', () => portal.wakeGuests());
  const portal = createPortal({
    ...{ store: sender.office.store, settings: settingsFor(far), clock, log },
    callbacks: {
      loadDossier: () => Promise.reject(new Error('the sending station has nothing of its own to send')),
      loadSteps: () => Promise.reject(new Error('the sending station has nothing of its own to send')),
      openCopy: () => Promise.reject(new Error('the sending station has nothing of its own to send')),
      onConfirmed: () => {},
      // What judges writes nothing: it has tests of its own.
      judgeGuestCopy: () => Promise.resolve(ok()),
    },
  });
  portal.start();
  const files = (start: string): string[] =>
    readdirSync(join(run, 'usb')).filter((name) => name.startsWith(start) && name.endsWith('.tram'));
  try {
    // Receipts that are still on the stick were never said to be taken in: somebody takes them in again.
    for (let rounds = 0; isOpen(origin) || files('TRAM-BN').length > 0; rounds++) {
      if (rounds === 12) throw new Error('what waits does not come to its end');
      done(await origin.exchange.handOver(origin.creator), 'BUNDLE-NOTHING');
      for (const name of files('TRAM-H99.15')) done(await sender.exchange.takeIn(sender.creator, name));
      while (guestBacklog(sender.office.store.db).messages > 0) await sleep(2);
      for (const { id, receipts } of guestOverview(sender.office)) {
        if (receipts > 0) done(await sender.exchange.writeReceipts(sender.creator, id), 'BUNDLE-NO-RECEIPTS');
      }
      for (const name of files('TRAM-BN')) done(await origin.exchange.takeIn(origin.creator, name));
    }
    for (const { office } of [origin, sender]) {
      while (office.store.db.select().from(jobs).all().length > 0) await sleep(2);
    }
  } finally {
    await portal.stop();
    await origin.close();
    await sender.close();
  }
}

function isOpen({ office }: Side): boolean {
  const { db } = office.store;
  const out = listBundles(db, 100).some((one) => one.settledAt === null && one.withdrawnAt === null);
  return out || openOutboxRows(db, 100).length > 0;
}
