/** Links at the province's document gateway: renewed while nobody came, fetches noted, cancelled copies taken back. */
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { renewLink } from '../../../../src/portal/documents/links.ts';
import { openLine } from '../../../../src/portal/line/line.ts';
import { fetchesOf, findCopyLink } from '../../../../src/store/repositories/copy-links.ts';
import { replaceDifferences } from '../../../../src/store/repositories/portal-differences.ts';
import { addRecall, recallsOfDossier } from '../../../../src/store/repositories/recalls.ts';
import { originals } from '../../../../src/store/schema/index.ts';
import { day, type Province, startProvince } from '../../../peers/document-gateway/province.ts';
import { startPortalPeer } from '../../../peers/portal/index.ts';
import { far, received, settingsFor } from '../far-side.ts';
import { codeOf, dossierId, openOffice } from '../office.ts';
import { askedAbout, differences, issued, round } from './support.ts';

const token = 'mot-tram-o-xa-muong-thu';
let province: Province;

beforeEach(async () => {
  province = await startProvince({ 'xa-muong-thu': token });
  far.portal = await startPortalPeer({ unit: '000.14.56.H56', token: 'tram-01' });
  far.office = openOffice(settings(`${province.url}/links`));
});
afterEach(async () => {
  await far.office.close();
  await far.portal.close();
  await province.close();
});

function settings(linkEndpoint: string) {
  const { gateway, ...others } = settingsFor(far.portal.baseUrl, `${province.url}/files`);
  return { ...others, gateway: { ...gateway, linkEndpoint, bearerToken: token } };
}

const given = (n = 1): string => received(n)[0]?.content.DanhSachGiayToKetQua[0]?.DuongDanTepTinKetQua ?? '';
const uploadId = (n = 1): string => far.office.rows(n).find(({ kind }) => kind === 'upload-copy')?.id ?? '';
const link = () => findCopyLink(far.office.store.db, uploadId());
const acts = () => far.office.store.journal.list(far.office.store.db, 0, 500).map(({ act }) => act);
const files = () => readdirSync(province.files).filter((name) => !name.endsWith('.json'));
const statusOf = async (url: string): Promise<number> => (await fetch(url)).status;

/** The gateway's clock is moved; the station's link is as old as if its own had moved too. */
async function outdate(days: number): Promise<void> {
  province.advance(-days * day);
  await issued(1);
  province.advance(days * day);
}

it('a link that ended before the portal came gets a new address, and the dossier goes again with it', async () => {
  await outdate(8);
  const old = given();
  expect(await statusOf(old)).toBe(404);
  await round();
  await far.office.until(() => given() !== old && far.office.open().length === 0);
  expect(await statusOf(given())).toBe(200);
  expect(received(1)).toHaveLength(1);
  expect(link()).toMatchObject({ renewals: 1, fetchedAt: null });
  expect(acts()).toContain('renew-link');
  // The new address is confirmed: nothing differs, and no further one is made.
  const renewed = given();
  await round();
  expect([differences(1), given(), link()?.renewals]).toEqual([[], renewed, 1]);
});

it('a renewal whose answer was lost is found out by asking: its address is the one that is told', async () => {
  await issued(1);
  const old = given();
  const service = { endpoint: `${province.url}/links`, bearerToken: token };
  const line = openLine();
  const lost = await renewLink({ service, line, clock: systemClock, signal: new AbortController().signal }, uploadId());
  line.close();
  await round();
  await far.office.until(() => given() !== old && far.office.open().length === 0);
  expect(lost).toMatchObject({ kind: 'link', link: { url: given() } });
  expect(await statusOf(given())).toBe(200);
});

it('each fetch is kept once with its time and caller; a file that was fetched and is gone is no difference', async () => {
  await issued(1);
  expect(await statusOf(given())).toBe(200);
  await round();
  await round();
  const noted = fetchesOf(far.office.store.db, [uploadId()]);
  expect(noted).toMatchObject([{ caller: 'truc', bytes: 2000, whole: true }]);
  expect(link()).toMatchObject({ renewals: 0, fetchedAt: noted[0]?.at, removedAt: null });
  expect(acts().filter((act) => act === 'copy-fetched')).toHaveLength(1);
  province.advance(4 * day);
  expect(await province.gateway.sweep()).toBe(1);
  await round();
  expect(link()?.removedAt).toEqual(expect.any(Number));
  expect([differences(1), far.office.open()]).toEqual([[], []]);
});

it('a file that is gone before anybody fetched it is told to the officers, and nothing goes again by itself', async () => {
  await issued(1);
  province.advance(91 * day);
  await province.gateway.sweep();
  expect(files()).toEqual([]);
  await round();
  expect(differences(1)).toEqual(['file-gone original-1']);
  expect(far.office.open()).toEqual([]);
});

it('the gateway is away: the portal is asked all the same, and the dossier’s turn comes again', async () => {
  await issued(2);
  const { store, portal } = far.office;
  await province.gateway.app.close();
  far.portal.meddle(codeOf(2), null);
  portal.reconciler?.startNow({ id: 'officer-1', role: 'creator' });
  await far.office.until(() => differences(2).length > 0);
  expect(differences(2)).toEqual(['absent']);
  await far.office.until(() => askedAbout(2) > 1);
  await far.office.until(() => portal.reconciler?.status().round === null);
  expect(portal.reconciler?.status().last).toMatchObject({ dossiers: 2, unanswered: 2 });
  expect(store.journal.list(store.db, 0, 500).map(({ act }) => act)).not.toContain('renew-link');
});

