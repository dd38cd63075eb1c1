/** What becomes of copies of other offices that are not valid, are damaged here, or come out of order. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fail, ok, type Result } from '../../../../src/common/result.ts';
import { handleRemovals } from '../../../../src/store/removals.ts';
import { guestBacklog, guestTroubles, messagesOfGuest } from '../../../../src/store/repositories/guests.ts';
import { type GatewayPeer, startGatewayPeer } from '../../../peers/document-gateway/index.ts';
import { startPortalPeer } from '../../../peers/portal/index.ts';
import { far, received, settingsFor } from '../far-side.ts';
import { openOffice } from '../office.ts';
import { bundleOf, type Handed, knowOrigin, takeIn } from './support.ts';

let gateway: GatewayPeer;
let verdict: (pdf: Uint8Array) => Result<void>;
let asked: Buffer[];

beforeEach(async () => {
  far.portal = await startPortalPeer({ unit: '000.14.56.H56', token: 'tram-01' });
  gateway = await startGatewayPeer();
  verdict = () => ok();
  asked = [];
  far.office = openOffice(settingsFor(far.portal.baseUrl, gateway.endpoint), {
    start: false,
    callbacks: {
      judgeGuestCopy: (pdf) => {
        asked.push(Buffer.from(pdf));
        return Promise.resolve(verdict(pdf));
      },
    },
  });
  knowOrigin(far.office.store);
  handleRemovals(far.office.store, () => {});
});
afterEach(async () => {
  await far.office.close();
  await far.portal.close();
  await gateway.close();
});

const outcomes = ({ bundleId }: Handed): string[] =>
  messagesOfGuest(far.office.store.db, bundleId).map(({ state, failureCode }) =>
    failureCode === null ? state : `${state} ${failureCode}`,
  );
const sent = (): Promise<void> => far.office.until(() => guestBacklog(far.office.store.db).messages === 0);
const listed = async (n: number): Promise<(Buffer | null)[]> =>
  await Promise.all(
    (received(n)[0]?.content.DanhSachGiayToKetQua ?? []).map((one) =>
      gateway.fetchCopy(one.DuongDanTepTinKetQua ?? ''),
    ),
  );

it('a copy that is not valid is set aside with its code and never leaves; others go on', async () => {
  const { store, portal } = far.office;
  const [bad, good] = [bundleOf(1, 5), bundleOf(2, 5)];
  for (const one of [bad, good]) await takeIn(store, one);
  verdict = (pdf) => (good.copy.equals(pdf) ? ok() : fail('BUNDLE-COPY-INVALID'));
  portal.start();
  await sent();
  expect(outcomes(bad)).toEqual(['rejected BUNDLE-COPY-INVALID', 'unsent BUNDLE-BEHIND-REFUSED']);
  expect(guestTroubles(store.db, bad.bundleId)).toEqual([{ code: 'BUNDLE-COPY-INVALID', messages: 1 }]);
  expect(outcomes(good)).toEqual(['confirmed', 'confirmed']);
  // All that was judged was the very copy, and nothing of the bad one was sent.
  expect(asked.map((pdf) => [bad.copy.equals(pdf), good.copy.equals(pdf)]).toSorted()).toEqual(
    [
      [true, false],
      [false, true],
    ].toSorted(),
  );
  expect(gateway.metadata.length).toBe(1);
  expect([received(1), (await listed(2)).map((copy) => copy?.equals(good.copy))]).toEqual([[], [true]]);
});

it('a verifier that breaks is asked three times, then the copy is set aside; one that was down is not held against it', async () => {
  const { store, portal } = far.office;
  let tries = 0;
  verdict = () => (++tries <= 2 ? fail('VERIFY-TRUST-UNREADABLE') : fail('BUNDLE-COPY-UNCHECKED'));
  const one = bundleOf(1, 5);
  await takeIn(store, one);
  portal.start();
  await sent();
  expect(tries).toBe(5);
  expect(outcomes(one)).toEqual(['rejected BUNDLE-COPY-UNCHECKED', 'unsent BUNDLE-BEHIND-REFUSED']);
});

it('a copy that was damaged on this station’s disk in its middle goes back as unsent at once, not at its term', async () => {
  const { store, portal, folder } = far.office;
  const one = bundleOf(1, 5, [], 600_000);
  await takeIn(store, one);
  const path = join(folder, 'guests', one.bundleId, `${one.documentId}.sealed`);
  const bytes = readFileSync(path);
  bytes[300_000] = (bytes[300_000] ?? 0) ^ 1;
  writeFileSync(path, bytes);
  portal.start();
  await sent();
  expect(outcomes(one)).toEqual(['unsent STORE-DOCUMENT-DAMAGED', 'unsent BUNDLE-BEHIND-REFUSED']);
  expect([asked, received(1), gateway.metadata.length]).toEqual([[], [], 0]);
});

it('an older bundle behind a newer one brings its copy, and its state goes back for the next one to tell of both', async () => {
  const { store, portal } = far.office;
  const older = bundleOf(1, 5);
  const newer = bundleOf(1, 6, [older]);
  await takeIn(store, newer);
  portal.start();
  await sent();
  expect((await listed(1)).map((copy) => copy?.equals(newer.copy))).toEqual([true]);
  await takeIn(store, older);
  portal.wakeGuests();
  await sent();
  expect(outcomes(older)).toEqual(['confirmed', 'unsent BUNDLE-OVERTAKEN']);
  // What its office hands over then tells the portal of every copy.
  const next = bundleOf(1, 7, [older, newer]);
  await takeIn(store, next);
  portal.wakeGuests();
  await sent();
  expect(outcomes(next)).toEqual(['confirmed', 'confirmed']);
  const copies = await listed(1);
  expect(copies.map((copy, at) => copy?.equals([older, newer, next][at]?.copy ?? Buffer.alloc(0)))).toEqual([
    true,
    true,
    true,
  ]);
});

it('an older bundle of whose copies a newer one has told is settled by that one', async () => {
  const { store, portal } = far.office;
  const older = bundleOf(1, 5);
  // Taken back at its office, the same copy went again in the newer one.
  const newer = { ...bundleOf(1, 6), originalId: older.originalId, documentId: older.documentId, copy: older.copy };
  await takeIn(store, newer);
  portal.start();
  await sent();
  await takeIn(store, older);
  portal.wakeGuests();
  await sent();
  expect(outcomes(older)).toEqual(['confirmed', 'confirmed']);
  expect([gateway.metadata.length, received(1)[0]?.updates]).toEqual([1, 0]);
});

it('of a copy that went before, only an address at a server of this station’s own copies is told', async () => {
  const { store, portal } = far.office;
  const elsewhere = { ...bundleOf(1, 5), named: 'https://khac.tinh.test/files/1' };
  const here = { ...bundleOf(2, 5), named: new URL('/files/1', gateway.endpoint).href };
  for (const one of [elsewhere, here]) await takeIn(store, one);
  portal.start();
  await sent();
  expect(outcomes(elsewhere)).toEqual(['confirmed', 'rejected BUNDLE-ADDRESS-FOREIGN']);
  expect(received(1)).toEqual([]);
  expect(outcomes(here)).toEqual(['confirmed', 'confirmed']);
  expect(received(2)[0]?.content.DanhSachGiayToKetQua?.[0]?.DuongDanTepTinKetQua).toBe(here.named);
});
