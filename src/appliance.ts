import { createHash } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Clock } from './common/clock.ts';
import type { Logger } from './common/log.ts';
import { unwrap } from './common/result.ts';
import {
  loadProfiles,
  ScanimageDriver,
  type Scanner,
  ScannerStates,
  writeSaneConfig,
} from './devices/scanner/index.ts';
import { JoinedPort, ModulePort, type TokenPort, TokenStates, watchTokens } from './devices/token/index.ts';
import { createPortal, type Portal, portalSettings } from './portal/index.ts';
import type { Settings } from './settings/index.ts';
import { runStep, StartFailure } from './start-step.ts';
import { readCredential } from './store/documents/credentials.ts';
import { WrongStationKey } from './store/documents/key-ring.ts';
import { readStationKey } from './store/documents/station-key.ts';
import { openStore, type Store } from './store/index.ts';
import { handleRemovals } from './store/removals.ts';
import { readSettings } from './store/repositories/settings.ts';
import { Backups } from './upkeep/backup/service.ts';
import { startCalendar } from './upkeep/calendar.ts';
import { thisBoot } from './upkeep/clock/boot.ts';
import { ClockWatch } from './upkeep/clock/clock-watch.ts';
import { startClockWatch } from './upkeep/clock/start-clock-watch.ts';
import { Health, type HealthProbe } from './upkeep/health/health.ts';
import { storeAnswers, webAnswers } from './upkeep/health/probes.ts';
import { JournalWatch } from './upkeep/journal/watch.ts';
import { ProcessWatch } from './upkeep/metrics/process-figures.ts';
import { stationMetrics } from './upkeep/metrics/station-metrics.ts';
import { rescueStore } from './upkeep/rescue/rescue.ts';
import type { App } from './web/app.ts';
import { dnsName, stationNames } from './web/authority/names.ts';
import { readAuthority, StationCertificate } from './web/authority/station-certificate.ts';
import { createServer, programVersion } from './web/server.ts';
import { stationNews } from './workflow/devices/station-news.ts';
import { tokenNews } from './workflow/devices/token-news.ts';
import { OfficeEvents } from './workflow/events.ts';
import { Extender } from './workflow/extending/extender.ts';
import { pemToDer } from './workflow/extending/policy.ts';
import { startDay } from './workflow/new-day.ts';
import type { Office } from './workflow/office.ts';
import { onConfirmed } from './workflow/portal/confirmed.ts';
import { portalContent } from './workflow/portal/content.ts';
import { checkDeliverable } from './workflow/portal/deliverable.ts';
import { holdOver } from './workflow/portal/hold-over.ts';
import { purgeDue } from './workflow/purge.ts';
import { recover, resolveAbandoned } from './workflow/recovery/index.ts';
import { taskThreads } from './workflow/task-threads.ts';

/**
 * How long a stop waits for answers on their way, milliseconds: enough for a signature. What takes longer is cut, and the
 * next start resolves it. With the ends of the other parts it stays below the ten seconds that a stop may take.
 */
const answerGraceMs = 6_000;

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
  stop(): Promise<void>;
}

/**
 * Starts the station: each part in order, with a name, a time budget and a failure code. What is started last is
 * stopped first. A step that fails stops what stands and throws `StartFailure`.
 */
