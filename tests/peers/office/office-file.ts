import { createHash } from 'node:crypto';
import { stringify } from 'smol-toml';
import type { Authority } from '../pki/authority.ts';
import { dvcClient, dvcFolder, mapiAccount, mapiFolder, oneStopFolder, oneStopUnit } from '../portal/index.ts';
import type { ProvisionedTokens } from '../token/softhsm.ts';
import { agency, type Person, people } from './people.ts';

/** Where the far ends of the simulated office answer. */
export interface Addresses {
  readonly port: number;
  readonly scanner: string;
  readonly portal: string;
  readonly gateway: string;
}

/** The `office.toml` of the simulated office: what a technician would write for a real one. */
export function officeFile(
  addresses: Addresses,
  authority: Authority,
  tokens: ProvisionedTokens,
  settings: Readonly<Record<string, unknown>> = {},
): string {
  const certificates = { signer: tokens.tokens[0], seal: tokens.tokens[1] };
  return stringify({
    settings: {
      'office.name': agency.name,
      'office.place': agency.place,
      'office.code': agency.code,
      'http.port': addresses.port,
      'http.names': ['localhost', 'tram.lan'],
      'scanner.network': [{ name: 'May quet', url: addresses.scanner }],
      'token.modules': [{ name: 'softhsm', path: tokens.modulePath, environment: tokens.env }],
      // What most tests look at is not how pages are coded, which takes a second a page.
      'coding.profile': 'fast',
      'portal.connector': 'lgsp',
      'portal.lgsp-url': addresses.portal,
      'portal.lgsp-unit': agency.code,
      'portal.gateway-url': addresses.gateway,
      'mapi.url': `${new URL(addresses.portal).origin}${mapiFolder}`,
      'mapi.unit': agency.code,
      'mapi.username': mapiAccount.username,
      'dvcsync.url': `${new URL(addresses.portal).origin}${dvcFolder}`,
      'dvcsync.client-id': dvcClient.id,
      'dvcsync.unit': agency.code,
      'dvcsync.service-code': '2.000815.000.00.00.H99.02',
      'dvcsync.number-code': 'HS-H99.14',
      'onestop.url': `${new URL(addresses.portal).origin}${oneStopFolder}`,
      'onestop.unit': oneStopUnit,
      'portal.probe-seconds': 2,
      'trust.anchors': [toPem(authority.rootDer)],
      'trust.official': [createHash('sha256').update(authority.rootDer).digest('hex')],
      ...settings,
    },
    officers: (Object.values(people) as Person[]).map((person) => ({
      username: person.username,
      'full-name': person.fullName,
      password: person.password,
      roles: person.roles,
      position: person.position,
      decision: '12/QĐ-UBND',
      'valid-from': '2025-07-01',
      ...(person.signatureBlock ? { 'signature-block': person.signatureBlock } : {}),
      ...certificateOf(person, certificates),
      ...(person.token === 'signer'
        ? { signature: { file: 'signature.png', 'width-mm': 40, 'height-mm': 20, 'valid-from': '2025-07-01' } }
        : {}),
    })),
    seal: { file: 'seal.png', 'width-mm': 36, 'height-mm': 36, 'valid-from': '2025-07-01' },
  });
}

function certificateOf(
  person: Person,
  certificates: {
    signer: ProvisionedTokens['tokens'][number] | undefined;
    seal: ProvisionedTokens['tokens'][number] | undefined;
  },
) {
  const token = person.token && certificates[person.token];
  return token ? { certificate: { sha256: token.certificateSha256, serial: token.serialHex } } : {};
}

function toPem(der: Uint8Array): string {
  const lines =
    Buffer.from(der)
      .toString('base64')
      .match(/.{1,64}/g) ?? [];
  return `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`;
}
