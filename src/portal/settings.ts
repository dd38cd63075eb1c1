import type { CredentialName, Settings } from '../settings/index.ts';
import type { LineSettings, PortalSettings } from './index.ts';

/**
 * How this office reaches the portal, from its settings.
 *
 * @param credential  a password or token by its name; null while none has been set
 */
export function portalSettings(
  settings: Settings,
  credential: (name: CredentialName) => string | null,
): PortalSettings {
  const token = (name: CredentialName): { readonly bearerToken?: string } => {
    const bearerToken = credential(name);
    return bearerToken === null ? {} : { bearerToken };
  };
  const gateway = () => ({
    endpoint: settings['portal.gateway-url'],
    linkEndpoint: settings['portal.link-url'],
    chunkBytes: settings['portal.upload-chunk'],
    ...token('document-gateway'),
  });
  const codes = {
    submittedAt: settings['portal.submitted-at'],
    databases: settings['portal.databases'],
    paidOnline: settings['portal.paid-online'],
    submittedOnlineAt: settings['inbound.submitted-at'],
    paidOnPortal: settings['inbound.paid-online'],
    accountVerified: settings['portal.account-verified'],
    feeType: settings['portal.fee-type'],
  };
  const inbound = {
    listService: settings['inbound.list-service'],
    requestService: settings['inbound.request-service'],
    appointmentService: settings['inbound.appointment-service'],
    refusedStatus: settings['inbound.refused-status'],
  };
  const way = {
    inbound: {
      requests: settings['inbound.requests'],
      appointments: settings['inbound.appointments'],
      days: settings['inbound.days'],
      everyMs: settings['inbound.minutes'] * 60_000,
    },
    line: lineSettings(settings),
    hours: {
      metered: settings['line.metered-hours'],
      night: settings['line.night-window'],
      nightBytes: settings['line.night-size'] * 1_000_000,
    },
    reconciliation: { from: settings['portal.reconcile-from'], days: settings['portal.reconcile-days'] },
  };
  const oneStop = () => ({
    baseUrl: settings['onestop.url'],
    addPath: settings['onestop.add-path'],
    updatePath: settings['onestop.update-path'],
    progressPath: settings['onestop.progress-path'],
    lookUpPath: settings['onestop.look-up-path'],
    unitCode: settings['onestop.unit'],
    body: settings['onestop.body'],
    tokenHeader: settings['onestop.token-header'],
    token: credential('one-stop'),
    successCodes: settings['onestop.success-codes'],
    codeField: settings['onestop.code-field'],
    codes,
  });
  const beside = settings['onestop.beside'] ? { beside: oneStop() } : {};
  switch (settings['portal.connector']) {
    case 'manual':
      return { connector: 'manual', line: way.line, ...beside };
    case 'hand-over':
      return { connector: 'hand-over', line: way.line, ...beside };
    case 'lgsp':
      return {
        connector: 'lgsp',
        ...way,
        ...beside,
        lgsp: {
          baseUrl: settings['portal.lgsp-url'],
          unitCode: settings['portal.lgsp-unit'],
          codes,
          inbound,
          ...token('lgsp'),
        },
        gateway: gateway(),
      };
    case 'mapi':
      return {
        connector: 'mapi',
        ...way,
        ...beside,
        mapi: {
          baseUrl: settings['mapi.url'],
          loginPath: settings['mapi.login-path'],
          dataPath: settings['mapi.data-path'],
          destination: { code: settings['mapi.destination'], as: settings['mapi.destination-as'] },
          providerUrl: settings['mapi.provider-url'],
          unitCode: settings['mapi.unit'],
          username: settings['mapi.username'],
          password: credential('mapi'),
          codes,
          inbound,
        },
        gateway: gateway(),
      };
    case 'one-stop':
      return { connector: 'one-stop', ...way, oneStop: oneStop(), gateway: gateway() };
    case 'dvcsync':
      return {
        connector: 'dvcsync',
        ...way,
        ...beside,
        dvcsync: {
          baseUrl: settings['dvcsync.url'],
          clientId: settings['dvcsync.client-id'],
          clientSecret: credential('dvcsync'),
          numberCode: settings['dvcsync.number-code'],
          unitCode: settings['dvcsync.unit'],
          serviceCode: settings['dvcsync.service-code'],
          componentCode: settings['dvcsync.component-code'],
          codesAs: settings['dvcsync.codes-as'],
          successCodes: settings['dvcsync.success-codes'],
          feeType: settings['portal.fee-type'],
        },
      };
  }
}

/** The office's way out. */
export function lineSettings(settings: Settings): LineSettings {
  return {
    ...(settings['line.proxy'] === '' ? {} : { proxy: settings['line.proxy'] }),
    nameServers: settings['line.name-servers'],
    authorities: settings['line.authorities'],
  };
}
