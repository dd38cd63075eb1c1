import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Code } from '../../../../src/common/codes/index.ts';
import { instantOf } from '../../../../src/common/vietnam-time.ts';
import type { VerificationPolicy } from '../../../../src/copies/verify/report.ts';
import { verifyCopy } from '../../../../src/copies/verify/verify-copy.ts';
import { sealWith } from '../support/attack.ts';
import { sha256Hex } from '../support/hash.ts';
import { issueCopy } from '../support/issued-copy.ts';
import { type Authority, makeAuthority } from '../support/keys.ts';
import { at } from '../support/material.ts';
import { both, policyOf, sealBy, signBy } from '../support/signing.ts';

let authority: Authority;
let unsigned: Uint8Array;
let signed: Uint8Array;
let sealed: Uint8Array;

beforeAll(async () => {
  ({ authority, unsigned, signed, sealed } = await issueCopy());
});

const years = (n: number): number => n * 365 * 86_400_000;
const codes = (pdf: Uint8Array, change: Partial<VerificationPolicy> = {}): (Code | undefined)[] =>
  verifyCopy(pdf, policyOf(authority, change)).signatures.map((each) => each.code);

describe('a finished copy', () => {
  it('is complete, and says who signed which revision', () => {
    const report = verifyCopy(sealed, policyOf(authority));
    expect(report).toEqual({
      complete: true,
      pageCount: 3,
      level: 'B-B',
      timestamps: [],
      signatures: [
        {
          role: 'signer',
          subjectCommonName: 'Hoàng Thị Mỷ Ngọc',
          certificateSha256: sha256Hex(authority.signer.certificate),
          serialHex: new X509Certificate(authority.signer.certificate).serialNumber.toLowerCase(),
          coversRevision: 1,
          claimedAt: at,
          status: 'valid',
          revocation: 'not-checked',
          pades: true,
        },
        {
          role: 'seal',
          subjectCommonName: 'Ủy ban nhân dân xã Bản Liền',
          certificateSha256: sha256Hex(authority.seal.certificate),
          serialHex: new X509Certificate(authority.seal.certificate).serialNumber.toLowerCase(),
          coversRevision: 2,
          claimedAt: at + 60_000,
          status: 'valid',
          revocation: 'not-checked',
          pades: true,
        },
      ],
    });
  });

  it('is complete with the certificates pinned', () => {
    const expected = [
      { role: 'signer', certificateSha256: sha256Hex(authority.signer.certificate) },
      { role: 'seal', certificateSha256: sha256Hex(authority.seal.certificate) },
    ] as const;
    expect(verifyCopy(sealed, policyOf(authority, { expected })).complete).toBe(true);
  });

  it('is complete with the issuing authority as the anchor', () => {
    const trustAnchors = [authority.issuing];
    expect(verifyCopy(signed, policyOf(authority, { trustAnchors, expected: [{ role: 'signer' }] })).complete).toBe(
      true,
    );
  });

  it('is judged alike from a view into a larger buffer', () => {
    const room = Buffer.concat([Buffer.from('before'), sealed, Buffer.from('after')]);
    expect(verifyCopy(room.subarray(6, 6 + sealed.length), policyOf(authority)).complete).toBe(true);
  });
});

describe('before the seal', () => {
  it('revision 1 alone is what is expected', () => {
    expect(verifyCopy(signed, policyOf(authority, { expected: [{ role: 'signer' }] }))).toMatchObject({
      complete: true,
    });
  });

  it('a seal that is not expected yet is refused', () => {
    const report = verifyCopy(sealed, policyOf(authority, { expected: [{ role: 'signer' }] }));
    expect(report).toMatchObject({ complete: false, code: 'COPY-REVISION-NOT-ALLOWED' });
    expect(report.signatures).toMatchObject([{ status: 'valid' }]);
  });

  it('nothing is never complete', () => {
    expect(verifyCopy(unsigned, policyOf(authority, { expected: [] })).complete).toBe(false);
  });
});

