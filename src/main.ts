import { statSync } from 'node:fs';
import { enableCompileCache } from 'node:module';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** Exit codes of the service: systemd restarts it after 1, not after 78 (the set-up has to be mended first). */
const exit = { stopped: 0, failed: 1, setup: 78 } as const;

// Whatever the station makes is its own user's alone.
process.umask(0o077);

const { values } = parseArgs({ options: { state: { type: 'string' }, 'log-level': { type: 'string' } } });
const state = values.state ?? process.env['STATE_DIRECTORY'];

// Before the program itself is loaded: stripped and compiled modules are kept, which halves the next start.
if (state) {
  const cache = process.env['CACHE_DIRECTORY'] ?? join(state, 'cache');
  enableCompileCache(cache);
  // Worker threads and the token host look for it in their environment.
  process.env['NODE_COMPILE_CACHE'] = cache;
}
const { startAppliance } = await import('./appliance.ts');
const { systemClock } = await import('./common/clock.ts');
const { codes } = await import('./common/codes/index.ts');
const { createLogger } = await import('./common/log.ts');
const { diskFailure, StartFailure } = await import('./start-step.ts');
const { officeTraces } = await import('./upkeep/rescue/rescue.ts');
const { connectServiceManager, watchdogTimeout } = await import('./upkeep/service/service-manager.ts');
const { announceReady } = await import('./upkeep/service/ready.ts');
const { startWatchdog } = await import('./upkeep/service/watchdog.ts');

const log = createLogger(values['log-level'] ?? 'info');

// A database that is gone while the rest of an office is here is damage, and the start's own steps see to it.
if (!state || !officeTraces.some((name) => isThere(join(state, name)))) {
  console.error(`START-NO-OFFICE: ${codes['START-NO-OFFICE'].vi}`);
  process.exit(exit.setup);
}

/** A disk that does not answer says nothing of whether there is an office. */
function isThere(path: string): boolean {
  try {
    return statSync(path, { throwIfNoEntry: false }) !== undefined;
  } catch (error) {
    const disk = diskFailure(error);
    if (!disk) return false;
    log.error({ code: disk.code, err: error }, 'start failed');
    process.exit(exit.failed);
  }
}

try {
  const manager = await connectServiceManager(process.env);
  const credentials = process.env['CREDENTIALS_DIRECTORY'];
  const appliance = await startAppliance({ state, clock: systemClock, log, ...(credentials ? { credentials } : {}) });
  const begin = (): void => {
    const timeoutMs = watchdogTimeout(process.env, process.pid);
    const endWatchdog =
      timeoutMs === null ? () => {} : startWatchdog({ health: appliance.health, manager, timeoutMs, log });
    let stopping = false;
    // A second signal (npm passes Ctrl+C on once more) must not cut the stop that is under way.
    const stop = (signal: string): void => {
      if (stopping) return;
      stopping = true;
      log.info({ signal }, 'stopping');
      endWatchdog();
      manager.stopping();
      void appliance.stop().then(() => process.exit(exit.stopped));
    };
    process.on('SIGTERM', () => stop('SIGTERM'));
    process.on('SIGINT', () => stop('SIGINT'));
  };
  const { address, health } = appliance;
  if (!(await announceReady({ health, manager, log, address, begin }))) {
    await appliance.stop();
    throw new StartFailure('STATION-UNWELL');
  }
} catch (error) {
  if (!(error instanceof StartFailure)) log.fatal({ err: error }, 'a bug ended the start');
  process.exit(error instanceof StartFailure && error.code === 'START-STATION-KEY' ? exit.setup : exit.failed);
}
