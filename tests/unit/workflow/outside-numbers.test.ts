import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkRegister, type RegisterType } from '../../../src/certification/index.ts';
import { newId } from '../../../src/common/id.ts';
import { unwrap } from '../../../src/common/result.ts';
import { addDays, civilDate, civilTime, instantOf } from '../../../src/common/vietnam-time.ts';
import { updateOriginal } from '../../../src/store/repositories/dossiers.ts';
import { findOfficer } from '../../../src/store/repositories/officers.ts';
import { activeEntry, listEntries, listVolumes } from '../../../src/store/repositories/register.ts';
import { listElsewhere } from '../../../src/store/repositories/register-elsewhere.ts';
import { insertHold, lostNumbers, noteLooked, openHold } from '../../../src/store/repositories/register-holds.ts';
import { readSettings, writeSetting } from '../../../src/store/repositories/settings.ts';
import { confirmRegister } from '../../../src/workflow/commands/confirm-register.ts';
import { enterNumbers, type NumbersInput } from '../../../src/workflow/commands/enter-numbers.ts';
import { leave } from '../../../src/workflow/commands/leave.ts';
import { registerSourceChanged } from '../../../src/workflow/register-source.ts';
import { carryOut } from '../../../src/workflow/signing/carry-out.ts';
import { prepareAttempt } from '../../../src/workflow/signing/prepare-attempt.ts';
import { awaitedNumbers } from '../../../src/workflow/views/awaited-numbers.ts';
import { attemptView, pile, registerBook, registerView } from '../../../src/workflow/views/index.ts';
import { voidPastYears } from '../../../src/workflow/year-end.ts';
import { pins } from '../../peers/office/people.ts';
import {
  receive,
  signWith,
  submitted,
  WorkflowBench,
  type WorkflowOffice,
} from '../../peers/workflow/workflow-office.ts';

const thisYear = civilTime(Date.now()).year;
let bench: WorkflowBench;
let state: string;
let station: WorkflowOffice;
let now: () => number;
beforeAll(async () => {
  bench = await WorkflowBench.create();
});
afterAll(() => bench.remove());
beforeEach(async () => {
  now = Date.now;
  state = await bench.newState();
  station = await bench.open(state, () => now());
  change('paper-book');
});
afterEach(() => station.close());

function change(source: 'station' | 'paper-book' | 'one-stop'): void {
  const { store, clock } = station.office;
  store.write((tx) => {
    const before = readSettings(tx);
    writeSetting(tx, 'register.source-sct-bs', source, clock.now(), null);
    registerSourceChanged(station.office, tx, before, readSettings(tx));
  });
}

/** One that waits for its signature, for tests in which nothing is signed: nobody has scanned it. */
function waiting(title?: string): { originalId: string } {
  const { originalId } = receive(station, title);
  station.office.store.write((tx) => {
    if (!updateOriginal(tx, station.original(originalId), { state: 'awaiting-signature' })) throw new Error('changed');
  });
  return { originalId };
}

const db = () => station.office.store.db;
const key = (year = thisYear) => ({ office: 'H99.14', registerType: 'SCT/BS' as RegisterType, year });
const enter = (numbers: NumbersInput['numbers'], over: Partial<NumbersInput> = {}, actor = station.creator) =>
  enterNumbers(station.office, actor, { year: thisYear, volume: 1, numbers, ...over });
const codeOf = (result: { ok: boolean; error?: { code: string } }) => result.error?.code;
const book = (year = thisYear) =>
  listEntries(db(), key(year), { after: 0, limit: 100 }).map(({ number, state: at, source }) => [number, at, source]);
const acts = () =>
  station.office.store.journal
    .list(db(), 0, 1000)
    .filter(({ act }) => /number|volume/.test(act))
    .map(({ act, facts }) => [act, facts] as const);

/** What every step must leave behind: a sound book, and a chain that verifies. */
function expectSound(): void {
  const ordinals = new Map(listVolumes(db(), key()).map(({ id, ordinal }) => [id, ordinal]));
  const years = [thisYear, thisYear + 1];
  const entries = years.flatMap((year) => listEntries(db(), key(year), { after: 0, limit: 500 }));
  const rows = entries.map((entry) => ({
    ...entry,
    registerType: entry.registerType as RegisterType,
    volume: ordinals.get(entry.volumeId) ?? 1,
    voidReason: entry.voidReason === null ? null : { kind: 'return' as const, text: entry.voidReason },
  }));
  const elsewhere = years.flatMap((year) =>
    listElsewhere(db(), key(year)).map(({ firstNumber, lastNumber }) => ({
      ...key(year),
      from: firstNumber,
      to: lastNumber,
    })),
  );
  expect(checkRegister(rows, [], elsewhere)).toEqual([]);
  expect(station.office.store.journal.verify(db())).toBeNull();
}

