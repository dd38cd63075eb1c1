import { execFileSync } from 'node:child_process';
import { createHash, generateKeyPairSync, X509Certificate } from 'node:crypto';
import { glob, mkdtemp, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Authority, createAuthority } from '../../../peers/pki/authority.ts';
import { mendTornTokens, provisionTokens } from '../../../peers/token/softhsm.ts';
import { signerSpec } from './office.ts';

let folder: string;
let authority: Authority;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pki-'));
  authority = await createAuthority(join(folder, 'authority'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const subject = { commonName: 'Trần Thị Ường, "$a" # b', organisation: 'Ủy ban nhân dân xã Mường Lát' };

async function opensslText(der: Uint8Array): Promise<string> {
  const path = join(folder, 'certificate.der');
  await writeFile(path, der);
  return execFileSync('openssl', ['x509', '-inform', 'der', '-in', path, '-noout', '-text'], { encoding: 'utf8' });
}

test('a key that stays elsewhere is certified, with a Vietnamese name in UTF-8 and a chain to the root', async () => {
  const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 3072 });
  const spki = publicKey.export({ type: 'spki', format: 'der' });
  const issued = await authority.certify({
    ...subject,
    publicKeyPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  });
  const x509 = new X509Certificate(issued.der);
  const [intermediate, root] = authority.chainDer.map((der) => new X509Certificate(der));
  expect(x509.toLegacyObject().subject).toEqual(
    expect.objectContaining({ C: 'VN', O: subject.organisation, CN: subject.commonName }),
  );
  expect(x509.publicKey.export({ type: 'spki', format: 'der' })).toEqual(spki);
  expect(x509.serialNumber).toBe(issued.serialHex);
  expect([x509.ca, intermediate!.ca, root!.ca]).toEqual([false, true, true]);
  expect(x509.checkIssued(intermediate!) && x509.verify(intermediate!.publicKey)).toBe(true);
  expect(intermediate!.checkIssued(root!) && intermediate!.verify(root!.publicKey)).toBe(true);
  const text = await opensslText(issued.der);
  expect(text).toMatch(/Key Usage: critical\s+Digital Signature, Non Repudiation/);
  // The key identifier is that of the certified key, not of the request's (RFC 5280 §4.2.1.2, method 1).
  const bits = spki.subarray(-398);
  const keyId = createHash('sha1').update(bits).digest('hex').toUpperCase().match(/../g)!.join(':');
  expect(text).toContain(keyId);
});

test('expired and future certificates have the dates asked for', async () => {
  const dates = { notBefore: Date.UTC(2019, 1, 3), notAfter: Date.UTC(2020, 1, 3) };
  const expired = await authority.issueKeyPair({ ...subject, dates });
  const x509 = new X509Certificate(expired.der);
  expect([x509.validFromDate.getTime(), x509.validToDate.getTime()]).toEqual([dates.notBefore, dates.notAfter]);
  expect(x509.checkPrivateKey((await import('node:crypto')).createPrivateKey(expired.privateKeyPem))).toBe(true);
  expect(x509.verify(new X509Certificate(authority.intermediateDer).publicKey)).toBe(true);
});

test('a revoked certificate is on the list, another is not', async () => {
  const [bad, good] = [await authority.issueKeyPair(subject), await authority.issueKeyPair(subject)];
  await authority.revoke(bad.der);
  await writeFile(join(folder, 'list.der'), await authority.revocationList());
  const text = execFileSync('openssl', ['crl', '-inform', 'der', '-in', join(folder, 'list.der'), '-noout', '-text'], {
    encoding: 'utf8',
  });
  expect(text).toContain(bad.serialHex);
  expect(text).not.toContain(good.serialHex);
  expect(text).toContain('Authority Key Identifier');
});

test('an authority and its tokens are made once for a folder', async () => {
  const again = await createAuthority(join(folder, 'authority'));
  expect(Buffer.from(again.rootDer)).toEqual(Buffer.from(authority.rootDer));
  const tokens = join(folder, 'tokens');
  const first = await provisionTokens(tokens, authority, [signerSpec]);
  expect(await provisionTokens(tokens, again, [signerSpec])).toEqual(first);
  const changed = await provisionTokens(tokens, again, [{ ...signerSpec, commonName: 'Lê Văn Ỷ' }]);
  expect(changed.tokens[0]!.certificateSha256).not.toBe(first.tokens[0]!.certificateSha256);
  expect(changed.tokens).toHaveLength(1);
});

test('a token whose file SoftHSM was killed over is a token again', async () => {
  const tokens = join(folder, 'torn');
  const { env } = await provisionTokens(tokens, authority, [signerSpec]);
  const slots = (): string =>
    execFileSync('softhsm2-util', ['--show-slots'], { encoding: 'utf8', env: { ...process.env, ...env } });
  expect(slots()).toContain(signerSpec.label);
  for await (const file of glob(join(tokens, 'tokens', '*', 'token.object'))) await truncate(file, 0);
  expect(slots()).not.toContain(signerSpec.label);
  await mendTornTokens(tokens);
  expect(slots()).toContain(signerSpec.label);
});
