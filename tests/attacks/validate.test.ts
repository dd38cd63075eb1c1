import { beforeAll, describe, expect, it } from 'vitest';
import { type TrustList, type Validation, validatePdf } from '../../src/copies/index.ts';
import { type CmsChange, signedData, timeStampToken } from './support/cms.ts';
import { addEvidence, plainPdf, type SignOptions, signPdf, type XrefForm } from './support/pdf.ts';
import { day, type Holder, makePki, ocspAnswer, type Pki, revocationList } from './support/pki.ts';

let pki: Pki;
let trust: TrustList;
const now = Date.UTC(2026, 10, 21, 2, 5, 7);

beforeAll(() => {
  pki = makePki(now);
  trust = { anchors: [{ der: pki.root.certificate, kind: 'official' }], intermediates: [], lists: [] };
});

const by =
  (holder: Holder, change: CmsChange = {}) =>
  (content: Buffer) =>
    signedData(holder, content, { chain: [pki.issuing], ...change });
const stamped = (pdf: Uint8Array, at = now): Buffer =>
  signPdf(pdf, (content) => timeStampToken(pki.stamper, content, at, { chain: [pki.issuing] }), { kind: 'timestamp' });
const lists = (from = now - day, to = now + 6 * day, revoked: readonly [Holder, number][] = []): Buffer[] => [
  revocationList(pki.root, from, to),
  revocationList(pki.issuing, from, to, revoked),
];
const validate = (pdf: Uint8Array, at = now, change: Partial<TrustList> = {}): Validation =>
  validatePdf(pdf, { trust: { ...trust, ...change }, at });
const said = ({ indication, subIndication }: Validation): string => `${indication} ${subIndication ?? ''}`.trim();
const signed = (holder = pki.signer, change: CmsChange = {}, options: SignOptions = {}, form: XrefForm = 'table') =>
  signPdf(plainPdf(form), by(holder, change), { form, ...options });

describe('what nobody touched', () => {
  it.each(['table', 'stream'] as const)('B-B with a fresh list at hand, cross-reference as a %s', (form) => {
    const found = validate(signed(pki.signer, {}, {}, form), now, { lists: lists() });
    expect(said(found)).toBe('TOTAL-PASSED');
    expect(found.signatures[0]).toMatchObject({
      signer: 'Hoàng Thị Mỷ Ngọc',
      trust: 'official',
      level: 'B-B',
      revision: 2,
    });
  });

  it.each(['rsa', 'pss', 'p384'] as const)('a key of kind %s', (kind) => {
    expect(said(validate(signed(pki[kind]), now, { lists: lists() }))).toBe('TOTAL-PASSED');
  });

  it('without revocation data it is unknown, and the sentence says so', () => {
    const found = validate(signed());
    expect(said(found)).toBe('INDETERMINATE TRY_LATER');
    expect(found.sentence.vi).toContain('chưa kiểm tra được trạng thái thu hồi của chứng thư số');
  });

  it('signed twice, timestamped, evidence added, timestamped again: B-LTA, years later too', () => {
    const twice = signPdf(signed(pki.signer, {}, { rect: [50, 50, 200, 90] }), by(pki.seal), {
      rect: [300, 50, 400, 150],
    });
    const answers = [pki.signer, pki.seal, pki.stamper].map((each) =>
      ocspAnswer(each, pki.issuing, pki.responder, now, now + day),
    );
    const crls = [revocationList(pki.root, now - day, now + 6 * day)];
    const first = stamped(twice, now + 1000);
    const whole = stamped(addEvidence(first, { certs: [pki.issuing.certificate], ocsps: answers, crls }), now + 60_000);
    for (const at of [now + 2 * 60_000, now + 300 * day]) {
      const found = validate(whole, at);
      expect(said(found)).toBe('TOTAL-PASSED');
      expect(found.signatures.map(({ level }) => level)).toEqual(['B-LTA', 'B-LTA', null, null]);
      expect(found.signatures[0]?.provenAt).toBe(now + 1000);
    }
  });

  it('a signature timestamp inside the CMS counts', () => {
    const stamp = (signature: Uint8Array): Buffer =>
      timeStampToken(pki.stamper, signature, now, { chain: [pki.issuing] });
    const found = validate(signed(pki.signer, { stamp }), now + day, { lists: lists() });
    expect(found.signatures[0]).toMatchObject({ indication: 'TOTAL-PASSED', level: 'B-T', provenAt: now });
  });

  it('a timestamp of another signature proves nothing', () => {
    const stamp = (): Buffer => timeStampToken(pki.stamper, Buffer.from('another'), now, { chain: [pki.issuing] });
    expect(validate(signed(pki.signer, { stamp }), now, { lists: lists() }).signatures[0]?.provenAt).toBeNull();
  });

  it('a file without signature', () => {
    expect(said(validate(plainPdf()))).toBe('INDETERMINATE SIGNED_DATA_NOT_FOUND');
  });

  it('signing time as local time marked as UTC is recognised', () => {
    const change = { signingTime: now + 7 * 3_600_000, namesCertificate: 'none' } as const;
    const options = { subFilter: 'adbe.pkcs7.detached', claimed: "D:20261121090507+07'00'" };
    const found = validate(signed(pki.signer, change, options), now, { lists: lists() });
    expect(found.signatures[0]).toMatchObject({ localTimeAsUtc: true, claimedAt: now, level: null });
    expect(said(found)).toBe('TOTAL-PASSED');
  });
});

