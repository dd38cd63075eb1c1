/** An office whose signer and seal keeper sign by the client on their PCs, and what their screens do with it. */

import { afterAll, beforeAll, expect } from 'vitest';
import type { ClientJobs, PreparedAttempt, ReopenedAttempt } from '../../src/web/contract/index.ts';
import { Desk } from '../peers/office/desk.ts';
import { withOffice } from '../peers/office/with-office.ts';
import { askClient } from '../peers/vgca/ask.ts';
import type { ClientPeer } from '../peers/vgca/index.ts';
import { type ClientOffice, useSigningClients } from '../peers/vgca/office.ts';

export const opened = withOffice();
export let clients: ClientOffice;
export let desk: Desk;

beforeAll(async () => {
  clients = await useSigningClients(opened.office);
  desk = await Desk.open(opened.office);
}, 60_000);
afterAll(() => clients?.close());

export const says = (pattern: RegExp): unknown => expect.stringMatching(pattern);

export type Kind = 'signing' | 'sealing';
export const screenOf = (kind: Kind) => (kind === 'signing' ? desk.signer : desk.seal);
export const clientOf = (kind: Kind): ClientPeer => (kind === 'signing' ? clients.signer : clients.seal);

export async function waiting(title: string): Promise<string> {
  const originalId = await desk.receive(title);
  await opened.office.loadPaper('birth-certificate');
  await desk.scan(originalId);
  await desk.submit(originalId);
  return originalId;
}

/** As the screen does: the client's certificate, the attempt, the files handed out. */
export async function begin(
  kind: Kind,
  originals: readonly string[],
): Promise<{ attemptId: string; handed: ClientJobs }> {
  const client = clientOf(kind);
  const named = await askClient(`${client.address}/GetCertInfo`, 'get_cert_info', client.certificatePem);
  const body = { originals, certificate: named?.['CertBase64'] };
  const { attemptId, provider } = await screenOf(kind).json<PreparedAttempt>('POST', `/api/${kind}/attempts`, body);
  expect(provider).toBe('vgca');
  return { attemptId, handed: await handOut(kind, attemptId) };
}
export const handOut = (kind: Kind, attemptId: string) =>
  screenOf(kind).json<ClientJobs>('POST', `/api/${kind}/attempts/${attemptId}/hand-out`);
export const ask = (kind: Kind, handed: ClientJobs, patienceMs?: number) =>
  askClient(
    `${clientOf(kind).address}/${handed.client.endpoint}`,
    JSON.stringify(handed.jobs[0]?.request),
    clientOf(kind).certificatePem,
    patienceMs,
  );
export const look = (kind: Kind, attemptId: string) =>
  screenOf(kind).json<ReopenedAttempt>('GET', `/api/${kind}/attempts/${attemptId}`);
export const stateOf = async (originalId: string) => (await desk.original(originalId)).state;
