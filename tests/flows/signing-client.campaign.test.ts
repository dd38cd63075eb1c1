/** Bad days of signing by the client on an officer's PC. */

import { describe, expect, test } from 'vitest';
import type { PreparedAttempt } from '../../src/web/contract/index.ts';
import { Refused } from '../peers/office/client.ts';
import { askClient } from '../peers/vgca/ask.ts';
import type { Misbehaviour } from '../peers/vgca/index.ts';
import { ask, begin, clients, desk, handOut, look, opened, says, stateOf, waiting } from './signing-client-bench.ts';

describe('what comes back is not taken, the number is kept, and the next one may be right', () => {
  const bad: [Misbehaviour, RegExp][] = [
    ['posts another file', /SIGN-RETURN-NOT-APPENDED/],
    ['rewrites the file', /SIGN-RETURN-NOT-APPENDED/],
    ['cuts the file', /COPY-BYTES-UNACCOUNTED/],
    ['posts it unsigned', /SIGN-RETURN-UNSIGNED/],
  ];
  test('another file, one written anew, one cut short, one without a signature', async () => {
    const originalId = await waiting('Học bạ');
    const { attemptId, handed } = await begin('signing', [originalId]);
    for (const [how, code] of bad) {
      clients.signer.misbehave(how);
      expect(await ask('signing', handed), how).toMatchObject({ Status: 28, Message: says(code) });
      const [item] = (await look('signing', attemptId)).items;
      expect(item, how).toMatchObject({ state: 'begun', failureCode: says(code) });
    }
    expect(await ask('signing', handed)).toMatchObject({ Status: 0 });
    expect((await look('signing', attemptId)).items[0]).toMatchObject({ state: 'done', failureCode: null });
  });

  test('five times wrong, and the address opens nothing any more; handed out anew it is another', async () => {
    const originalId = await waiting('Sơ yếu lý lịch');
    const { attemptId, handed } = await begin('signing', [originalId]);
    const wrong: [Misbehaviour, RegExp][] = [
      ['signs with another key', /COPY-SIGNER-UNEXPECTED/],
      ['covers the text', /SIGN-RETURN-OVER-TEXT/],
      ['cuts the message', /SIGN-RETURN-UNREADABLE/],
      ['posts it unsigned', /SIGN-RETURN-UNSIGNED/],
      ['posts it unsigned', /SIGN-RETURN-UNSIGNED/],
    ];
    for (const [how, code] of wrong) {
      clients.signer.misbehave(how);
      expect(await ask('signing', handed)).toMatchObject({ Status: 28, Message: says(code) });
    }
    expect(await ask('signing', handed)).toMatchObject({ Status: 500 });
    clients.signer.complaints.length = 0;
    await desk.signer.json('POST', `/api/signing/attempts/${attemptId}/giving-up`);
    expect(await stateOf(originalId)).toBe('awaiting-signature');
  });
});

test('posted twice counts once', async () => {
  const originalId = await waiting('Bằng tốt nghiệp');
  const { handed } = await begin('signing', [originalId]);
  clients.signer.misbehave('posts twice');
  expect(await ask('signing', handed)).toMatchObject({ Status: 0 });
  expect(clients.signer.answers.at(-1)).toMatchObject({
    Status: false,
    Message: says(/SIGN-RETURN-TWICE/),
  });
  expect(await stateOf(originalId)).toBe('signed');
});

test('a client that refuses changes nothing; given up, a file that comes later is not taken', async () => {
  const originalId = await waiting('Sổ hộ khẩu');
  const { attemptId, handed } = await begin('signing', [originalId]);
  clients.signer.misbehave('refuses');
  expect(await ask('signing', handed)).toMatchObject({ Status: 14 });
  await expect(
    desk.creator.json('POST', `/api/originals/${originalId}/return-to-creator`, { reason: 'Nhầm giấy tờ' }),
  ).rejects.toBeInstanceOf(Refused);
  clients.signer.misbehave('cuts the message');
  await ask('signing', handed);
  const last = clients.signer.signed.at(-1);
  await desk.signer.json('POST', `/api/signing/attempts/${attemptId}/giving-up`);
  expect(await look('signing', attemptId)).toMatchObject({ state: 'interrupted', failureCode: 'SIGN-CLIENT-GIVEN-UP' });
  const late = await clients.signer.postAgain(last ?? Buffer.alloc(0));
  expect(late).toMatchObject({ Status: false, Message: says(/SIGN-RETURN-ENDED/) });
  expect(await stateOf(originalId)).toBe('awaiting-signature');
});

test('the station is killed while the file is with the client: it waits on, and takes the file afterwards', async () => {
  const originalId = await waiting('Giấy chứng tử');
  const { attemptId, handed } = await begin('signing', [originalId]);
  clients.signer.misbehave('cuts the message');
  await ask('signing', handed);
  await opened.office.station.kill();
  await opened.office.station.start();
  expect(await look('signing', attemptId)).toMatchObject({ state: 'working', items: [{ state: 'begun' }] });
  // The screen that was reloaded hands out anew: the old address is worth nothing.
  const again = await handOut('signing', attemptId);
  expect(await clients.signer.postAgain(clients.signer.signed.at(-1) ?? Buffer.alloc(0))).toMatchObject({
    Status: false,
    Message: says(/SIGN-RETURN-UNKNOWN/),
  });
  expect(await ask('signing', again)).toMatchObject({ Status: 0 });
  expect(await stateOf(originalId)).toBe('signed');
});

test('a certificate that is not this officer’s, or not official, is refused before anything is handed out', async () => {
  const originalId = await waiting('Giấy xác nhận');
  const { certificatePem, address } = clients.seal;
  const named = await askClient(`${address}/GetCertInfo`, 'get_cert_info', certificatePem);
  const wrong = { originals: [originalId], certificate: named?.['CertBase64'] };
  await expect(desk.signer.json('POST', '/api/signing/attempts', wrong)).rejects.toMatchObject({
    code: 'TOKEN-WRONG-OFFICER',
  });
  await clients.admin.json('PUT', '/api/settings/trust.official', { value: ['0'.repeat(64)] });
  await expect(begin('signing', [originalId])).rejects.toMatchObject({ code: 'TOKEN-NOT-OFFICIAL' });
  // A client that names no certificate is found out by the file.
  const { attemptId } = await desk.signer.json<PreparedAttempt>('POST', '/api/signing/attempts', {
    originals: [originalId],
  });
  const handed = await handOut('signing', attemptId);
  expect(await ask('signing', handed)).toMatchObject({ Message: says(/TOKEN-NOT-OFFICIAL/) });
  expect(await stateOf(originalId)).toBe('awaiting-signature');
});
