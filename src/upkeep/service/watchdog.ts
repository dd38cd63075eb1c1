import type { Logger } from '../../common/log.ts';
import type { Health } from '../health/health.ts';
import type { ServiceManager } from './service-manager.ts';

/**
 * Tells the service manager that the station is well, three times within the time that it waits, and only when every
 * part answers. A part that does not is named in the log; when it stays silent the service manager ends the station and
 * starts it again. What lies outside the station (line, devices, disk space) is no part of its health: a link that is
 * down for a month is healthy.
 *
 * @param timeoutMs  how long the service manager waits
 */
export function startWatchdog(parts: {
  health: Health;
  manager: ServiceManager;
  timeoutMs: number;
  log: Logger;
}): () => void {
  const { health, manager, timeoutMs, log } = parts;
  let busy = false;
  const look = async (): Promise<void> => {
    if (busy) return;
    busy = true;
    try {
      const silent = await health.check();
      if (silent.length === 0) manager.watchdog();
      else log.error({ parts: silent, code: 'STATION-UNWELL' }, 'parts of the station do not answer');
    } catch (err) {
      log.error({ err }, 'the service manager could not be told');
    } finally {
      busy = false;
    }
  };
  const timer = setInterval(() => void look(), timeoutMs / 3);
  return () => clearInterval(timer);
}
