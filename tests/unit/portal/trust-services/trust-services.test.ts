import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../../src/common/result.ts';
import { extendCopy, type TrustServices } from '../../../../src/copies/index.ts';
import { exchangeBytes } from '../../../../src/portal/http.ts';
import { isPublic, permitted } from '../../../../src/portal/trust-services/permitted.ts';
import type { StatusMisbehaviour } from '../../../peers/pki/status.ts';
import type { TsaMisbehaviour } from '../../../peers/tsa/index.ts';
import { type ExtensionWorld, extensionWorld } from '../../copies/support/extending.ts';

let world: ExtensionWorld;

beforeAll(async () => {
  world = await extensionWorld();
}, 60_000);
afterAll(() => world.stop());
afterEach(() => {
  world.tsa.behave = undefined;
  world.status.behave.ocsp = undefined;
  world.status.behave.crl = undefined;
});

const digest = Buffer.alloc(32, 7);
const code = async (answer: Promise<{ ok: boolean; error?: { code: string } }>): Promise<string | undefined> =>
  (await answer).error?.code;
const askStatus = (services: TrustServices = world.services) =>
  services.status(world.signer.certificate, world.authority.intermediateDer);

describe('the time-stamping authority', () => {
  it('gives a token for what was asked', async () => {
    expect(unwrap(await world.services.timestamp(digest)).length).toBeGreaterThan(500);
  });

  it.each<[TsaMisbehaviour, string]>([
    ['wrong-nonce', 'TRUST-ANSWER-INVALID'],
    ['wrong-imprint', 'TRUST-ANSWER-INVALID'],
    ['expired', 'TRUST-ANSWER-INVALID'],
    ['wrong-purpose', 'TRUST-ANSWER-INVALID'],
    ['refused', 'TRUST-REFUSED'],
    ['garbage', 'TRUST-ANSWER-INVALID'],
    ['huge', 'TRUST-ANSWER-INVALID'],
    ['cut', 'TRUST-NO-ANSWER'],
    ['down', 'TRUST-NO-ANSWER'],
    ['busy', 'TRUST-NO-ANSWER'],
  ])('that behaves %s is said so', async (how, expected) => {
    world.tsa.behave = how;
    expect(await code(world.services.timestamp(digest))).toBe(expected);
  });

  it('that answers never does not hold the station up', async () => {
    world.tsa.behave = 'slow';
    expect(await code(world.servicesWith({ timeoutMs: 300 }).timestamp(digest))).toBe('TRUST-NO-ANSWER');
  });

  it('whose root is not known is not believed', async () => {
    expect(await code(world.servicesWith({ timestampAnchors: [] }).timestamp(digest))).toBe('TRUST-ANSWER-INVALID');
  });

  it('at a closed port', async () => {
    const server = createServer();
    const port = await new Promise<number>((ready) =>
      server.listen(0, '127.0.0.1', () => ready((server.address() as AddressInfo).port)),
    );
    await new Promise((done) => server.close(done));
    const services = world.servicesWith({ tsaUrl: `http://127.0.0.1:${port}/` });
    expect(await code(services.timestamp(digest))).toBe('TRUST-NO-ANSWER');
  });
});

describe('the status of a certificate', () => {
  it('comes from its responder', async () => {
    expect(unwrap(await askStatus()).kind).toBe('response');
  });

  it.each<StatusMisbehaviour>(['down', 'busy', 'garbage', 'huge', 'cut', 'try-later', 'unauthorised', 'wrong-nonce'])(
    'comes from the revocation list when the responder behaves %s',
    async (how) => {
      world.status.behave.ocsp = how;
      expect(unwrap(await askStatus()).kind).toBe('list');
    },
  );

  it.each<[StatusMisbehaviour, StatusMisbehaviour, string]>([
    ['down', 'down', 'TRUST-NO-ANSWER'],
    ['garbage', 'garbage', 'TRUST-ANSWER-INVALID'],
    ['try-later', 'huge', 'TRUST-ANSWER-INVALID'],
    ['unauthorised', 'busy', 'TRUST-NO-ANSWER'],
  ])('is unknown when the responder behaves %s and the list %s', async (ocsp, crl, expected) => {
    Object.assign(world.status.behave, { ocsp, crl });
    expect(await code(askStatus())).toBe(expected);
  });

  it('is unknown for a certificate that names no place', async () => {
    const { rootDer } = world.authority;
    expect(await code(world.services.status(rootDer, rootDer))).toBe('TRUST-STATUS-UNKNOWN');
  });

  it('is followed through redirects, a few of them', async () => {
    world.status.behave.ocsp = 'down';
    world.status.behave.crl = { redirect: `${world.status.url}/crl/intermediate` };
    expect(await code(askStatus())).toBe('TRUST-NO-ANSWER');
    const asked = world.status.asked.filter((path) => path.startsWith('/crl/')).length;
    world.status.behave.ocsp = 'garbage';
    expect(await code(askStatus())).toBe('TRUST-ANSWER-INVALID');
    expect(world.status.asked.filter((path) => path.startsWith('/crl/')).length - asked).toBe(4);
  });

  it.each(['file:///etc/passwd', 'ftp://127.0.0.1/', 'http://10.0.0.1/', 'http://[::1]/', 'gopher://example.org/'])(
    'is not followed to %s',
    async (redirect) => {
      Object.assign(world.status.behave, { ocsp: 'garbage', crl: { redirect } });
      expect(await code(askStatus())).toBe('TRUST-ADDRESS-NOT-ALLOWED');
    },
  );

  it('is not asked at a private host that nobody configured', async () => {
    const asked = world.status.asked.length;
    const services = world.servicesWith({ tsaUrl: 'http://tsa.example/' });
    expect(await code(askStatus(services))).toBe('TRUST-ADDRESS-NOT-ALLOWED');
    expect(world.status.asked.length).toBe(asked);
    const named = world.servicesWith({ tsaUrl: 'http://tsa.example/', privateHosts: ['127.0.0.1'] });
    expect(unwrap(await askStatus(named)).kind).toBe('response');
  });
});

