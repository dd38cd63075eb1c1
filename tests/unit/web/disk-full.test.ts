import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { SmallDisk } from '../../peers/workflow/small-disk.ts';
import { receive } from './support/desk.ts';
import { failureIn, type Served, serve } from './support/served.ts';

let disk: SmallDisk;
let served: Served;
beforeEach(async () => {
  disk = new SmallDisk();
  served = await serve(disk.folder);
});
afterEach(async () => {
  vi.useRealTimers();
  disk.makeSpace();
  await served.close();
  disk.remove();
});

describe('on a full disk', () => {
  it('what cannot be saved is answered with a code, and saved once there is space', async () => {
    const creator = await served.as('creator');
    const { dossierId } = await receive(creator);
    const body = { requester: { name: 'Lò Thị Mẩy' } };
    disk.fill();
    const answer = await creator.once({ method: 'PUT', path: `/api/dossiers/${dossierId}/requester`, body });
    expect([answer.status, failureIn(answer).code]).toEqual([507, 'STORE-DISK-FULL']);
    expect(served.logged.join('')).not.toContain('Mẩy');
    disk.makeSpace();
    await creator.json('PUT', `/api/dossiers/${dossierId}/requester`, body);
  });

  it('nobody sees what a look at it could not be journaled of', async () => {
    const creator = await served.as('creator');
    const { dossierId } = await receive(creator);
    disk.fill();
    const answer = await creator.once({ method: 'GET', path: `/api/dossiers/${dossierId}` });
    expect([answer.status, failureIn(answer).code]).toEqual([507, 'STORE-DISK-FULL']);
  });

  it('sessions go on and end in time, and the lamps are shown', async () => {
    const creator = await served.as('creator');
    disk.fill();
    for (let minutes = 0; minutes < 30; minutes += 5) {
      served.clock.pass(5 * 60_000);
      expect((await creator.once({ method: 'GET', path: '/api/station' })).status).toBe(200);
    }
    served.clock.pass(16 * 60_000);
    for (const path of ['/api/station', '/api/session']) {
      expect((await creator.once({ method: 'GET', path })).status).toBe(401);
    }
  });
});
