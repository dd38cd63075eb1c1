/** The outbox over each connector: faults, restarts, and a change of the way; every dossier once, and no secret told. */
import { randomUUID } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { createLogger } from '../../../../src/common/log.ts';
import { type PortalSettings, portalSettings } from '../../../../src/portal/index.ts';
import { type CredentialName, resolveSettings } from '../../../../src/settings/index.ts';
import { type GatewayPeer, startGatewayPeer } from '../../../peers/document-gateway/index.ts';
import { startProvince } from '../../../peers/document-gateway/province.ts';
import {
  dvcClient,
  type Fault,
  mapiAccount,
  oneStopToken,
  type PortalPeer,
  startPortalPeer,
} from '../../../peers/portal/index.ts';
import { codeOf, type Office, openOffice } from '../office.ts';

const secrets: Readonly<Record<CredentialName, string>> = {
  lgsp: 'ma-truy-cap-lgsp',
  mapi: mapiAccount.password,
  dvcsync: dvcClient.secret,
  'one-stop': oneStopToken,
  'document-gateway': 'ma-cong-nhan-tep',
};
const unit = '000.14.56.H56';
let portal: PortalPeer;
let gateway: GatewayPeer;
let office: Office;

/** What the station makes of its settings, with the waits that a test has the time for. */
function settingsFor(connector: 'lgsp' | 'mapi' | 'dvcsync' | 'one-stop'): PortalSettings {
  const stored = new Map<string, unknown>([
    ['portal.connector', connector],
    ['portal.lgsp-url', portal.urls.lgsp],
    ['portal.lgsp-unit', unit],
    ['portal.gateway-url', gateway.endpoint],
    ['portal.upload-chunk', 16_384],
    ['mapi.url', portal.urls.mapi],
    ['mapi.unit', unit],
    ['mapi.username', mapiAccount.username],
    ['dvcsync.url', portal.urls.dvcsync],
    ['dvcsync.client-id', dvcClient.id],
    ['dvcsync.unit', unit],
    ['dvcsync.number-code', 'SO'],
    ['onestop.url', portal.urls['one-stop']],
    ['onestop.unit', unit],
  ]);
  const settings = portalSettings(resolveSettings(stored), (name) => secrets[name]);
  switch (settings.connector) {
    case 'lgsp':
      return { ...settings, lgsp: { ...settings.lgsp, accessHoldMs: 20 } };
    case 'mapi':
      return { ...settings, mapi: { ...settings.mapi, accessHoldMs: 20 } };
    case 'dvcsync':
      return { ...settings, dvcsync: { ...settings.dvcsync, accessHoldMs: 20 } };
    case 'one-stop':
      return { ...settings, oneStop: { ...settings.oneStop, accessHoldMs: 20 } };
    case 'manual':
    case 'hand-over':
      throw new Error('not automatic');
  }
}

async function begin(): Promise<void> {
  portal = await startPortalPeer({ unit, token: secrets.lgsp });
  gateway = await startGatewayPeer({ token: secrets['document-gateway'] });
}

afterEach(async () => {
  await office.close();
  await portal.close();
  await gateway.close();
});

/** The dossier is there once, with its steps and its copy, byte for byte. */
async function expectThere(connector: 'lgsp' | 'mapi' | 'dvcsync' | 'one-stop', n: number): Promise<void> {
  const wanted = office.copies.get(`document-${n}`);
  if (connector === 'dvcsync') {
    const kept = portal.dvc.list().filter((one) => one.code === codeOf(n));
    expect(kept.map((one) => one.steps.length)).toEqual([2]);
    const [result] = kept[0]?.state?.DanhSachGiayToKetQua ?? [];
    expect(portal.dvc.file(result?.IdGiayTo ?? '')?.bytes).toEqual(wanted);
  } else {
    const list = connector === 'one-stop' ? portal.oneStop.list() : portal.listReceived();
    const kept = list.filter((one) => one.code === codeOf(n));
    expect(kept.map((one) => [one.adds, one.steps.length])).toEqual([[1, 2]]);
    const url = kept[0]?.content.DanhSachGiayToKetQua[0]?.DuongDanTepTinKetQua ?? '';
    expect(await gateway.fetchCopy(url)).toEqual(wanted);
  }
}

