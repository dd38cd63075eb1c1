import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { type Result, unwrap } from '../../../../src/common/result.ts';
import type { OpenedManifest } from '../../../../src/portal/bundles/bundle-reader.ts';
import { fingerprintOf } from '../../../../src/portal/bundles/card.ts';
import type { MessageOutcome } from '../../../../src/portal/bundles/manifest.ts';
import {
  beginBundle,
  bundleBacklog,
  dropBundle,
  endBundle,
  findBundle,
  insertKnownStation,
  type KnownStation,
  nextBundleSeq,
  rowsToBundle,
  senderStation,
  unfinishedBundles,
  withdrawBundle,
} from '../../../../src/store/repositories/bundles.ts';
import { reopenRejected } from '../../../../src/store/repositories/outbox.ts';
import { recoverBundles } from '../../../../src/workflow/bundles/keeping.ts';
import { type ReceiptsTaken, takeInReceipts } from '../../../../src/workflow/bundles/take-in-receipts.ts';
import { OfficeEvents } from '../../../../src/workflow/events.ts';
import type { Office as WholeOffice } from '../../../../src/workflow/office.ts';
import { stationCalled } from '../../portal/bundles/stations.ts';
import { type Office, openOffice } from '../../portal/office.ts';

const by = { id: 'officer-1', role: 'creator' } as const;
let office: Office;
let station: KnownStation;

/** What the taking in asks of a station: its store, its clock, its outbox, and who hears of news. */
const whole = (): WholeOffice =>
  ({
    store: office.store,
    clock: systemClock,
    events: new OfficeEvents(),
    outbox: { enqueueSync: () => {} },
  }) as unknown as WholeOffice;

beforeEach(async () => {
  office = openOffice({ connector: 'hand-over' });
  const { card } = await stationCalled('H56.20');
  office.store.write((tx) =>
    insertKnownStation(tx, {
      id: randomUUID(),
      part: 'sender',
      ...card,
      fingerprint: fingerprintOf(card),
      confirmedBy: by.id,
      confirmedAt: 1,
    }),
  );
  const known = senderStation(office.store.db);
  if (!known) throw new Error('no station');
  station = known;
});
afterEach(() => office.close());

/** A bundle of what waits, as it is when its file has been made. */
function bundle(made = true): string {
  const id = randomUUID();
  office.store.write((tx) => {
    const now = systemClock.now();
    const begun = {
      id,
      seq: nextBundleSeq(tx, now),
      stationId: station.id,
      name: `${id}.tram`,
      begunBy: by.id,
      begunAt: now,
    };
    beginBundle(tx, begun, rowsToBundle(tx));
    if (made) endBundle(tx, id, { madeAt: now, length: 1, sha256: 'a', dossiers: 1, copies: 1 });
  });
  return id;
}

const receipt = { connector: 'lgsp', service: 'x', message: 'Đã nhận', at: 1, requestSha256: 'a'.repeat(64) };
const yes = (row: string): MessageOutcome => ({ row, outcome: 'confirmed', at: 1, receipt });
const no = (row: string): MessageOutcome => ({ row, outcome: 'rejected', code: 'PORTAL-DUPLICATE', message: 'Trùng' });
const notYet = (row: string): MessageOutcome => ({ row, outcome: 'unsent', code: 'BUNDLE-EXPIRED' });

function takeIn(...bundles: { id: string; messages: MessageOutcome[] }[]): Result<ReceiptsTaken> {
  const manifest = { manifest: { id: randomUUID() }, sha256: '' } as unknown as OpenedManifest;
  return takeInReceipts(whole(), by, station, { manifest, receipts: { bundles } }, () => []);
}
const ids = (n: number): string[] => office.rows(n).map((row) => row.id);
const states = (n: number): string[] => office.rows(n).map((row) => row.state);

