import { readFile } from 'node:fs/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fail, unwrap } from '../../../../src/common/result.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import { findCodings, writeCoding } from '../../../../src/store/repositories/page-codings.ts';
import { listPages } from '../../../../src/store/repositories/pages.ts';
import { readSettings, writeSetting } from '../../../../src/store/repositories/settings.ts';
import { documents, pageCodings } from '../../../../src/store/schema/index.ts';
import { codedAhead, codePages } from '../../../../src/workflow/coding/code-pages.ts';
import { planCoding } from '../../../../src/workflow/coding/plan.ts';
import { tooLarge } from '../../../../src/workflow/coding/too-large.ts';
import { submit } from '../../../../src/workflow/commands/submit.ts';
import type { Office } from '../../../../src/workflow/office.ts';
import { prepareAttempt } from '../../../../src/workflow/signing/prepare-attempt.ts';
import type { OfficeTasks } from '../../../../src/workflow/tasks.ts';
import { attemptView } from '../../../../src/workflow/views/attempts.ts';
import {
  compared,
  signWith,
  submitted,
  WorkflowBench,
  type WorkflowOffice,
} from '../../../peers/workflow/workflow-office.ts';

let bench: WorkflowBench;
let station: WorkflowOffice;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());
beforeEach(async () => {
  station = await bench.open(await bench.newState());
});
afterEach(async () => {
  await codedAhead(station.office);
  await station.close();
});

const set = (key: string, value: unknown): void =>
  station.office.store.write((tx) => writeSetting(tx, key, value, Date.now(), null));
const settings = () => readSettings(station.office.store.db);
const pagesOf = (originalId: string) => listPages(station.office.store.db, originalId);
const codingsOf = (originalId: string, coding: 'standard' | 'compact') =>
  findCodings(
    station.office.store.db,
    pagesOf(originalId).map(({ id }) => id),
    coding,
  );
const fileOf = (id: string) => readFile(station.office.store.documents.path(id));
/** The office with one of its tasks in other hands. */
const withTasks = (change: Partial<OfficeTasks>): Office => ({
  ...station.office,
  tasks: { ...station.office.tasks, ...change },
});
/** Limits that a sheet of large letters without grain surely meets; what the limits do is tested where pages are coded. */
function compact(): void {
  set('coding.profile', 'compact');
  set('coding.compact-page-limit', 1000);
  set('coding.compact-text', 90);
  set('coding.compact-similarity', 70);
}

async function view(originalId: string) {
  const prepared = unwrap(await prepareAttempt(station.office, station.signer, 'sign', [originalId]));
  return unwrap(attemptView(station.office.store.db, 'sign', station.signer.id, prepared.attemptId)).items[0]?.coding;
}

