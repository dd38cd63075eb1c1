import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Code } from '../../../../src/common/codes/index.ts';
import { unwrap } from '../../../../src/common/result.ts';
import { childrenOf, readElement } from '../../../../src/copies/der/read.ts';
import {
  element,
  objectIdentifier,
  octetString,
  sequence,
  set,
  smallInteger,
  sorted,
} from '../../../../src/copies/der/write.ts';
import { oid, signedAttributes } from '../../../../src/copies/sign/attributes.ts';
import { algorithmIdentifier, buildCms } from '../../../../src/copies/sign/cms.ts';
import { completeRevision, type PreparedRevision } from '../../../../src/copies/sign/revision.ts';
import { verifyCopy } from '../../../../src/copies/verify/verify-copy.ts';
import { sha256 } from '../support/hash.ts';
import { type Authority, makeAuthority, type Signer } from '../support/keys.ts';
import { base } from '../support/material.ts';
import { cmsBy, policyOf, prepareSigner } from '../support/signing.ts';

let authority: Authority;
let prepared: PreparedRevision;

beforeAll(async () => {
  authority = makeAuthority();
  prepared = await prepareSigner(await base());
});

/** What the verifier says of the signer's revision with this CMS in it. */
const verdict = (cms: Uint8Array): Code | 'complete' => {
  const policy = policyOf(authority, { expected: [{ role: 'signer' }] });
  const report = verifyCopy(unwrap(completeRevision(prepared, cms)), policy);
  return report.complete ? 'complete' : (report.code ?? expect.fail('refused without a code'));
};

/** A CMS put together by hand; what is left out is as it should be. */
interface Parts {
  readonly signer?: Signer;
  readonly attributes?: Uint8Array;
  readonly signatureOver?: Uint8Array;
  readonly digestAlgorithm?: Uint8Array;
  readonly content?: Uint8Array;
  readonly certificates?: readonly Uint8Array[];
  readonly unsigned?: Uint8Array;
  readonly signers?: (signer: Uint8Array) => Uint8Array[];
  readonly more?: Uint8Array;
}

function cmsOf(parts: Parts = {}): Uint8Array {
  const signer = parts.signer ?? authority.signer;
  const attributes = parts.attributes ?? signedAttributes(prepared.digest, signer.certificate);
  const digestAlgorithm = parts.digestAlgorithm ?? sequence(objectIdentifier(oid.sha256));
  const [first] = childrenOf(readElement(signer.certificate), 0x30);
  const [, serial, , issuer] = childrenOf(first, 0x30);
  const signerInfo = sequence(
    smallInteger(1),
    sequence(issuer!.whole, serial!.whole),
    digestAlgorithm,
    element(0xa0, readElement(attributes).content),
    algorithmIdentifier(signer.algorithm),
    octetString(signer.sign(parts.signatureOver ?? attributes)),
    ...(parts.unsigned === undefined ? [] : [element(0xa1, parts.unsigned)]),
  );
  const certificates = parts.certificates ?? [signer.certificate, authority.issuing];
  const signedData = sequence(
    smallInteger(1),
    set(digestAlgorithm),
    sequence(
      objectIdentifier(oid.data),
      ...(parts.content === undefined ? [] : [element(0xa0, octetString(parts.content))]),
    ),
    element(0xa0, ...sorted(certificates)),
    ...(parts.more === undefined ? [] : [parts.more]),
    set(...(parts.signers?.(signerInfo) ?? [signerInfo])),
  );
  return sequence(objectIdentifier(oid.signedData), element(0xa0, signedData));
}

const attribute = (type: string, value: Uint8Array): Uint8Array => sequence(objectIdentifier(type), set(value));
const ess = (certificate: Uint8Array): Uint8Array =>
  attribute(oid.signingCertificateV2, sequence(sequence(sequence(octetString(sha256(certificate))))));
const contentType = (): Uint8Array => attribute(oid.contentType, objectIdentifier(oid.data));
const digestOf = (digest: Uint8Array): Uint8Array => attribute(oid.messageDigest, octetString(digest));
const signingTime = (): Uint8Array =>
  attribute('1.2.840.113549.1.9.5', element(0x17, Buffer.from('261121020507Z', 'latin1')));

it('the hand-made CMS is the one that buildCms makes', () => {
  const p256 = cmsOf({ signer: authority.seal });
  const [own, signer] = [cmsBy(authority.signer, prepared.digest, [authority.issuing]), authority.signer];
  expect(Buffer.compare(cmsOf({ signer }), own)).toBe(0);
  expect(verdict(own)).toBe('complete');
  expect(verdict(p256)).toBe('complete');
});

