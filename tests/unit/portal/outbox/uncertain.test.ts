/** The one-stop system as the way to the portal, where nothing can be looked up: no dossier is there twice. */
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { OneStopSettings, PortalSettings } from '../../../../src/portal/index.ts';
import { messagesOfGuest } from '../../../../src/store/repositories/guests.ts';
import type { OutboxRow } from '../../../../src/store/repositories/outbox.ts';
import { type GatewayPeer, startGatewayPeer } from '../../../peers/document-gateway/index.ts';
import { oneStopToken, oneStopUnit, type PortalPeer, startPortalPeer } from '../../../peers/portal/index.ts';
import { bundleOf, type Handed, knowOrigin, takeIn } from '../guests/support.ts';
import { codeOf, dossierId, type Office, openOffice } from '../office.ts';

let province: PortalPeer;
let gateway: GatewayPeer;
let office: Office;

const blind = (url: string): OneStopSettings => ({
  ...{ baseUrl: url, addPath: '/ThemMoi', updatePath: '/CapNhat', progressPath: '/DongBoTienTrinh', lookUpPath: '' },
  ...{ unitCode: oneStopUnit, body: 'array', tokenHeader: 'Authorization', token: oneStopToken },
  ...{ successCodes: ['0'], codeField: 'maHoSo', timeoutMs: 10_000, accessHoldMs: 20 },
});

beforeEach(async () => {
  province = await startPortalPeer();
  gateway = await startGatewayPeer();
  const settings: PortalSettings = {
    connector: 'one-stop',
    oneStop: blind(province.urls['one-stop']),
    gateway: { endpoint: gateway.endpoint, chunkBytes: 65_536 },
  };
  office = openOffice(settings);
});
afterEach(async () => {
  await office.close();
  await province.close();
  await gateway.close();
});

const there = (n: number) => province.oneStop.list().filter((one) => one.code === codeOf(n));
const sent = () => province.requests.map(({ service }) => service).filter((one) => one !== 'DongBoTienTrinh');
const sync = (n: number): OutboxRow | undefined => office.rows(n).find(({ kind }) => kind === 'sync-dossier');
const refused = (n: number) => office.until(() => sync(n)?.state === 'rejected');
const lost = { kind: 'half', service: 'ThemMoi', times: 1 } as const;
const unclear = { kind: 'says', error_code: '-9', message: 'Không hợp lệ', service: 'CapNhat', times: 1 } as const;
const outcome = ({ bundleId }: Handed) => messagesOfGuest(office.store.db, bundleId).at(-1);
/** A bundle is taken in, and its messages come to an end. */
const takenIn = async (one: Handed): Promise<Handed> => {
  await takeIn(office.store, one);
  office.portal.wakeGuests();
  await office.until(() => !['waiting', undefined].includes(outcome(one)?.state));
  return one;
};

it('what may have arrived goes as a change, and is added where the system says that it has none', async () => {
  province.misbehave(lost);
  office.issue(1);
  await office.drained();
  expect(sent()).toEqual(['ThemMoi', 'CapNhat']);
  province.misbehave({ kind: 'down', service: 'ThemMoi', times: 1 });
  office.issue(2);
  await office.drained();
  expect(sent().slice(-2)).toEqual(['CapNhat', 'ThemMoi']);
  for (const n of [1, 2]) expect(there(n).map((one) => [one.adds, one.steps.length])).toEqual([[1, 2]]);
});

it('what the system refuses as a change waits for a person, who says that it is there: then it goes as a change', async () => {
  province.misbehave(lost);
  province.misbehave(unclear);
  office.issue(1);
  await refused(1);
  expect(sync(1)).toMatchObject({ failureCode: 'PORTAL-ADD-UNCERTAIN', failureMessage: 'Không hợp lệ' });
  const id = sync(1)?.id ?? '';
  const heard: string[] = [];
  const failing = () => {
    throw new Error('the journal takes nothing');
  };
  expect(() => office.portal.confirmThere(id, failing)).toThrow('the journal takes nothing');
  expect(sync(1)?.state).toBe('rejected');
  // Two people at once: the first one counts.
  expect(office.portal.confirmThere(id, (_tx, dossier) => heard.push(dossier)).ok).toBe(true);
  expect(office.portal.confirmThere(id)).toMatchObject({ error: { code: 'PORTAL-ROW-NOT-UNCERTAIN' } });
  expect(office.portal.retry(id)).toMatchObject({ error: { code: 'PORTAL-ROW-NOT-REJECTED' } });
  expect(heard).toEqual([dossierId(1)]);
  await office.drained();
  expect(there(1).map((one) => [one.adds, one.steps.length])).toEqual([[1, 2]]);
  expect(sent()).toEqual(['ThemMoi', 'CapNhat', 'CapNhat']);
  expect(sync(1)?.receipt).toMatchObject({ connector: 'one-stop', service: 'officer' });
  expect(office.confirmed).toContain(`${dossierId(1)} sync-dossier`);
});