describe('coding pages for the copy', () => {
  it('codes them while the scan goes on, leaves the kept pages alone, and the copy says how', async () => {
    compact();
    const { originalId } = await submitted(station);
    const kept = await Promise.all(pagesOf(originalId).map((page) => fileOf(page.documentId)));
    await codedAhead(station.office);
    const codings = [...codingsOf(originalId, 'compact').values()];
    expect(codings.map(({ form, notCompact }) => [form, notCompact])).toEqual([
      ['mixed', null],
      ['mixed', null],
    ]);
    expect(await view(originalId)).toMatchObject({ profile: 'compact', mixed: 2, jpeg: 0, kept: 0 });
    unwrap(await signWith(station, 'sign', [originalId]));
    unwrap(await signWith(station, 'seal', [originalId]));
    expect(station.original(originalId).state).toBe('issued');
    // The signed revision holds the codings: they go, the pages as scanned stay.
    expect(codingsOf(originalId, 'compact').size).toBe(0);
    const after = await Promise.all(pagesOf(originalId).map((page) => fileOf(page.documentId)));
    expect(after.map((bytes, n) => bytes.equals(kept[n] ?? Buffer.alloc(0)))).toEqual([true, true]);
  });

  it('power cut between a page and its coding: coded when the copy is composed', async () => {
    const { originalId } = await submitted(station);
    await codedAhead(station.office);
    // Nothing was coded for this profile, as if the station had stopped before it came to it.
    set('coding.profile', 'standard');
    expect(codingsOf(originalId, 'standard').size).toBe(0);
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(station.original(originalId).state).toBe('signed');
  });

  it('asked for by two at once, a page is coded once', async () => {
    const { originalId } = await submitted(station);
    compact();
    let coded = 0;
    const office = withTasks({
      codePage: (task) => {
        coded += 1;
        return station.office.tasks.codePage(task);
      },
    });
    await Promise.all([codePages(office, settings(), originalId), codePages(office, settings(), originalId)]);
    expect(coded).toBe(2);
    expect(codingsOf(originalId, 'compact').size).toBe(2);
  });

  it('a worker that dies twice over a page costs nothing but bytes: the page goes in as it was kept', async () => {
    const { originalId } = await submitted(station);
    compact();
    const second = pagesOf(originalId)[1];
    let deaths = 0;
    const office = withTasks({
      codePage: async (task) => {
        if (task.page.id !== second?.documentId) return await station.office.tasks.codePage(task);
        deaths += 1;
        return fail('TASK-WORKER-DIED', { task: 'codePage' });
      },
    });
    const plan = unwrap(await codePages(office, settings(), originalId));
    expect(deaths).toBe(2);
    expect(plan.pages.map(({ form, documentId }) => [form, documentId === second?.documentId])).toEqual([
      ['mixed', false],
      ['kept', true],
    ]);
    // Not for ever: the next copy tries again.
    expect(planCoding(station.office.store.db, settings(), originalId).missing.map(({ id }) => id)).toEqual([
      second?.id,
    ]);
  });

  it('a full disk is said, nothing is signed, and later it goes on', async () => {
    const { originalId } = await submitted(station);
    compact();
    const office = withTasks({ codePage: async () => fail('STORE-DISK-FULL') });
    const refused = await prepareAttempt(office, station.signer, 'sign', [originalId]);
    expect(refused).toMatchObject({ error: { code: 'STORE-DISK-FULL' } });
    expect(station.original(originalId).state).toBe('awaiting-signature');
    expect(codingsOf(originalId, 'compact').size).toBe(0);
    unwrap(await signWith(station, 'sign', [originalId]));
  });
});

describe('what the portal takes from an officer’s hand', () => {
  /** Pages so large in the office's own coding that the file does not fit; the rows alone are made so. */
  function largeUnless(profile: 'standard' | 'compact', originalId: string): void {
    const db = station.office.store.db;
    for (const coding of ['standard', 'compact'] as const) {
      for (const page of pagesOf(originalId)) {
        const length = coding === profile ? 1_000 : 9_000_000;
        const row = { form: 'jpeg' as const, documentId: page.documentId, fidelity: null, notCompact: null, at: 0 };
        const id = `${page.id} ${coding}`;
        station.office.store.write((tx) => writeCoding(tx, { id, pageId: page.id, coding, length, ...row }));
      }
    }
    expect(planCoding(db, settings(), originalId).limitBytes).toBe(5_000_000);
  }

  it('is kept to by the first coding that the office allows; where none does the officer is told, before signing', async () => {
    const { originalId } = await submitted(station);
    await codedAhead(station.office);
    set('portal.connector', 'manual');
    set('coding.profile', 'standard');
    largeUnless('compact', originalId);
    const { db } = station.office.store;
    expect(planCoding(db, settings(), originalId).profile).toBe('standard');
    expect(tooLarge(db, settings(), originalId)).toMatchObject({
      limitBytes: 5_000_000,
      code: 'HANDOVER-FILE-TOO-LARGE',
    });
    set('coding.smaller', ['standard', 'compact']);
    expect(planCoding(db, settings(), originalId)).toMatchObject({ profile: 'compact', missing: [] });
    expect(tooLarge(db, settings(), originalId)).toBeNull();
    // Sent by the station itself there is no such limit.
    set('portal.connector', 'lgsp');
    expect(planCoding(db, settings(), originalId)).toMatchObject({ profile: 'standard', limitBytes: null });
  });

  it('is not spoken of while pages are still being coded', async () => {
    const { originalId } = await submitted(station);
    set('portal.connector', 'manual');
    set('coding.profile', 'standard');
    expect(tooLarge(station.office.store.db, settings(), originalId)).toBeNull();
  });
});

