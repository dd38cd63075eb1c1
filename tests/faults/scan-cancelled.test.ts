import { describe, expect, it } from 'vitest';
import { withOffice } from '../peers/office/with-office.ts';

const station = withOffice();

describe('a scan is cancelled', () => {
  it('keeps its whole pages, and a second scan of the same original meanwhile is refused', async () => {
    const { desk, office } = station;
    const originalId = await desk.receive();
    await office.loadPaper('land-certificate');
    office.scanner.machine.break({ kind: 'slow', ms: 700 });
    const { scanId } = await desk.creator.json<{ scanId: string }>('POST', `/api/originals/${originalId}/scans`, {
      source: 'feeder',
    });
    await expect(desk.scan(originalId)).rejects.toMatchObject({ status: 409, code: 'SCAN-BUSY' });
    await expect
      .poll(async () => (await desk.original(originalId)).pages.length, { timeout: 20_000 })
      .toBeGreaterThan(0);
    await desk.creator.json('POST', `/api/scans/${scanId}/cancellation`);
    const ended = await desk.scanEnd(scanId);
    expect(ended).toMatchObject({ state: 'cancelled', failureCode: 'SCAN-CANCELLED' });
    const { pages, state } = await desk.original(originalId);
    expect([state, pages.length]).toEqual(['draft', ended.pages]);
    expect(ended.pages).toBeLessThan(4);
  });
});
