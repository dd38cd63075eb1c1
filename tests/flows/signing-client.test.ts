/** A dossier whose signatures are made by the government signing client on the officers' PCs, and its bad days. */

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClientJobs, PreparedAttempt, ReopenedAttempt, VerificationAnswer } from '../../src/web/contract/index.ts';
import { pdfsig, qpdfCheck } from '../peers/checkers/pdf.ts';
import { Refused } from '../peers/office/client.ts';
import { Desk } from '../peers/office/desk.ts';
import { withOffice } from '../peers/office/with-office.ts';
import { askClient } from '../peers/vgca/ask.ts';
import type { ClientPeer, Misbehaviour } from '../peers/vgca/index.ts';
import { type ClientOffice, useSigningClients } from '../peers/vgca/office.ts';

const opened = withOffice();
let clients: ClientOffice;
let desk: Desk;

beforeAll(async () => {
  clients = await useSigningClients(opened.office);
  desk = await Desk.open(opened.office);
}, 60_000);
afterAll(() => clients?.close());

const says = (pattern: RegExp): unknown => expect.stringMatching(pattern);

type Kind = 'signing' | 'sealing';
const screenOf = (kind: Kind) => (kind === 'signing' ? desk.signer : desk.seal);
const clientOf = (kind: Kind): ClientPeer => (kind === 'signing' ? clients.signer : clients.seal);

async function waiting(title: string): Promise<string> {
  const originalId = await desk.receive(title);
  await opened.office.loadPaper('birth-certificate');
  await desk.scan(originalId);
  await desk.submit(originalId);
  return originalId;
}

/** As the screen does: the client's certificate, the attempt, the files handed out. */
async function begin(kind: Kind, originals: readonly string[]): Promise<{ attemptId: string; handed: ClientJobs }> {
  const client = clientOf(kind);
  const named = await askClient(`${client.address}/GetCertInfo`, 'get_cert_info', client.certificatePem);
  const body = { originals, certificate: named?.['CertBase64'] };
  const { attemptId, provider } = await screenOf(kind).json<PreparedAttempt>('POST', `/api/${kind}/attempts`, body);
  expect(provider).toBe('vgca');
  return { attemptId, handed: await handOut(kind, attemptId) };
}
const handOut = (kind: Kind, attemptId: string) =>
  screenOf(kind).json<ClientJobs>('POST', `/api/${kind}/attempts/${attemptId}/hand-out`);
const ask = (kind: Kind, handed: ClientJobs, patienceMs?: number) =>
  askClient(
    `${clientOf(kind).address}/${handed.client.endpoint}`,
    JSON.stringify(handed.jobs[0]?.request),
    clientOf(kind).certificatePem,
    patienceMs,
  );
const look = (kind: Kind, attemptId: string) =>
  screenOf(kind).json<ReopenedAttempt>('GET', `/api/${kind}/attempts/${attemptId}`);
const stateOf = async (originalId: string) => (await desk.original(originalId)).state;

test('from paper to the portal: signed and sealed on two PCs, the station in between', async () => {
  const originalId = await waiting('Giấy khai sinh');
  const { attemptId, handed } = await begin('signing', [originalId]);
  expect(handed.client).toEqual({ address: clients.signer.address, endpoint: 'SignApproved' });
  expect((await look('signing', attemptId)).items[0]?.state).toBe('begun');
  expect(await ask('signing', handed)).toMatchObject({ Status: 0 });
  expect(await look('signing', attemptId)).toMatchObject({
    state: 'done',
    items: [{ state: 'done', failureCode: null }],
  });
  expect(await stateOf(originalId)).toBe('signed');

  const sealing = await begin('sealing', [originalId]);
  expect(sealing.handed.client.endpoint).toBe('SignIssued');
  expect(await ask('sealing', sealing.handed)).toMatchObject({ Status: 0 });
  const said = await desk.seal.json<VerificationAnswer>('GET', `/api/originals/${originalId}/copy/verification`);
  expect(said).toMatchObject({ complete: true, signatures: [{ pades: false }, { pades: false }] });
  const { body: copy } = await desk.seal.call({ method: 'GET', path: `/api/originals/${originalId}/copy.pdf` });
  expect(await qpdfCheck(copy)).toContain('No syntax or stream encoding errors found');
  expect((await pdfsig(copy)).map(({ valid }) => valid)).toEqual([true, true]);
  await expect.poll(() => stateOf(originalId), { timeout: 20_000 }).toBe('delivered');
  expect([...clients.signer.complaints, ...clients.seal.complaints]).toEqual([]);
});

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
