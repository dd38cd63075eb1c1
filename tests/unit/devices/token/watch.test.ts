import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { fail, ok } from '../../../../src/common/result.ts';
import { JoinedPort, type TokenNews, type TokenPort, watchTokens } from '../../../../src/devices/token/index.ts';
import { provisionTokens } from '../../../peers/token/softhsm.ts';
import { openOffice, sealPin, sealSpec, sign, signerPin, signerSpec, type TestOffice } from './office.ts';

let office: TestOffice;
beforeAll(async () => {
  office = await openOffice([signerSpec]);
});
afterEach(async () => {
  await office.stopPorts();
  await office.shim.reset();
});
afterAll(() => office.end());

function collect(): { news: TokenNews; told: string[] } {
  const told: string[] = [];
  return {
    told,
    news: {
      inserted: (token) => told.push(`inserted ${token.tokenLabel}`),
      removed: (token) => told.push(`removed ${token.tokenLabel}`),
      pinStateChanged: (token, before) => told.push(`${before} → ${token.pinState}`),
      failed: ({ code }) => told.push(code),
      recovered: () => told.push('recovered'),
    },
  };
}

const never = 3_600_000;

test('insertion, removal, tries and failures are told once each', async () => {
  const { news, told } = collect();
  const watch = watchTokens(office.open({ shim: true }), news, never);
  const looks = async (...expected: string[]): Promise<void> => {
    await watch.look();
    await watch.look();
    expect(told.splice(0)).toEqual(expected);
  };
  await looks('inserted Chủ tịch');
  await office.shim.set('tries', 1);
  await looks('ok → final-try');
  await office.shim.set('removed');
  await looks('removed Chủ tịch');
  expect(watch.tokens()).toEqual([]);
  await office.shim.reset();
  await looks('inserted Chủ tịch');
  await office.shim.set('crash', 'slots');
  await looks('TOKEN-HOST-CRASHED');
  expect(watch.tokens()).toHaveLength(1);
  await office.shim.clear('crash');
  await looks('recovered');
  await watch.stop();
});

test('it looks again by itself until it is stopped', async () => {
  let looks = 0;
  const { promise, resolve } = Promise.withResolvers<void>();
  const port: TokenPort = {
    inspect: async () => {
      looks += 1;
      if (looks === 3) resolve();
      return ok([]);
    },
    signDigests: async () => fail('TOKEN-ABSENT'),
    stop: async () => undefined,
  };
  const watch = watchTokens(port, collect().news, 1);
  await promise;
  await watch.stop();
  const seen = looks;
  await new Promise((wake) => setTimeout(wake, 20));
  expect(looks).toBe(seen);
});

test('modules side by side: a PIN goes to the one that holds the certificate, a broken one hides nobody', async () => {
  const other = await provisionTokens(`${office.folder}/other`, office.authority, [{ ...sealSpec, keyType: 'p256' }]);
  const broken = office.open({ modulePath: '/nonexistent.so' });
  const joined = new JoinedPort([broken, office.open({ shim: true }), office.open({ env: other.env })]);
  const seen = await joined.inspect();
  expect(seen.ok && seen.value.map((token) => token.tokenLabel)).toEqual(['Chủ tịch', 'Con dấu']);
  const seal = other.tokens[0]!.certificateSha256;
  expect((await sign(joined, seal, sealPin)).ok).toBe(true);
  expect((await office.shim.calls()).filter((call) => call.startsWith('C_Login'))).toEqual([]);
  expect((await sign(joined, office.tokens.tokens[0]!.certificateSha256, signerPin)).ok).toBe(true);
  await joined.stop();
});

test('joined modules name what is missing', async () => {
  const broken = new JoinedPort([office.open({ modulePath: '/nonexistent.so' })]);
  expect(await broken.inspect()).toMatchObject({ error: { code: 'TOKEN-MODULE-UNUSABLE' } });
  const pin = Buffer.from(signerPin);
  expect(await sign(broken, 'ab'.repeat(32), '', { pin })).toMatchObject({ error: { code: 'TOKEN-MODULE-UNUSABLE' } });
  expect(pin.every((byte) => byte === 0)).toBe(true);
  const working = new JoinedPort([office.open({ shim: true })]);
  expect(await sign(working, 'ab'.repeat(32), signerPin)).toMatchObject({
    error: { code: 'TOKEN-CERTIFICATE-NOT-FOUND' },
  });
  await office.shim.set('removed');
  expect(await sign(working, 'ab'.repeat(32), signerPin)).toMatchObject({ error: { code: 'TOKEN-ABSENT' } });
});
