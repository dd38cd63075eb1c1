import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Clock } from './common/clock.ts';
import type { Logger } from './common/log.ts';
import { watchTokens } from './devices/token/index.ts';
import { diskFailure, runStep, StartFailure } from './start-step.ts';
import { WrongStationKey } from './store/documents/key-ring.ts';
import { readStationKey } from './store/documents/station-key.ts';
import { openStore, type Store } from './store/index.ts';
import { handleRemovals } from './store/removals.ts';
import { listUnfitSettings, readSettings } from './store/repositories/settings.ts';
import { lockStation, type StationLock } from './store/station-lock.ts';
import { Backups } from './upkeep/backup/service.ts';
import { startCalendar } from './upkeep/calendar.ts';
import type { Health } from './upkeep/health/health.ts';
import { webAnswers } from './upkeep/health/probes.ts';
import { JournalWatch } from './upkeep/journal/watch.ts';
import { RegisterWatch } from './upkeep/register/watch.ts';
import { removeDamaged } from './upkeep/rescue/damaged.ts';
import { rescueStore } from './upkeep/rescue/rescue.ts';
import { readyDisk } from './upkeep/station/ready-disk.ts';
import type { App } from './web/app.ts';
import { dnsName, stationNames } from './web/authority/names.ts';
import { readAuthority, StationCertificate } from './web/authority/station-certificate.ts';
import { Listening } from './web/http/listening.ts';
import { createServer } from './web/server.ts';
import { watchClock } from './wiring/clock.ts';
import { startDevices } from './wiring/devices.ts';
import { buildOffice, stopScans, stopTokens } from './wiring/office.ts';
import { StopPlan } from './wiring/stop.ts';
import { watchOver } from './wiring/upkeep.ts';
import { expireGuests } from './workflow/bundles/keeping.ts';
import { CategoryPuller } from './workflow/categories/puller.ts';
import { tokenNews } from './workflow/devices/token-news.ts';
import { startDay } from './workflow/new-day.ts';
import type { Office } from './workflow/office.ts';
import { destroyPurgedAgain, purgeDue } from './workflow/purge.ts';
import { recover, resolveAbandoned } from './workflow/recovery/index.ts';
import { keepLooking } from './workflow/recovery/lost-copies.ts';
import { noteLostKeys } from './workflow/recovery/lost-keys.ts';
import { taskThreads } from './workflow/task-threads.ts';

/**
 * What a step of the start that takes a second on an idle box may take, milliseconds: after a power cut everything on the
 * box starts at once, and a start that is given up only begins anew.
 */
const startStepMs = 45_000;

/** What the answers that are cut at the end of a stop need to end, milliseconds. */
const cutMs = 300;