describe('a copy whose number comes from a paper book', () => {
  it('cannot be signed before somebody has entered it, and then bears it', async () => {
    const { originalId } = await submitted(station);
    const signer = findOfficer(db(), station.signer.id);
    if (!signer) throw new Error('no signer');
    const hindrance = () => pile(db(), 'sign', signer, now()).map((line) => line.hindrance);
    expect(hindrance()).toEqual(['LAW-REGISTER-NUMBER-AWAITED']);
    const early = await prepareAttempt(station.office, station.signer, 'sign', [originalId]);
    expect(codeOf(early)).toBe('LAW-REGISTER-NUMBER-AWAITED');
    expect(book()).toEqual([]);

    unwrap(enter([{ originalId, number: 1 }], {}, station.sealKeeper));
    expect(hindrance()).toEqual([null]);
    const { attemptId } = unwrap(await prepareAttempt(station.office, station.signer, 'sign', [originalId]));
    const view = unwrap(attemptView(db(), 'sign', station.signer.id, attemptId));
    const said = view.items[0]?.attestation.lines.map(({ text }) => text).join('\n');
    expect(said).toContain(`Số chứng thực: 01, quyển số: 01/${thisYear}-SCT/BS`);
    unwrap(await carryOut(station.office, station.signer, attemptId, Buffer.from(pins.signer), false));
    unwrap(await signWith(station, 'seal', [originalId]));
    expect(book()).toEqual([[1, 'entered', 'paper-book']]);
    expect(acts()).toEqual([
      ['open-volume', { year: thisYear, ordinal: 1, first: 1 }],
      ['enter-number', { number: 1, volume: 1, year: thisYear, source: 'paper-book' }],
    ]);
    expectSound();
  });

  it('keeps its number over a power cut between the entering and the signature', async () => {
    const { originalId } = await submitted(station);
    unwrap(enter([{ originalId, number: 1 }]));
    await station.close();
    station = await bench.open(state, () => now());
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(book()).toEqual([[1, 'signed', 'paper-book']]);
  });

  it('is numbered with others in one transaction: all of them, or none', () => {
    const [a, b] = [waiting(), waiting()];
    const together = [
      { originalId: a.originalId, number: 2 },
      { originalId: b.originalId, number: 1 },
    ];
    expect(codeOf(enter([...together, { originalId: crypto.randomUUID(), number: 3 }]))).toBe('STORE-NOT-FOUND');
    expect(codeOf(enter([...together, { originalId: a.originalId, number: 3 }]))).toBe('STORE-ALREADY-EXISTS');
    expect(book()).toEqual([]);
    expect(unwrap(enter(together))).toEqual({ entered: 2 });
    // An answer that was lost: the same again changes nothing.
    expect(unwrap(enter(together))).toEqual({ entered: 0 });
    expect(book().map(([number]) => number)).toEqual([1, 2]);
    expectSound();
  });

  it('two officers enter the same number: the first has it, the second is told', () => {
    const [a, b] = [waiting(), waiting()];
    unwrap(enter([{ originalId: a.originalId, number: 1 }]));
    expect(codeOf(enter([{ originalId: b.originalId, number: 1 }], {}, station.sealKeeper))).toBe(
      'LAW-REGISTER-NUMBER-USED',
    );
    expect(codeOf(enter([{ originalId: a.originalId, number: 2 }], {}, station.sealKeeper))).toBe(
      'LAW-REGISTER-NUMBER-GIVEN',
    );
    expect(activeEntry(db(), b.originalId)).toBeUndefined();
  });

  it('skips numbers only with a reason, which stays in the book and not in the journal', () => {
    const { originalId } = waiting();
    const gap = enter([{ originalId, number: 813 }], { volume: 3 });
    expect(gap).toMatchObject({ error: { code: 'LAW-REGISTER-NUMBER-GAP', facts: { missing: '1-812', count: 812 } } });
    const confirmed = { missing: '1-812' };
    expect(codeOf(enter([{ originalId, number: 813 }], { volume: 3, confirmed }))).toBe('WEB-REASON-MISSING');
    expect(book()).toEqual([]);
    const reason = 'Sổ giấy mở trước khi có trạm';
    unwrap(enter([{ originalId, number: 813 }], { volume: 3, confirmed, reason }));
    const view = registerView(db(), readSettings(db()), { year: thisYear, after: 0, limit: 10 });
    expect(view.source).toBe('paper-book');
    expect(view.entries.map(({ text }) => text)).toEqual([`Số chứng thực: 813, quyển số: 03/${thisYear}-SCT/BS`]);
    expect(view.elsewhere).toEqual([{ from: 1, to: 812, reason, saidAt: expect.any(Number) as number }]);
    expect(acts()).toContainEqual(['number-elsewhere', { from: 1, to: 812 }]);
    expect(JSON.stringify(acts())).not.toContain(reason);
    expectSound();
  });

  it('stands in the book and no longer among those used elsewhere, once it is entered after all', () => {
    const [a, b] = [waiting(), waiting()];
    unwrap(enter([{ originalId: a.originalId, number: 5 }], { confirmed: { missing: '1-4' }, reason: 'Sổ giấy' }));
    unwrap(enter([{ originalId: b.originalId, number: 3 }], { confirmed: { reclaimed: [3] } }));
    const { elsewhere } = registerView(db(), readSettings(db()), { year: thisYear, after: 0, limit: 10 });
    expect(elsewhere.map(({ from, to }) => [from, to])).toEqual([
      [1, 2],
      [4, 4],
    ]);
    const month = civilTime(now()).month;
    const printed = unwrap(registerBook(db(), readSettings(db()), { year: thisYear, month }, now(), 'shown'));
    const words = JSON.stringify(printed);
    expect(words).toContain('Các số từ 01 đến 02 dùng ngoài trạm. Lý do: Sổ giấy');
    expect(words).toContain('"Số 04 dùng ngoài trạm. Lý do: Sổ giấy');
    expectSound();
  });

  it('is refused to whoever signs, and to whom the station gives numbers itself', () => {
    const { originalId } = waiting();
    expect(codeOf(enter([{ originalId, number: 1 }], {}, station.signer))).toBe('WEB-ROLE-MISSING');
    change('station');
    expect(codeOf(enter([{ originalId, number: 1 }]))).toBe('LAW-REGISTER-STATION-NUMBERS');
  });

  it('is on the list of whoever keeps the book until it is signed', async () => {
    const [a, b] = [await submitted(station, 'Bằng A'), waiting('Bằng B')];
    unwrap(enter([{ originalId: a.originalId, number: 1 }]));
    const list = () => awaitedNumbers(db(), readSettings(db()), now());
    expect(list()).toMatchObject({ source: 'paper-book', year: thisYear, volume: 1, last: 1 });
    expect(list().originals.map(({ title, number, correctable }) => [title, number, correctable])).toEqual([
      ['Bằng A', 1, true],
      ['Bằng B', null, false],
    ]);
    unwrap(await signWith(station, 'sign', [a.originalId]));
    expect(list().originals.map(({ originalId }) => originalId)).toEqual([b.originalId]);
    change('station');
    expect(list().originals).toEqual([]);
  });
});