it('said not to be there it is added, once; another refusal is no such question', async () => {
  province.misbehave({ kind: 'down', service: 'ThemMoi', times: 1 });
  province.misbehave(unclear);
  office.issue(1);
  await refused(1);
  expect(there(1)).toEqual([]);
  province.misbehave({ kind: 'says', error_code: '-2', message: 'Thiếu phí', service: 'ThemMoi', times: 1 });
  expect(office.portal.retry(sync(1)?.id ?? '').ok).toBe(true);
  await office.until(() => sync(1)?.failureCode === 'PORTAL-REJECTED');
  const id = sync(1)?.id ?? '';
  expect(office.portal.confirmThere(id)).toMatchObject({ error: { code: 'PORTAL-ROW-NOT-UNCERTAIN' } });
  expect(office.portal.confirmThere('none')).toMatchObject({ error: { code: 'PORTAL-ROW-UNKNOWN' } });
  expect(office.portal.retry(id).ok).toBe(true);
  await office.drained();
  expect(there(1).map((one) => one.adds)).toEqual([1]);
});

it('a bundle of another office is added once too, whatever its office says of it', async () => {
  knowOrigin(office.store);
  province.misbehave(lost);
  province.misbehave(unclear);
  const first = bundleOf(1, 5);
  await takenIn(first);
  expect(outcome(first)).toMatchObject({ state: 'rejected', failureCode: 'PORTAL-ADD-UNCERTAIN' });
  // Its office says that it is there: the next bundle brings another message.
  await takenIn({ ...first, bundleId: randomUUID(), seq: 6, syncRow: randomUUID() });
  expect(there(1).map((one) => one.adds)).toEqual([1]);

  province.misbehave({ kind: 'down', service: 'ThemMoi', times: 1 });
  province.misbehave(unclear);
  const second = bundleOf(2, 7);
  await takenIn(second);
  expect(outcome(second)?.failureCode).toBe('PORTAL-ADD-UNCERTAIN');
  // Its office says that it is not there: the same message comes again, and is added.
  await takenIn({ ...second, bundleId: randomUUID(), seq: 8 });
  expect(sent().at(-1)).toBe('ThemMoi');
  expect(there(2).map((one) => one.adds)).toEqual([1]);
});

it('a bundle refused before, handed over again, is added once its office has looked there', async () => {
  knowOrigin(office.store);
  const again = (one: Handed, seq: number): Handed => ({ ...one, bundleId: randomUUID(), seq });
  province.misbehave({ kind: 'says', error_code: '-2', message: 'Thiếu phí', service: 'ThemMoi', times: 1 });
  const first = await takenIn(bundleOf(1, 5));
  expect(outcome(first)?.failureCode).toBe('PORTAL-REJECTED');
  // Its office corrects it and sends the same row again.
  province.misbehave(unclear);
  const corrected = await takenIn(again(first, 6));
  expect(outcome(corrected)?.failureCode).toBe('PORTAL-ADD-UNCERTAIN');
  expect(there(1)).toEqual([]);
  // Its office says that it is not there.
  province.misbehave(lost);
  province.misbehave(unclear);
  const added = await takenIn(again(first, 7));
  // This add arrived, and its answer was lost: it counts, whatever was said before it.
  expect(outcome(added)?.failureCode).toBe('PORTAL-ADD-UNCERTAIN');
  expect(sent().slice(-2)).toEqual(['ThemMoi', 'CapNhat']);
  await takenIn({ ...again(first, 8), syncRow: randomUUID() });
  expect(there(1).map((one) => one.adds)).toEqual([1]);
});
