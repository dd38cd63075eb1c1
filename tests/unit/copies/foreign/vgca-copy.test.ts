/** Copies that the government signing client signed: what our verifier accepts, says and refuses. */

import { X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { composeBase, type VerificationReport, validatePdf, verifyCopy } from '../../../../src/copies/index.ts';
import { pdfsig, qpdfCheck } from '../../../peers/checkers/pdf.ts';
import { type SigningHabits, signPdf } from '../../../peers/vgca/pdf-signer.ts';
import { type Authority, makeAuthority, type Signer, softToken } from '../support/keys.ts';
import { baseInput } from '../support/material.ts';
import { policyOf, sealBy, signBy } from '../support/signing.ts';

const signerHabits: SigningHabits = { rectangle: [300, 300, 440, 370], fieldName: 'Signature1', ink: [0, 0, 0.7] };
const sealHabits: SigningHabits = { rectangle: [250, 290, 350, 390], fieldName: 'Signature2', ink: [0.8, 0, 0] };

let authority: Authority;
let base: Buffer;

beforeAll(async () => {
  authority = makeAuthority();
  base = Buffer.from(unwrap(await composeBase(await baseInput())));
});

const byClient = async (pdf: Uint8Array, who: Signer, habits: SigningHabits): Promise<Buffer> =>
  await signPdf(Buffer.from(pdf), softToken(who), habits);

type Provider = 'pkcs11' | 'vgca';
function check(pdf: Uint8Array, signer: Provider, seal?: Provider): VerificationReport {
  const expected = [
    {
      role: 'signer',
      certificateSha256: new X509Certificate(authority.signer.certificate).fingerprint256
        .replaceAll(':', '')
        .toLowerCase(),
      provider: signer,
    },
    ...(seal === undefined ? [] : [{ role: 'seal', provider: seal } as const]),
  ] as const;
  return verifyCopy(pdf, policyOf(authority, { expected, intermediates: [authority.issuing] }));
}

const habits: Record<string, Partial<SigningHabits>> = {
  'a form of its own': {},
  'the form in the catalog': { form: 'catalog' },
  'new producer and date': { stampsInformation: true },
};

describe.each(Object.entries(habits))('signed by the client, with %s', (_name, more) => {
  test('both signatures count, and are said not to follow PAdES', async () => {
    const signed = await byClient(base, authority.signer, { ...signerHabits, ...more });
    expect(check(signed, 'vgca')).toMatchObject({ complete: true, signatures: [{ pades: false, status: 'valid' }] });
    const sealed = await byClient(signed, authority.seal, { ...sealHabits, ...more });
    const report = check(sealed, 'vgca', 'vgca');
    expect(report).toMatchObject({ complete: true, signatures: [{ pades: false }, { pades: false }] });
    expect(await qpdfCheck(sealed)).toContain('No syntax or stream encoding errors found');
    expect((await pdfsig(sealed)).map(({ valid }) => valid)).toEqual([true, true]);
  });

  test('the station’s own seal goes on the client’s signature', async () => {
    const signed = await byClient(base, authority.signer, { ...signerHabits, ...more });
    const sealed = await sealBy(authority, signed);
    expect(check(sealed, 'vgca', 'pkcs11')).toMatchObject({
      complete: true,
      signatures: [{ pades: false }, { pades: true }],
    });
    expect((await pdfsig(Buffer.from(sealed))).map(({ valid }) => valid)).toEqual([true, true]);
  });
});

test('the client’s seal goes on the station’s own signature', async () => {
  const sealed = await byClient(await signBy(authority, base), authority.seal, sealHabits);
  expect(check(sealed, 'pkcs11', 'vgca')).toMatchObject({
    complete: true,
    signatures: [{ pades: true }, { pades: false }],
  });
});

describe('is refused', () => {
  const refusals: Record<string, [Partial<SigningHabits>, string]> = {
    'a field on another page': [{ onFirstPage: true }, 'COPY-REVISION-NOT-ALLOWED'],
    'a script in the catalog': [
      { catalogExtra: '/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>' },
      'COPY-REVISION-NOT-ALLOWED',
    ],
    'a rectangle that reaches beyond the sheet': [{ rectangle: [500, 300, 640, 370] }, 'COPY-REVISION-NOT-ALLOWED'],
    'a rectangle that hides a large part of the page': [{ rectangle: [0, 0, 595, 500] }, 'COPY-REVISION-NOT-ALLOWED'],
    'a signature of another kind': [{ subFilter: 'adbe.pkcs7.sha1' }, 'COPY-REVISION-NOT-ALLOWED'],
    'a weak digest': [{ cmsOptions: ['-md', 'sha1'] }, 'COPY-SIGNATURE-INVALID'],
  };
  test.each(Object.entries(refusals))('%s', async (_name, [more, code]) => {
    const signed = await byClient(base, authority.signer, { ...signerHabits, ...more });
    expect(check(signed, 'vgca')).toMatchObject({ complete: false, code });
  });

  test('the signature of another officer', async () => {
    const signed = await byClient(base, authority.stranger, signerHabits);
    expect(check(signed, 'vgca')).toMatchObject({ complete: false, code: 'COPY-SIGNER-UNEXPECTED' });
  });

  test('a client’s signature where the station’s own is expected', async () => {
    const signed = await byClient(base, authority.signer, signerHabits);
    expect(check(signed, 'pkcs11').complete).toBe(false);
    const sealed = await byClient(signed, authority.seal, sealHabits);
    expect(check(sealed, 'vgca', 'pkcs11')).toMatchObject({ complete: false, code: 'COPY-REVISION-NOT-ALLOWED' });
  });

  test('the signer’s and the seal’s signature by one certificate, and a third signature', async () => {
    const signed = await byClient(base, authority.signer, signerHabits);
    const twice = await byClient(signed, authority.signer, sealHabits);
    expect(check(twice, 'vgca', 'vgca')).toMatchObject({ complete: false, code: 'COPY-SIGNER-UNEXPECTED' });
    const sealed = await byClient(signed, authority.seal, sealHabits);
    const third = await byClient(sealed, authority.stranger, { ...sealHabits, fieldName: 'Signature3' });
    expect(check(third, 'vgca', 'vgca')).toMatchObject({ complete: false, code: 'COPY-REVISION-NOT-ALLOWED' });
  });

  test('bytes behind the end, a file cut short, and any byte turned in what the client wrote', async () => {
    const signed = await byClient(base, authority.signer, signerHabits);
    expect(check(Buffer.concat([signed, Buffer.from('\n')]), 'vgca').complete).toBe(false);
    expect(check(signed.subarray(0, -40), 'vgca').complete).toBe(false);
    expect(check(base, 'vgca')).toMatchObject({ complete: false, code: 'COPY-SIGNATURE-MISSING' });
    for (let at = base.length; at < signed.length; at += 151) {
      const turned = Buffer.from(signed);
      turned[at] = (turned[at] ?? 0) ^ 0x01;
      expect(check(turned, 'vgca').complete, `byte ${at - base.length}`).toBe(false);
    }
  });
});

test('the check of any PDF takes such a copy as valid, and names no PAdES level', async () => {
  const signed = await byClient(base, authority.signer, signerHabits);
  const sealed = await byClient(signed, authority.seal, sealHabits);
  const trust = {
    anchors: [{ der: authority.root, kind: 'official' as const }],
    intermediates: [authority.issuing],
    lists: [],
  };
  const result = validatePdf(sealed, { trust, at: Date.now() });
  expect(result).toMatchObject({ indication: 'INDETERMINATE', reason: 'revocation-unknown' });
  expect(result.signatures.map(({ level, trust: kind, reason }) => ({ level, kind, reason }))).toEqual([
    { level: null, kind: 'official', reason: 'revocation-unknown' },
    { level: null, kind: 'official', reason: 'revocation-unknown' },
  ]);
});
