/** The year turns while the station runs: its own calendar closes the old year's book, and the new one begins at 01. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { civilTime, instantOf } from '../../src/common/vietnam-time.ts';
import { ShiftedClock } from '../peers/clock/shifted-clock.ts';
import { Desk } from '../peers/office/desk.ts';
import { withOffice } from '../peers/office/with-office.ts';

/** By hand, since a portal of today would dispute the date. */
const station = withOffice({ settings: { 'portal.connector': 'manual' } });

/** What is left of the old year when the last original is being signed, milliseconds. */
const leftMs = 40_000;

test('over midnight of 31/12: a number that was only reserved is voided, its original gets 01 of the new year', async () => {
  const { office } = station;
  const clock = new ShiftedClock(office.folder);
  const year = civilTime(Date.now()).year;
  await office.station.stop();
  // Half an hour earlier, for all that must be there by then.
  clock.shift(secondsUntil(instantOf(`${year}-12-31`, 23, 30)));
  await office.station.start(clock.environment);
  let desk = await Desk.open(office);
  const [signed, waiting] = [await submitted(desk), await submitted(desk)];
  expect((await desk.attempt('signing', signed)).status).toBe(200);

  await office.station.stop();
  clock.shift(secondsUntil(instantOf(`${year + 1}-01-01`, 0) - leftMs));
  await office.station.start(clock.environment);
  await expect.poll(journalHeads).toBeGreaterThan(0);
  const heads = await journalHeads();
  desk = await Desk.open(office);
  const { attemptId } = await desk.signer.json<{ attemptId: string }>('POST', '/api/signing/attempts', {
    originals: [waiting],
  });
  expect(await numberOf(desk, waiting)).toContain(`Số chứng thực: 02, quyển số: 01/${year}`);
  await expect.poll(() => numberOf(desk, waiting), { timeout: 90_000, interval: 500 }).toBeNull();
  const pin = { path: `/api/signing/attempts/${attemptId}/pin`, raw: Buffer.from(office.pins.signer) };
  const late = await desk.signer.once({ method: 'POST', ...pin });
  // The chain is walked by night too, and its head told outside of the database.
  await expect.poll(journalHeads).toBe(heads + 1);
  expect(late.status).toBe(409);
  expect(await numberOf(desk, signed)).toContain(`Số chứng thực: 01, quyển số: 01/${year}`);

  expect((await desk.attempt('signing', waiting)).status).toBe(200);
  expect(await numberOf(desk, waiting)).toContain(`Số chứng thực: 01, quyển số: 01/${year + 1}`);
  // Signed in the old year, sealed in the new one: its number is that of its page.
  expect((await desk.attempt('sealing', signed)).status).toBe(200);
  expect(await numberOf(desk, signed)).toContain(`Số chứng thực: 01, quyển số: 01/${year}`);
});

async function journalHeads(): Promise<number> {
  const log = await readFile(station.office.logPath, 'utf8');
  return log.split('\n').filter((line) => line.includes('"msg":"journal head"')).length;
}

function secondsUntil(instant: number): number {
  return Math.round((instant - Date.now()) / 1000);
}

async function submitted(desk: Desk): Promise<string> {
  const originalId = await desk.receive();
  await station.office.loadPaper('birth-certificate');
  await desk.scan(originalId);
  await desk.submit(originalId);
  return originalId;
}

async function numberOf(desk: Desk, originalId: string): Promise<string | null> {
  return (await desk.original(originalId)).registerNumber;
}