export async function startAppliance(options: ApplianceOptions): Promise<Appliance> {
  const { state, clock, log } = options;
  const stops: (() => Promise<void> | void)[] = [];
  let stopped: Promise<void> | null = null;
  // Told twice, it waits twice for the same end.
  const stop = (): Promise<void> => {
    stopped ??= stopAll(stops, log);
    return stopped;
  };
  const step = <T>(
    name: string,
    budgetMs: number,
    code: Parameters<typeof runStep>[2]['code'],
    work: () => T | Promise<T>,
  ) => runStep(clock, log, { name, budgetMs, code }, work);

  try {
    const key = await step('station key', 5_000, 'START-STATION-KEY', () => readStationKey(state, options.credentials));
    await step('integrity', 120_000, 'START-DAMAGED', () => rescueDamaged(state, key, clock, log));
    const store = await step('store', 60_000, 'START-STORE', () => openStation(state, key, clock, log));
    stops.push(() => store.close());
    const settings = await step('settings', 5_000, 'START-STORE', () => readSettings(store.db));

    const runtime = options.runtime ?? runtimeFolder(state);
    stops.push(() => rmSync(runtime, { recursive: true, force: true }));
    await step('memory for pages', 5_000, 'START-DEVICES', () => {
      // A cut may have left pages there in the clear: nobody needs them any more.
      rmSync(runtime, { recursive: true, force: true });
      mkdirSync(runtime, { recursive: true, mode: 0o700 });
    });
    const devices = await step('devices', 10_000, 'START-DEVICES', () => startDevices(settings, state, clock, log));
    stops.push(() => devices.token.stop());
    const tasks = taskThreads(2);
    stops.push(() => tasks.close());

    const { office, portal, extender } = buildOffice({
      store,
      settings,
      ...devices,
      tasks,
      runtime,
      state,
      clock,
      log,
    });
    handleRemovals(store);
    await step('recovery', 120_000, 'START-RECOVERY', () => recover(office));
    purgeDue(office);
    store.jobs.wake();
    stops.push(stopScans(office));
    stops.push(watchClock(office, portal, extender));
    await step('portal', 5_000, 'START-PORTAL', () => portal.start());
    stops.push(() => portal.stop());
    extender.start();
    stops.push(() => extender.stop());
    const journalWatch = new JournalWatch(store, clock, log);
    const certificate = new StationCertificate({ state, names: stationNames(settings), store, clock, log });
    const backups = new Backups({
      store,
      state,
      clock,
      log,
      onChange: () => office.events.emit({ type: 'station-changed' }),
    });
    backups.recover();
    stops.push(() => backups.stop());
    stops.push(
      startCalendar({
        newDay: () => {
          startDay(office);
          purgeDue(office);
          void journalWatch.look();
        },
        newMinute: () => {
          void resolveAbandoned(office);
          void certificate.renew();
          backups.startIfDue();
        },
        onError: (task, err) => log.error({ task, err }, 'a task of the calendar failed'),
      }),
    );

    const upkeep = watchOver({ store, portal, state, clock, journal: journalWatch });
    stops.push(upkeep.stop);

    const address = await step('web', 10_000, 'START-LISTEN', async () => {
      const { keyPem: key, certificatePem: cert } = await certificate.read();
      const authority = await readAuthority(state);
      const server = await createServer({
        office,
        portal,
        tls: { key, cert },
        authority,
        log,
        upkeep: { ...upkeep, backups },
      });
      stops.push(() => closeServer(server));
      certificate.onNew((made) => server.server.setSecureContext({ key: made.keyPem, cert: made.certificatePem }));
      const listening = await server.listen({ host: settings['http.host'], port: settings['http.port'] });
      upkeep.serves(webAnswers(listening, dnsName(settings), authority.pem));
      return listening;
    });
    // Only now: the token host is a process of its own and must not delay the first screen.
    const tokens = watchTokens(office.token, tokenNews(office));
    stops.push(() => tokens.stop());
    void journalWatch.look();
    return { address, health: upkeep.health, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Stops all parts, the last one first. One that fails keeps none of the others from ending. */
async function stopAll(stops: (() => Promise<void> | void)[], log: Logger): Promise<void> {
  for (const end of stops.splice(0).reverse()) {
    try {
      await end();
    } catch (err) {
      log.error({ err }, 'a part did not stop');
    }
  }
}

/** The screens hear of the clock's state; what a wrong clock held back is done when it is proven. */
function watchClock(office: Office, portal: Portal, extender: Extender): () => void {
  const { clockWatch, events, log } = office;
  clockWatch.onChange((state) => {
    events.emit({ type: 'clock-changed', state });
    events.emit({ type: 'station-changed' });
    if (state === 'proven') {
      extender.wake();
      try {
        startDay(office);
        purgeDue(office);
      } catch (err) {
        log.error({ err }, 'the new day cannot begin now');
      }
    } else portal.askLines();
  });
  return startClockWatch(clockWatch, log);
}

/** What is being answered is answered; a screen that takes its answer no further does not hold up the end. */
async function closeServer(server: App): Promise<void> {
  const timer = setTimeout(() => server.server.closeAllConnections(), answerGraceMs);
  try {
    await server.close();
  } finally {
    clearTimeout(timer);
  }
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

async function startDevices(
  settings: Settings,
  state: string,
  clock: Clock,
  log: Logger,
): Promise<{ scanner: Scanner; token: TokenPort }> {
  const profiles = unwrap(await loadProfiles(fileURLToPath(new URL('../hardware-profiles', import.meta.url))));
  const configDir = unwrap(
    await writeSaneConfig(join(state, 'sane'), {
      backends: settings['scanner.backends'],
      network: settings['scanner.network'],
    }),
  );
  const modules = settings['token.modules'].map(
    (module) => new ModulePort({ modulePath: module.path, env: module.environment, clock, log }),
  );
  return {
    scanner: new ScanimageDriver({ profiles, configDir, network: settings['scanner.network'] }),
    token: new JoinedPort(modules),
  };
}

interface Parts {
  readonly store: Store;
  readonly settings: Settings;
  readonly scanner: Scanner;
  readonly token: TokenPort;
  readonly tasks: Office['tasks'];
  readonly runtime: string;
  readonly state: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Wires the rooms: the workflow writes to the outbox, the portal asks the workflow for content and reports back. */
function buildOffice(parts: Parts): { office: Office; portal: Portal; extender: Extender } {
  const { store, settings, clock, log, runtime, state, scanner: driver, token: tokenPort, ...rest } = parts;
  const events = new OfficeEvents();
  const tell = stationNews(events);
  const scanner = new ScannerStates(driver, tell);
  const token = new TokenStates(tokenPort, clock, tell);
  const clockWatch = new ClockWatch({ store, clock, boot: thisBoot(), log });
  const portal: Portal = createPortal({
    store,
    settings: portalSettings(settings, (name) => readCredential(store.db, store.keys, name)),
    clock,
    log,
    callbacks: {
      ...portalContent(
        store,
        (db, dossierId) => portal.outbox.deliveredCopies(db, dossierId),
        (documentId) => checkDeliverable(office, documentId),
      ),
      onConfirmed: (tx, row, receipt) => {
        onConfirmed(office, tx, row, receipt, (db, dossierId) => portal.outbox.deliveredCopies(db, dossierId));
        tell();
      },
      onRejected: tell,
      onHoldOver: (tx, row) => {
        holdOver(office, tx, row);
        tell();
      },
      onLink: (_server, state) => {
        if (state === 'up') extender.lineIsBack();
        tell();
      },
      onConfirmedExchange: tell,
      onDate: (server, heard) => clockWatch.heard(server, heard),
    },
    timings: { link: { intervalMs: settings['portal.probe-seconds'] * 1000 } },
  });
  const office: Office = {
    ...rest,
    scanner,
    scannerStates: () => scanner.statuses,
    token,
    tokensSeen: () => token.seen,
    store,
    clock,
    clockWatch,
    log,
    events,
    scanFolder: runtime,
    ...trustOf(settings),
    trustFolder: join(state, 'trust'),
    runningScans: new Map(),
    runningAttempts: new Set(),
    outbox: {
      enqueueUpload: (tx, dossierId, originalId, documentId, holdMs) => {
        portal.outbox.uploadCopy(tx, dossierId, { originalId, documentId }, holdMs);
        extender.wake();
      },
      enqueueSync: (tx, dossierId) => void portal.outbox.syncDossier(tx, dossierId),
      enqueueProgress: (tx, dossierId, entries) => void portal.outbox.progress(tx, dossierId, entries.map(String)),
      wake: () => {
        portal.wake();
        tell();
      },
    },
  };
  const extender = new Extender(office);
  return { office, portal, extender };
}

/** Whom the station trusts. */
function trustOf(settings: Settings): Pick<Office, 'trustAnchors' | 'intermediates'> {
  return {
    trustAnchors: settings['trust.anchors'].map(pemToDer),
    intermediates: settings['trust.intermediates'].map(pemToDer),
  };
}

/** Health and figures of the parts. `serves` is told how to ask the web server when there is one. */
function watchOver(parts: { store: Store; portal: Portal; state: string; clock: Clock; journal: JournalWatch }) {
  const { store, portal, state, clock, journal } = parts;
  let web: HealthProbe = () => false;
  const health = new Health(clock, {
    web: () => web(),
    store: storeAnswers(store),
    outbox: () => portal.alive(),
  });
  const watch = new ProcessWatch();
  watch.start();
  const version = programVersion();
  return {
    health,
    metrics: () =>
      stationMetrics({ store, clock, health, watch, state, journal, portalStatus: () => portal.status(), version }),
    serves: (probe: HealthProbe): void => {
      web = probe;
    },
    stop: (): void => watch.stop(),
  };
}

/** Scans end with the station, before what they write with: their whole pages are kept. */
function stopScans(office: Office): () => Promise<void> {
  return async () => {
    const running = [...office.runningScans.values()];
    for (const scan of running) scan.stop();
    await Promise.all(running.map((scan) => scan.ended));
  };
}
