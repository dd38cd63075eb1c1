/** A copy is cancelled before its upload has ended: nothing more of it leaves, and what has left is taken back. */
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { findOriginal } from '../../../../src/store/repositories/dossiers.ts';
import { recallsOfDossier } from '../../../../src/store/repositories/recalls.ts';
import { originals } from '../../../../src/store/schema/index.ts';
import type { Office as Station } from '../../../../src/workflow/office.ts';
import { recallCopy } from '../../../../src/workflow/portal/recall.ts';
import { ledger } from '../../../../src/workflow/views/ledger.ts';
import { type Province, startProvince } from '../../../peers/document-gateway/province.ts';
import { startPortalPeer } from '../../../peers/portal/index.ts';
import { far, received, settingsFor } from '../far-side.ts';
import { dossierId, openOffice } from '../office.ts';

const token = 'mot-tram-o-xa-muong-thu';
let province: Province;

beforeEach(async () => {
  province = await startProvince({ 'xa-muong-thu': token });
  far.portal = await startPortalPeer({ unit: '000.14.56.H56', token: 'tram-01' });
  const { gateway, ...others } = settingsFor(far.portal.baseUrl, `${province.url}/files`);
  const linkEndpoint = `${province.url}/links`;
  far.office = openOffice({ ...others, gateway: { ...gateway, linkEndpoint, bearerToken: token } });
});
afterEach(async () => {
  await far.office.close();
  await far.portal.close();
  await province.close();
});

/** The original of dossier 1 is cancelled, as the workflow does it. */
function cancel(): void {
  const { store, portal } = far.office;
  const outbox: Partial<Station['outbox']> = { endUpload: (tx, upload) => portal.outbox.endUpload(tx, upload) };
  store.write((tx) => {
    const row = {
      dossierId: dossierId(1),
      ordinal: 1,
      title: 'Giấy khai sinh',
      state: 'cancelled',
      issuedAt: 1,
    } as const;
    tx.insert(originals)
      .values({ id: 'original-1', creatorId: 'officer-1', createdAt: 1, ...row })
      .run();
    const original = findOriginal(tx, 'original-1');
    if (!original) throw new Error('no original');
    portal.outbox.syncDossier(tx, dossierId(1));
    const station = { store, clock: systemClock, outbox } as Partial<Station> as Station;
    recallCopy(station, tx, { ...original, copyDocumentId: 'document-1' });
  });
}
const recall = () => recallsOfDossier(far.office.store.db, dossierId(1))[0];
const files = () => readdirSync(province.files).filter((name) => !name.endsWith('.json'));
const methods = () => province.tus.requests.map(({ method }) => method);
const isTold = () => far.office.rows(1).every(({ state }) => state === 'confirmed');

/** The portal has the dossier without that copy. */
async function expectWithoutResult(): Promise<void> {
  await far.office.until(isTold);
  expect(far.office.rows(1).map(({ kind }) => kind)).toEqual(['sync-dossier', 'progress', 'sync-dossier']);
  expect(received(1)[0]?.content.DanhSachGiayToKetQua).toEqual([]);
}

it('one that waits for the line never leaves', async () => {
  province.tus.misbehave({ kind: 'status', status: 503 });
  far.office.issue(1);
  await far.office.until(() => far.office.rows(1)[0]?.failureCode === 'PORTAL-BUSY');
  cancel();
  province.tus.heal();
  await expectWithoutResult();
  await far.office.until(() => recall()?.linkRevokedAt !== null);
  await far.office.until(() => files().length === 0);
  // At the most a place for it was being made, which is removed; no byte of it left.
  expect(methods()).not.toContain('PATCH');
});

it('one that was never tried is forgotten without asking anybody', async () => {
  await far.office.portal.stop();
  far.office.issue(1);
  cancel();
  expect(recall()).toMatchObject({ uploadId: null, linkId: null, uploadUrl: null });
  far.office = await far.office.reopen();
  await expectWithoutResult();
  expect(methods()).toEqual([]);
});

it('one that is on its way is broken off, and what had arrived is removed', async () => {
  let pieces = 0;
  province.tus.onRequest = (method) => {
    if (method === 'PATCH') pieces += 1;
    if (method === 'PATCH' && pieces === 2) cancel();
  };
  far.office.issue(1, 400_000);
  await far.office.until(() => recall() !== undefined);
  await expectWithoutResult();
  await far.office.until(() => recall()?.linkRevokedAt !== null);
  // 400 000 bytes go in 49 pieces.
  expect(pieces).toBeLessThan(6);
  expect(files()).toEqual([]);
  const seen = ledger(far.office.store.db, dossierId(1));
  expect(seen.ok && seen.value.recalls[0]?.link).toBe('revoked');
});

it('one whose address is only just being given sends no byte there, and the place is removed', async () => {
  province.tus.onRequest = (method) => {
    if (method === 'POST' && recall() === undefined) cancel();
  };
  far.office.issue(1, 50_000);
  await far.office.until(() => recall() !== undefined);
  await expectWithoutResult();
  await far.office.until(() => recall()?.linkRevokedAt !== null && files().length === 0);
  expect(methods()).not.toContain('PATCH');
});

it('one that broke off and waits is not taken up again, also after a restart', async () => {
  province.tus.misbehave({ kind: 'cut-after', bytes: 4000, times: 50 });
  far.office.issue(1, 50_000);
  await far.office.until(() => far.office.rows(1)[0]?.uploadUrl != null && methods().includes('PATCH'));
  await far.office.portal.stop();
  cancel();
  const before = methods().filter((method) => method === 'PATCH').length;
  province.tus.heal();
  far.office = await far.office.reopen();
  await far.office.until(() => recall()?.linkRevokedAt !== null);
  expect(files()).toEqual([]);
  expect(methods().filter((method) => method === 'PATCH')).toHaveLength(before);
});

it('one whose link is being made leaves no file, and no link that opens anything', async () => {
  // The gateway compares the hash before there is a link.
  province.tus.onRequest = (method) => {
    if (method === 'GET' && recall() === undefined) cancel();
  };
  far.office.issue(1, 20_000);
  await far.office.until(() => recall() !== undefined);
  await far.office.until(() => recall()?.linkRevokedAt !== null);
  expect(files()).toEqual([]);
  // The gateway may have been about to write the link down: then it opens nothing.
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${province.url}/links/${recall()?.linkId}`, { headers });
  const { url = null } = (await answer.json()) as { url?: string | null };
  expect(url === null ? 404 : (await fetch(url)).status).toBe(404);
});
