import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tx } from '../../../../src/store/index.ts';
import {
  findOutboxRow,
  isSentBy,
  markConfirmed,
  markRejected,
  markSending,
  markWaiting,
  nextDueAt,
  nextDueRows,
  type Room,
  releaseWaiting,
  resumeInterrupted,
  setUrgent,
  takeLease,
} from '../../../../src/store/repositories/outbox.ts';
import { openOutboxRows, outboxCounts } from '../../../../src/store/repositories/outbox-backlog.ts';
import { outbox } from '../../../../src/store/schema/outbox.ts';
import { dossierId, type Office, openOffice } from '../office.ts';

const receipt = { connector: 'lgsp', service: 's', message: 'm', at: 1, requestSha256: '0'.repeat(64) };
const later = Number.MAX_SAFE_INTEGER;
let office: Office;

beforeEach(() => {
  office = openOffice({ connector: 'manual' });
});
afterEach(() => office.close());

const write = (change: (tx: Tx) => void): void => office.store.write(change);
const idOf = (n: number, index: number): string => office.rows(n)[index]?.id ?? '';
const room: Room = { messages: 1, documents: 1, longest: later };
const next = (now: number, horizon = later, busy: string[] = []) =>
  nextDueRows(office.store.db, now, horizon, busy, room)[0]?.id ?? null;
const confirm = (tx: Tx, id: string) => markConfirmed(tx, id, { attempts: 1, receipt, result: null, confirmedAt: 5 });