describe('receipts', () => {
  it('settle rows once, however often and in whatever pieces they come', () => {
    office.issue(1);
    const [a = '', b = '', c = ''] = ids(1);
    const id = bundle();
    expect(unwrap(takeIn({ id, messages: [yes(a)] }))).toMatchObject({ confirmed: 1, already: false, settled: [] });
    const all = { id, messages: [yes(a), yes(b), yes(c)] };
    expect(unwrap(takeIn(all))).toMatchObject({ confirmed: 2, settled: [{ id }] });
    expect(unwrap(takeIn(all))).toMatchObject({ confirmed: 0, already: true, settled: [] });
    expect(unwrap(takeIn({ id, messages: [no(b)] }))).toMatchObject({ rejected: 0, already: true });
    expect(states(1)).toEqual(['confirmed', 'confirmed', 'confirmed']);
    expect(office.rows(1)[0]?.receipt).toEqual(receipt);
    expect(findBundle(office.store.db, id)?.settledAt).not.toBeNull();
    expect(bundleBacklog(office.store.db)).toMatchObject({ waiting: { dossiers: 0 }, away: { dossiers: 0 } });
  });

  it('bring refusals back in the portal’s words; what is mended goes again, and an old refusal does not stop it', () => {
    office.issue(1);
    const [a = '', b = '', c = ''] = ids(1);
    const first = bundle();
    const told = { id: first, messages: [yes(a), no(b), notYet(c)] };
    expect(unwrap(takeIn(told))).toMatchObject({ confirmed: 1, rejected: 1, unsent: 1, settled: [{ id: first }] });
    expect(office.rows(1)[1]).toMatchObject({
      state: 'rejected',
      failureCode: 'PORTAL-DUPLICATE',
      failureMessage: 'Trùng',
    });
    // What stands behind a refusal waits for it.
    expect(rowsToBundle(office.store.db)).toEqual([]);
    office.store.write((tx) => reopenRejected(tx, b, 1));
    expect(rowsToBundle(office.store.db).map((row) => row.id)).toEqual([b, c]);
    const second = bundle();
    expect(unwrap(takeIn(told))).toMatchObject({ already: true });
    expect(states(1)).toEqual(['confirmed', 'waiting', 'waiting']);
    expect(unwrap(takeIn({ id: second, messages: [yes(b), yes(c)] }))).toMatchObject({ confirmed: 2 });
    expect(states(1)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  it('of a bundle that was taken back confirm what had been sent after all, wherever the row is now', () => {
    office.issue(1);
    const [a = '', b = '', c = ''] = ids(1);
    const lost = bundle();
    office.store.write((tx) => withdrawBundle(tx, lost, 2));
    const again = bundle();
    // Nothing of it is awaited any more: it is over with the first that is heard of it.
    expect(unwrap(takeIn({ id: lost, messages: [no(b)] }))).toMatchObject({ already: true, settled: [{ id: lost }] });
    const told = unwrap(takeIn({ id: lost, messages: [yes(a), yes(b), yes(c)] }));
    expect(told.confirmed).toBe(3);
    expect(told.settled.map((one) => one.id)).toEqual([again]);
    expect(states(1)).toEqual(['confirmed', 'confirmed', 'confirmed']);
  });

  it('about bundles of another office, or rows that were in none, change nothing', () => {
    office.issue(1);
    const [a = ''] = ids(1);
    const foreign = takeIn({ id: randomUUID(), messages: [yes(a)] });
    expect(foreign.ok ? '' : foreign.error.code).toBe('BUNDLE-RECEIPTS-FOREIGN');
    const id = bundle();
    office.issue(2);
    const [other = ''] = ids(2);
    expect(unwrap(takeIn({ id, messages: [yes(other), yes(randomUUID())] }))).toMatchObject({ already: true });
    expect([...states(1), ...states(2)]).toEqual(new Array(6).fill('waiting'));
  });

  it('with a code of a later version of the program are a refusal all the same', () => {
    office.issue(1);
    const [a = ''] = ids(1);
    const id = bundle();
    takeIn({ id, messages: [{ row: a, outcome: 'rejected', code: 'PORTAL-OF-TOMORROW' }] });
    expect(office.rows(1)[0]).toMatchObject({ state: 'rejected', failureCode: 'PORTAL-REJECTED' });
  });
});

describe('a bundle', () => {
  it('takes each row once; what comes later goes in the next one', () => {
    office.issue(1);
    const first = bundle();
    expect(rowsToBundle(office.store.db)).toEqual([]);
    office.issue(2);
    expect(new Set(rowsToBundle(office.store.db).map((row) => row.dossierId))).toEqual(new Set(['dossier-2']));
    const second = bundle();
    const [one, two] = [first, second].map((id) => findBundle(office.store.db, id)?.seq ?? 0);
    expect(two).toBeGreaterThan(one ?? 0);
    // A database brought back from a backup does not know its last bundles: the clock does.
    expect(nextBundleSeq(office.store.db, systemClock.now() + 3_600_000)).toBeGreaterThan((two ?? 0) + 3_000);
  });

  it('whose making was cut is forgotten at the next start, and its rows wait again', async () => {
    office.issue(1);
    const id = bundle(false);
    expect(rowsToBundle(office.store.db)).toEqual([]);
    await recoverBundles(whole());
    expect(unfinishedBundles(office.store.db)).toEqual([]);
    expect(rowsToBundle(office.store.db)).toHaveLength(3);
    expect(office.rows(1).every((row) => row.begunAt !== null)).toBe(true);
    office.store.write((tx) => dropBundle(tx, id));
    const made = bundle();
    await recoverBundles(whole());
    expect(findBundle(office.store.db, made)).toBeDefined();
    expect(rowsToBundle(office.store.db)).toEqual([]);
  });
});
