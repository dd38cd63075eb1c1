import { execFile } from 'node:child_process';
import { verify, X509Certificate } from 'node:crypto';
import { readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { provisionTokens } from '../../../peers/token/softhsm.ts';
import {
  digestOf,
  documents,
  openOffice,
  sealPin,
  sealSpec,
  sign,
  signerPin,
  signerSpec,
  type TestOffice,
} from './office.ts';

const hiddenPin = 'an-123456';
const strictPin = 'lai-123456';
const expiredPin = 'cu-123456';
const specs = [
  signerSpec,
  sealSpec,
  { ...signerSpec, label: 'hidden', pin: hiddenPin, withoutPublicKey: true },
  { ...signerSpec, label: 'strict', pin: strictPin, alwaysAuthenticate: true },
  {
    ...signerSpec,
    label: 'expired',
    pin: expiredPin,
    dates: { notBefore: Date.UTC(2020, 0), notAfter: Date.UTC(2022, 0) },
  },
];

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice(specs);
});
afterEach(() => office.stopPorts());
afterAll(() => office.end());

const sha256Of = (label: string): string =>
  office.tokens.tokens.find((token) => token.label === label)!.certificateSha256;

/** The independent tool on one of the office's tokens. */
const pkcs11Tool = (label: string, pin: string, ...args: string[]) =>
  promisify(execFile)(
    'pkcs11-tool',
    ['--module', office.tokens.modulePath, '--token-label', label, '--login', '--pin', pin, ...args],
    { env: { ...process.env, ...office.tokens.env } },
  );

const keyId = async (label: string, pin: string): Promise<string> => {
  const { stdout } = await pkcs11Tool(label, pin, '--list-objects', '--type', 'privkey');
  return /ID:\s+([0-9a-f]+)/.exec(stdout)![1]!;
};

test('a job that is aborted ends between two signatures, and after its first at the earliest', async () => {
  const port = office.open({ shim: true });
  const abort = new AbortController();
  const digests = documents(5).map(digestOf);
  const signed = unwrap(
    await sign(port, sha256Of(signerSpec.label), signerPin, {
      digests,
      signal: abort.signal,
      onProgress: (done) => done === 2 && abort.abort(),
    }),
  );
  expect(signed.signatures).toHaveLength(2);
  const { publicKey } = new X509Certificate(signed.certificateDer);
  signed.signatures.forEach((signature, i) => {
    expect(verify('sha256', documents(5)[i]!, publicKey, signature)).toBe(true);
  });
  const calls = ['C_Login 0', 'C_Sign 0', 'C_Sign 0', 'C_Logout 0', 'C_Finalize 0'];
  expect(await office.shim.calls()).toEqual(calls);
  const late = await sign(port, sha256Of(signerSpec.label), signerPin, { digests, signal: abort.signal });
  expect(unwrap(late).signatures).toHaveLength(1);
  expect(unwrap(await sign(port, sha256Of(signerSpec.label), signerPin, { digests })).signatures).toHaveLength(5);
});

test('tokens are seen with their certificates, without a login', async () => {
  const tokens = unwrap(await office.open().inspect());
  expect(tokens.map((token) => token.tokenLabel).sort()).toEqual(specs.map((spec) => spec.label).sort());
  const seal = tokens.find((token) => token.tokenLabel === 'Con dấu')!;
  const provisioned = office.tokens.tokens[1]!;
  expect(seal).toMatchObject({
    tokenSerial: provisioned.tokenSerial,
    model: 'SoftHSM v2',
    pinState: 'ok',
    unreadable: null,
  });
  expect(seal.certificates).toEqual([
    expect.objectContaining({
      sha256: provisioned.certificateSha256,
      serialNumberHex: provisioned.serialHex,
      subjectCommonName: 'Ủy ban nhân dân xã Mường Lát',
      algorithm: 'rsa',
      keyBits: 3072,
      curve: null,
    }),
  ]);
  expect(Buffer.from(seal.certificates[0]!.der)).toEqual(Buffer.from(provisioned.certificateDer));
  const signer = tokens.find((token) => token.tokenLabel === 'Chủ tịch')!;
  expect(signer.certificates[0]).toMatchObject({ algorithm: 'ec', keyBits: 256, curve: 'prime256v1' });
  const expired = tokens.find((token) => token.tokenLabel === 'expired')!;
  expect(expired.certificates[0]).toMatchObject({ notBefore: Date.UTC(2020, 0), notAfter: Date.UTC(2022, 0) });
});

test.each([
  ['Chủ tịch', signerPin, 'ecdsa-sha256'],
  ['Con dấu', sealPin, 'rsa-pkcs1-sha256'],
  ['hidden', hiddenPin, 'ecdsa-sha256'],
  ['strict', strictPin, 'ecdsa-sha256'],
  ['expired', expiredPin, 'ecdsa-sha256'],
])('every digest of a list is signed by the key of the certificate: %s', async (label, pin, algorithm) => {
  const papers = documents(5);
  const progress: number[][] = [];
  const signed = unwrap(
    await sign(office.open(), sha256Of(label), pin, {
      digests: papers.map(digestOf),
      onProgress: (...counts) => progress.push(counts),
    }),
  );
  expect(signed.algorithm).toBe(algorithm);
  const { publicKey } = new X509Certificate(signed.certificateDer);
  expect(papers.map((paper, i) => verify('sha256', paper, publicKey, signed.signatures[i]!))).toEqual(
    papers.map(() => true),
  );
  expect(signed.chainDer.map((der) => Buffer.from(der))).toEqual([Buffer.from(office.authority.intermediateDer)]);
  expect(progress).toEqual([1, 2, 3, 4, 5].map((done) => [done, 5]));
});