describe('abuse of the CMS', () => {
  const abuses: Record<string, () => Uint8Array> = {
    'two signers, the second a copy of the first': () => cmsOf({ signers: (signer) => [signer, signer] }),
    'no signer': () => cmsOf({ signers: () => [] }),
    'the digest of other bytes': () =>
      cmsBy(authority.signer, createHash('sha256').update('another file').digest(), [authority.issuing]),
    'attributes of which the digest is missing': () =>
      cmsOf({ attributes: set(contentType(), ess(authority.signer.certificate)) }),
    'a signature that does not cover the attributes': () => cmsOf({ signatureOver: Buffer.from('something else') }),
    'a signing time among the signed attributes': () =>
      cmsOf({
        attributes: set(contentType(), digestOf(prepared.digest), ess(authority.signer.certificate), signingTime()),
      }),
    'an attribute twice': () =>
      cmsOf({
        attributes: set(contentType(), contentType(), digestOf(prepared.digest), ess(authority.signer.certificate)),
      }),
    'no hash of the signing certificate': () => cmsOf({ attributes: set(contentType(), digestOf(prepared.digest)) }),
    'the hash of another certificate': () =>
      cmsOf({ attributes: set(contentType(), digestOf(prepared.digest), ess(authority.stranger.certificate)) }),
    'attributes out of order': () =>
      cmsOf({ attributes: element(0x31, ess(authority.signer.certificate), contentType(), digestOf(prepared.digest)) }),
    'another content type': () =>
      cmsOf({
        attributes: set(
          attribute(oid.contentType, objectIdentifier(oid.signedData)),
          digestOf(prepared.digest),
          ess(authority.signer.certificate),
        ),
      }),
    'a digest algorithm of SHA-1': () => cmsOf({ digestAlgorithm: sequence(objectIdentifier('1.3.14.3.2.26')) }),
    'the content inside (enveloping)': () => cmsOf({ content: Buffer.from('inside') }),
    'unsigned attributes': () => cmsOf({ unsigned: signingTime() }),
    'a revocation list that nobody asked for': () => cmsOf({ more: element(0xa1, sequence()) }),
    'no certificate': () => cmsOf({ certificates: [] }),
    'the signer’s certificate left out': () => cmsOf({ certificates: [authority.issuing] }),
    'many certificates': () => cmsOf({ certificates: Array<Uint8Array>(9).fill(authority.signer.certificate) }),
    'indefinite length': () =>
      Buffer.concat([Buffer.from([0x30, 0x80]), readElement(cmsOf()).content, Buffer.alloc(2)]),
    'a length in more octets than it needs': () => {
      const { content } = readElement(cmsOf());
      return Buffer.concat([Buffer.from([0x30, 0x83, 0, content.length >> 8, content.length & 0xff]), content]);
    },
    'no CMS at all': () => Buffer.alloc(100),
    'a CMS without end': () => Buffer.from([0x30, 0x82, 0xff, 0xff]),
    'a certificate alone': () => authority.signer.certificate,
  };

  it.each(Object.entries(abuses))('%s', (_, cms) => {
    expect(verdict(cms())).toBe('COPY-SIGNATURE-INVALID');
  });

  it('a certificate that is none', () => {
    expect(verdict(cmsOf({ certificates: [authority.signer.certificate, sequence(smallInteger(1))] }))).toBe(
      'COPY-CERTIFICATE-UNSUITABLE',
    );
  });

  it('a certificate that has no part in the path', () => {
    const { certificate } = authority.signer;
    const stowaway = [certificate, authority.issuing, authority.stranger.certificate];
    expect(verdict(cmsOf({ certificates: stowaway }))).toBe('COPY-CHAIN-UNTRUSTED');
  });

  it('a certificate issued by somebody who is no authority', () => {
    const { selfMade, clerk } = authority;
    expect(verdict(cmsBy(selfMade, prepared.digest, [clerk.certificate]))).toBe('COPY-CHAIN-UNTRUSTED');
  });

  it('a path longer than its authority allows', () => {
    const { tooDeep, below, issuing } = authority;
    expect(verdict(cmsBy(tooDeep, prepared.digest, [below, issuing]))).toBe('COPY-CHAIN-UNTRUSTED');
  });

  it('the certificate twice', () => {
    const { certificate } = authority.signer;
    expect(verdict(cmsOf({ certificates: [certificate, certificate, authority.issuing] }))).toBe(
      'COPY-CHAIN-UNTRUSTED',
    );
  });

  it('no octet of the CMS can change', () => {
    const cms = cmsOf();
    for (let i = 0; i < cms.length; i += 17) {
      const changed = Buffer.from(cms);
      changed[i] = (changed[i] ?? 0) ^ 0x20;
      expect(verdict(changed), `octet ${i}`).not.toBe('complete');
    }
  });

  it('the CMS of one algorithm is not read as the other', () => {
    const attributes = signedAttributes(prepared.digest, authority.seal.certificate);
    const signature = authority.seal.sign(attributes);
    const chainDer = [authority.issuing];
    const input = { attributes, signature, certificateDer: authority.seal.certificate, chainDer };
    expect(verdict(buildCms({ ...input, algorithm: 'ecdsa-sha256' }))).toBe('complete');
    expect(verdict(buildCms({ ...input, algorithm: 'rsa-pkcs1-sha256' }))).toBe('COPY-SIGNATURE-INVALID');
  });
});