describe('a number that was entered wrongly', () => {
  it('is corrected before the signature; what was composed with it is not signed', async () => {
    const { originalId } = await submitted(station);
    unwrap(enter([{ originalId, number: 12 }], { confirmed: { missing: '1-11' }, reason: 'Bản giấy' }));
    const { attemptId } = unwrap(await prepareAttempt(station.office, station.signer, 'sign', [originalId]));
    expect(codeOf(enter([{ originalId, number: 1 }]))).toBe('LAW-REGISTER-NUMBER-GIVEN');
    unwrap(enter([{ originalId, number: 1, instead: 12 }]));
    const late = await carryOut(station.office, station.signer, attemptId, Buffer.from(pins.signer), false);
    expect(codeOf(late)).toBe('SIGN-ATTEMPT-ENDED');
    // What was said of 1 to 11 with the wrong number is taken back with it.
    expect(listElsewhere(db(), key())).toEqual([]);
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(book()).toEqual([[1, 'signed', 'paper-book']]);
    expect(acts()).toContainEqual(['correct-number', { from: 12, number: 1, volume: 1, year: thisYear }]);
    expectSound();
  });

  it('while the page is being composed: the page with the old number is not offered', async () => {
    const { originalId } = await submitted(station);
    unwrap(enter([{ originalId, number: 2 }], { confirmed: { missing: '1' }, reason: 'Bản giấy' }));
    const { tasks } = station.office;
    const office = {
      ...station.office,
      tasks: {
        ...tasks,
        composeBase: async (task: Parameters<typeof tasks.composeBase>[0]) => {
          const composed = await tasks.composeBase(task);
          unwrap(enter([{ originalId, number: 1, instead: 2 }]));
          return composed;
        },
      },
    };
    expect(codeOf(await prepareAttempt(office, station.signer, 'sign', [originalId]))).toBe('SIGN-ATTEMPT-ENDED');
    unwrap(await signWith(station, 'sign', [originalId]));
    expect(book()).toEqual([[1, 'signed', 'paper-book']]);
  });

  it('two that were swapped are corrected together', () => {
    const [a, b] = [waiting(), waiting()];
    unwrap(
      enter([
        { originalId: a.originalId, number: 2 },
        { originalId: b.originalId, number: 1 },
      ]),
    );
    expect(codeOf(enter([{ originalId: a.originalId, number: 1, instead: 2 }]))).toBe('LAW-REGISTER-NUMBER-USED');
    unwrap(
      enter([
        { originalId: a.originalId, number: 1, instead: 2 },
        { originalId: b.originalId, number: 2, instead: 1 },
      ]),
    );
    expect(activeEntry(db(), a.originalId)?.number).toBe(1);
    expect(activeEntry(db(), b.originalId)?.number).toBe(2);
    expectSound();
  });

  it('of another book is not moved into this one by a screen that has not heard of the change', () => {
    const { originalId } = waiting();
    unwrap(enter([{ originalId, number: 5 }], { confirmed: { missing: '1-4' }, reason: 'Sổ giấy' }));
    const { store, clock } = station.office;
    store.write((tx) => {
      writeSetting(tx, 'register.type', 'SCTĐT/BS', clock.now(), null);
      writeSetting(tx, 'register.source-sctdt-bs', 'paper-book', clock.now(), null);
    });
    const correct = (number: number) => codeOf(enter([{ originalId, number, instead: 5 }]));
    expect(correct(1)).toBe('LAW-REGISTER-NUMBER-GIVEN');
    expect(correct(5)).toBe('LAW-REGISTER-NUMBER-GIVEN');
    expect(book()).toEqual([[5, 'reserved', 'paper-book']]);
    expectSound();
  });

  it('is not corrected once it stood under a signature, not even when that was destroyed; returning voids it', async () => {
    const { originalId } = await submitted(station);
    unwrap(enter([{ originalId, number: 1 }]));
    unwrap(await signWith(station, 'sign', [originalId]));
    const correct = () => codeOf(enter([{ originalId, number: 2, instead: 1 }]));
    expect(correct()).toBe('LAW-REGISTER-NUMBER-SIGNED');
    unwrap(leave(station.office, station.sealKeeper, { originalId, act: 'return-to-signer', reason: 'Sai số' }));
    expect(correct()).toBe('LAW-REGISTER-NUMBER-SIGNED');
    unwrap(leave(station.office, station.creator, { originalId, act: 'return-to-creator', reason: 'Sai số' }));
    expect(correct()).toBe('STORE-CHANGED-MEANWHILE');
    expect(book()).toEqual([[1, 'voided', 'paper-book']]);
  });
});