describe('the rows of the outbox', () => {
  it('puts a refused row back only together with what is to be written beside it', () => {
    office.issue(1);
    const id = idOf(1, 0);
    write((tx) => markRejected(tx, id, { attempts: 1, failureCode: 'PORTAL-REJECTED', failureMessage: null }));
    const failing = (): void => {
      throw new Error('the journal takes nothing');
    };
    expect(() => office.portal.retry(id, failing)).toThrow('the journal takes nothing');
    expect(findOutboxRow(office.store.db, id)?.state).toBe('rejected');
    let done = 0;
    const beside = (): void => {
      done += 1;
    };
    expect(office.portal.retry(id, beside).ok).toBe(true);
    expect(office.portal.retry(id, beside)).toMatchObject({
      error: { code: 'PORTAL-ROW-NOT-REJECTED' },
    });
    expect(done).toBe(1);
    expect(findOutboxRow(office.store.db, id)?.state).toBe('waiting');
  });

  it('gives the first open row of a dossier and nothing behind it', () => {
    office.issue(1);
    const now = Date.now() + 1000;
    expect(next(now)).toBe(idOf(1, 0));
    write((tx) => markSending(tx, idOf(1, 0), 3, 1));
    expect(next(now)).toBeNull();
    write((tx) => confirm(tx, idOf(1, 0)));
    expect(next(now)).toBe(idOf(1, 1));
    write((tx) => markRejected(tx, idOf(1, 1), { attempts: 1, failureCode: 'PORTAL-REJECTED', failureMessage: null }));
    expect(next(now)).toBeNull();
    expect(nextDueAt(office.store.db, [], room)).toBeNull();
  });

  it('gives the row that has been due longest, of a dossier that nobody sends', () => {
    for (const n of [1, 2, 3]) office.issue(n);
    const now = Date.now() + 1000;
    const wait = { attempts: 1, failureCode: 'PORTAL-BUSY', failureMessage: null };
    write((tx) => {
      markWaiting(tx, idOf(1, 0), { ...wait, nextAttemptAt: now - 1 });
      markWaiting(tx, idOf(2, 0), { ...wait, nextAttemptAt: now - 2 });
      markWaiting(tx, idOf(3, 0), { ...wait, nextAttemptAt: now + 1 });
    });
    expect(next(now)).toBe(idOf(2, 0));
    expect(next(now, later, [dossierId(2)])).toBe(idOf(1, 0));
    expect(next(now, later, [dossierId(1), dossierId(2)])).toBeNull();
    expect(nextDueAt(office.store.db, [dossierId(1), dossierId(2)], room)).toBe(now + 1);
  });

  it('gives small messages before documents, and an urgent dossier before all', () => {
    for (const n of [1, 2, 3]) office.issue(n);
    const now = Date.now() + 1000;
    write((tx) => confirm(tx, idOf(2, 0)));
    const order = (most: Room) => nextDueRows(office.store.db, now, later, [], most).map((row) => row.id);
    const all: Room = { messages: 9, documents: 9, longest: later };
    expect(order(all)).toEqual([idOf(2, 1), idOf(1, 0), idOf(3, 0)]);
    expect(office.store.write((tx) => setUrgent(tx, dossierId(3), true))).toBe(3);
    expect(order(all)).toEqual([idOf(3, 0), idOf(2, 1), idOf(1, 0)]);
    expect(order({ ...all, documents: 1 })).toEqual([idOf(3, 0), idOf(2, 1)]);
    // What is held back by its length: an urgent one is not.
    expect(order({ ...all, longest: -1 })).toEqual([idOf(3, 0), idOf(2, 1)]);
    office.store.write((tx) => office.portal.outbox.syncDossier(tx, dossierId(3)));
    expect(office.rows(3).every((row) => row.urgent)).toBe(true);
  });

  it('keeps one head of each dossier, whatever moves', () => {
    office.issue(1);
    const heads = () => office.rows(1).flatMap((row, index) => (row.head ? [index] : []));
    expect(heads()).toEqual([0]);
    // An officer may settle rows by hand in any order.
    write((tx) => confirm(tx, idOf(1, 1)));
    expect(heads()).toEqual([0]);
    write((tx) => confirm(tx, idOf(1, 0)));
    expect(heads()).toEqual([2]);
    write((tx) => confirm(tx, idOf(1, 2)));
    expect(heads()).toEqual([]);
    office.store.write((tx) => office.portal.outbox.syncDossier(tx, dossierId(1)));
    expect(heads()).toEqual([3]);
  });

  it('knows who sends a row: a sender with an older token does not any more', () => {
    office.issue(1);
    const first = office.store.write((tx) => takeLease(tx));
    write((tx) => markSending(tx, idOf(1, 0), 3, first));
    expect(isSentBy(office.store.db, idOf(1, 0), first)).toBe(true);
    const second = office.store.write((tx) => takeLease(tx));
    expect(second).toBeGreaterThan(first);
    expect(isSentBy(office.store.db, idOf(1, 0), first)).toBe(false);
    write((tx) => resumeInterrupted(tx, 4, []));
    write((tx) => markSending(tx, idOf(1, 0), 5, second));
    expect(isSentBy(office.store.db, idOf(1, 0), second)).toBe(true);
  });

  it('does not leave a row waiting for a clock that was set back', () => {
    office.issue(1);
    const now = Date.now();
    write((tx) =>
      markWaiting(tx, idOf(1, 0), { attempts: 1, nextAttemptAt: now, failureCode: null, failureMessage: null }),
    );
    const yearsEarlier = now - 5 * 365 * 86_400_000;
    expect(next(yearsEarlier, yearsEarlier + 3_600_000)).toBe(idOf(1, 0));
    expect(next(now - 1000, now - 1000 + 3_600_000)).toBeNull();
  });

  it('keeps the order of writing though the clock goes back', () => {
    office.issue(1);
    office.store.db.update(outbox).set({ createdAt: 1, nextAttemptAt: 1 }).run();
    office.store.write((tx) => office.portal.outbox.syncDossier(tx, dossierId(1)));
    expect(office.rows(1).map((row) => row.kind)).toEqual(['upload-copy', 'sync-dossier', 'progress', 'sync-dossier']);
  });

  it('releases only what failed for the reasons named', () => {
    office.issue(1);
    office.issue(2);
    const wait = { attempts: 3, nextAttemptAt: later, failureMessage: null };
    write((tx) => {
      markWaiting(tx, idOf(1, 0), { ...wait, failureCode: 'PORTAL-UNREACHABLE' });
      markWaiting(tx, idOf(2, 0), { ...wait, failureCode: 'PORTAL-BUSY' });
    });
    expect(office.store.write((tx) => releaseWaiting(tx, 7, ['PORTAL-UNREACHABLE']))).toBe(1);
    expect(findOutboxRow(office.store.db, idOf(1, 0))?.nextAttemptAt).toBe(7);
    expect(findOutboxRow(office.store.db, idOf(2, 0))?.nextAttemptAt).toBe(later);
  });

  it('takes up again what nobody sends any more', () => {
    office.issue(1);
    office.issue(2);
    write((tx) => {
      markSending(tx, idOf(1, 0), 3, 1);
      markSending(tx, idOf(2, 0), 3, 1);
    });
    expect(office.store.write((tx) => resumeInterrupted(tx, 9, [dossierId(2)]))).toBe(1);
    expect(office.rows(1)[0]).toMatchObject({ state: 'waiting', nextAttemptAt: 9 });
    expect(office.rows(2)[0]?.state).toBe('sending');
  });

  it('lists what is open, what needs a person first, and counts', () => {
    office.issue(1);
    office.issue(2);
    write((tx) => {
      confirm(tx, idOf(1, 0));
      markRejected(tx, idOf(2, 0), { attempts: 1, failureCode: 'PORTAL-REJECTED', failureMessage: 'lời báo' });
    });
    const rows = openOutboxRows(office.store.db);
    expect(rows.map((row) => row.state)).toEqual(['rejected', 'waiting', 'waiting', 'waiting', 'waiting']);
    expect(outboxCounts(office.store.db)).toEqual({ waiting: 4, sending: 0, confirmed: 1, rejected: 1 });
  });

  it.each([
    ['a state nobody knows', "UPDATE outbox SET state = 'lost'"],
    ['a kind nobody knows', "UPDATE outbox SET kind = 'letter'"],
    ['a confirmation without a receipt', "UPDATE outbox SET state = 'confirmed', confirmed_at = 1"],
    ['a confirmation without a time', "UPDATE outbox SET state = 'confirmed', receipt = '{}'"],
    ['a refusal without a reason', "UPDATE outbox SET state = 'rejected'"],
    ['a payload that is no JSON', "UPDATE outbox SET payload = 'x'"],
    ['a dossier that does not exist', "UPDATE outbox SET dossier_id = 'none'"],
    ['two rows of one place', 'UPDATE outbox SET seq = 1'],
  ])('cannot hold %s', (_, statement) => {
    office.issue(1);
    expect(() => write((tx) => tx.run(statement))).toThrow();
  });
});
