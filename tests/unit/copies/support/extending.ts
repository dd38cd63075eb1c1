import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { unwrap } from '../../../../src/common/result.ts';
import type { TrustServices } from '../../../../src/copies/extend/extend-copy.ts';
import { completeRevision } from '../../../../src/copies/sign/revision.ts';
import type { VerificationPolicy } from '../../../../src/copies/verify/report.ts';
import { createTrustServices } from '../../../../src/portal/trust-services/index.ts';
import { type Authority, createAuthority, type KeyType } from '../../../peers/pki/authority.ts';
import { type StatusServer, startStatusServer } from '../../../peers/pki/status.ts';
import { startTsa, type Tsa } from '../../../peers/tsa/index.ts';
import { type Signer, signerOf } from './keys.ts';
import { base } from './material.ts';
import { both, cmsBy, prepareSeal, prepareSigner } from './signing.ts';

/** Everything that extending a copy needs, with the real programs at the far end. */
export interface ExtensionWorld {
  readonly authority: Authority;
  readonly status: StatusServer;
  readonly tsa: Tsa;
  readonly signer: Signer;
  readonly seal: Signer;
  /** A copy with two signatures. */
  readonly sealed: Uint8Array;
  readonly policy: Omit<VerificationPolicy, 'at'>;
  readonly services: TrustServices;
  /** Services with another time limit or other hosts. */
  servicesWith(change: Partial<Parameters<typeof createTrustServices>[0]>): TrustServices;
  /** A copy signed by these two. */
  sealedBy(signer: Signer, seal: Signer): Promise<Uint8Array>;
  newSigner(commonName: string, keyType: KeyType): Promise<Signer>;
  stop(): Promise<void>;
}

const clock = { now: () => Date.now(), monotonic: () => performance.now() };

export async function extensionWorld(): Promise<ExtensionWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'tram-extend-'));
  const status = await startStatusServer();
  const authority = await createAuthority(join(folder, 'pki'), { statusUrl: status.url });
  await status.serveFor(authority);
  const tsa = await startTsa(authority);
  const stopping = new AbortController();
  const newSigner = async (commonName: string, keyType: KeyType): Promise<Signer> => {
    const pair = await authority.issueKeyPair({ commonName, organisation: 'UBND xã Bản Liền', keyType });
    return signerOf(pair.der, pair.privateKeyPem, commonName);
  };
  const sealedBy = async (one: Signer, two: Signer): Promise<Uint8Array> => {
    const chain = [authority.intermediateDer];
    const first = await prepareSigner(await base());
    const signed = unwrap(completeRevision(first, cmsBy(one, first.digest, chain)));
    const second = await prepareSeal(signed);
    return unwrap(completeRevision(second, cmsBy(two, second.digest, chain)));
  };
  const servicesWith: ExtensionWorld['servicesWith'] = (change) =>
    createTrustServices(
      { tsaUrl: tsa.url, timestampAnchors: [authority.rootDer], privateHosts: [], timeoutMs: 20_000, ...change },
      clock,
      stopping.signal,
    );
  const signer = await newSigner('Hoàng Thị Mỷ Ngọc', 'rsa3072');
  const seal = await newSigner('Ủy ban nhân dân xã Bản Liền', 'p256');
  return {
    ...{ authority, status, tsa, signer, seal, sealedBy, newSigner, servicesWith },
    sealed: await sealedBy(signer, seal),
    policy: { expected: both, trustAnchors: [authority.rootDer] },
    services: servicesWith({}),
    stop: async () => {
      stopping.abort();
      await Promise.all([tsa.stop(), status.stop()]);
      await rm(folder, { recursive: true, force: true });
    },
  };
}
