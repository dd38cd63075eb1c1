/** The journal read by the inspector: the newest first, by day and officer, and whether the chain holds. */
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { journalVi } from '../../../../kiosk-ui/src/words/journal.vi.ts';
import { ACTS } from '../../../../src/certification/index.ts';
import { civilDate } from '../../../../src/common/vietnam-time.ts';
import type { JournalAnswer, JournalCheck, SessionAnswer } from '../../../../src/web/contract/index.ts';
import type { Screen } from '../../../peers/office/client.ts';
import { receive } from '../support/desk.ts';
import { type Served, serve } from '../support/served.ts';

let served: Served;
let inspector: Screen;
let creator: Screen;
beforeAll(async () => {
  served = await serve();
  inspector = await served.as('inspector');
  creator = await served.as('creator');
});
afterAll(() => served.close());

const read = (query: string): Promise<JournalAnswer> =>
  inspector.json<JournalAnswer>('GET', `/api/journal?order=newest&${query}`);

it('is read from the end, page by page, each entry once, and names what it tells of', async () => {
  const { dossierId, originalId } = await receive(creator);
  const seen: JournalAnswer['entries'][number][] = [];
  for (let before: number | null = 1_000_000; before !== null; ) {
    const page: JournalAnswer = await read(`limit=3&before=${before}`);
    seen.push(...page.entries);
    before = page.next;
  }
  // The first look at the journal was itself written meanwhile: what came after the walk began is not in it.
  const numbers = seen.map(({ seq }) => seq);
  expect(numbers).toEqual(Array.from({ length: numbers.length }, (_, index) => numbers.length - index));
  const opened = seen.find(({ act, objectId }) => act === 'open-dossier' && objectId === dossierId);
  expect(opened?.object?.vi).toMatch(/^H99\.14-\d{6}-\d+$/);
  const added = seen.find(({ objectId }) => objectId === originalId);
  expect(added?.object).toEqual({
    vi: `${opened?.object?.vi}, giấy tờ thứ 1`,
    en: `${opened?.object?.en}, original 1`,
  });
  // Nothing in it names the requester.
  expect(JSON.stringify(seen)).not.toContain('Lò Thị Mẩy');
});

it('is narrowed to a day and to an officer, or to the station', async () => {
  const me = (await creator.json<SessionAnswer>('GET', '/api/session')).officer.id;
  const mine = await read(`actor=${me}&limit=1000`);
  expect(mine.entries.length).toBeGreaterThan(1);
  expect(new Set(mine.entries.map(({ actor }) => actor))).toEqual(new Set([me]));
  expect(mine.people.find(({ id }) => id === me)?.fullName).toBe('Lý Mùi Phin');
  const station = await read('actor=station&limit=1000');
  expect(station.entries.filter(({ actor }) => actor !== 'station')).toEqual([]);

  const today = civilDate(served.clock.now());
  served.clock.pass(86_400_000 * 3);
  inspector = await served.as('inspector');
  const of = (day: string) => read(`limit=1000&day=${day}`);
  const then = await of(today);
  expect(then.entries.map(({ seq }) => seq)).toEqual(
    (await read('limit=1000')).entries.filter(({ at }) => civilDate(at) === today).map(({ seq }) => seq),
  );
  const days = (await of(civilDate(served.clock.now()))).entries.map(({ at }) => civilDate(at));
  expect(new Set(days)).toEqual(new Set([civilDate(served.clock.now())]));
  expect((await of('2999-12-31')).entries).toEqual([]);
  const days9 = ['day=9999-12-31', 'day=3000-01-01', 'day=1999-12-31', 'day=0000-01-01'];
  for (const wrong of ['day=2026-02-30', ...days9, 'actor=somebody', 'before=0', 'limit=1001']) {
    expect((await inspector.once({ method: 'GET', path: `/api/journal?order=newest&${wrong}` })).status, wrong).toBe(
      400,
    );
  }
});

it('is asked for by day and by officer through an index, however long it is', () => {
  const db = new Database(join(served.folder, 'state', 'tram.db'), { readonly: true });
  const plan = (where: string): string =>
    db
      .prepare<[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT * FROM journal WHERE ${where} ORDER BY seq DESC LIMIT 51`,
      )
      .all()
      .map(({ detail }) => detail)
      .join('; ');
  expect(plan('at >= 1 AND at < 2')).toContain('journal_by_time');
  expect(plan("actor = 'x'")).toContain('journal_by_actor');
  expect(plan("actor = 'x' AND at >= 1 AND at < 2")).toMatch(/journal_by_(actor|time)/);
  db.close();
});

it('says whether the chain holds, and where it breaks; asked twice at once it is walked once', async () => {
  const check = () => inspector.json<JournalCheck>('GET', '/api/journal/verification');
  const [whole, again] = await Promise.all([check(), check()]);
  const last = served.store.journal.head(served.store.db)?.seq;
  expect(whole).toEqual({ checkedAt: served.clock.now(), intact: true, brokenAt: null, last });
  expect(again).toEqual(whole);
  const db = new Database(join(served.folder, 'state', 'tram.db'));
  db.exec("DROP TRIGGER journal_is_append_only; UPDATE journal SET actor = 'station' WHERE seq = 4;");
  db.close();
  expect(await check()).toMatchObject({ intact: false, brokenAt: 4 });
});

it('has a word for every act on an original', () => {
  expect(ACTS.filter((act) => !Object.hasOwn(journalVi, `journal.act.${act}`))).toEqual([]);
});