describe('a change of where numbers come from', () => {
  it('to the paper book: it goes on after what the station gave', async () => {
    change('station');
    unwrap(confirmRegister(station.office, station.sealKeeper, 1));
    const [a, b] = [await submitted(station), waiting()];
    unwrap(await signWith(station, 'sign', [a.originalId]));
    change('paper-book');
    expect(codeOf(enter([{ originalId: b.originalId, number: 1 }]))).toBe('LAW-REGISTER-NUMBER-USED');
    unwrap(enter([{ originalId: b.originalId, number: 2 }]));
    expect(book()).toEqual([
      [1, 'signed', 'station'],
      [2, 'reserved', 'paper-book'],
    ]);
    expectSound();
  });

  it('to the station: none is given until an officer has said how far the paper book went', async () => {
    const [a, b] = [await submitted(station), await submitted(station)];
    unwrap(enter([{ originalId: a.originalId, number: 1 }]));
    change('station');
    expect(openHold(db())).toMatchObject({ cause: 'source' });
    expect(codeOf(await signWith(station, 'sign', [b.originalId]))).toBe('LAW-REGISTER-UNCONFIRMED');
    // The one that has its number is signed with it.
    unwrap(await signWith(station, 'sign', [a.originalId]));
    expect(unwrap(confirmRegister(station.office, station.sealKeeper, 11))).toEqual({ lost: null });
    unwrap(await signWith(station, 'sign', [b.originalId]));
    expect(book()).toEqual([
      [1, 'signed', 'paper-book'],
      [11, 'signed', 'station'],
    ]);
    expect(listElsewhere(db(), key()).map(({ firstNumber, lastNumber }) => [firstNumber, lastNumber])).toEqual([
      [2, 10],
    ]);
    expectSound();
  });

  it.each([
    ['before', 1],
    ['after', 9_999_999_999_999],
  ])('after a damage too, %s the change: what is missing may have been here, so it is lost', async (_when, since) => {
    const [a] = [await submitted(station)];
    unwrap(enter([{ originalId: a.originalId, number: 1 }]));
    change('station');
    station.office.store.write((tx) => {
      insertHold(tx, { id: newId(station.office.clock), since, cause: 'rescued', backupAt: 1 });
      noteLooked(tx, { lookedAt: 1, unread: 0 });
    });
    expect(openHold(db())).toMatchObject({ cause: 'rescued' });
    expect(unwrap(confirmRegister(station.office, station.sealKeeper, 11))).toEqual({ lost: { from: 2, to: 10 } });
    // Neither hold stays, the book says it once, and nobody has said that the paper book has them.
    expect(openHold(db())).toBeUndefined();
    expect(lostNumbers(db(), key()).map(({ from, to }) => [from, to])).toEqual([[2, 10]]);
    expect(listElsewhere(db(), key())).toEqual([]);
    expect(codeOf(confirmRegister(station.office, station.sealKeeper, 12))).toBe('LAW-REGISTER-NOT-HELD');
    expectSound();
  });

  it('and back again before anybody has said: nothing is asked any more', () => {
    change('one-stop');
    expect(openHold(db())).toBeUndefined();
    change('station');
    expect(openHold(db())).toBeDefined();
    change('paper-book');
    expect(openHold(db())).toBeUndefined();
  });
});

