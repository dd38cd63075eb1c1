import type { Logger } from '../../common/log.ts';
import type { Health } from '../health/health.ts';
import type { ServiceManager } from './service-manager.ts';

/**
 * Tells the service manager READY when every part of the station answers. While one does not, READY is withheld, the log
 * names the part (STATION-UNWELL), and the answer is false.
 *
 * @param address  where the station serves, for the line that `systemctl status` shows
 * @param begin    done between the look and READY: what has to stand before anybody counts on the station
 */
export async function announceReady(parts: {
  readonly health: Pick<Health, 'check'>;
  readonly manager: Pick<ServiceManager, 'ready' | 'status'>;
  readonly log: Logger;
  readonly address: string;
  readonly begin: () => void;
}): Promise<boolean> {
  const { health, manager, log, address, begin } = parts;
  const silent = await health.check();
  if (silent.length > 0) {
    log.error({ parts: silent, code: 'STATION-UNWELL' }, 'parts of the station do not answer');
    return false;
  }
  begin();
  log.info({ listening: address, pid: process.pid, ms: Math.round(performance.now()) }, 'ready');
  manager.ready();
  manager.status(`Trạm phục vụ tại ${address}`);
  return true;
}
