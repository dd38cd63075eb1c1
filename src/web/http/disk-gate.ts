import type { FastifyRequest } from 'fastify';
import { fail } from '../../common/result.ts';
import type { DiskWatch } from '../station/disk-watch.ts';
import { accepted } from './refused.ts';

/** What changes nothing by itself. */
const reading = ['GET', 'HEAD', 'OPTIONS'];

/**
 * Takes no work that the disk could not keep: nothing while it takes no writes, and nothing new while the space in reserve
 * is used to finish what was begun. A PIN is refused before it is read. STORE-DISK-FAILING, STORE-DISK-RESERVE.
 */
export function diskGate(disk: DiskWatch) {
  return (request: FastifyRequest): Promise<void> => {
    if (request.is404 || reading.includes(request.method)) return Promise.resolve();
    if (disk.fails) accepted(fail('STORE-DISK-FAILING'));
    if (disk.reserveUsed && request.routeOptions.config.beginsWork) accepted(fail('STORE-DISK-RESERVE'));
    return Promise.resolve();
  };
}