describe('certificates', () => {
  it('under an anchor that is for timestamps only sign nothing', () => {
    const anchors = [{ der: pki.root.certificate, kind: 'official', only: 'timestamp' } as const];
    expect(said(validate(signed(), now, { anchors, lists: lists() }))).toBe('INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND');
  });

  it.each([
    ['untrusted', 'stranger', 'INDETERMINATE NO_CERTIFICATE_CHAIN_FOUND'],
    ['of a server', 'server', 'INDETERMINATE CHAIN_CONSTRAINTS_FAILURE'],
    ['expired', 'expired', 'INDETERMINATE OUT_OF_BOUNDS_NO_POE'],
  ] as const)('%s', (_, holder, expected) => {
    expect(said(validate(signed(pki[holder]), now, { lists: lists() }))).toBe(expected);
  });

  it('revoked, without and with a proof of when it was signed', () => {
    const revoked = lists(now - day, now + 6 * day, [[pki.signer, now - 3_600_000]]);
    expect(said(validate(signed(), now, { lists: revoked }))).toBe('INDETERMINATE REVOKED_NO_POE');
    expect(said(validate(stamped(signed()), now, { lists: revoked }))).toBe('TOTAL-FAILED REVOKED');
    const earlier = stamped(signed(), now - 2 * 3_600_000);
    expect(said(validate(earlier, now, { lists: revoked }))).toBe('TOTAL-PASSED');
  });

  it('a stale list, a list of another authority, a forged answer: unknown', () => {
    expect(said(validate(signed(), now, { lists: lists(now - 9 * day, now - 2 * day) }))).toBe(
      'INDETERMINATE TRY_LATER',
    );
    const others = [revocationList(pki.root, now - day, now + day), revocationList(pki.stranger, now - day, now + day)];
    expect(said(validate(signed(), now, { lists: others }))).toBe('INDETERMINATE TRY_LATER');
    const forged = ocspAnswer(pki.signer, pki.issuing, pki.stranger, now, now + day);
    const file = addEvidence(signed(), { ocsps: [forged], crls: [revocationList(pki.root, now - day, now + day)] });
    expect(said(validate(file))).toBe('INDETERMINATE TRY_LATER');
  });
});

describe('what a CMS may not be', () => {
  it.each<[string, CmsChange, string]>([
    ['a wrong digest', { messageDigest: Buffer.alloc(32) }, 'TOTAL-FAILED HASH_FAILURE'],
    ['two SignerInfos', { twoSigners: true }, 'TOTAL-FAILED FORMAT_FAILURE'],
    ['enveloping', { enveloped: Buffer.from('other') }, 'TOTAL-FAILED FORMAT_FAILURE'],
    ['SHA-1', { digest: 'sha1' }, 'INDETERMINATE CRYPTO_CONSTRAINTS_FAILURE'],
    ['another digest than the signature’s', { digest: 'sha384' }, 'TOTAL-FAILED SIG_CRYPTO_FAILURE'],
    ['another certificate named', { namesCertificate: 'wrong' }, 'INDETERMINATE SIG_CONSTRAINTS_FAILURE'],
    ['no certificate named', { namesCertificate: 'none' }, 'INDETERMINATE SIG_CONSTRAINTS_FAILURE'],
  ])('%s', (_, change, expected) => {
    expect(said(validate(signed(pki.signer, change), now, { lists: lists() }))).toBe(expected);
  });

  it('signed with another key', () => {
    const found = validate(signed(pki.signer, { forger: pki.seal }), now, { lists: lists() });
    expect(said(found)).toBe('TOTAL-FAILED SIG_CRYPTO_FAILURE');
  });
});