describe('what can be signed at all', () => {
  /** So long is each page in each coding; the rows alone are made so. */
  function coded(originalId: string, lengths: { readonly standard: number; readonly compact: number }): void {
    const { store } = station.office;
    for (const coding of ['standard', 'compact'] as const) {
      for (const { id: pageId, documentId } of pagesOf(originalId)) {
        const row = { form: 'jpeg' as const, documentId, fidelity: null, notCompact: null, at: 0 };
        const id = `${pageId} ${coding}`;
        store.write((tx) => writeCoding(tx, { id, pageId, coding, length: lengths[coding], ...row }));
      }
    }
  }
  const submitNow = (originalId: string) => submit(station.office, station.creator, { originalId });
  const state = (originalId: string) => station.original(originalId).state;

  it('is known before the signer is asked: a smaller coding where the office allows one, and otherwise a word', async () => {
    const { originalId } = await compared(station);
    await codedAhead(station.office);
    coded(originalId, { standard: 300 * 2 ** 20, compact: 1_000 });
    set('portal.connector', 'lgsp');
    set('coding.profile', 'standard');
    expect(tooLarge(station.office.store.db, settings(), originalId)).toMatchObject({ code: 'COPY-TOO-LARGE' });
    expect(submitNow(originalId)).toMatchObject({ error: { code: 'COPY-TOO-LARGE' } });
    expect(state(originalId)).toBe('compared');
    set('coding.smaller', ['compact']);
    expect(tooLarge(station.office.store.db, settings(), originalId)).toBeNull();
    expect(planCoding(station.office.store.db, settings(), originalId)).toMatchObject({ profile: 'compact' });
    expect(submitNow(originalId)).toMatchObject({ ok: true });
  });

  it('is less where files are signed on the officer’s own PC', async () => {
    const { originalId } = await compared(station);
    await codedAhead(station.office);
    coded(originalId, { standard: 70 * 2 ** 20, compact: 70 * 2 ** 20 });
    set('coding.profile', 'standard');
    expect(tooLarge(station.office.store.db, settings(), originalId)?.code).not.toBe('COPY-TOO-LARGE');
    set('token.signer-provider', 'vgca');
    expect(submitNow(originalId)).toMatchObject({ error: { code: 'SIGN-RETURN-TOO-LARGE' } });
    set('token.signer-provider', 'pkcs11');
    expect(submitNow(originalId)).toMatchObject({ ok: true });
  });

  it('is waited for while pages are being coded, unless they fit as they were kept', async () => {
    const { originalId } = await compared(station);
    await codedAhead(station.office);
    const { db } = station.office.store;
    const [page] = pagesOf(originalId);
    if (!page) throw new Error('no page');
    const documentIs = (length: number) =>
      db.update(documents).set({ length }).where(eq(documents.id, page.documentId)).run();
    db.delete(pageCodings).where(eq(pageCodings.pageId, page.id)).run();
    const kept = station.office.store.documents.find(db, page.documentId)?.length ?? 0;
    documentIs(300 * 2 ** 20);
    set('coding.profile', 'standard');
    expect(tooLarge(db, settings(), originalId)).toBeNull();
    expect(submitNow(originalId)).toMatchObject({ error: { code: 'COPY-SIZE-UNKNOWN' } });
    expect(state(originalId)).toBe('compared');
    // The refusal has the pages coded: after a power cut nobody else would.
    documentIs(kept);
    await codedAhead(station.office);
    expect(planCoding(db, settings(), originalId).missing).toEqual([]);
    expect(submitNow(originalId)).toMatchObject({ ok: true });
  });
});