describe('extending', () => {
  it('reaches B-LTA with revocation lists alone', async () => {
    world.status.behave.ocsp = 'down';
    const { report } = unwrap(await extendCopy(world.sealed, world.policy, world.services, Date.now));
    expect(report.level).toBe('B-LTA');
  });

  it('fails whole when a status stays unknown, and works when it is known again', async () => {
    Object.assign(world.status.behave, { ocsp: 'down', crl: 'down' });
    expect(await code(extendCopy(world.sealed, world.policy, world.services, Date.now))).toBe('TRUST-NO-ANSWER');
    Object.assign(world.status.behave, { ocsp: undefined, crl: undefined });
    expect((await extendCopy(world.sealed, world.policy, world.services, Date.now)).ok).toBe(true);
  });
});

describe('a host whose addresses were judged', () => {
  const pinned = (url: string, timeoutMs = 10_000) =>
    exchangeBytes({
      ...{ url, method: 'GET', headers: {}, addresses: ['127.0.0.1'], timeoutMs, maxAnswerBytes: 4096 },
      ...{ now: Date.now(), signal: new AbortController().signal },
    });
  const port = (): string => new URL(world.status.url).port;

  it('is reached there, whatever its name says, and no redirect is followed', async () => {
    const list = await pinned(`http://nowhere.invalid:${port()}/crl/intermediate`);
    expect(list).toMatchObject({ kind: 'answer', status: 200 });
    world.status.behave.crl = { redirect: 'http://nowhere.invalid/' };
    expect(await pinned(`http://nowhere.invalid:${port()}/crl/intermediate`)).toMatchObject({
      kind: 'answer',
      status: 302,
      location: 'http://nowhere.invalid/',
    });
  });

  it.each([
    ['down', 'cut'],
    ['cut', 'cut'],
    ['huge', 'oversized'],
    ['slow', 'timeout'],
  ] as const)('that behaves %s is said so', async (how, kind) => {
    world.status.behave.crl = how;
    expect(await pinned(`http://nowhere.invalid:${port()}/crl/intermediate`, how === 'slow' ? 300 : 10_000)).toEqual({
      kind,
    });
  });

  it('of https is told apart from a server that does not speak it', async () => {
    expect(await pinned(`https://nowhere.invalid:${port()}/crl/intermediate`)).toEqual({ kind: 'cut' });
  });

  it('carries its addresses along', async () => {
    const resolve = async () => ['8.8.8.8'];
    expect(await permitted('http://ocsp.example/', new Set(), resolve)).toEqual({ may: 'yes', addresses: ['8.8.8.8'] });
  });
});

describe('which addresses may be asked', () => {
  it.each(['8.8.8.8', '203.119.8.1', '2001:4860:4860::8888'])('%s is public', (address) => {
    expect(isPublic(address)).toBe(true);
  });

  it.each([
    ...[
      '127.0.0.1',
      '10.1.2.3',
      '172.31.0.1',
      '192.168.1.1',
      '169.254.169.254',
      '100.64.0.1',
      '0.0.0.0',
      '255.255.255.255',
    ],
    ...[
      '::1',
      '::',
      'fe80::1',
      'fd00::1',
      '::ffff:127.0.0.1',
      '::ffff:10.0.0.1',
      '64:ff9b::a00:1',
      'ff02::1',
      'no address',
    ],
  ])('%s is not', (address) => {
    expect(isPublic(address)).toBe(false);
  });

  const resolveTo =
    (...addresses: string[]) =>
    async () =>
      addresses;
  it.each([
    ['http://ocsp.example/', resolveTo('8.8.8.8'), 'yes'],
    ['http://ocsp.example/', resolveTo('8.8.8.8', '10.0.0.1'), 'no'],
    ['http://ocsp.example/', resolveTo(), 'unknown'],
    ['http://2130706433/', resolveTo('8.8.8.8'), 'no'],
    ['http://0x7f.1/', resolveTo('8.8.8.8'), 'no'],
    ['http://user:word@ocsp.example/', resolveTo('8.8.8.8'), 'no'],
    ['ldap://ocsp.example/', resolveTo('8.8.8.8'), 'no'],
    ['http://station.lan/', resolveTo('10.0.0.1'), 'yes'],
    ['nonsense', resolveTo('8.8.8.8'), 'no'],
  ] as const)('%s', async (url, resolve, expected) => {
    expect((await permitted(url, new Set(['station.lan']), resolve)).may).toBe(expected);
  });
});
