import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync } from 'node:zlib';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { verifyByHand } from '../../../../src/cli/verify.ts';
import { systemClock } from '../../../../src/common/clock.ts';
import { unwrap } from '../../../../src/common/result.ts';
import { dict, name, ref, stream } from '../../../../src/copies/cos/objects.ts';
import { readTrustFolder } from '../../../../src/workflow/validation/trust-folder.ts';
import { validateFile } from '../../../../src/workflow/validation/validate-file.ts';
import { signedData } from '../../../attacks/support/cms.ts';
import { append, plainPdf, signPdf } from '../../../attacks/support/pdf.ts';
import { day, makePki, type Pki, revocationList } from '../../../attacks/support/pki.ts';

const now = Date.now();
let folder: string;
let pki: Pki;
let signed: Buffer;

const pem = (der: Uint8Array): string =>
  `-----BEGIN CERTIFICATE-----\n${Buffer.from(der).toString('base64')}\n-----END CERTIFICATE-----\n`;
const mark = (sha256: string): string =>
  `[[certificate]]\nfile = "root.pem"\nkind = "official"\nsha256 = "${sha256}"\n`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tram-trust-'));
  pki = makePki(now);
  signed = signPdf(plainPdf(), (content) => signedData(pki.signer, content));
  writeFileSync(join(folder, 'root.pem'), pem(pki.root.certificate));
  writeFileSync(join(folder, 'issuing.pem'), pem(pki.issuing.certificate));
  writeFileSync(join(folder, 'root.crl'), revocationList(pki.root, now - day, now + day));
  writeFileSync(join(folder, 'issuing.crl'), revocationList(pki.issuing, now - day, now + day));
  const sha256 = createHash('sha256').update(pki.root.certificate).digest('hex');
  writeFileSync(join(folder, 'trust.toml'), mark(sha256));
  writeFileSync(join(folder, 'file.pdf'), signed);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

it('a trust folder is read, and the child answers as the validator does', async () => {
  const trust = unwrap(await readTrustFolder(folder));
  expect(trust.anchors.map(({ kind }) => kind)).toEqual(['official']);
  expect(trust.intermediates).toHaveLength(1);
  const found = await validateFile(signed, { trust, at: now });
  expect(found).toMatchObject({ indication: 'TOTAL-PASSED', signatures: [{ trust: 'official' }] });
});

it('a child over its time is killed and nothing is concluded', async () => {
  const trust = unwrap(await readTrustFolder(folder));
  expect(await validateFile(signed, { trust, at: now, limitMs: 1 })).toMatchObject({ reason: 'gave-up' });
});

/** A file whose validation data inflate to `megabytes` each, of zeros. */
function inflating(megabytes: number): Buffer {
  const data = deflateSync(Buffer.alloc(megabytes * 1024 * 1024));
  const entries = dict({
    Type: name('ObjStm'),
    N: 1,
    First: 4,
    Filter: name('FlateDecode'),
  });
  const dss = dict({ Type: name('DSS'), Certs: [ref(40), ref(41), ref(42)] });
  const stores = [40, 41, 42].map((number) => stream(number, entries, data));
  return append(signed, [...stores, { number: 1, value: dict({ Type: name('Catalog'), Pages: ref(2), DSS: dss }) }]);
}

it('a child over its memory dies alone: with more of it the same file is concluded upon', async () => {
  const trust = unwrap(await readTrustFolder(folder));
  // 60 MB are below the limit of one stream, and more than a small child has beside what its runtime reserves.
  const file = inflating(60);
  expect(file.length).toBeLessThan(1024 * 1024);
  const small = await validateFile(file, { trust, at: now, memoryBytes: 640 * 1024 * 1024 });
  expect(small).toMatchObject({ indication: 'INDETERMINATE', reason: 'gave-up', signatures: [] });
  const usual = await validateFile(file, { trust, at: now });
  expect(usual.reason).toBe('too-large');
});

it.each([
  ['arrays in arrays', `${'['.repeat(5_000)}${']'.repeat(5_000)}`],
  ['dictionaries in dictionaries', `${'<< /A '.repeat(5_000)}1${' >>'.repeat(5_000)}`],
  ['a string without end', `(${'('.repeat(5_000)}`],
])('%s: depth has a limit, and the child survives it', async (_, nested) => {
  const text = signed.toString('latin1').replace('/Title ', `/Deep ${nested} /Title `);
  const found = await validateFile(Buffer.from(text, 'latin1'), {
    trust: unwrap(await readTrustFolder(folder)),
    at: now,
  });
  expect(found.indication).not.toBe('TOTAL-PASSED');
  expect(found.reason).not.toBe('gave-up');
});

it('a file over the limit of size never reaches the child', async () => {
  const file = Buffer.alloc(64 * 1024 * 1024 + 1);
  const begun = await validateFile(file, { trust: unwrap(await readTrustFolder(folder)), at: now });
  expect(begun).toMatchObject({ indication: 'INDETERMINATE', reason: 'too-large', length: file.length });
});

it('tram verify is a command of the program', () => {
  const words = ['src/cli/main.ts', 'verify', join(folder, 'file.pdf'), '--trust', folder, '--json'];
  const passed = spawnSync(process.execPath, words, { encoding: 'utf8' });
  expect([passed.status, JSON.parse(passed.stdout).indication]).toEqual([0, 'TOTAL-PASSED']);
});

it('a status for each conclusion, in words', async () => {
  const usual = { trust: undefined, at: undefined, offline: false, json: false };
  const file = join(folder, 'file.pdf');
  const open = unwrap(await verifyByHand(file, usual, systemClock));
  expect(open.status).toBe(2);
  expect(open.text).toContain('NO_CERTIFICATE_CHAIN_FOUND');
  writeFileSync(join(folder, 'cut.pdf'), signed.subarray(0, -10));
  expect(unwrap(await verifyByHand(join(folder, 'cut.pdf'), usual, systemClock)).status).toBe(1);
  const late = await verifyByHand(file, { ...usual, at: 'yesterday' }, systemClock);
  expect(late).toMatchObject({ error: { code: 'VERIFY-TIME-UNREADABLE' } });
  const none = await verifyByHand(join(folder, 'none.pdf'), usual, systemClock);
  expect(none).toMatchObject({ error: { code: 'VERIFY-FILE-UNREADABLE' } });
});

it('an official root is pinned by its hash', async () => {
  const other = mkdtempSync(join(tmpdir(), 'tram-trust-'));
  try {
    writeFileSync(join(other, 'root.pem'), pem(pki.root.certificate));
    writeFileSync(join(other, 'trust.toml'), mark('0'.repeat(64)));
    expect(await readTrustFolder(other)).toMatchObject({ error: { code: 'VERIFY-TRUST-UNREADABLE' } });
    writeFileSync(join(other, 'trust.toml'), '[[certificate]]\nfile = "root.pem"\nkind = "official"\n');
    expect(await readTrustFolder(other)).toMatchObject({ error: { facts: { file: 'root.pem' } } });
  } finally {
    rmSync(other, { recursive: true, force: true });
  }
});
