import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { revocationAt } from '../../../../src/copies/extend/certificate-status.ts';
import { readStatusResponse } from '../../../../src/copies/extend/ocsp-response.ts';
import { readRevocationList } from '../../../../src/copies/extend/revocation-list.ts';
import { readTimestampToken } from '../../../../src/copies/extend/timestamp-token.ts';
import { type CertificateFacts, readCertificate } from '../../../../src/copies/verify/certificate.ts';
import { type ExtensionWorld, extensionWorld } from '../support/extending.ts';

let world: ExtensionWorld;
let subject: CertificateFacts;
let issuer: CertificateFacts;
const genuine = { response: Buffer.alloc(0), list: Buffer.alloc(0), token: Buffer.alloc(0) };

const facts = (der: Uint8Array): CertificateFacts => {
  const read = readCertificate(der);
  if (read === undefined) throw new Error('no certificate');
  return read;
};

beforeAll(async () => {
  world = await extensionWorld();
  subject = facts(world.signer.certificate);
  issuer = facts(world.authority.intermediateDer);
  genuine.response = Buffer.from(unwrap(await world.services.status(subject.x509.raw, issuer.x509.raw)).bytes);
  genuine.list = Buffer.from(await world.authority.revocationList());
  genuine.token = Buffer.from(unwrap(await world.services.timestamp(Buffer.alloc(32, 1))));
}, 60_000);
afterAll(() => world.stop());

const readers = {
  response: (bytes: Uint8Array) => readStatusResponse(bytes, subject, issuer),
  list: (bytes: Uint8Array) => readRevocationList(bytes, subject, issuer),
  token: (bytes: Uint8Array) => readTimestampToken(bytes),
};
const kinds = ['response', 'list', 'token'] as const;

describe.each(kinds)('a %s', (kind) => {
  it('that is genuine is read', () => {
    expect(readers[kind](genuine[kind])).toBeDefined();
  });

  it('cut short, lengthened or spliced is nothing, and throws nothing', () => {
    const cut = fc.integer({ min: 0, max: genuine[kind].length - 1 });
    fc.assert(fc.property(cut, (length) => readers[kind](genuine[kind].subarray(0, length)) === undefined));
    fc.assert(
      fc.property(cut, fc.uint8Array({ minLength: 1, maxLength: 40 }), (at, more) => {
        readers[kind](Buffer.concat([genuine[kind].subarray(0, at), more, genuine[kind].subarray(at)]));
      }),
    );
    fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => readers[kind](bytes) === undefined));
  });

  it('with one octet changed throws nothing, and says nothing else than before', () => {
    const before = JSON.stringify(statement(readers[kind](genuine[kind])));
    for (let at = 0; at < genuine[kind].length; at++) {
      const bytes = Buffer.from(genuine[kind]);
      bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
      const read = readers[kind](bytes);
      if (read !== undefined) expect(JSON.stringify(statement(read)), String(at)).toBe(before);
    }
  });

  it('about another certificate or from another authority is nothing', () => {
    if (kind === 'token') return expect(readTimestampToken(genuine.response)).toBeUndefined();
    const root = facts(world.authority.rootDer);
    const read = kind === 'response' ? readStatusResponse : readRevocationList;
    expect(read(genuine[kind], issuer, root)).toBeUndefined();
    expect(read(genuine[kind], subject, root)).toBeUndefined();
    if (kind === 'response') expect(read(genuine[kind], facts(world.seal.certificate), issuer)).toBeUndefined();
  });
});

/** What is said, without the certificates that ride along to prove it. */
function statement(read: ReturnType<(typeof readers)[keyof typeof readers]>): unknown {
  return read !== undefined && 'imprint' in read ? [read.at, Buffer.from(read.imprint).toString('hex')] : read;
}

describe('what statements say of a moment', () => {
  const [hour, now] = [3_600_000, Date.UTC(2026, 10, 21)];
  const good = { status: 'good', thisUpdate: now, nextUpdate: now + hour } as const;
  it.each([
    ['nothing known', [], now, now, 'not-checked'],
    ['good, and the newest then', [good], now + hour / 2, now + hour, 'good'],
    ['good, said later', [good], now - hour, now + hour, 'good'],
    ['good, but out of date then', [good], now + 2 * hour, now + 3 * hour, 'not-checked'],
    ['good, from after all that is known', [good], now - 2 * hour, now - hour, 'not-checked'],
    ['revoked before', [{ ...good, status: 'revoked', revokedAt: now - 1 }], now, now, 'revoked'],
    ['revoked after', [{ ...good, status: 'revoked', revokedAt: now + 1 }], now, now, 'good'],
    ['one says good, one revoked', [good, { ...good, status: 'revoked', revokedAt: now }], now, now, 'revoked'],
    ['revoked at an unknown time', [{ ...good, status: 'revoked' }], now, now, 'revoked'],
  ] as const)('%s', (_, statements, at, known, expected) => {
    expect(revocationAt(statements, at, known)).toBe(expected);
  });
});
