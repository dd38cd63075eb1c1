import { describe, expect, it } from 'vitest';
import { withOffice } from '../peers/office/with-office.ts';

const station = withOffice();

describe('the station is stopped in order', () => {
  it('while it scans: it ends well, the whole pages are kept, and the officer scans on', async () => {
    const { desk, office } = station;
    const originalId = await desk.receive();
    await office.loadPaper('land-certificate');
    office.scanner.machine.break({ kind: 'slow', ms: 700 });
    const { scanId } = await desk.creator.json<{ scanId: string }>('POST', `/api/originals/${originalId}/scans`, {
      source: 'feeder',
    });
    await expect
      .poll(async () => (await desk.original(originalId)).pages.length, { timeout: 20_000 })
      .toBeGreaterThan(0);
    expect(await office.station.stop()).toBe(0);
    office.scanner.machine.break({ kind: 'none' });
    await office.station.start();
    const ended = await desk.scanEnd(scanId);
    expect(ended).toMatchObject({ state: 'cancelled', failureCode: 'SCAN-CANCELLED' });
    expect((await desk.original(originalId)).pages).toHaveLength(ended.pages);
    expect(await desk.scan(originalId)).toMatchObject({ state: 'done' });
    await desk.submit(originalId);
  });

  it('while it signs: the signature is finished and answered first', async () => {
    const { desk, office } = station;
    const originalId = await desk.receive();
    await office.loadPaper('notarised-contract');
    expect(await desk.scan(originalId)).toMatchObject({ state: 'done' });
    await desk.submit(originalId);
    const { attemptId } = await desk.signer.json<{ attemptId: string }>('POST', '/api/signing/attempts', {
      originals: [originalId],
    });
    const raw = Buffer.from(office.pins.signer);
    const answer = desk.signer.once({ method: 'POST', path: `/api/signing/attempts/${attemptId}/pin`, raw });
    await expect.poll(() => stateOf(attemptId)).not.toBe('prepared');
    const stopped = office.station.stop();
    expect((await answer).status).toBe(200);
    expect(await stopped).toBe(0);
    await office.station.start();
    expect((await desk.original(originalId)).state).toBe('signed');
  });
});

/** The state of an attempt as its signer sees it. */
async function stateOf(attemptId: string): Promise<string> {
  return (await station.desk.signer.json<{ state: string }>('GET', `/api/signing/attempts/${attemptId}`)).state;
}
