/** Every automatic connector over the stand-in, as the contract's tests need it. */
import { systemClock } from '../../../../../src/common/clock.ts';
import type { Connector, PortalReferences } from '../../../../../src/portal/connector.ts';
import { DvcSyncConnector } from '../../../../../src/portal/connectors/dvcsync/index.ts';
import { dvcSyncDefaults } from '../../../../../src/portal/connectors/dvcsync/settings.ts';
import { LgspConnector } from '../../../../../src/portal/connectors/lgsp/index.ts';
import { MapiConnector } from '../../../../../src/portal/connectors/mapi/index.ts';
import { OneStopConnector } from '../../../../../src/portal/connectors/one-stop/index.ts';
import type { Line } from '../../../../../src/portal/line/line.ts';
import type { ServiceName } from '../../../../peers/portal/faults.ts';
import {
  dvcClient,
  mapiAccount,
  mapiDestination,
  oneStopToken,
  oneStopUnit,
  type PortalPeer,
  type PortalPeerOptions,
} from '../../../../peers/portal/index.ts';

export const unit = '000.14.56.H56';

/** Limits that a test shortens. */
export interface Limits {
  readonly timeoutMs?: number;
  readonly maxAnswerBytes?: number;
  readonly accessHoldMs?: number;
  /** No password or secret has been set. */
  readonly withoutCredential?: boolean;
}

/** One dossier as the portal keeps it, whatever the form. */
export interface FarSide {
  readonly code: string;
  readonly status: string;
  readonly steps: readonly string[];
  readonly results: number;
}

export interface Way {
  readonly title: string;
  readonly peer: PortalPeerOptions;
  /** The service that makes the dossier, that takes steps, and that gives sessions (null: there are none). */
  readonly services: { readonly sync: ServiceName; readonly progress: ServiceName; readonly login: ServiceName | null };
  /** The code of a refused access. */
  readonly refusal: 'PORTAL-ACCESS-DENIED' | 'PORTAL-LOGIN-REFUSED';
  /** It brings what citizens file at the portal, and takes what is answered. */
  readonly inbound?: true;
  open(peer: PortalPeer, line: Line, limits?: Limits): Connector;
  kept(peer: PortalPeer): FarSide[];
}

const classic = { sync: 'DongBoHoSoMC', progress: 'CapNhatTienDoHoSoMC' } as const;
const quick = { timeoutMs: 10_000, accessHoldMs: 60_000 };

const keptClassic = (peer: PortalPeer): FarSide[] =>
  peer.listReceived().map(({ code, content, steps }) => ({
    code,
    status: content.TrangThaiHoSo,
    steps: steps.map((step) => step.ThoiDiemXuLy),
    results: content.DanhSachGiayToKetQua.length,
  }));

const keptDvc = (peer: PortalPeer): FarSide[] =>
  peer.dvc.list().map(({ code, state, steps }) => ({
    code,
    status: String(state?.TrangThai ?? ''),
    steps: steps.map((step) => step.ThoiDiemXuLy),
    results: state?.DanhSachGiayToKetQua?.length ?? 0,
  }));

function mapiWay(title: string, mapi: PortalPeerOptions['mapi'] & object, plainProgress = false): Way {
  return {
    title,
    inbound: true,
    peer: { unit, mapi, plainProgress },
    services: { ...classic, login: 'login' },
    refusal: 'PORTAL-LOGIN-REFUSED',
    open: (peer, line, { withoutCredential, ...limits } = {}) =>
      new MapiConnector(
        {
          baseUrl: peer.urls.mapi,
          loginPath: '/mapi/login',
          dataPath: '/mapi/g',
          destination: { code: mapiDestination, as: mapi.destinationAs ?? 'header' },
          providerUrl: mapi.providerUrl ?? '',
          unitCode: unit,
          username: mapiAccount.username,
          password: withoutCredential ? null : mapiAccount.password,
          ...quick,
          ...limits,
        },
        systemClock,
        line,
      ),
    kept: keptClassic,
  };
}

