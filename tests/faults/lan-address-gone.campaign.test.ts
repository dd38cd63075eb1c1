/** The station's address of the LAN goes and comes, really: an interface between two network namespaces. */
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { StationAnswer } from '../../src/web/contract/index.ts';
import { type LanOffice, openLanOffice, ports } from '../peers/lan/lan-office.ts';
import { addresses } from '../peers/lan/network.ts';
import { people } from '../peers/office/people.ts';

let office: LanOffice;
const eventually = (check: () => Promise<void>) => vi.waitFor(check, { timeout: 30_000, interval: 500 });

beforeAll(async () => {
  office = await openLanOffice();
  const { atBox, atDesk, address, authorityPem } = office;
  await atBox.open('box', `https://127.0.0.1:${ports.station}`, authorityPem);
  await atDesk.open('desk', address, authorityPem);
}, 120_000);
afterAll(() => office?.close());

const ip = (...args: readonly string[]) => office.network.station.run('ip', ...args);
const addressAct = (act: 'add' | 'delete') => ip('address', act, `${addresses.station}/24`, 'dev', 'lan0');

const lanAbsent = async (): Promise<string | null> =>
  (await office.atBox.json<StationAnswer>('box', 'GET', '/api/station')).lanAbsent;

/** Whether a machine of the LAN gets an answer. */
async function isServed(): Promise<boolean> {
  return await office.atDesk.call('desk', { method: 'GET', path: '/api/pairing' }).then(
    ({ status }) => status === 200,
    () => false,
  );
}

const health = async (): Promise<number> =>
  (await office.atBox.call('box', { method: 'GET', path: '/healthz' })).status;

it('goes while the station runs: the box serves itself, and the address serves again when it is back', async () => {
  const { station, atBox } = office;
  const { pid } = station;
  expect(await isServed()).toBe(true);
  await addressAct('delete');
  await eventually(async () => expect(await health()).toBe(200));
  await atBox.signIn('box', people.creator.username, people.creator.password);
  expect(await lanAbsent()).toBe(addresses.station);
  await addressAct('add');
  await eventually(async () => expect(await lanAbsent()).toBeNull());
  expect(await isServed()).toBe(true);
  expect(station.pid).toBe(pid);
});

it('a cable without a carrier, its address still set, is said too', async () => {
  await office.network.client.run('ip', 'link', 'set', 'lan0', 'down');
  await eventually(async () => expect(await lanAbsent()).toBe(addresses.station));
  expect(await health()).toBe(200);
  await office.network.client.run('ip', 'link', 'set', 'lan0', 'up');
  await eventually(async () => expect(await lanAbsent()).toBeNull());
  expect(await isServed()).toBe(true);
});

it('is missing at the start: the station starts all the same, and takes it into use when it comes', async () => {
  const { station } = office;
  expect(await station.stop()).toBe(0);
  await addressAct('delete');
  await station.start();
  const said = station.startLog.map((line) => JSON.parse(line) as { code?: string; host?: string });
  expect(said).toContainEqual(expect.objectContaining({ code: 'STATION-LAN-ABSENT', host: addresses.station }));
  const { pid } = station;
  expect(await lanAbsent()).toBe(addresses.station);
  expect(await health()).toBe(200);
  await addressAct('add');
  await eventually(async () => expect(await isServed()).toBe(true));
  expect(await lanAbsent()).toBeNull();
  expect(station.pid).toBe(pid);
  // Whoever came by the second door is answered to the end too.
  expect(await station.stop()).toBe(0);
});
