import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type AskStatus, checkFile, type NotAsked } from '../../../../src/workflow/validation/check-file.ts';
import { onlineStatus } from '../../../../src/workflow/validation/online-status.ts';
import type { InstalledTrust } from '../../../../src/workflow/validation/trust-folder.ts';
import { type ExtensionWorld, extensionWorld } from '../../copies/support/extending.ts';

let world: ExtensionWorld;
let trust: InstalledTrust;
const clock = { now: () => Date.now(), monotonic: () => performance.now() };
const stopping = new AbortController();

beforeAll(async () => {
  world = await extensionWorld();
  trust = {
    anchors: [{ der: world.authority.rootDer, kind: 'official' }],
    ...{ intermediates: [], lists: [], privateHosts: ['127.0.0.1'] },
  };
}, 60_000);
afterAll(async () => {
  stopping.abort();
  await world.stop();
});
afterEach(() => Object.assign(world.status.behave, { ocsp: undefined, crl: undefined }));

const online = (hosts = trust.privateHosts): AskStatus => onlineStatus(hosts, clock, stopping.signal);
const check = (ask: AskStatus | NotAsked, pdf = world.sealed, trusted = trust) =>
  checkFile(pdf, { trust: trusted, at: clock.now(), clock, ask });

describe('a status that the file does not bring', () => {
  it('is unknown while nobody is asked, and it is said why', async () => {
    const asked = world.status.asked.length;
    expect(await check('off')).toMatchObject({
      validation: { indication: 'INDETERMINATE', subIndication: 'TRY_LATER' },
      ...{ asked: [], notAsked: 'off' },
    });
    expect(world.status.asked.length).toBe(asked);
  });

  it('is asked for once a certificate, and what was asked is said', async () => {
    const before = world.status.asked.length;
    const { validation, asked, notAsked } = await check(online());
    expect(validation).toMatchObject({ indication: 'TOTAL-PASSED', signatures: [{ level: 'B-B' }, { level: 'B-B' }] });
    expect(asked.map(({ answer }) => answer)).toEqual(['response', 'response', 'response']);
    expect(asked.map(({ name }) => name)).toContain('Hoàng Thị Mỷ Ngọc');
    expect(notAsked).toBeNull();
    expect(world.status.asked.length - before).toBe(3);
  });

  it('comes from the list when the responder is down', async () => {
    world.status.behave.ocsp = 'down';
    const { validation, asked } = await check(online());
    expect([validation.indication, ...asked.map(({ answer }) => answer)]).toEqual([
      ...['TOTAL-PASSED', 'list', 'list', 'list'],
    ]);
  });

  it.each(['down', 'garbage', 'unauthorised'] as const)('stays unknown when both behave %s', async (how) => {
    Object.assign(world.status.behave, { ocsp: how, crl: how === 'unauthorised' ? 'garbage' : how });
    const { validation, asked } = await check(online());
    expect(validation).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'TRY_LATER' });
    expect(asked.every(({ answer }) => answer.startsWith('TRUST-'))).toBe(true);
  });

  it('is not asked at an address that may not be asked', async () => {
    const before = world.status.asked.length;
    const { validation, asked } = await check(online([]));
    expect(validation.subIndication).toBe('TRY_LATER');
    expect(new Set(asked.map(({ answer }) => answer))).toEqual(new Set(['TRUST-ADDRESS-NOT-ALLOWED']));
    expect(world.status.asked.length).toBe(before);
  });

  it('of a certificate under nobody’s anchor is never asked: no file chooses who is asked', async () => {
    const before = world.status.asked.length;
    const { validation, asked } = await check(online(), world.sealed, { ...trust, anchors: [] });
    expect(validation.subIndication).toBe('NO_CERTIFICATE_CHAIN_FOUND');
    expect(asked).toEqual([]);
    expect(world.status.asked.length).toBe(before);
  });

  it('that is revoked is said so', async () => {
    const signer = await world.newSigner('Người đã bị thu hồi', 'p256');
    const sealed = await world.sealedBy(signer, world.seal);
    await world.authority.revoke(signer.certificate);
    const { validation } = await check(online(), sealed);
    expect(validation).toMatchObject({ indication: 'INDETERMINATE', subIndication: 'REVOKED_NO_POE' });
    expect(validation.signatures[0]?.revocation).toBe('revoked');
  });
});

it('what is no PDF costs no child', async () => {
  const found = await check(online(), Buffer.from('GIF89a'));
  expect(found).toMatchObject({ validation: { reason: 'not-a-pdf' }, asked: [], ends: [] });
});
