/** The portal's categories, from the stand-in over the real connector into the office: what changes, and who says so. */
import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fail, unwrap } from '../../../../src/common/result.ts';
import { LgspConnector } from '../../../../src/portal/connectors/lgsp/index.ts';
import type { LinkState, PortalDossier, PortalStatus } from '../../../../src/portal/index.ts';
import { type Line, openLine } from '../../../../src/portal/line/line.ts';
import { like } from '../../../../src/store/drizzle.ts';
import { findCategoryPull, listCategoryVersions } from '../../../../src/store/repositories/categories.ts';
import { findDossier } from '../../../../src/store/repositories/dossiers.ts';
import { readSettings } from '../../../../src/store/repositories/settings.ts';
import { categoryPulls, categoryVersions, dossiers, settings } from '../../../../src/store/schema/index.ts';
import type { CategoriesAnswer, Category, StationAnswer } from '../../../../src/web/contract/index.ts';
import { CategoryPuller } from '../../../../src/workflow/categories/puller.ts';
import { openDossier } from '../../../../src/workflow/commands/open-dossier.ts';
import { portalContent } from '../../../../src/workflow/portal/content.ts';
import { Refused, type Screen } from '../../../peers/office/client.ts';
import { procedureName, procedureOf, renameProcedure } from '../../../peers/portal/categories.ts';
import { type PortalPeer, startPortalPeer } from '../../../peers/portal/index.ts';
import { SmallDisk } from '../../../peers/workflow/small-disk.ts';
import { idlePortal, type Served, serve } from '../../web/support/served.ts';

const hour = 3_600_000;
const unit = 'H99.14';
let served: Served;
let admin: Screen;
let peer: PortalPeer;
let line: Line;
let puller: CategoryPuller;
let portal: PortalStatus;

const disk = new SmallDisk(48);
beforeAll(async () => {
  served = await serve(disk.folder);
  admin = await served.as('unit-admin');
});
afterAll(async () => {
  disk.makeSpace();
  await served.close();
  disk.remove();
});
beforeEach(async () => {
  // Nothing was ever pulled, and nothing is set.
  served.store.write((tx) => {
    tx.update(dossiers).set({ procedureVersion: null }).run();
    tx.delete(categoryVersions).run();
    tx.delete(categoryPulls).run();
    tx.delete(settings).where(like(settings.key, 'portal.%')).run();
  });
  peer = await startPortalPeer({ unit });
  line = openLine();
  portal = { ...idlePortal, portal: { state: 'up', lastExchangeAt: null } };
  puller = pullerOver();
});
afterEach(async () => {
  await puller.stop();
  line.close();
  await peer.close();
});

function pullerOver(): CategoryPuller {
  const connector = new LgspConnector(
    { baseUrl: peer.urls.lgsp, unitCode: unit, timeoutMs: 10_000 },
    served.clock,
    line,
  );
  return new CategoryPuller(served.office, {
    pullCategory: (query, signal) => connector.pullCategory(query, { signal }),
    status: () => portal,
  });
}

const become = (state: LinkState, rows = idlePortal.rows): void => {
  portal = { ...portal, portal: { ...portal.portal, state }, rows };
};
const idle = async (): Promise<void> => {
  while (puller.isRunning) await new Promise((resolve) => setTimeout(resolve, 5));
};
const pull = async (): Promise<void> => {
  expect(puller.pullAll().ok).toBe(true);
  await idle();
};
const seen = async (name: string): Promise<Category> => {
  const { categories } = await admin.json<CategoriesAnswer>('GET', '/api/categories');
  const found = categories.find((one) => one.name === name);
  if (!found) throw new Error(name);
  return found;
};
const own = () => seen('procedure/2.000815');
const decide = (category: Category, accept: boolean, follow = false) =>
  admin.json('POST', `/api/categories/${category.versions.find(({ state }) => state === 'proposed')?.id}/decision`, {
    accept,
    follow,
    seen: category.seen,
  });
const refusal = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'accepted',
    (error: unknown) => (error instanceof Refused ? error.code : String(error)),
  );
const states = (name: string): string[] =>
  listCategoryVersions(served.store.db)
    .filter(({ category }) => category === name)
    .map(({ state }) => state);

/** Opens a dossier as the desk does; its id. */
function opened(): string {
  const id = randomUUID();
  const creator = served.store.db.query.officers
    .findFirst({ where: (row, { eq }) => eq(row.username, 'creator') })
    .sync();
  const actor = { id: creator?.id ?? '', roles: ['creator'] } as Parameters<typeof openDossier>[1];
  return unwrap(openDossier(served.office, actor, { id, requester: { name: 'Lò Thị Mẩy' } })).id;
}
/** What the portal is told of a dossier now. */
function told(id: string): PortalDossier {
  const content = portalContent(
    served.store,
    () => [],
    () => Promise.resolve(fail('STORE-NOT-FOUND')),
  );
  return unwrap(content.loadDossier(id));
}

