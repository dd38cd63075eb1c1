/** The portal and the gateway that an office sends to, and what every test asks of them in the end. */
import { expect } from 'vitest';
import { type GatewayPeer, startGatewayPeer } from '../../peers/document-gateway/index.ts';
import { type PortalPeer, type PortalPeerOptions, startPortalPeer } from '../../peers/portal/index.ts';
import { codeOf, type Office, openOffice } from './office.ts';

/** What the running test has started; `end` closes it. */
export const far = {} as { portal: PortalPeer; gateway: GatewayPeer; office: Office };

/** Time limits that a busy machine keeps; tests of slowness shorten `timeoutMs`. */
export const settingsFor = (baseUrl: string, endpoint: string, timeoutMs = 10_000) =>
  ({
    connector: 'lgsp',
    lgsp: { baseUrl, unitCode: '000.14.56.H56', bearerToken: 'tram-01', timeoutMs, accessHoldMs: 20 },
    gateway: { endpoint, chunkBytes: 8192, limits: { baseTimeoutMs: 10_000, slowestBytesPerSecond: 100_000 } },
  }) as const;

/** Starts both peers and an office that sends to them. */
export async function begin(options: PortalPeerOptions = {}, start = true, timeoutMs?: number): Promise<void> {
  far.portal = await startPortalPeer({ unit: '000.14.56.H56', token: 'tram-01', ...options });
  far.gateway = await startGatewayPeer();
  far.office = openOffice(settingsFor(far.portal.baseUrl, far.gateway.endpoint, timeoutMs), { start });
}

export async function end(): Promise<void> {
  await far.office.close();
  await far.portal.close();
  await far.gateway.close();
}

export const received = (n: number) => far.portal.listReceived().filter((d) => d.code === codeOf(n));

/** The portal has dossier `n` once, with its copy, byte for byte, and both steps in order. */
export async function expectDelivered(n: number): Promise<void> {
  expect(received(n)).toHaveLength(1);
  const [kept] = received(n);
  expect(kept?.adds).toBe(1);
  expect(kept?.steps.map((s) => s.NoiDungXuLy)).toEqual([
    'Bước 1: đã ký và đóng dấu bản sao điện tử',
    'Bước 2: đã ký và đóng dấu bản sao điện tử',
  ]);
  const results = kept?.content.DanhSachGiayToKetQua ?? [];
  expect(results).toHaveLength(1);
  const copy = await far.gateway.fetchCopy(results[0]?.DuongDanTepTinKetQua ?? '');
  expect(copy?.equals(far.office.copies.get(`document-${n}`) ?? Buffer.alloc(0))).toBe(true);
}