it('a link that ended is not renewed over what was found to be decided at the portal', async () => {
  await outdate(8);
  const old = given();
  far.portal.meddle(codeOf(1), (content) => ({ ...content, TrangThaiHoSo: '7' }));
  const decided = { kind: 'status', subject: '', ownStatus: 9, farStatus: 7 } as const;
  far.office.store.write((tx) => replaceDifferences(tx, systemClock, dossierId(1), [decided], ['status']));
  await round();
  await far.office.drained();
  expect([given(), link()?.renewals, differences(1)]).toEqual([old, 0, ['status']]);
  expect(received(1)[0]?.content.TrangThaiHoSo).toBe('7');
});

it('a link that ended is not renewed over a decision that is first seen in the same turn', async () => {
  await outdate(8);
  const old = given();
  far.portal.meddle(codeOf(1), (content) => ({ ...content, TrangThaiHoSo: '7' }));
  await round();
  await far.office.drained();
  expect([given(), link()?.renewals, differences(1)]).toEqual([old, 0, ['status']]);
  expect(received(1)[0]?.content.TrangThaiHoSo).toBe('7');
});

/** The original of dossier 1 is cancelled at `at`, and its copy is to be taken back. */
function recall(at = Date.now()): void {
  const { store } = far.office;
  store.write((tx) => {
    tx.insert(originals)
      .values({
        ...{ id: 'original-1', dossierId: dossierId(1), ordinal: 1, title: 'Giấy khai sinh', state: 'cancelled' },
        ...{ creatorId: 'officer-1', createdAt: at, issuedAt: at },
      })
      .run();
    const syncId = far.office.portal.outbox.syncDossier(tx, dossierId(1));
    addRecall(tx, { originalId: 'original-1', dossierId: dossierId(1), uploadId: uploadId(), syncId, askedAt: at });
  });
  far.office.portal.reconciler?.wake();
}
const recalled = () => recallsOfDossier(far.office.store.db, dossierId(1))[0];

it('a cancelled copy is taken back: its link ends, its file goes, and the portal is asked whether it still lists it', async () => {
  await issued(1);
  const url = given();
  far.office.changes.set(dossierId(1), { statusCode: 8, results: [] });
  recall();
  await far.office.until(() => recalled()?.linkRevokedAt !== null && recalled()?.verifiedAt !== null);
  expect(await statusOf(url)).toBe(404);
  expect(files()).toEqual([]);
  expect(acts()).toContain('revoke-link');
  expect(differences(1)).toEqual([]);
  // Nobody opens it again.
  province.advance(8 * day);
  await round();
  expect(acts()).not.toContain('renew-link');
});

it('a portal that still lists a cancelled copy is told of, until it does not', async () => {
  await issued(1);
  const listed = received(1)[0]?.content.DanhSachGiayToKetQua ?? [];
  far.office.changes.set(dossierId(1), { statusCode: 8, results: [] });
  recall();
  await far.office.until(() => received(1)[0]?.content.TrangThaiHoSo === '8');
  far.portal.meddle(codeOf(1), (content) => ({ ...content, DanhSachGiayToKetQua: listed }));
  await round();
  expect(differences(1)).toEqual(['recall-open original-1']);
  far.portal.meddle(codeOf(1), (content) => ({ ...content, DanhSachGiayToKetQua: [] }));
  await round();
  expect(differences(1)).toEqual([]);
  expect(recalled()?.verifiedAt).toEqual(expect.any(Number));
});

it('a recall that was asked for while the clock was years ahead does not wait for that day', async () => {
  await issued(1);
  const url = given();
  far.office.changes.set(dossierId(1), { statusCode: 8, results: [] });
  recall(Date.UTC(2040, 0, 1));
  await far.office.until(() => recalled()?.linkRevokedAt !== null);
  expect(await statusOf(url)).toBe(404);
});

it('a gateway that cannot remove the file now has closed the address all the same, and is asked again', async () => {
  await issued(1);
  const url = given();
  province.tus.misbehave({ kind: 'status', status: 503, method: 'DELETE', times: 2 });
  recall();
  await far.office.until(() => (recalled()?.tries ?? 0) > 0);
  expect(await statusOf(url)).toBe(404);
  await far.office.until(() => recalled()?.linkRevokedAt !== null);
  expect(recalled()?.failureCode).toBeNull();
  expect(files()).toEqual([]);
});

it('without a link service the file itself is removed from the gateway', async () => {
  const { tus } = province;
  const { gateway: _, ...others } = settingsFor(far.portal.baseUrl, tus.endpoint);
  far.office = await far.office.reopen({ ...others, gateway: { endpoint: tus.endpoint, chunkBytes: 8192 } });
  await issued(1);
  expect(await statusOf(given())).toBe(200);
  recall();
  await far.office.until(() => recalled()?.linkRevokedAt !== null);
  expect(await statusOf(given())).toBe(404);
});