test('a wrong PIN signs nothing, even right after a good one, and the next good one signs', async () => {
  const port = office.open();
  const signer = sha256Of('Chủ tịch');
  unwrap(await sign(port, signer, signerPin));
  expect(await sign(port, signer, 'không phải')).toEqual({
    ok: false,
    error: { code: 'TOKEN-PIN-INCORRECT', facts: { triesLeft: 'few' } },
  });
  expect(unwrap(await port.inspect()).find((token) => token.tokenLabel === 'Chủ tịch')!.pinState).toBe('low');
  unwrap(await sign(port, signer, signerPin));
  expect(unwrap(await port.inspect()).find((token) => token.tokenLabel === 'Chủ tịch')!.pinState).toBe('ok');
});

test("one officer's PIN opens nobody else's token", async () => {
  expect(await sign(office.open(), sha256Of('Con dấu'), signerPin)).toMatchObject({
    error: { code: 'TOKEN-PIN-INCORRECT' },
  });
});

test.each([
  ['right', signerPin, true],
  ['wrong', 'không phải', false],
  ['empty', '', false],
  ['too long', 'x'.repeat(65), false],
])('a PIN that is %s is zeroed when the call settles', async (_, text, good) => {
  const pin = Buffer.from(text);
  const result = await sign(office.open(), sha256Of('Chủ tịch'), '', { pin });
  expect(result.ok).toBe(good);
  expect(pin.every((byte) => byte === 0)).toBe(true);
});

test.each(['', 'x'.repeat(65)])('a PIN of impossible length never reaches the token', async (pin) => {
  const port = office.open();
  expect(await sign(port, sha256Of('Chủ tịch'), pin)).toEqual({ ok: false, error: { code: 'TOKEN-PIN-LENGTH' } });
  expect(port.hostPid).toBeUndefined();
});

test('a certificate that is on no token is refused before any login', async () => {
  expect(await sign(office.open(), 'ab'.repeat(32), signerPin)).toEqual({
    ok: false,
    error: { code: 'TOKEN-CERTIFICATE-NOT-FOUND' },
  });
});

test('a token that comes or goes is seen by the running host', async () => {
  const folder = join(office.folder, 'moving');
  const moving = await provisionTokens(folder, office.authority, [{ ...signerSpec, label: 'moving' }]);
  const port = office.open({ env: moving.env });
  expect(unwrap(await port.inspect())).toHaveLength(1);
  const pid = port.hostPid;
  const [tokenFolder] = await readdir(join(folder, 'tokens'));
  await rename(join(folder, 'tokens', tokenFolder!), join(folder, 'away'));
  expect(unwrap(await port.inspect())).toEqual([]);
  expect(await sign(port, moving.tokens[0]!.certificateSha256, signerPin)).toEqual({
    ok: false,
    error: { code: 'TOKEN-ABSENT' },
  });
  await rename(join(folder, 'away'), join(folder, 'tokens', tokenFolder!));
  unwrap(await sign(port, moving.tokens[0]!.certificateSha256, signerPin));
  expect(port.hostPid).toBe(pid);
});

test('another key with the same label and the same id is not taken for the certificate’s', async () => {
  const id = await keyId('Chủ tịch', signerPin);
  for (let i = 0; i < 3; i += 1) {
    await pkcs11Tool(
      'Chủ tịch',
      signerPin,
      '--keypairgen',
      '--key-type',
      'EC:prime256v1',
      '--label',
      'Chủ tịch',
      '--id',
      id,
    );
  }
  const [paper] = documents(1);
  const signed = unwrap(await sign(office.open(), sha256Of('Chủ tịch'), signerPin));
  const { publicKey } = new X509Certificate(signed.certificateDer);
  expect(verify('sha256', paper!, publicKey, signed.signatures[0]!)).toBe(true);
});

test('a certificate whose key is gone is not signed for by a key that only bears its id', async () => {
  const id = await keyId('hidden', hiddenPin);
  await pkcs11Tool('hidden', hiddenPin, '--delete-object', '--type', 'privkey', '--id', id);
  const port = office.open();
  const missing = { ok: false, error: { code: 'TOKEN-KEY-NOT-FOUND' } };
  expect(await sign(port, sha256Of('hidden'), hiddenPin)).toEqual(missing);
  await pkcs11Tool('hidden', hiddenPin, '--keypairgen', '--key-type', 'EC:prime256v1', '--label', 'hidden', '--id', id);
  expect(await sign(port, sha256Of('hidden'), hiddenPin)).toEqual(missing);
  await pkcs11Tool('hidden', hiddenPin, '--delete-object', '--type', 'pubkey', '--id', id);
  expect(await sign(port, sha256Of('hidden'), hiddenPin)).toEqual(missing);
});
