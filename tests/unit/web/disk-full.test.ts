import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { civilDate } from '../../../src/common/vietnam-time.ts';
import type { ImageList } from '../../../src/web/contract/index.ts';
import { sealPng } from '../../peers/images/signature-and-seal.ts';
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

  it('an image leaves no file behind that no row names, and is taken once there is space', async () => {
    const admin = await served.as('unit-admin');
    const { documents, db } = served.store;
    const facts = { kind: 'seal', widthMm: '36', heightMm: '36', validFrom: civilDate(served.clock.now()) };
    const call = {
      method: 'PUT',
      path: `/api/office-images/${randomUUID()}?${new URLSearchParams(facts).toString()}`,
      raw: Buffer.from(await sealPng({ body: 'ỦY BAN NHÂN DÂN XÃ THỬ', above: 'TỈNH THỬ' }, 100)),
      headers: { 'content-type': 'image/png' },
    };
    const unnamed = async () => (await documents.list()).ids.filter((id) => !documents.find(db, id));
    disk.fill();
    for (let room = 0; room < 256 * 1024; room += 16_384) {
      disk.makeSpace(room);
      const answer = await admin.once(call);
      if (answer.status === 200) break;
      expect([answer.status, failureIn(answer).code]).toEqual([507, 'STORE-DISK-FULL']);
      expect(await unnamed()).toEqual([]);
    }
    disk.makeSpace();
    const { images } = await admin.json<ImageList>('GET', '/api/office-images');
    await admin.call(call);
    await admin.call(call);
    const after = await admin.json<ImageList>('GET', '/api/office-images');
    expect(after.images.length - images.length).toBeLessThanOrEqual(1);
    expect(after.images.filter(({ kind, widthMm }) => kind === 'seal' && widthMm === 36)).not.toEqual([]);
    expect(await unnamed()).toEqual([]);
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
