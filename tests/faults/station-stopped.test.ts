import { once } from 'node:events';
import { connect } from 'node:tls';
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

  it('while a screen takes a download no further: that one is cut, the end is in order', async () => {
    const { desk, office } = station;
    const originalId = await desk.receive();
    await office.loadPaper('notarised-contract');
    expect(await desk.scan(originalId)).toMatchObject({ state: 'done' });
    const stuck = connect({ host: '127.0.0.1', port: Number(new URL(office.address).port), ca: office.authorityPem });
    const cut = once(stuck, 'close');
    stuck.on('error', () => undefined);
    // More answers than the line between takes in, and nobody reads them.
    const asked = 400;
    const lines = [
      `GET /api/originals/${originalId}/pages/1 HTTP/1.1`,
      `Host: ${new URL(office.address).host}`,
      `Cookie: __Host-tram=${desk.creator.cookies.at(-1)}`,
    ];
    stuck.write(`${lines.join('\r\n')}\r\n\r\n`.repeat(asked));
    await once(stuck, 'readable');
    expect(await office.station.stop()).toBe(0);
    let answers = 0;
    stuck.on('data', (piece: Buffer) => {
      answers += piece.toString('latin1').split('HTTP/1.1 200').length - 1;
    });
    await cut;
    expect(answers).toBeGreaterThan(0);
    expect(answers).toBeLessThan(asked);
    await office.station.start();
    expect((await desk.original(originalId)).state).toBe('scanned');
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
    await expect.poll(() => stateOf(attemptId), { timeout: 20_000 }).not.toBe('prepared');
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
