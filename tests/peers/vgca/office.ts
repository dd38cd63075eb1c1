/** Turns a simulated office into one whose signer and seal keeper sign by the client on their PCs. */
import { createHash, X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { OfficerList } from '../../../src/web/contract/index.ts';
import { OfficerBody } from '../../../src/web/contract/index.ts';
import { Screen } from '../office/client.ts';
import type { SimulatedOffice } from '../office/office.ts';
import { agency, people } from '../office/people.ts';
import { createAuthority } from '../pki/authority.ts';
import { type ClientPeer, startSigningClient } from './index.ts';
import type { SoftToken } from './pdf-signer.ts';

export interface ClientOffice {
  readonly signer: ClientPeer;
  readonly seal: ClientPeer;
  readonly admin: Screen;
  close(): Promise<void>;
}

/** Gives both officers keys in software, sets the providers, and starts the station anew. */
export async function useSigningClients(office: SimulatedOffice): Promise<ClientOffice> {
  const authority = await createAuthority(join(office.folder, 'pki'));
  const key = async (commonName: string): Promise<SoftToken & { readonly sha256: string; readonly serial: string }> => {
    const issued = await authority.issueKeyPair({ commonName, organisation: agency.name });
    return {
      certificatePem: new X509Certificate(issued.der).toString(),
      privateKeyPem: issued.privateKeyPem,
      sha256: createHash('sha256').update(issued.der).digest('hex'),
      serial: issued.serialHex,
    };
  };
  const [own, agencys, stranger] = [await key(people.signer.fullName), await key(agency.name), await key('Vàng A Sử')];
  const shared = { otherToken: stranger, above: people.signer.fullName, authorityPem: office.authorityPem };
  const signer = await startSigningClient({ ...shared, token: own, kind: 'signature' });
  const seal = await startSigningClient({ ...shared, token: agencys, kind: 'seal' });
  const admin = new Screen(office.address, office.authorityPem, office.phone);
  await admin.signIn(people.admin.username, people.admin.password);
  const { officers } = await admin.json<OfficerList>('GET', '/api/officers');
  const fields = Object.keys(OfficerBody.properties) as (keyof OfficerBody)[];
  for (const [username, token] of [
    [people.signer.username, own],
    [people.sealKeeper.username, agencys],
  ] as const) {
    const found = officers.find((one) => one.username === username);
    if (!found) throw new Error(`the office has no ${username}`);
    const present = Object.fromEntries(fields.map((field) => [field, found[field]]));
    const certificate = { certificateSha256: token.sha256, certificateSerial: token.serial };
    await admin.json('PUT', `/api/officers/${found.id}`, { ...present, ...certificate });
  }
  const set = (setting: string, value: unknown) => admin.json('PUT', `/api/settings/${setting}`, { value });
  await set('trust.intermediates', [new X509Certificate(authority.intermediateDer).toString()]);
  await set('token.signer-provider', 'vgca');
  await set('token.seal-provider', 'vgca');
  await set('token.client-address', signer.address);
  await office.station.stop();
  await office.station.start();
  return { signer, seal, admin, close: async () => void (await Promise.all([signer.close(), seal.close()])) };
}