describe('days and years', () => {
  it('a number below one that was signed on an earlier day is refused', async () => {
    const [a, b] = [await submitted(station), waiting()];
    unwrap(enter([{ originalId: a.originalId, number: 2 }], { confirmed: { missing: '1' }, reason: 'Bản giấy' }));
    unwrap(await signWith(station, 'sign', [a.originalId]));
    const tomorrow = instantOf(addDays(civilDate(Date.now()), 1), 9);
    now = () => tomorrow;
    const late = enter([{ originalId: b.originalId, number: 1 }], { confirmed: { reclaimed: [1] } });
    expect(codeOf(late)).toBe('LAW-REGISTER-NUMBER-DATED');
  });

  it('New Year: what was not signed is voided, the new book begins at 01, an old screen enters nothing', async () => {
    now = () => instantOf(`${thisYear}-12-31`, 23, 50);
    await station.close();
    station = await bench.open(state, () => now());
    const [a, b] = [await submitted(station), waiting()];
    unwrap(enter([{ originalId: a.originalId, number: 1 }]));
    now = () => instantOf(`${thisYear + 1}-01-01`, 0, 1);
    expect(codeOf(enter([{ originalId: b.originalId, number: 2 }]))).toBe('LAW-REGISTER-YEAR-OTHER');
    expect(station.office.store.write((tx) => voidPastYears(station.office, tx))).toBe(1);
    expect(codeOf(await signWith(station, 'sign', [a.originalId]))).toBe('LAW-REGISTER-NUMBER-AWAITED');
    unwrap(
      enter(
        [
          { originalId: a.originalId, number: 1 },
          { originalId: b.originalId, number: 2 },
        ],
        { year: thisYear + 1 },
      ),
    );
    unwrap(await signWith(station, 'sign', [a.originalId]));
    expect(book()).toEqual([[1, 'voided', 'paper-book']]);
    expect(book(thisYear + 1)).toEqual([
      [1, 'signed', 'paper-book'],
      [2, 'reserved', 'paper-book'],
    ]);
    expectSound();
  });
});
