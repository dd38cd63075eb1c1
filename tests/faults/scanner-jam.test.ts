import { describe, expect, it } from 'vitest';
import { withOffice } from '../peers/office/with-office.ts';

const station = withOffice();

describe('paper jams at page 2', () => {
  it('keeps page 1, says so in words, and scans on after the paper is freed', async () => {
    const { desk, office } = station;
    const originalId = await desk.receive();
    await office.loadPaper('notarised-contract');
    office.scanner.machine.break({ kind: 'jam', page: 2 });
    const jammed = await desk.scan(originalId);
    expect(jammed).toMatchObject({ state: 'failed', failureCode: 'SCAN-JAM', pages: 1 });
    expect(jammed.failureFacts).toMatchObject({ page: 2, pagesKept: 1 });
    const before = await desk.original(originalId);
    expect([before.state, before.pages.length]).toEqual(['draft', 1]);

    office.scanner.machine.break({ kind: 'none' });
    expect(await desk.scan(originalId)).toMatchObject({ state: 'done', pages: 2 });
    const after = await desk.original(originalId);
    expect([after.state, after.pages.map((page) => page.ordinal)]).toEqual(['scanned', [1, 2, 3]]);
  });
});
