import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/common/result.ts';
import { addDays, civilDate, civilTime, instantOf } from '../../../src/common/vietnam-time.ts';
import { activeEntry, listEntries } from '../../../src/store/repositories/register.ts';
import { carryOut } from '../../../src/workflow/signing/carry-out.ts';
import { prepareAttempt } from '../../../src/workflow/signing/prepare-attempt.ts';
import { voidPastYears } from '../../../src/workflow/year-end.ts';
import { pins } from '../../peers/office/people.ts';
import { signWith, submitted, WorkflowBench } from '../../peers/workflow/workflow-office.ts';

/** The tokens' certificates are made now, so the days of these tests lie ahead. */
const thisYear = civilTime(Date.now()).year;

let bench: WorkflowBench;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());

describe('from 31/12 to 01/01', () => {
  it('voids what was reserved and not signed, and begins again at 01', async () => {
    let now = instantOf(`${thisYear}-12-31`, 23, 50);
    const station = await bench.open(await bench.newState(), () => now);
    const [signed, waiting] = [await submitted(station), await submitted(station)];
    unwrap(await signWith(station, 'sign', [signed.originalId]));
    unwrap(await prepareAttempt(station.office, station.signer, 'sign', [waiting.originalId]));

    now = instantOf(`${thisYear + 1}-01-01`, 0, 0, 1);
    expect(station.office.store.write((tx) => voidPastYears(station.office, tx))).toBe(1);
    expect(station.office.store.write((tx) => voidPastYears(station.office, tx))).toBe(0);
    const book = (year: number) =>
      listEntries(station.office.store.db, { office: 'H99.14', registerType: 'SCT/BS', year }, { after: 0, limit: 9 });
    expect(book(thisYear).map(({ number, state, voidReason }) => [number, state, voidReason])).toEqual([
      [1, 'signed', null],
      [2, 'voided', `Hết năm: Chưa ký khi hết ngày 31/12/${thisYear}`],
    ]);
    expect(station.original(waiting.originalId).state).toBe('awaiting-signature');

    unwrap(await signWith(station, 'sign', [waiting.originalId]));
    expect(book(thisYear + 1).map(({ number, state }) => [number, state])).toEqual([[1, 'signed']]);
    await station.close();
  });

  it('does not sign a page of yesterday', async () => {
    let now = instantOf(addDays(civilDate(Date.now()), 1), 23, 59);
    const station = await bench.open(await bench.newState(), () => now);
    const { originalId } = await submitted(station);
    const { attemptId } = unwrap(await prepareAttempt(station.office, station.signer, 'sign', [originalId]));
    now += 2 * 60_000;
    expect(await carryOut(station.office, station.signer, attemptId, Buffer.from(pins.signer), false)).toMatchObject({
      error: { code: 'SIGN-DAY-CHANGED' },
    });
    expect(activeEntry(station.office.store.db, originalId)).toMatchObject({ number: 1, state: 'reserved' });
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(activeEntry(station.office.store.db, originalId)?.number).toBe(1);
    await station.close();
  });

  it('voids by itself when numbers are given, should midnight have been missed', async () => {
    let now = instantOf(`${thisYear}-12-31`, 23, 58);
    const station = await bench.open(await bench.newState(), () => now);
    const { originalId } = await submitted(station);
    unwrap(await prepareAttempt(station.office, station.signer, 'sign', [originalId]));
    now = instantOf(`${thisYear + 1}-01-04`, 8);
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(activeEntry(station.office.store.db, originalId)).toMatchObject({
      year: thisYear + 1,
      number: 1,
      state: 'signed',
    });
    await station.close();
  });
});
