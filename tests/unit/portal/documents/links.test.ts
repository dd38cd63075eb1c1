/** A copy on its way to the portal by a link of the province's document gateway. */
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { readLink, renewLink } from '../../../../src/portal/documents/links.ts';
import { openLine } from '../../../../src/portal/line/line.ts';
import { day, type Province, startProvince } from '../../../peers/document-gateway/province.ts';
import { type PortalPeer, startPortalPeer } from '../../../peers/portal/index.ts';
import { far, received, settingsFor } from '../far-side.ts';
import { openOffice } from '../office.ts';

const token = 'mot-tram-o-xa-muong-thu';
const line = openLine();
let province: Province;
let portal: PortalPeer;

beforeEach(async () => {
  province = await startProvince({ 'xa-muong-thu': token });
  portal = await startPortalPeer({ unit: '000.14.56.H56', token: 'tram-01' });
  far.portal = portal;
});
afterEach(async () => {
  await far.office.close();
  await portal.close();
  await province.close();
});

function settings({ links = `${province.url}/links`, bearerToken = token } = {}) {
  const { gateway, ...others } = settingsFor(portal.baseUrl, `${province.url}/files`);
  return { ...others, gateway: { ...gateway, linkEndpoint: links, bearerToken } };
}

const parts = () => ({
  service: { endpoint: `${province.url}/links`, bearerToken: token },
  line,
  clock: systemClock,
  signal: new AbortController().signal,
});
const given = (): string => received(1)[0]?.content.DanhSachGiayToKetQua?.[0]?.DuongDanTepTinKetQua ?? '';
const fetched = async (url: string): Promise<Buffer> => Buffer.from(await (await fetch(url)).arrayBuffer());

it('the portal is given a link, which opens the copy byte for byte', async () => {
  far.office = openOffice(settings());
  far.office.issue(1);
  await far.office.drained();
  expect(given()).toMatch(new RegExp(`^${province.url}/d/`));
  expect(await fetched(given())).toEqual(far.office.copies.get('document-1'));
});

it('what the gateway has is compared with what was sent; other bytes are sent again', async () => {
  const key = randomBytes(32);
  far.office = openOffice(settings({ links: 'http://127.0.0.1:9/links' }), { key });
  far.office.issue(1);
  const files = () => readdirSync(province.files).filter((name) => !name.endsWith('.json'));
  await far.office.until(() => files().some((name) => statSync(join(province.files, name)).size === 20_000));
  const { folder, copies, store } = far.office;
  await far.office.portal.stop();
  const [name = ''] = files();
  const path = join(province.files, name);
  const kept = readFileSync(path);
  kept.writeUInt8(kept.readUInt8(777) ^ 1, 777);
  writeFileSync(path, kept);
  await store.close();
  far.office = openOffice(settings(), { folder, key, copies });
  await far.office.drained();
  expect(files()).toHaveLength(2);
  expect(await fetched(given())).toEqual(copies.get('document-1'));
});

it('the upload is confirmed only with its link: a gateway that gives none is asked again', async () => {
  far.office = openOffice(settings());
  province.tus.misbehave({ kind: 'status', status: 503, method: 'HEAD', times: 3 });
  far.office.issue(1);
  await far.office.drained();
  expect(await fetched(given())).toEqual(far.office.copies.get('document-1'));
});

it('the station asks whether it was fetched, and has a link that ended opened again', async () => {
  far.office = openOffice(settings());
  far.office.issue(1);
  await far.office.drained();
  const id = far.office.rows(1)[0]?.id ?? '';
  expect(await readLink(parts(), id)).toMatchObject({ kind: 'link', link: { url: given(), fetchedAt: null } });
  province.advance(8 * day);
  expect((await fetch(given())).status).toBe(404);
  const renewed = await renewLink(parts(), id);
  const url = renewed.kind === 'link' ? (renewed.link.url ?? '') : '';
  expect(url).not.toBe(given());
  expect(
    createHash('sha256')
      .update(await fetched(url))
      .digest('hex'),
  ).toBe(far.office.rows(1)[0]?.receipt?.requestSha256);
  await expect.poll(() => readLink(parts(), id)).toMatchObject({ link: { fetchedAt: province.now() } });
});

it('a token that was taken back, a service that is gone: unreachable, each with its code', async () => {
  far.office = openOffice(settings());
  const { service, ...others } = parts();
  const refused = { ...others, service: { ...service, bearerToken: 'khong-con-duoc-dung-nua' } };
  expect(await renewLink(refused, 'x'.repeat(20))).toMatchObject({ kind: 'unreachable', code: 'PORTAL-ACCESS-DENIED' });
  expect(await renewLink(parts(), 'x'.repeat(20))).toMatchObject({ kind: 'absent' });
  const gone = { ...others, service: { endpoint: 'http://127.0.0.1:9/links' } };
  expect(await readLink(gone, 'x'.repeat(20))).toMatchObject({ kind: 'unreachable', code: 'PORTAL-UNREACHABLE' });
});
