/** What an officer does about a difference with the portal. */
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { unwrap } from '../../../../src/common/result.ts';
import { eq } from '../../../../src/store/drizzle.ts';
import { markConfirmed } from '../../../../src/store/repositories/outbox.ts';
import {
  type FoundDifference,
  openDifferences,
  replaceDifferences,
} from '../../../../src/store/repositories/portal-differences.ts';
import { dossiers } from '../../../../src/store/schema/index.ts';
import { OfficeEvents } from '../../../../src/workflow/events.ts';
import type { Office as Station } from '../../../../src/workflow/office.ts';
import { noteDifference } from '../../../../src/workflow/portal/reconciliation/note-difference.ts';
import { resendDossier } from '../../../../src/workflow/portal/reconciliation/resend-dossier.ts';
import { differenceViews } from '../../../../src/workflow/views/index.ts';
import { dossierId, type Office, openOffice } from '../../portal/office.ts';

const creator = { id: 'officer-1', roles: ['creator'] } as const;
let office: Office;
let station: Station;

beforeEach(() => {
  // Nothing is sent: what is queued stays to be seen.
  office = openOffice({ connector: 'manual' }, { start: false });
  const { store, portal } = office;
  station = {
    store,
    clock: systemClock,
    events: new OfficeEvents(),
    outbox: {
      enqueueSync: (tx, id) => void portal.outbox.syncDossier(tx, id),
      enqueueProgress: (tx, id, entries) => void portal.outbox.progress(tx, id, entries.map(String)),
      wake: () => {},
    },
  } as Partial<Station> as Station;
  office.issue(1);
  store.write((tx) => {
    for (const { id, kind } of office.rows(1)) {
      const receipt = { connector: 'lgsp', service: kind, message: '', at: 1, requestSha256: '0'.repeat(64) };
      markConfirmed(tx, id, { attempts: 1, receipt, result: null, confirmedAt: 1 });
    }
  });
});
afterEach(() => office.close());

const found = (kind: FoundDifference['kind'], farStatus: number | null = null): FoundDifference => {
  return { kind, subject: '', ownStatus: farStatus === null ? null : 10, farStatus };
};
/** What a comparison found, oldest first. Answers the ids. */
function differ(...differences: FoundDifference[]): string[] {
  const kinds = differences.map(({ kind }) => kind);
  office.store.write((tx) => replaceDifferences(tx, systemClock, dossierId(1), differences, kinds));
  const open = openDifferences(office.store.db);
  return kinds.map((kind) => open.find((row) => row.kind === kind)?.id ?? '');
}
const queued = () => office.rows(1).flatMap(({ kind, state }) => (state === 'waiting' ? [kind] : []));
const mends = () => differenceViews(office.store.db, openDifferences(office.store.db)).map(({ mend }) => mend);

it('what the portal has nothing of goes whole, and once, though two officers ask for it', () => {
  const [absent = ''] = differ(found('absent'));
  unwrap(resendDossier(station, creator, absent));
  expect(queued()).toEqual(['sync-dossier', 'progress']);
  unwrap(resendDossier(station, creator, absent));
  expect(queued()).toEqual(['sync-dossier', 'progress']);
});

it('nothing of a dossier goes over a decision that was made at the portal, whatever else differs', () => {
  const [, missing = ''] = differ(found('status', 7), found('result-extra'));
  expect(mends()).toEqual(['look', 'look']);
  expect(resendDossier(station, creator, missing)).toMatchObject({ error: { code: 'PORTAL-DIFFERENCE-NOT-MENDED' } });
  expect(queued()).toEqual([]);
  unwrap(noteDifference(station, creator, missing));
  // The portal has taken its decision back.
  differ(found('status', 4), found('result-extra'));
  expect(mends()).toEqual(['resend', 'resend']);
  const [, extra = ''] = differ(found('status', 4), found('result-extra'));
  unwrap(resendDossier(station, creator, extra));
  expect(queued()).toEqual(['sync-dossier']);
});

it('what is settled, or was never there, is not sent, and neither does an inspector send', () => {
  const [absent = ''] = differ(found('absent'));
  expect(resendDossier(station, { ...creator, roles: ['inspector'] }, absent).ok).toBe(false);
  office.store.write((tx) => replaceDifferences(tx, systemClock, dossierId(1), [], ['absent']));
  for (const id of [absent, 'unknown']) {
    expect(resendDossier(station, creator, id)).toMatchObject({ error: { code: 'PORTAL-DIFFERENCE-SETTLED' } });
  }
  expect(queued()).toEqual([]);
});

it('of a purged dossier nothing can be sent, so that an officer has seen it is the end of a difference', () => {
  const [absent = '', status = ''] = differ(found('absent'), found('status', 4));
  const { db } = office.store;
  unwrap(noteDifference(station, creator, status));
  expect(openDifferences(db)).toHaveLength(2);
  const purgedAt = systemClock.now();
  office.store.write((tx) =>
    tx
      .update(dossiers)
      .set({ purgedAt })
      .where(eq(dossiers.id, dossierId(1)))
      .run(),
  );
  expect(mends()).toEqual(['none', 'none']);
  expect(resendDossier(station, creator, absent)).toMatchObject({ error: { code: 'STORE-DOCUMENT-PURGED' } });
  unwrap(noteDifference(station, creator, absent));
  expect(openDifferences(db).map(({ id }) => id)).toEqual([status]);
  unwrap(noteDifference(station, creator, status));
  expect(openDifferences(db)).toEqual([]);
  expect(queued()).toEqual([]);
});