describe('who signed', () => {
  it('another officer than the one expected', async () => {
    const copy = await sealBy(authority, await signBy(authority, unsigned, authority.stranger));
    const pinned = [{ role: 'signer', certificateSha256: sha256Hex(authority.signer.certificate) }, both[1]!] as const;
    expect(codes(copy)).toEqual([undefined, undefined]);
    expect(codes(copy, { expected: pinned })).toEqual(['COPY-SIGNER-UNEXPECTED', undefined]);
  });

  it('one certificate for signer and seal', async () => {
    const copy = await sealBy(authority, signed, authority.signer);
    expect(codes(copy)).toEqual([undefined, 'COPY-SIGNER-UNEXPECTED']);
  });

  it('the roles the other way round', () => {
    const expected = [both[1]!, both[0]!];
    expect(verifyCopy(sealed, policyOf(authority, { expected })).code).toBe('COPY-REVISION-NOT-ALLOWED');
  });
});

describe('whom we trust', () => {
  it('no anchor, no trust', () => {
    expect(codes(sealed, { trustAnchors: [] })).toEqual(['COPY-CHAIN-UNTRUSTED', 'COPY-CHAIN-UNTRUSTED']);
  });

  it('another root of the same name', () => {
    const other = makeAuthority();
    expect(codes(sealed, { trustAnchors: [other.root] })).toEqual(['COPY-CHAIN-UNTRUSTED', 'COPY-CHAIN-UNTRUSTED']);
  });

  it('the signer’s own certificate is no anchor', () => {
    const trustAnchors = [authority.signer.certificate];
    expect(codes(signed, { trustAnchors, expected: [{ role: 'signer' }] })).toEqual(['COPY-CHAIN-UNTRUSTED']);
  });

  it('before and after the term of the certificates', () => {
    const outside = ['COPY-CERTIFICATE-EXPIRED', 'COPY-CERTIFICATE-EXPIRED'];
    expect(codes(sealed, { at: instantOf('2020-01-01') })).toEqual(outside);
    expect(codes(sealed, { at: Date.now() + years(11) })).toEqual(outside);
  });

  it('a certificate whose term has ended', async () => {
    const copy = await signBy(authority, unsigned, authority.expired);
    const expected = [{ role: 'signer' }] as const;
    expect(codes(copy, { expected, at: Date.now() + 2 * 86_400_000 })).toEqual(['COPY-CERTIFICATE-EXPIRED']);
  });

  it('a certificate that may not sign documents', async () => {
    const copy = await signBy(authority, unsigned, authority.wrongUsage);
    expect(codes(copy, { expected: [{ role: 'signer' }] })).toEqual(['COPY-CERTIFICATE-UNSUITABLE']);
  });
});

describe('what is not a copy', () => {
  const empty = (size: number): Uint8Array => new Uint8Array(size);
  it.each([
    ['nothing', empty(0), 'COPY-NOT-PDF'],
    ['zeros', empty(5000), 'COPY-NOT-PDF'],
    ['a word', Buffer.from('%PDF'), 'COPY-NOT-PDF'],
    ['another version', Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1'), 'COPY-FORM-UNKNOWN'],
    ['the header alone', Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1'), 'COPY-FORM-UNKNOWN'],
  ])('%s', (_, pdf, code) => {
    const report = verifyCopy(pdf, policyOf(authority));
    expect(report).toMatchObject({ complete: false, code, pageCount: null });
    expect(report.signatures.map((each) => [each.role, each.status, each.code])).toEqual([
      ['signer', 'invalid', code],
      ['seal', 'invalid', code],
    ]);
  });

  it('our own header and end with nothing sound between', () => {
    const text = '%PDF-1.7\n%\xe2\xe3\xcf\xd3\nxref\n0 99999\ntrailer\n<< >>\nstartxref\n15\n%%EOF\n';
    expect(verifyCopy(Buffer.from(text, 'latin1'), policyOf(authority)).complete).toBe(false);
  });

  it('the seal’s revision without its signature', async () => {
    const copy = await sealWith(authority, signed, (usual) => usual.slice(1));
    expect(verifyCopy(copy, policyOf(authority)).code).toBe('COPY-REVISION-NOT-ALLOWED');
  });
});