describe('what was pulled', () => {
  it('is in force at once where it touches nothing that the office relies on, and dossiers refer to it', async () => {
    await pull();
    expect((await own()).versions).toMatchObject([
      { state: 'current', procedure: { results: [{ code: 'KQ.G15.000001' }] } },
    ]);
    expect((await seen('offices')).versions).toMatchObject([{ state: 'current', entries: 40 }]);
    const id = opened();
    expect(findDossier(served.store.db, id)?.procedureVersion).toBe((await own()).versions[0]?.id);
    await pull();
    expect(states('procedure/2.000815')).toEqual(['current']);
    peer.categories.offices.push({ MADONVI: 'H99.15', TENDONVI: 'UBND xã Mới', CAPDONVI: '4' });
    await pull();
    expect(states('offices')).toEqual(['current', 'past']);
  });

  it('waits for the unit admin where it does, and goes into no dossier before', async () => {
    const before = opened();
    await pull();
    const under = opened();
    renameProcedure(peer.categories);
    await pull();
    const waiting = await own();
    expect(waiting.differences.map(({ what, changes, now }) => [what, changes, now])).toEqual([
      ['portal.procedure-name', true, `${procedureName} (sửa đổi)`],
      ['portal.result-code', true, 'KQ.G15.000002'],
    ]);
    expect((await admin.json<StationAnswer>('GET', '/api/station')).categoriesWait).toBe(1);
    const since = opened();
    for (const id of [before, under, since]) expect(told(id).procedureName).toBe(procedureName);

    await decide(waiting, true);
    expect(readSettings(served.store.db)['portal.result-code']).toBe('KQ.G15.000002');
    const after = opened();
    expect(told(after).procedureName).toBe(`${procedureName} (sửa đổi)`);
    for (const id of [before, under, since]) expect(told(id).procedureName).toBe(procedureName);
    expect(await refusal(decide(waiting, true))).not.toBe('accepted');
    expect((await admin.json<StationAnswer>('GET', '/api/station')).categoriesWait).toBe(0);
  });

  it('goes into the dossiers opened before only if the unit admin says so', async () => {
    await pull();
    const id = opened();
    renameProcedure(peer.categories);
    await pull();
    await decide(await own(), true, true);
    expect(told(id).procedureName).toBe(`${procedureName} (sửa đổi)`);
  });

  it('is not asked about again once it was declined, and gives way when the portal takes it back', async () => {
    await pull();
    const [first] = peer.categories.details;
    renameProcedure(peer.categories);
    await pull();
    await decide(await own(), false);
    await pull();
    expect(states('procedure/2.000815')).toEqual(['declined', 'current']);
    expect(readSettings(served.store.db)['portal.procedure-name']).toBe(procedureName);
    peer.categories.details = [procedureOf('2.000815', 'Tên khác')];
    await pull();
    expect((await own()).differences).toHaveLength(1);
    if (first) peer.categories.details = [first];
    await pull();
    expect((await own()).differences).toEqual([]);
    expect(states('procedure/2.000815')).toEqual(['overtaken', 'declined', 'current']);
  });

  it('is decided on by what the admin saw: settings changed meanwhile are shown anew', async () => {
    await pull();
    renameProcedure(peer.categories);
    await pull();
    const waiting = await own();
    await admin.json('PUT', '/api/settings/portal.result-code', { value: 'KQ.G15.000002' });
    expect(await refusal(decide(waiting, true))).toBe('WEB-EDITED-MEANWHILE');
    await decide(await own(), true);
    expect(await refusal(decide(waiting, false))).toBe('CATEGORY-NOT-WAITING');
  });

  it('tells of fees, of a procedure that is taken off, and of several results to choose from, and changes none of it', async () => {
    await pull();
    const [change] = [
      {
        TRANGTHAI: '0',
        KETQUATHUCHIEN: ['1', '2'].map((n) => ({
          MAKETQUA: `KQ.G15.10000${n}`,
          TENKETQUA: `Kết quả ${n}`,
          TENTEP: '',
          URL: '',
        })),
        CACHTHUCTHUCHIEN: [],
      },
    ];
    peer.categories.details = [procedureOf('2.000815', procedureName, change)];
    await pull();
    const waiting = await own();
    expect(waiting.differences.map(({ what, changes }) => [what, changes])).toEqual([
      ['unpublished', false],
      ['result-code-choice', false],
      ['fees', false],
    ]);
    await decide(waiting, true);
    expect(readSettings(served.store.db)['portal.result-code']).toBe('KQ.G15.000001');
  });
});