describe.each(['lgsp', 'mapi', 'dvcsync', 'one-stop'] as const)('an office that sends by %s', (connector) => {
  it('delivers every dossier once, over faults and a restart, and tells its secrets to nobody', async () => {
    await begin();
    const lines: string[] = [];
    const log = createLogger('debug', { write: (text: string) => void lines.push(text) });
    office = openOffice(settingsFor(connector), { start: false, log });
    const faults: Fault[] = [
      { kind: 'dropped', times: 2 },
      { kind: 'revoked', times: 1 },
      { kind: 'half-closed', times: 1 },
      { kind: 'expired', times: 2 },
      { kind: 'garbage', times: 1 },
      { kind: 'charset', as: 'latin1', times: 1 },
      { kind: 'status', status: 429, retryAfter: 0, times: 1 },
    ];
    for (const fault of faults) portal.misbehave(fault);
    for (const n of [1, 2]) office.issue(n, 40_000);
    office.portal.start();
    await office.until(() => office.rows(1).some((row) => row.attempts > 0));
    office = await office.reopen();
    portal.heal();
    office.issue(3);
    await office.drained();
    for (const n of [1, 2, 3]) await expectThere(connector, n);

    const told = lines.join('') + JSON.stringify([1, 2, 3].map((n) => office.rows(n)));
    for (const secret of Object.values(secrets)) expect(told).not.toContain(secret);
    expect(lines.length).toBeGreaterThan(0);
  });
});

describe('an office whose way was changed', () => {
  it('sends the copies again by the new way where their names there are other names', async () => {
    await begin();
    office = openOffice(settingsFor('lgsp'), { start: false });
    // The copy arrives; the dossier does not.
    portal.misbehave({ kind: 'status', status: 500, service: 'DongBoHoSoMC' });
    office.issue(1);
    office.portal.start();
    await office.until(() => (office.rows(1)[1]?.attempts ?? 0) > 0);
    office = await office.reopen(settingsFor('dvcsync'));
    await office.drained();
    await expectThere('dvcsync', 1);
    expect(office.rows(1)[0]?.result?.file?.id).toBeDefined();
    expect(portal.listReceived()).toEqual([]);
  });

  it('hands a copy over again where its link was given before it went another way', async () => {
    await begin();
    const province = await startProvince({ xa: secrets['document-gateway'] });
    try {
      const byLinks = {
        ...settingsFor('lgsp'),
        gateway: {
          endpoint: `${province.url}/files`,
          linkEndpoint: `${province.url}/links`,
          bearerToken: secrets['document-gateway'],
        },
      } as PortalSettings;
      portal.misbehave({ kind: 'status', status: 500, service: 'DongBoHoSoMC' });
      portal.misbehave({ kind: 'status', status: 500, service: 'CreateDossier' });
      office = openOffice(byLinks, { start: false });
      office.issue(1);
      office.portal.start();
      const [upload, sync] = [() => office.rows(1)[0], () => office.rows(1)[1]];
      await office.until(() => (sync()?.attempts ?? 0) > 0);
      const first = upload()?.result?.url ?? '';
      expect(first).toContain('/d/');
      office = await office.reopen(settingsFor('dvcsync'));
      await office.until(() => upload()?.result?.file !== undefined && (sync()?.attempts ?? 0) > 0);
      portal.heal();
      office = await office.reopen(byLinks);
      await office.until(() => upload()?.result?.url !== undefined || upload()?.state === 'rejected');
      expect(upload()).toMatchObject({ state: 'confirmed', failureMessage: null });
      await office.drained();
      const [kept] = portal.listReceived().filter((one) => one.code === codeOf(1));
      const url = kept?.content.DanhSachGiayToKetQua[0]?.DuongDanTepTinKetQua ?? '';
      const answer = await fetch(url);
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(office.copies.get('document-1'));
    } finally {
      await province.close();
    }
  });

  it('does not send a copy again whose name is the same on both ways', async () => {
    await begin();
    office = openOffice(settingsFor('lgsp'), { start: false });
    portal.misbehave({ kind: 'status', status: 500, service: 'DongBoHoSoMC' });
    office.issue(1);
    office.portal.start();
    await office.until(() => (office.rows(1)[1]?.attempts ?? 0) > 0);
    portal.heal();
    office = await office.reopen(settingsFor('mapi'));
    await office.drained();
    await expectThere('mapi', 1);
    expect(gateway.metadata).toHaveLength(1);
  });
});

it('a credential that was set after a refusal counts at the next start', async () => {
  await begin();
  const without = settingsFor('mapi');
  if (without.connector !== 'mapi') throw new Error('not mapi');
  const wrong: PortalSettings = {
    ...without,
    mapi: { ...without.mapi, password: randomUUID(), accessHoldMs: 3_600_000 },
  };
  office = openOffice(wrong);
  office.issue(1);
  await office.until(() => office.rows(1)[1]?.failureCode === 'PORTAL-LOGIN-REFUSED');
  expect(office.portal.status()).toMatchObject({ refusal: 'PORTAL-LOGIN-REFUSED', rows: { rejected: 0 } });
  expect(portal.requests.filter((one) => one.service === 'login')).toHaveLength(1);
  office = await office.reopen(settingsFor('mapi'));
  await office.drained();
  await expectThere('mapi', 1);
  expect(office.portal.status().refusal).toBeNull();
});
