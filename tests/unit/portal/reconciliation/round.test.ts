/** Asking the portal what it has, over real HTTP: differences, bad answers, cuts. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { eq } from '../../../../src/store/drizzle.ts';
import { markResent, openDifferences } from '../../../../src/store/repositories/portal-differences.ts';
import { findFarDossier, lastEndedRound, openRound } from '../../../../src/store/repositories/reconciliation.ts';
import { insertHold } from '../../../../src/store/repositories/register-holds.ts';
import { dossiers, reconciliations } from '../../../../src/store/schema/index.ts';
import type { Fault } from '../../../peers/portal/index.ts';
import { begin as beginFar, end, far, received, settingsFor } from '../far-side.ts';
import { codeOf, dossierId, shortWaits } from '../office.ts';
import { askedAbout, begin, differences, issued, round } from './support.ts';

beforeEach(() => beginFar());
afterEach(end);

const ended = () => lastEndedRound(far.office.store.db);
const heard = (n: number) => findFarDossier(far.office.store.db, dossierId(n));
const acts = () => far.office.store.journal.list(far.office.store.db, 0, 500).map(({ act }) => act);

describe('a round', () => {
  it('asks about each dossier once and finds nothing where all is as it was confirmed', async () => {
    await issued(3);
    await round();
    expect(ended()).toMatchObject({ dossiers: 3, unanswered: 0 });
    expect([1, 2, 3].map(askedAbout)).toEqual([1, 1, 1]);
    expect(heard(2)).toMatchObject({ answer: 'found', statusCode: 9, results: 1 });
    expect(openDifferences(far.office.store.db)).toEqual([]);
    expect(acts()).toEqual(['reconciliation-begun', 'reconciliation-ended']);
  });

  it('finds what is gone, changed, missing and elsewhere; each is journaled once, by ids and codes', async () => {
    await issued(5);
    const results = (n: number) => received(n)[0]?.content.DanhSachGiayToKetQua ?? [];
    far.portal.meddle(codeOf(1), null);
    far.portal.meddle(codeOf(2), (content) => ({ ...content, TrangThaiHoSo: '3' }));
    far.portal.meddle(codeOf(3), (content) => ({ ...content, DanhSachGiayToKetQua: [] }));
    const elsewhere = results(4).map((one) => ({ ...one, DuongDanTepTinKetQua: 'https://cu.example/d/1' }));
    far.portal.meddle(codeOf(4), (content) => ({ ...content, DanhSachGiayToKetQua: elsewhere }));
    await round();
    await round();
    expect([1, 2, 3, 4, 5].map(differences)).toEqual([
      ['absent'],
      ['status'],
      ['result-missing original-3'],
      ['result-other original-4'],
      [],
    ]);
    expect(openDifferences(far.office.store.db)[1]).toMatchObject({ ownStatus: 9, farStatus: 3 });
    expect(acts().filter((act) => act === 'portal-difference')).toHaveLength(4);
    const journal = JSON.stringify(far.office.store.journal.list(far.office.store.db, 0, 500));
    expect(journal).not.toMatch(/https|Mẩy/);
    // Nothing goes again by itself.
    expect(far.office.open()).toEqual([]);
    expect(received(2)[0]?.content.TrangThaiHoSo).toBe('3');
  });

  it('what was sent again is asked about once it is confirmed, and the difference is settled', async () => {
    await issued(1);
    far.portal.meddle(codeOf(1), null);
    await round();
    const { store, portal } = far.office;
    const [difference] = openDifferences(store.db);
    store.write((tx) => {
      portal.outbox.syncDossier(tx, dossierId(1));
      markResent(tx, difference?.id ?? '', 'officer-1', Date.now());
    });
    await far.office.until(() => openDifferences(store.db).length === 0);
    expect(received(1)).toHaveLength(1);
    expect(acts().at(-1)).toBe('portal-difference-settled');
    expect(askedAbout(1)).toBe(2);
  });

  it('does not compare with a state that is on its way', async () => {
    await issued(1);
    far.portal.misbehave({ kind: 'slow', ms: 150, service: 'TraCuuHoSo', times: 1 });
    begin();
    await far.office.until(() => askedAbout(1) === 1);
    // The portal speaks of the state before this message, and answers after it.
    far.office.changes.set(dossierId(1), { statusCode: 10 });
    far.office.store.write((tx) => far.office.portal.outbox.syncDossier(tx, dossierId(1)));
    await far.office.until(() => openRound(far.office.store.db) === undefined);
    expect(acts()).not.toContain('portal-difference');
    expect(heard(1)).toMatchObject({ statusCode: 10 });
    expect(askedAbout(1)).toBe(2);
  });

  it('confirms by asking what the portal has taken and then refused', async () => {
    far.portal.misbehave({ kind: 'dropped', service: 'DongBoHoSoMC', times: 1 });
    far.portal.misbehave({ kind: 'says', error_code: '99', message: 'Lỗi', service: 'DongBoHoSoMC', times: 1 });
    far.office.issue(1, 2000);
    await far.office.until(() => far.office.rows(1).some(({ state }) => state === 'rejected'));
    far.portal.heal();
    await round();
    await far.office.drained();
    expect(far.office.confirmed).toContain(`${dossierId(1)} sync-dossier`);
    expect(far.office.rows(1)[1]?.receipt).toMatchObject({ connector: 'lgsp', service: 'look-up' });
    expect(received(1)[0]?.steps).toHaveLength(2);
    expect(acts()).toContain('confirmed-by-asking');
  });

  it('leaves to a person what the portal has otherwise than the message it refused', async () => {
    far.portal.misbehave({ kind: 'dropped', service: 'DongBoHoSoMC', times: 1 });
    far.portal.misbehave({ kind: 'says', error_code: '99', message: 'Lỗi', service: 'DongBoHoSoMC', times: 1 });
    far.office.issue(1, 2000);
    await far.office.until(() => far.office.rows(1).some(({ state }) => state === 'rejected'));
    far.portal.meddle(codeOf(1), (content) => ({ ...content, TrangThaiHoSo: '4' }));
    await round();
    expect(differences(1)).toEqual(['unconfirmed']);
    expect(far.office.rows(1).map(({ state }) => state)).toEqual(['confirmed', 'rejected', 'waiting']);
    // Once it has what that message tells, the message is confirmed, and nothing differs any more.
    far.portal.meddle(codeOf(1), (content) => ({ ...content, TrangThaiHoSo: '9' }));
    far.portal.heal();
    await round();
    await far.office.drained();
    expect(differences(1)).toEqual([]);
  });
});

describe('a bad day', () => {
  it('after a database came out of a backup it is asked at once, whatever the hour and the day’s round, and once', async () => {
    await issued(1);
    const { store } = far.office;
    const minute = (): void => far.office.portal.reconciler?.startIfDue();
    const rounds = () => acts().filter((act) => act === 'reconciliation-begun').length;
    await round();
    minute();
    expect(rounds()).toBe(1);
    store.write((tx) => insertHold(tx, { id: 'hold', since: Date.now(), cause: 'rescued', backupAt: 1 }));
    await sleep(2);
    minute();
    await far.office.until(() => openRound(store.db) === undefined);
    expect(rounds()).toBe(2);
    minute();
    expect(rounds()).toBe(2);
    // Written by a clock that was ahead and has been set back: no round is ever later, and none is begun for it.
    store.write((tx) => insertHold(tx, { id: 'ahead', since: Date.now() + 86_400_000, cause: 'rescued', backupAt: 1 }));
    minute();
    expect(openRound(store.db)).toBeUndefined();
    expect(rounds()).toBe(2);
  });

  it('a round that a wrong clock began years ahead: today’s begins all the same, once', async () => {
    await issued(1);
    const ahead = Date.UTC(2040, 0, 1);
    const round = { id: 'ahead', day: '2040-01-01', begunAt: ahead, endedAt: ahead, dossiers: 0 };
    far.office.store.write((tx) => tx.insert(reconciliations).values(round).run());
    const { portal, gateway } = far;
    far.office = await far.office.reopen({
      ...settingsFor(portal.baseUrl, gateway.endpoint),
      reconciliation: { from: '00:00', days: 14 },
    });
    const minute = (): void => far.office.portal.reconciler?.startIfDue();
    minute();
    minute();
    await far.office.until(() => heard(1) !== undefined && openRound(far.office.store.db) === undefined);
    minute();
    expect(acts().filter((act) => act === 'reconciliation-begun')).toHaveLength(1);
    expect(ended()).toMatchObject({ dossiers: 1 });
    expect(far.office.portal.reconciler?.status().lastWholeAt).toBeLessThan(ahead);
  });

  it.each([
    ['half an answer', { kind: 'half' }],
    ['an answer twice', { kind: 'twice' }],
    ['a page of a device on the way', { kind: 'garbage' }],
    ['a connection that ends', { kind: 'dropped' }],
    ['HTTP 500', { kind: 'status', status: 500 }],
    ['words of its own trouble', { kind: 'says', error_code: '9', message: 'Hệ thống đang bảo trì' }],
    ['a refusal to say', { kind: 'says', error_code: '9', message: 'Không có quyền tra cứu' }],
    ['another charset', { kind: 'charset', as: 'utf16le' }],
  ] as const)('%s: asked again, and nothing is concluded from it', async (_, fault) => {
    await issued(2);
    far.portal.misbehave({ ...fault, service: 'TraCuuHoSo', dossierCode: codeOf(1), times: 2 } as Fault);
    await round();
    expect(ended()).toMatchObject({ dossiers: 2, unanswered: 0 });
    expect(openDifferences(far.office.store.db)).toEqual([]);
    expect(heard(1)).toMatchObject({ answer: 'found', statusCode: 9 });
  });

  it('a dossier without an answer holds up no other, and the round says that it is not whole', async () => {
    await issued(3);
    far.portal.misbehave({ kind: 'garbage', service: 'TraCuuHoSo', dossierCode: codeOf(1) });
    await round();
    expect(ended()).toMatchObject({ dossiers: 3, unanswered: 1 });
    expect(far.office.portal.reconciler?.status()).toMatchObject({ lastWholeAt: null, round: null });
    expect([heard(1), heard(2)?.answer, heard(3)?.answer]).toEqual([undefined, 'found', 'found']);
  });

  it('a dossier with which the station itself fails holds up no other', async () => {
    far.portal.misbehave({ kind: 'says', error_code: '99', message: 'Lỗi', service: 'DongBoHoSoMC', times: 1 });
    far.office.issue(1, 2000);
    await far.office.until(() => far.office.rows(1).some(({ state }) => state === 'rejected'));
    far.portal.heal();
    far.office.issue(2, 2000);
    await far.office.until(() => far.office.rows(2).every(({ state }) => state === 'confirmed'));
    const fails = (): never => {
      throw new RangeError('a bug');
    };
    far.office.changes.set(dossierId(1), Object.defineProperty({}, 'statusCode', { enumerable: true, get: fails }));
    await round();
    expect(ended()).toMatchObject({ dossiers: 2, unanswered: 1 });
    expect(heard(2)).toMatchObject({ answer: 'found' });
  });

  it('the line goes in the middle: the round waits and goes on where it was', async () => {
    await issued(4);
    far.portal.misbehave({ kind: 'slow', ms: 40, service: 'TraCuuHoSo' });
    begin();
    await far.office.until(() => heard(2) !== undefined);
    far.portal.heal();
    far.portal.misbehave({ kind: 'down' });
    await far.office.until(() => far.office.portal.status().portal.state === 'down');
    expect(openRound(far.office.store.db)).toBeDefined();
    far.portal.heal();
    await far.office.until(() => openRound(far.office.store.db) === undefined);
    expect(ended()).toMatchObject({ dossiers: 4, unanswered: 0 });
    expect([askedAbout(1), askedAbout(2)]).toEqual([1, 1]);
  });

  it('the station is stopped in the middle: the next start asks about what is left, and not again about the rest', async () => {
    await issued(5);
    far.portal.misbehave({ kind: 'slow', ms: 40, service: 'TraCuuHoSo' });
    begin();
    await far.office.until(() => heard(2) !== undefined);
    far.portal.heal();
    far.office = await far.office.reopen();
    await far.office.until(() => openRound(far.office.store.db) === undefined);
    expect(ended()).toMatchObject({ dossiers: 5, unanswered: 0 });
    expect([askedAbout(1), askedAbout(2)]).toEqual([1, 1]);
    expect(heard(5)).toBeDefined();
  });

  it('a purged dossier that differs is asked about until it agrees, and nothing of it is sent', async () => {
    await issued(1);
    const asIt = received(1)[0]?.content.TrangThaiHoSo;
    far.portal.meddle(codeOf(1), (content) => ({ ...content, TrangThaiHoSo: '3' }));
    await round();
    expect(differences(1)).toEqual(['status']);
    const purgedAt = Date.now();
    far.office.store.write((tx) =>
      tx
        .update(dossiers)
        .set({ purgedAt })
        .where(eq(dossiers.id, dossierId(1)))
        .run(),
    );
    await round();
    expect(differences(1)).toEqual(['status']);
    far.portal.meddle(codeOf(1), (content) => ({ ...content, TrangThaiHoSo: asIt ?? content.TrangThaiHoSo }));
    await round();
    expect([differences(1), far.office.open(), received(1)[0]?.updates]).toEqual([[], [], 0]);
    const asked = askedAbout(1);
    await round();
    expect(askedAbout(1)).toBe(asked);
  });

  it('a dossier that was purged meanwhile is not asked about', async () => {
    await issued(3);
    far.portal.misbehave({ kind: 'slow', ms: 60, service: 'TraCuuHoSo' });
    begin();
    await far.office.until(() => askedAbout(1) === 1);
    far.office.store.write((tx) =>
      tx
        .update(dossiers)
        .set({ purgedAt: Date.now() })
        .where(eq(dossiers.id, dossierId(3)))
        .run(),
    );
    far.portal.heal();
    await far.office.until(() => openRound(far.office.store.db) === undefined);
    expect(askedAbout(3)).toBe(0);
    await round();
    expect(ended()).toMatchObject({ dossiers: 2 });
  });

  it('the portal wants peace for a while: no dossier is asked about before that', async () => {
    await issued(2);
    const begun = Date.now();
    far.portal.misbehave({ kind: 'status', status: 429, retryAfter: 60, service: 'TraCuuHoSo', times: 1 });
    await round();
    // As long as the longest wait of this test's office.
    const wait = shortWaits.reconciliation.mostWaitMs;
    for (const n of [1, 2]) expect(heard(n)?.askedAt).toBeGreaterThanOrEqual(begun + wait - 1);
  });
});