describe('a bad day at the portal', () => {
  it('replaces no full list by an empty one without the unit admin’s word', async () => {
    await pull();
    const { offices, procedures, fields } = peer.categories;
    Object.assign(peer.categories, { offices: offices.slice(0, 3), procedures: [], fields: [] });
    await pull();
    expect((await seen('offices')).differences.map(({ what, was, now }) => [what, was, now])).toEqual([
      ['emptied', '40', '3'],
    ]);
    expect((await seen('fields')).differences.map(({ what }) => what)).toEqual(['emptied', 'fields-absent']);
    expect((await seen('procedures')).versions.map(({ state, entries }) => [state, entries])).toEqual([
      ['proposed', 0],
      ['current', procedures.length],
    ]);
    Object.assign(peer.categories, { offices, procedures, fields });
    await pull();
    for (const name of ['offices', 'fields', 'procedures']) expect(states(name)).toEqual(['overtaken', 'current']);
  });

  it('takes nothing in of an empty, a missing or a broken answer, and asks again later', async () => {
    peer.categories.fields = [];
    peer.categories.details = [];
    await pull();
    expect((await seen('fields')).failureCode).toBe('CATEGORY-EMPTY');
    expect((await own()).failureCode).toBe('CATEGORY-ABSENT');
    expect(states('fields')).toEqual([]);
    for (const kind of ['garbage', 'half', 'twice'] as const) {
      peer.misbehave({ kind, service: 'LayThuTuc', times: 1 });
      await pull();
      expect((await own()).failureCode).toMatch(/^FETCH-/);
    }
    const { nextAt, failures } = findCategoryPull(served.store.db, 'procedure/2.000815') ?? { nextAt: 0, failures: 0 };
    expect(failures).toBe(4);
    expect(nextAt - served.clock.now()).toBeGreaterThan(hour);
  });
});

it('a full disk keeps the version in force; what was pulled meanwhile is pulled again', async () => {
  await pull();
  renameProcedure(peer.categories);
  // Without a log that it could write over, nothing more can be written.
  served.store.cutWal();
  disk.fill();
  try {
    await pull();
    expect(states('procedure/2.000815')).toEqual(['current']);
  } finally {
    disk.makeSpace();
  }
  await pull();
  expect(states('procedure/2.000815')).toEqual(['proposed', 'current']);
});

it('a way without categories says so, and asks for nothing', async () => {
  const without = new CategoryPuller(served.office, { pullCategory: null, status: () => idlePortal });
  expect(without.pullAll()).toMatchObject({ error: { code: 'CATEGORY-NOT-OFFERED' } });
  expect(await admin.json<CategoriesAnswer>('GET', '/api/categories')).toMatchObject({ offered: false });
  expect(await refusal(admin.json('POST', '/api/categories/pull'))).toBe('CATEGORY-NOT-OFFERED');
});

describe('when categories are pulled', () => {
  const asked = (): string[] => peer.requests.map(({ service }) => service);
  const minute = async (): Promise<void> => {
    served.clock.pass(60_000);
    puller.startIfDue();
    await idle();
  };

  it('one a minute, as long as the line is there, and again after a day', async () => {
    become('down');
    await minute();
    expect(asked()).toEqual([]);
    become('up');
    for (let n = 0; n < 8; n++) await minute();
    expect(asked()).toEqual(['LayThuTuc', 'LayThuTuc', 'LayDanhSachTTHC', 'LayDanhMucLinhVuc', 'LayDanhMucCoQuan']);
    served.clock.pass(25 * hour);
    await minute();
    expect(asked()).toHaveLength(6);
  });

  it('on a weak line the office’s procedures alone, and nothing while dossiers wait', async () => {
    become('weak', { ...idlePortal.rows, waiting: 1 });
    await minute();
    expect(asked()).toEqual([]);
    become('weak');
    for (let n = 0; n < 4; n++) await minute();
    expect(asked()).toEqual(['LayThuTuc', 'LayThuTuc']);
    become('up', { ...idlePortal.rows, sending: 1 });
    await minute();
    expect(asked()).toHaveLength(2);
  });

  it('ends at once with the station, and takes nothing in then', async () => {
    peer.misbehave({ kind: 'slow', ms: 60_000 });
    expect(puller.pullAll().ok).toBe(true);
    expect(puller.pullAll()).toMatchObject({ error: { code: 'CATEGORY-RUNNING' } });
    while (peer.requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    await puller.stop();
    expect(listCategoryVersions(served.store.db)).toEqual([]);
  });
});
