import { describe, expect, it } from 'vitest';
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
    await expect(desk.scan(originalId)).rejects.toMatchObject({ code: 'SCAN-NOT-FOUND', status: 503 });
    expect((await desk.original(originalId)).state).toBe('draft');
    await desk.receive('Một giấy tờ khác');

    await office.scanner.start();
    await office.loadPaper('birth-certificate');
    expect(await desk.scan(originalId)).toMatchObject({ state: 'done', pages: 1 });
  });
});
