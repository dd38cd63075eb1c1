import { describe, expect, it } from 'vitest';
import type { Refused } from '../peers/office/client.ts';
import { withOffice } from '../peers/office/with-office.ts';

const station = withOffice();

describe('the scanner', () => {
  it('with an empty feeder says so and keeps the original as it was', async () => {
    const { desk, office } = station;
    const originalId = await desk.receive();
    office.scanner.machine.unload();
    expect(await desk.scan(originalId)).toMatchObject({ state: 'failed', failureCode: 'SCAN-NO-PAPER', pages: 0 });
    expect((await desk.original(originalId)).state).toBe('draft');
  });

  it('switched off fails with a code, holds up nobody, and works again once it is on', async () => {
    const { desk, office } = station;
    const originalId = await desk.receive();
    await office.scanner.stop();
    // Refused at once when the station has noticed already; otherwise the scan itself finds nobody there.
    const code = await desk.scan(originalId).then(
      (ended) => ended.failureCode,
      (refused: Refused) => refused.code,
    );
    expect(code).toBe('SCAN-NOT-FOUND');
    expect((await desk.original(originalId)).state).toBe('draft');
    await desk.receive('Một giấy tờ khác');

    await office.scanner.start();
    await office.loadPaper('birth-certificate');
    expect(await desk.scan(originalId)).toMatchObject({ state: 'done', pages: 1 });
  });
});
