import { describe, expect, it } from 'vitest';
import { withOffice } from '../peers/office/with-office.ts';
import type { Fault } from '../peers/portal/index.ts';

const station = withOffice();

const faults: readonly (readonly [string, Fault])[] = [
  ['down', { kind: 'down' }],
  ['answering 500', { kind: 'status', status: 500 }],
  ['slow', { kind: 'slow', ms: 1500, times: 2 }],
  ['storing and then silent, so that it says “đã tồn tại” the next time', { kind: 'dropped', times: 1 }],
  ['answering half', { kind: 'half', times: 1 }],
];

describe('the portal is', () => {
  it.each(faults)('%s: work goes on, the outbox waits, and drains by itself', async (_name, fault) => {
    const { desk, office } = station;
    const originalId = await desk.receive();
    await office.loadPaper('birth-certificate');
    await desk.scan(originalId);
    await desk.submit(originalId);
    office.portal.misbehave(fault);
    expect((await desk.attempt('signing', originalId)).status).toBe(200);
    expect((await desk.attempt('sealing', originalId)).status).toBe(200);
    // The others end by themselves after the times they were told.
    if (fault.kind === 'down' || fault.kind === 'status') {
      expect((await desk.original(originalId)).state).toBe('issued');
      office.portal.heal();
    }
    await expect.poll(async () => (await desk.original(originalId)).state, { timeout: 60_000 }).toBe('delivered');
    const { dossierCode } = await desk.original(originalId);
    const received = office.portal.listReceived().filter(({ code }) => code === dossierCode);
    expect(received.map(({ adds }) => adds)).toEqual([1]);
  });
});
