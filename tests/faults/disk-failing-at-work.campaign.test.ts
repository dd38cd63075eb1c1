/** The disk fails while pages are read, scanned and signed; then it is mended while the station runs. */
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import type { AttemptAnswer } from '../../src/web/contract/index.ts';
import { withFailingDisk } from '../peers/failing-disk/with-failing-disk.ts';

const failing = withFailingDisk();
const { station, lamp, prepared } = failing;

it('a page that cannot be read is said with a code, and shown when it can', async () => {
  const { desk } = station;
  const { originalId } = await prepared();
  const call = { method: 'GET', path: `/api/originals/${originalId}/pages/1` };
  failing.disk.failReads();
  await expect(desk.creator.call(call)).rejects.toMatchObject({ code: 'STORE-DOCUMENT-DAMAGED' });
  failing.disk.mend();
  expect((await desk.creator.call(call)).body.length).toBeGreaterThan(10_000);
});

it('a scan keeps the pages before and ends with the code; the officer scans on', async () => {
  const { desk, office } = station;
  const originalId = await desk.receive();
  await office.loadPaper('land-certificate');
  office.scanner.machine.break({ kind: 'slow', ms: 400 });
  await desk.creator.json('POST', `/api/originals/${originalId}/scans`, { source: 'feeder' });
  await expect.poll(async () => (await desk.original(originalId)).pages.length, { timeout: 20_000 }).toBeGreaterThan(0);
  failing.disk.failWrites('EIO');
  await lamp('failing');
  // It ends while nothing can be written: the screens are told why, and the program's log says the same.
  const told = () =>
    readFileSync(office.logPath, 'utf8')
      .split('\n')
      .find((line) => line.includes('a scan ended early'));
  await expect.poll(told, { timeout: 20_000 }).toContain('"code":"STORE-DISK-FAILING"');
  office.scanner.machine.break({ kind: 'none' });
  failing.disk.mend();
  await lamp('enough');
  // Its row may have to wait for the disk, and knows only that it was cut then.
  const last = async () => (await desk.original(originalId)).scans.at(-1);
  await expect.poll(async () => (await last())?.state, { timeout: 20_000 }).not.toBe('scanning');
  expect((await last())?.failureCode).toMatch(/^(STORE-DISK-FAILING|SCAN-INTERRUPTED)$/);
  const { pages } = await desk.original(originalId);
  expect(pages.length).toBeGreaterThan(0);
  await office.loadPaper('birth-certificate');
  expect(await desk.scan(originalId)).toMatchObject({ state: 'done' });
  expect((await desk.original(originalId)).pages.length).toBeGreaterThan(pages.length);
});

it('a signature that the failure meets half-way counts or is undone, with the same number', async () => {
  const { desk, office } = station;
  const { originalId, path } = await prepared();
  const { registerNumber } = await desk.original(originalId);
  const answer = desk.signer.once({ method: 'POST', path: `${path}/pin`, raw: Buffer.from(office.pins.signer) });
  await expect
    .poll(async () => (await desk.signer.json<AttemptAnswer>('GET', path)).state, { interval: 5 })
    .not.toBe('prepared');
  failing.disk.failWrites('EIO');
  const { status } = await answer;
  expect([200, 503]).toContain(status);
  failing.disk.mend();
  await lamp('enough');
  const settled = async () => (await desk.signer.json<AttemptAnswer>('GET', path)).state;
  await expect.poll(settled, { timeout: 20_000 }).not.toBe('working');
  if ((await desk.original(originalId)).state !== 'signed') await desk.attempt('signing', originalId);
  expect(await desk.attempt('sealing', originalId)).toMatchObject({ status: 200 });
  expect((await desk.original(originalId)).registerNumber).toBe(registerNumber);
  const verified = await desk.creator.json('GET', `/api/originals/${originalId}/copy/verification`);
  expect(verified).toMatchObject({ complete: true });
});