/** Where a station lives and what it is given at start. */
export interface ApplianceOptions {
  /** The state folder that `tram init` made. */
  readonly state: string;
  /** `$CREDENTIALS_DIRECTORY` of systemd. */
  readonly credentials?: string;
  /** A folder in memory for page images on their way. */
  readonly runtime?: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** A running station. */
export interface Appliance {
  /** `https://host:port` */
  readonly address: string;
  /** Whether its parts answer. */
  readonly health: Health;
  /** Ends all parts within `stopPhases`, whatever hangs. Never rejects. */
  stop(): Promise<void>;
}

/**
 * Starts the station: each part in order, with a name, a time budget and a failure code. A step that fails stops what
 * stands and throws `StartFailure`.
 */
export async function startAppliance(options: ApplianceOptions): Promise<Appliance> {
  const { state, clock, log } = options;
  const stops = new StopPlan(clock, log);
  const step = <T>(
    name: string,
    budgetMs: number,
    code: Parameters<typeof runStep>[2]['code'],
    work: () => T | Promise<T>,
  ) => runStep(clock, log, { name, budgetMs, code }, work);

  try {
    await step('disk', startStepMs, 'START-STORE', () => readyDisk(state));
    // Before anything of the office is read: a second station must not mend what this one is at.
    const lock = await step('lock', startStepMs, 'START-STORE', () => lockThisStation(state));
    stops.add('lock', 'lock', () => lock.release());
    const key = await step('station key', startStepMs, 'START-STATION-KEY', () =>
      readStationKey(state, options.credentials),
    );
    await step('integrity', 120_000, 'START-DAMAGED', () => rescueDamaged(state, key, clock, log));
    const store = await step('store', 60_000, 'START-STORE', () => openStation(state, key, clock, log));
    stops.add('store', 'store', () => store.close());
    const settings = await step('settings', startStepMs, 'START-STORE', () => readSettings(store.db));
    for (const key of listUnfitSettings(store.db)) log.error({ code: 'SETTING-UNFIT', key }, 'a stored setting');

    const runtime = options.runtime ?? runtimeFolder(state);
    stops.add('store', 'memory for pages', () => rmSync(runtime, { recursive: true, force: true }));
    await step('memory for pages', startStepMs, 'START-DEVICES', () => {
      // A cut may have left pages there in the clear: nobody needs them any more.
      rmSync(runtime, { recursive: true, force: true });
      mkdirSync(runtime, { recursive: true, mode: 0o700 });
    });
    const devices = await step('devices', startStepMs, 'START-DEVICES', () =>
      startDevices(settings, state, clock, log),
    );
    stops.add('hosts', 'token', () => devices.token.stop(0));
    const tasks = taskThreads(2);
    stops.add('hosts', 'tasks', () => tasks.close());

    const { stopping } = stops;
    const { office, portal, extender } = await step('office', startStepMs, 'START-PORTAL', () =>
      buildOffice({ store, settings, ...devices, tasks, runtime, state, clock, log, stopping }),
    );
    handleRemovals(store, (documentId) => tasks.forget(documentId));
    await step('recovery', 120_000, 'START-RECOVERY', () => recover(office));
    await step('retention', startStepMs, 'START-RECOVERY', () => {
      destroyPurgedAgain(office);
      purgeDue(office);
      expireGuests(office);
    });
    store.jobs.wake();
    stops.add('acts', 'scans', () => stopScans(office));
    stops.add('acts', 'jobs', () => store.jobs.stop());
    stops.add('acts', 'signatures', (leftMs) => stopTokens(office, leftMs));
    stops.add('acts', 'clock', watchClock(office, portal, extender));
    await step('portal', startStepMs, 'START-PORTAL', () => portal.start());
    stops.add('acts', 'portal', () => portal.stop());
    extender.start();
    stops.add('acts', 'extender', () => extender.stop());
    const journalWatch = new JournalWatch(store, clock, log);
    const changed = (): void => office.events.emit({ type: 'station-changed' });
    const registerWatch = new RegisterWatch({ store, clock, log, onChange: changed });
    const certificate = new StationCertificate({ state, names: stationNames(settings), store, clock, log });
    const categories = new CategoryPuller(office, portal);
    stops.add('acts', 'categories', () => categories.stop());
    const backups = new Backups({
      store,
      state,
      clock,
      log,
      onChange: changed,
    });
    await step('backups', startStepMs, 'START-RECOVERY', () => backups.recover());
    stops.add('acts', 'backups', () => backups.stop());
    stops.add(
      'acts',
      'calendar',
      startCalendar({
        newDay: () => {
          startDay(office);
          purgeDue(office);
          expireGuests(office);
          noteLostKeys(office);
          void sweepDamaged(office, state);
          void journalWatch.look();
          void registerWatch.look();
        },
        newMinute: () => {
          void resolveAbandoned(office);
          void certificate.renew();
          backups.startIfDue();
          portal.reconciler?.startIfDue();
          categories.startIfDue();
        },
        onError: (task, err) => log.error({ task, err }, 'a task of the calendar failed'),
      }),
    );

    const upkeep = watchOver({ store, portal, state, clock, journal: journalWatch, register: registerWatch });
    stops.add('acts', 'figures', upkeep.stop);

    const address = await step('web', startStepMs, 'START-LISTEN', async () => {
      const wanted = { host: settings['http.host'], port: settings['http.port'] };
      const listening = new Listening({ state, wanted, log, onChange: changed });
      const { keyPem: key, certificatePem: cert } = await certificate.read();
      const authority = await readAuthority(state);
      const server = await createServer({
        office,
        portal,
        categories,
        registerWatch,
        tls: { key, cert },
        authority,
        log,
        listening,
        upkeep: { ...upkeep, backups },
      });
      stops.add('acts', 'web', (leftMs) => closeServer(server, listening, leftMs - cutMs));
      certificate.onNew((made) => server.server.setSecureContext({ key: made.keyPem, cert: made.certificatePem }));
      const address = await listening.open(server);
      upkeep.serves(() => webAnswers(listening.atBox, dnsName(settings), authority.pem)());
      return address;
    });
    // Only now: the token host is a process of its own and must not delay the first screen.
    const tokens = watchTokens(office.token, tokenNews(office));
    stops.add('acts', 'watch over the tokens', () => tokens.stop());
    void journalWatch.look();
    void registerWatch.look();
    void sweepDamaged(office, state);
    stops.add('acts', 'search for lost copies', startLooking(office));
    return { address, health: upkeep.health, stop: () => stops.stop() };
  } catch (error) {
    await stops.stop();
    const disk = error instanceof StartFailure ? null : diskFailure(error);
    if (disk) log.error({ code: disk.code, err: error }, 'start failed');
    throw disk ?? error;
  }
}

/** What is being answered is answered; a screen that takes its answer no further does not hold up the end. */
async function closeServer(server: App, listening: Listening, graceMs: number): Promise<void> {
  const timer = setTimeout(() => server.server.closeAllConnections(), graceMs);
  try {
    await Promise.all([listening.close(), server.close()]);
  } finally {
    clearTimeout(timer);
  }
}

function lockThisStation(state: string): StationLock {
  const lock = lockStation(state);
  if (!lock.ok) throw new StartFailure(lock.error.code);
  return lock.value;
}

/** A damaged database is replaced by that of the newest backup, and the log says so. */
async function rescueDamaged(state: string, key: Buffer, clock: Clock, log: Logger): Promise<void> {
  const rescued = await rescueStore(state, key, clock);
  if (!rescued.ok) {
    log.error({ code: rescued.error.code, ...rescued.error.facts }, 'a damaged database');
    throw new StartFailure('START-DAMAGED');
  }
  for (const rescue of rescued.value) log.error({ ...rescue }, 'a damaged database was replaced by its backup');
}

/** Looks for copies that were signed after the backup; nothing of the start waits for it, and told to end it is no hindrance. */
function startLooking(office: Office): () => void {
  const ending = new AbortController();
  void keepLooking(office, ending.signal);
  return () => ending.abort();
}

/** What was set aside longer than its term goes, while the date is believed. Never rejects. */
async function sweepDamaged({ store, clock, clockWatch, log }: Office, state: string): Promise<void> {
  try {
    const removed = clockWatch.trusted().ok ? await removeDamaged(state, store, clock) : 0;
    if (removed > 0) log.info({ removed }, 'damaged databases were removed at the end of their term');
  } catch (err) {
    log.error({ err }, 'damaged databases cannot be removed now');
  }
}

function openStation(...parts: Parameters<typeof openStore>): Store {
  try {
    return openStore(...parts);
  } catch (error) {
    if (error instanceof WrongStationKey) throw new StartFailure('START-STATION-KEY', { cause: error });
    throw error;
  }
}

/** In memory, so that a page image never reaches a disk in the clear; the same folder at each start of this station. */
function runtimeFolder(state: string): string {
  const memory = process.env['RUNTIME_DIRECTORY'] ?? '/dev/shm';
  return join(memory, `tram-${createHash('sha256').update(resolve(state)).digest('hex').slice(0, 12)}`);
}
