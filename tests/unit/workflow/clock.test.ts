import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { unwrap } from '../../../src/common/result.ts';
import { civilTime, instantOf } from '../../../src/common/vietnam-time.ts';
import { activeEntry } from '../../../src/store/repositories/register.ts';
import { confirmClock } from '../../../src/workflow/commands/confirm-clock.ts';
import { openDossier } from '../../../src/workflow/commands/open-dossier.ts';
import { openVolume } from '../../../src/workflow/commands/open-volume.ts';
import { startDay } from '../../../src/workflow/new-day.ts';
import { carryOut } from '../../../src/workflow/signing/carry-out.ts';
import { prepareAttempt } from '../../../src/workflow/signing/prepare-attempt.ts';
import { pins } from '../../peers/office/people.ts';
import { type Heard, listeningToken } from '../../peers/ports/listening-token.ts';
import {
  receive,
  signWith,
  submitted,
  WorkflowBench,
  type WorkflowOffice,
} from '../../peers/workflow/workflow-office.ts';

const hour = 3_600_000;
const year = civilTime(Date.now()).year;
const lastSecond = instantOf(`${year}-12-31`, 23, 59, 59);

let bench: WorkflowBench;
let station: WorkflowOffice;
/** How far time has passed, and how far the clock was set. */
let time: { at: number; set: number };
let heard: Heard[];
const now = (): number => time.at + time.set;

beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());
beforeEach(async () => {
  time = { at: lastSecond - 8 * hour, set: 0 };
  heard = [];
  const token = (real: Parameters<typeof listeningToken>[0]) => listeningToken(real, heard);
  station = await bench.open(await bench.newState(), now, token, () => time.at);
});
afterEach(() => station.close());

const prepare = async (originalId: string): Promise<string> =>
  unwrap(await prepareAttempt(station.office, station.signer, 'sign', [originalId])).attemptId;
const pin = (): Buffer => Buffer.from(pins.signer);
const confirm = (seen = now()) => confirmClock(station.office, station.creator, seen);

describe('while the clock may be wrong', () => {
  it('nothing that bears a date begins, and the rest goes on', async () => {
    const { originalId } = await submitted(station);
    time.set = 2 * hour;
    const { office, creator, signer, sealKeeper } = station;
    const dossier = { id: randomUUID(), requester: { name: 'Giàng Thị Súa' } };
    const refused = { error: { code: 'CLOCK-JUMPED', facts: { now: now(), jump: 2 * hour } } };
    expect(openDossier(office, creator, dossier)).toMatchObject(refused);
    expect(await prepareAttempt(office, signer, 'sign', [originalId])).toMatchObject(refused);
    expect(openVolume(office, sealKeeper)).toMatchObject(refused);
    expect(activeEntry(office.store.db, originalId)).toBe(undefined);
    unwrap(confirm());
    unwrap(openDossier(office, creator, dossier));
    unwrap(await signWith(station, 'sign', [originalId]));
  });

  it('a dossier that was opened before answers when it is sent again', () => {
    const { office, creator } = station;
    const dossier = { id: randomUUID(), requester: { name: 'Giàng Thị Súa' } };
    unwrap(openDossier(office, creator, dossier));
    time.set = 2 * hour;
    expect(openDossier(office, creator, dossier)).toMatchObject({ value: { id: dossier.id } });
  });

  it('a PIN that was asked for before the jump does not reach the token, and the attempt stays', async () => {
    const { originalId } = await submitted(station);
    const attemptId = await prepare(originalId);
    time.set = 2 * hour;
    const given = pin();
    expect(await carryOut(station.office, station.signer, attemptId, given, false)).toMatchObject({
      error: { code: 'CLOCK-JUMPED' },
    });
    expect(heard).toEqual([]);
    expect(given.every((byte) => byte === 0)).toBe(true);
    time.set = 0;
    unwrap(confirm());
    unwrap(await carryOut(station.office, station.signer, attemptId, pin(), false));
    expect(station.original(originalId).state).toBe('signed');
  });

  it('sealing is refused too', async () => {
    const { originalId } = await submitted(station);
    unwrap(await signWith(station, 'sign', [originalId]));
    time.set = -2 * hour;
    expect(await signWith(station, 'seal', [originalId])).toMatchObject({ error: { code: 'CLOCK-BEHIND' } });
    unwrap(confirmClock(station.office, station.sealKeeper, now()));
    unwrap(await signWith(station, 'seal', [originalId]));
  });

  it('a clock set into the next year voids no number of this one', async () => {
    const { originalId } = await submitted(station);
    await prepare(originalId);
    const before = activeEntry(station.office.store.db, originalId);
    time.set = 20 * hour;
    startDay(station.office);
    expect(activeEntry(station.office.store.db, originalId)).toEqual(before);
    expect(before).toMatchObject({ year, state: 'reserved' });
  });
});

describe('the last second of the year', () => {
  it('passes while an attempt waits for its PIN: the page is composed anew, no question is asked', async () => {
    time.at = lastSecond;
    const { originalId } = await submitted(station);
    const attemptId = await prepare(originalId);
    expect(activeEntry(station.office.store.db, originalId)).toMatchObject({ year, number: 1 });
    time.at += 1_000;
    expect(await carryOut(station.office, station.signer, attemptId, pin(), false)).toMatchObject({
      error: { code: 'SIGN-DAY-CHANGED' },
    });
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(activeEntry(station.office.store.db, originalId)).toMatchObject({ year: year + 1, number: 1 });
  });
});

describe('the officer’s word', () => {
  it('is about what was seen: another minute is refused, and nothing changes', () => {
    time.set = 2 * hour;
    expect(confirm(now() - 61_000)).toMatchObject({ error: { code: 'CLOCK-NOT-AS-SEEN', facts: { now: now() } } });
    expect(confirm(now() + 61_000)).toMatchObject({ error: { code: 'CLOCK-NOT-AS-SEEN' } });
    expect(station.office.clockWatch.look().state).toBe('jumped');
    expect(confirm(now() - 59_000)).toMatchObject({ value: { state: 'proven', proof: { how: 'officer' } } });
  });

  it('is journaled with what was known, once when two press at once', () => {
    const { office } = station;
    receive(station);
    time.set = -2 * hour;
    unwrap(confirm());
    unwrap(confirmClock(office, station.signer, now()));
    const entries = office.store.journal.ofObject(office.store.db, 'station', 'clock');
    const words = entries.filter(({ act }) => act === 'confirm-clock').slice(1);
    expect(words).toHaveLength(1);
    expect(words[0]).toMatchObject({ actor: station.creator.id, role: 'creator', facts: { was: 'behind' } });
    expect(words[0]?.facts['last']).toBe(time.at);
  });
});
