import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { readSections } from '../../../../src/copies/cos/read-sections.ts';
import { extendCopy } from '../../../../src/copies/extend/extend-copy.ts';
import { verifyCopy } from '../../../../src/copies/verify/verify-copy.ts';
import { type ExtensionWorld, extensionWorld } from '../support/extending.ts';
import { runWith } from '../support/programs.ts';

let world: ExtensionWorld;
let extended: Uint8Array;

beforeAll(async () => {
  world = await extensionWorld();
  extended = unwrap(await extendCopy(world.sealed, world.policy, world.services, Date.now)).pdf;
}, 60_000);
afterAll(() => world.stop());

const verify = (pdf: Uint8Array, at = Date.now()) => verifyCopy(pdf, { ...world.policy, at });
const ends = (): number[] => unwrap(readSections(extended)).map((section) => section.end);

describe('an extended copy', () => {
  it('begins with the sealed copy, every byte as it was', () => {
    expect(extended.length).toBeGreaterThan(world.sealed.length);
    expect(Buffer.compare(extended.subarray(0, world.sealed.length), world.sealed)).toBe(0);
  });

  it('is at B-LTA, with every certificate known to be good', () => {
    const report = verify(extended);
    expect(report).toMatchObject({ complete: true, level: 'B-LTA' });
    expect(report.signatures.map(({ status, revocation }) => [status, revocation])).toEqual([
      ['valid', 'good'],
      ['valid', 'good'],
    ]);
    const [first, second] = report.timestamps;
    expect(first?.authorityCommonName).toBe('Dấu thời gian thử nghiệm');
    expect(first?.at).toBeLessThanOrEqual(second?.at ?? 0);
    expect(Math.abs(Date.now() - (first?.at ?? 0))).toBeLessThan(600_000);
  });

  it('cut back to one of its revisions is what it was then', () => {
    const [, signed, sealed, stamped, stored, all] = ends();
    expect([sealed, all]).toEqual([world.sealed.length, extended.length]);
    expect(verify(extended.subarray(0, sealed))).toMatchObject({ complete: true, level: 'B-B', timestamps: [] });
    expect(verify(extended.subarray(0, stamped))).toMatchObject({ complete: true, level: 'B-T' });
    expect(verify(extended.subarray(0, stored))).toMatchObject({ complete: true, level: 'B-LT' });
    expect(verify(extended.subarray(0, signed))).toMatchObject({ complete: false, code: 'COPY-SIGNATURE-MISSING' });
  });

  it('outlives the certificates of its signers, which a copy at B-B does not', () => {
    const years = (n: number): number => Date.now() + n * 365 * 86_400_000;
    expect(verify(world.sealed, years(2.5)).code).toBe('COPY-CERTIFICATE-EXPIRED');
    expect(verify(extended, years(2.5))).toMatchObject({ complete: true, level: 'B-LTA' });
    // Past the term of the time-stamping authority nothing proves the newest time-stamp.
    expect(verify(extended, years(5.5))).toMatchObject({ complete: false, level: null });
  });

  it('is not what is expected before the seal', () => {
    const expected = [{ role: 'signer' }] as const;
    expect(verifyCopy(extended, { ...world.policy, expected, at: Date.now() }).code).toBe('COPY-REVISION-NOT-ALLOWED');
  });

  it('cannot be extended again', async () => {
    expect(await extendCopy(extended, world.policy, world.services, Date.now)).toMatchObject({
      error: { code: 'COPY-REVISION-NOT-ALLOWED' },
    });
  });

  it('with other roots for time-stamps is not believed', () => {
    const report = verifyCopy(extended, { ...world.policy, timestampAnchors: [], at: Date.now() });
    expect(report).toMatchObject({ complete: false, code: 'COPY-TIMESTAMP-INVALID', level: null, timestamps: [] });
    expect(report.signatures.map((each) => each.revocation)).toEqual(['not-checked', 'not-checked']);
  });
});

describe('independent programs', () => {
  it('qpdf finds no fault', async () => {
    const said = await runWith({ 'copy.pdf': extended }, 'qpdf', '--check', 'copy.pdf');
    expect(said.out).toContain('No syntax or stream encoding errors found');
    expect(said.status).toBe(0);
  });

  it('pdfsig finds the signatures of signer and seal valid', async () => {
    const { out } = await runWith({ 'copy.pdf': extended }, 'pdfsig', '-nocert', 'copy.pdf');
    expect(out.match(/Signature Validation: Signature is Valid\./g)?.length).toBeGreaterThanOrEqual(2);
    expect(out).not.toMatch(/Signature is Invalid|Digest Mismatch/);
    expect(out).toContain('Hoàng Thị Mỷ Ngọc');
  });

  it('mutool finds the bytes under each signature as they were', async () => {
    const { out } = await runWith({ 'copy.pdf': extended }, 'mutool', 'sign', '-v', 'copy.pdf');
    expect(out).toContain('Hoàng Thị Mỷ Ngọc');
    expect(out).not.toMatch(/digest.*(mismatch|invalid|failure)/i);
  });

  it('openssl verifies both tokens over what they cover', async () => {
    for (const at of tokensOf(extended)) {
      const root = `-----BEGIN CERTIFICATE-----\n${Buffer.from(world.authority.rootDer).toString('base64')}\n-----END CERTIFICATE-----\n`;
      const { status, out } = await runWith(
        { 'data.bin': at.covered, 'token.der': at.token, 'root.pem': Buffer.from(root) },
        ...(['openssl', 'ts', '-verify', '-data', 'data.bin', '-in', 'token.der', '-token_in'] as const),
        ...['-CAfile', 'root.pem'],
      );
      expect([status, out]).toEqual([0, expect.stringContaining('Verification: OK')]);
    }
  });

  it('the pages look as before', async () => {
    const look = async (pdf: Uint8Array): Promise<string[]> => {
      const { files } = await runWith({ 'copy.pdf': pdf }, 'pdftoppm', '-r', '40', '-png', 'copy.pdf', 'page');
      return [...files.values()].map((each) => each.toString('base64'));
    };
    expect(await look(extended)).toEqual(await look(world.sealed));
  });
});

/** The token of each document time-stamp, and what its byte range covers. */
function tokensOf(pdf: Uint8Array): { covered: Uint8Array; token: Uint8Array }[] {
  const bytes = Buffer.from(pdf);
  const found = bytes
    .toString('latin1')
    .matchAll(/ETSI\.RFC3161 \/Contents <([0-9a-f]+)> \/ByteRange \[0 (\d+) (\d+) (\d+)\]/g);
  return [...found].map(([, digits = '', before, after, length]) => ({
    covered: Buffer.concat([
      bytes.subarray(0, Number(before)),
      bytes.subarray(Number(after), Number(after) + Number(length)),
    ]),
    token: elementAt(Buffer.from(digits, 'hex')),
  }));
}

/** The DER element at the beginning, without the zeros behind it: it may end in one itself. */
function elementAt(bytes: Buffer): Buffer {
  const lengthBytes = (bytes[1] ?? 0) & 0x7f;
  return bytes.subarray(0, 2 + lengthBytes + bytes.readUIntBE(2, lengthBytes));
}