function dvcWay(title: string, codesAs: 'text' | 'number', numberCode: string): Way {
  return {
    title,
    peer: { dvcsync: { codesAs } },
    services: { sync: 'CreateDossier', progress: 'CapNhatTienTrinh', login: 'GetToken' },
    refusal: 'PORTAL-LOGIN-REFUSED',
    open: (peer, line, { withoutCredential, ...limits } = {}) =>
      new DvcSyncConnector(
        {
          baseUrl: peer.urls.dvcsync,
          clientId: dvcClient.id,
          clientSecret: withoutCredential ? null : dvcClient.secret,
          numberCode,
          unitCode: unit,
          serviceCode: '2.000815.000.00.00.H56.02',
          componentCode: '',
          codesAs,
          successCodes: dvcSyncDefaults.successCodes,
          feeType: '1',
          ...quick,
          ...limits,
        },
        systemClock,
        line,
      ),
    kept: keptDvc,
  };
}

function oneStopWay(title: string, oneStop: PortalPeerOptions['oneStop'] & object): Way {
  return {
    title,
    peer: { oneStop },
    services: { sync: 'ThemMoi', progress: 'DongBoTienTrinh', login: null },
    refusal: 'PORTAL-ACCESS-DENIED',
    open: (peer, line, { withoutCredential: _, ...limits } = {}) =>
      new OneStopConnector(
        {
          baseUrl: peer.urls['one-stop'],
          addPath: '/ThemMoi',
          updatePath: oneStop.oneAddress ? '/ThemMoi' : '/CapNhat',
          progressPath: '/DongBoTienTrinh',
          lookUpPath: '/TraCuuHoSo',
          unitCode: oneStopUnit,
          body: oneStop.body ?? 'array',
          tokenHeader: oneStop.tokenHeader ?? 'Authorization',
          token: oneStopToken,
          successCodes: ['0', '00', '200', 'OK'],
          codeField: 'maHoSo',
          ...quick,
          ...limits,
        },
        systemClock,
        line,
      ),
    kept: (peer) =>
      peer.oneStop.list().map(({ code, content, steps }) => ({
        code,
        status: content.TrangThaiHoSo,
        steps: steps.map((step) => step.ThoiDiemXuLy),
        results: content.DanhSachGiayToKetQua.length,
      })),
  };
}

export const ways: readonly Way[] = [
  {
    title: 'lgsp',
    inbound: true,
    peer: { unit, token: 'tram-01' },
    services: { ...classic, login: null },
    refusal: 'PORTAL-ACCESS-DENIED',
    open: (peer, line, { withoutCredential: _, ...limits } = {}) =>
      new LgspConnector(
        { baseUrl: peer.urls.lgsp, unitCode: unit, bearerToken: 'tram-01', ...quick, ...limits },
        systemClock,
        line,
      ),
    kept: keptClassic,
  },
  mapiWay('mapi, dstcode in the header', { codes: 'text' }),
  mapiWay('mapi, dstcode in the address, codes as numbers', {
    destinationAs: 'query',
    providerUrl: 'https://apimapi.example',
    codes: 'number',
    expiredByStatus: true,
  }),
  mapiWay('mapi, "00" and words alone', { codes: 'double-zero' }, true),
  dvcWay('dvcsync, codes as texts', 'text', 'SO-HO-SO'),
  dvcWay('dvcsync, codes as numbers', 'number', ''),
  oneStopWay('one-stop, an address for each', {}),
  oneStopWay('one-stop, one address, {code, data}, a header of its own', {
    oneAddress: true,
    body: 'data',
    codeKey: 'code',
    tokenHeader: 'lgspaccesstoken',
  }),
];

/** What the far side calls a dossier, kept in memory. */
export function references(): PortalReferences {
  const kept = new Map<string, string>();
  return { find: (name) => kept.get(name), keep: (name, value) => void kept.set(name, value) };
}
