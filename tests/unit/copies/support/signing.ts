import { unwrap } from '../../../../src/common/result.ts';
import { signedAttributes } from '../../../../src/copies/sign/attributes.ts';
import { buildCms } from '../../../../src/copies/sign/cms.ts';
import { fieldNames } from '../../../../src/copies/sign/field-objects.ts';
import { completeRevision, type PreparedRevision, prepareRevision } from '../../../../src/copies/sign/revision.ts';
import { sealBox, signatureBox } from '../../../../src/copies/signature-box.ts';
import type { ExpectedSignature, VerificationPolicy } from '../../../../src/copies/verify/report.ts';
import { sealMm, sealPng, signaturePng } from '../../../peers/images/signature-and-seal.ts';
import type { Authority, Signer } from './keys.ts';
import { at, attestation, baseInput } from './material.ts';

/** Drawn once for a test file. */
export const images = {
  signature: signaturePng('Hoàng Thị Mỷ Ngọc', 150),
  seal: sealPng({ body: 'ỦY BAN NHÂN DÂN XÃ BẢN LIỀN', above: 'TỈNH LÀO CAI' }, 150),
};

/** The CMS that `signer` makes over a prepared revision. */
export function cmsBy(signer: Signer, digest: Uint8Array, chain: readonly Uint8Array[]): Uint8Array {
  const attributes = signedAttributes(digest, signer.certificate);
  return buildCms({
    attributes,
    signature: signer.sign(attributes),
    algorithm: signer.algorithm,
    certificateDer: signer.certificate,
    chainDer: chain,
  });
}

/** The copy after the signer's turn, waiting for the CMS. */
export async function prepareSigner(base: Uint8Array, model = attestation()): Promise<PreparedRevision> {
  const { fonts } = await baseInput({ pages: [] });
  return unwrap(
    await prepareRevision(base, {
      fieldName: fieldNames.signer,
      box: unwrap(await signatureBox(model, fonts)),
      image: await images.signature,
      signerName: 'Hoàng Thị Mỷ Ngọc',
      reason: 'Ký bản sao điện tử',
      location: 'Xã Bản Liền',
      at,
    }),
  );
}

/** The copy after the seal's turn, waiting for the CMS. */
export async function prepareSeal(signed: Uint8Array): Promise<PreparedRevision> {
  return unwrap(
    await prepareRevision(signed, {
      fieldName: fieldNames.seal,
      box: unwrap(sealBox(signed, { widthMm: sealMm, heightMm: sealMm })),
      image: await images.seal,
      signerName: 'Ủy ban nhân dân xã Bản Liền',
      at: at + 60_000,
    }),
  );
}

export async function signBy(authority: Authority, base: Uint8Array, signer = authority.signer, model = attestation()) {
  const prepared = await prepareSigner(base, model);
  return unwrap(completeRevision(prepared, cmsBy(signer, prepared.digest, [authority.issuing])));
}

export async function sealBy(authority: Authority, signed: Uint8Array, seal = authority.seal): Promise<Uint8Array> {
  const prepared = await prepareSeal(signed);
  return unwrap(completeRevision(prepared, cmsBy(seal, prepared.digest, [authority.issuing, authority.root])));
}

/** What an office expects of a finished copy. */
export function policyOf(authority: Authority, change: Partial<VerificationPolicy> = {}): VerificationPolicy {
  return { expected: both, trustAnchors: [authority.root], at: Date.now(), ...change };
}

export const both: readonly ExpectedSignature[] = [{ role: 'signer' }, { role: 'seal' }];
