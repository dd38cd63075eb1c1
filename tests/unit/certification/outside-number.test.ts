import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkOutsideNumbers,
  checkRegister,
  type ElsewhereRange,
  lastNumberOf,
  type OutsideBook,
  type OutsideConfirmation,
  type RegisterEntry,
  type Volume,
} from '../../../src/certification/index.ts';
import { isWithin, type NumberRange } from '../../../src/certification/number-ranges.ts';
import { unwrap } from '../../../src/common/result.ts';
import { civilDate, instantOf } from '../../../src/common/vietnam-time.ts';

const office = 'H56.14';
const registerType = 'SCT/BS' as const;
const moment = { office, registerType, now: instantOf('2026-11-21', 9) } as const;
const volume = (ordinal: number, over: Partial<Volume> = {}): Volume => ({
  office,
  registerType,
  year: 2026,
  ordinal,
  firstNumber: 1,
  open: true,
  ...over,
});
const book = (over: Partial<OutsideBook> = {}): OutsideBook => ({
  volumes: [volume(1)],
  last: { year: 2026, number: 3 },
  given: [1, 2, 3],
  elsewhere: [],
  lastDated: 0,
  ...over,
});
const enter = (
  known: OutsideBook,
  numbers: readonly number[],
  over: { year?: number; volume?: number; confirmed?: OutsideConfirmation } = {},
) => checkOutsideNumbers(known, { year: 2026, volume: 1, numbers, ...over }, over.confirmed ?? {}, moment);
const refused = (result: ReturnType<typeof enter>) => (result.ok ? null : result.error);

describe('numbers from outside', () => {
  it('go on after the last one, in any order, several at once', () => {
    expect(unwrap(enter(book(), [5, 4, 6]))).toEqual({ opens: null, closes: [], missing: [] });
  });

  it.each([0, -1, 1.5, Number.NaN, 1_000_000])('%s is none', (number) => {
    expect(refused(enter(book(), [4, number]))?.code).toBe('LAW-REGISTER-NUMBER-INVALID');
  });

  it('are some, in a volume that can be', () => {
    expect(refused(enter(book(), []))).toMatchObject({ code: 'LAW-REGISTER-NUMBER-INVALID', facts: { number: null } });
    expect(refused(enter(book(), [4], { volume: 0 }))?.code).toBe('LAW-REGISTER-NUMBER-INVALID');
  });

  it('stand once in the book, and once in what is entered', () => {
    const used = { code: 'LAW-REGISTER-NUMBER-USED', facts: { registerType, year: 2026, number: 2 } };
    expect(refused(enter(book(), [4, 2]))).toEqual(used);
    expect(refused(enter(book(), [4, 4]))).toMatchObject({ code: used.code, facts: { number: 4 } });
  });

  it('are of this year: a screen opened before New Year enters nothing', () => {
    const facts = { year: 2025, thisYear: 2026 };
    expect(refused(enter(book(), [4], { year: 2025 }))).toEqual({ code: 'LAW-REGISTER-YEAR-OTHER', facts });
    const later = book({ last: { year: 2027, number: 1 } });
    expect(refused(enter(later, [4]))?.code).toBe('LAW-REGISTER-YEAR-CLOSED');
  });

  it('are not lower than one that was signed on an earlier day; on the same day their order is free', () => {
    const gap = { given: [1, 2, 3, 7], elsewhere: [{ from: 4, to: 6 }] };
    const confirmed = { reclaimed: [5] };
    const late = refused(enter(book({ ...gap, lastDated: 7 }), [5], { confirmed }));
    expect(late).toEqual({ code: 'LAW-REGISTER-NUMBER-DATED', facts: { number: 5, last: 7 } });
    expect(enter(book({ ...gap, lastDated: 3 }), [5], { confirmed }).ok).toBe(true);
  });

  it('leave none out unless the officer says, word for word, that it was used elsewhere', () => {
    const facts = { missing: '4-6, 8', count: 4 };
    expect(refused(enter(book(), [7, 9]))).toEqual({ code: 'LAW-REGISTER-NUMBER-GAP', facts });
    // Meanwhile somebody has entered the 5: what was confirmed is not what is missing.
    const meanwhile = enter(book({ given: [1, 2, 3, 5] }), [7, 9], { confirmed: { missing: '4-6, 8' } });
    expect(refused(meanwhile)).toMatchObject({ facts: { missing: '4, 6, 8' } });
    expect(unwrap(enter(book(), [7, 9], { confirmed: { missing: '4-6, 8' } })).missing).toEqual([
      { from: 4, to: 6 },
      { from: 8, to: 8 },
    ]);
  });

  it('can be one that was said to be elsewhere, when that is confirmed to be a mistake', () => {
    const known = book({ given: [1, 2, 3, 7], elsewhere: [{ from: 4, to: 6 }] });
    expect(refused(enter(known, [5]))).toEqual({ code: 'LAW-REGISTER-NUMBER-ELSEWHERE', facts: { number: 5 } });
    expect(refused(enter(known, [5], { confirmed: { reclaimed: [4] } }))?.code).toBe('LAW-REGISTER-NUMBER-ELSEWHERE');
    expect(unwrap(enter(known, [5], { confirmed: { reclaimed: [5] } })).missing).toEqual([]);
  });

  it('begin where the book was begun before the station came', () => {
    const begun = book({ volumes: [volume(2, { firstNumber: 341 })], last: null, given: [] });
    expect(unwrap(enter(begun, [341], { volume: 2 })).missing).toEqual([]);
    expect(refused(enter(begun, [343], { volume: 2 }))?.facts).toEqual({ missing: '341-342', count: 2 });
    expect(refused(enter(begun, [340], { volume: 2 }))?.code).toBe('LAW-REGISTER-VOLUME-OTHER');
  });
});

describe('the volume of a number from outside', () => {
  it('is the first of a year by itself, with whatever ordinal the paper book has reached', () => {
    const before = volume(4, { year: 2025 });
    const none = book({ volumes: [before], last: { year: 2025, number: 900 }, given: [] });
    expect(unwrap(enter(none, [1]))).toEqual({ opens: volume(1), closes: [before], missing: [] });
    const third = unwrap(enter(none, [813], { volume: 3, confirmed: { missing: '1-812' } }));
    expect(third).toMatchObject({ opens: volume(3), missing: [{ from: 1, to: 812 }] });
  });

  it('is the next one only when the officer says so; the one before is closed', () => {
    const facts = { volume: 2, open: 1 };
    expect(refused(enter(book(), [4], { volume: 2 }))).toEqual({ code: 'LAW-REGISTER-VOLUME-NEXT', facts });
    const next = unwrap(enter(book(), [4], { volume: 2, confirmed: { volume: 2 } }));
    expect(next).toEqual({ opens: volume(2, { firstNumber: 4 }), closes: [volume(1)], missing: [] });
  });

  it('is no other one', () => {
    expect(refused(enter(book(), [4], { volume: 3 }))?.code).toBe('LAW-REGISTER-VOLUME-OTHER');
    const second = book({ volumes: [volume(1, { open: false }), volume(2, { firstNumber: 4 })], given: [1, 2, 3, 4] });
    expect(refused(enter(second, [5], { volume: 1 }))).toMatchObject({ facts: { volume: 1, open: 2 } });
  });

  it('goes on after a number that is being corrected, and not after the wrong one', () => {
    // 4 was entered as 400 in volume 1 while the paper book was in volume 2.
    const wrong = book({ last: { year: 2026, number: 400 } });
    const { opens } = unwrap(enter(wrong, [4], { volume: 2, confirmed: { volume: 2 } }));
    expect(opens?.firstNumber).toBe(4);
  });

  it('is the next one where none is open, and one of several never', () => {
    const closed = book({ volumes: [volume(1, { open: false })] });
    expect(refused(enter(closed, [4], { volume: 2 }))?.facts).toEqual({ volume: 2, open: null });
    expect(refused(enter(closed, [4], { volume: 9 }))?.facts).toEqual({ volume: 9, open: null, first: null });
    const several = book({ volumes: [volume(1), volume(2)] });
    expect(refused(enter(several, [4]))?.code).toBe('LAW-REGISTER-SEVERAL-OPEN-VOLUMES');
  });
});

/** What can happen to a book that people write beside the station, at a later moment each time. */
const happenings = fc.array(
  fc.record({
    what: fc.constantFrom('enter', 'enter', 'enter', 'correct', 'sign', 'void', 'volume' as const),
    numbers: fc.uniqueArray(fc.integer({ min: -3, max: 6 }), { minLength: 1, maxLength: 3 }),
    hours: fc.integer({ min: 0, max: 24 * 5 }),
    confirms: fc.boolean(),
  }),
  { maxLength: 80 },
);

describe('a register whose numbers come from a paper book', () => {
  it('has no number twice and none left out unsaid, and its numbers rise with their days, whatever is typed', () => {
    fc.assert(
      fc.property(happenings, (list) => {
        let volumes: Volume[] = [];
        let entries: (RegisterEntry & { signedOn?: string })[] = [];
        let said: (ElsewhereRange & { above: RegisterEntry | undefined })[] = [];
        let now = instantOf('2026-12-20', 8);
        for (const { what, numbers, hours, confirms } of list) {
          now += hours * 3_600_000;
          const year = new Date(now + 7 * 3_600_000).getUTCFullYear();
          const here = { office, registerType, now } as const;
          const mine = entries.filter((entry) => entry.year === year);
          const free = mine.find((entry) => entry.state === 'reserved');
          if (what === 'sign' && free) {
            // A leader signs on one day what was entered before it; of two days' numbers the lower goes first.
            free === mine.filter((one) => one.state === 'reserved').toSorted((a, b) => a.number - b.number)[0] &&
              Object.assign(free, { state: 'signed', signedOn: civilDate(now) });
            continue;
          }
          if (what === 'void' && free) {
            Object.assign(free, { state: 'voided', voidReason: { kind: 'return', text: 'Mờ' } });
            continue;
          }
          const wrong = what === 'correct' ? free : undefined;
          if (what === 'correct' && !wrong) continue;
          const kept = mine.filter((entry) => entry !== wrong);
          const ranges = said.filter((range) => range.year === year && (!wrong || range.above !== wrong));
          const highest = Math.max(0, ...kept.map(({ number }) => number), ...ranges.map(({ to }) => to));
          const typed = (wrong ? numbers.slice(0, 1) : numbers).map((n) => highest + n);
          const open = volumes.find((one) => one.open && one.year === year)?.ordinal ?? 1;
          const given = { year, volume: what === 'volume' ? open + 1 : open, numbers: typed };
          const dated = kept.filter(({ signedOn }) => signedOn !== undefined && signedOn < civilDate(now));
          const known: OutsideBook = {
            volumes,
            last: lastNumberOf(entries, here),
            given: kept.map(({ number }) => number),
            elsewhere: ranges,
            lastDated: Math.max(0, ...dated.map(({ number }) => number)),
          };
          let confirmed: OutsideConfirmation = {};
          let taken = checkOutsideNumbers(known, given, confirmed, here);
          // A person answers what is asked, one question after the other.
          for (let asked = 0; confirms && !taken.ok && asked < 6; asked++) {
            const { code, facts } = taken.error;
            if (code === 'LAW-REGISTER-NUMBER-GAP') confirmed = { ...confirmed, missing: String(facts?.['missing']) };
            if (code === 'LAW-REGISTER-VOLUME-NEXT') confirmed = { ...confirmed, volume: given.volume };
            if (code === 'LAW-REGISTER-NUMBER-ELSEWHERE') confirmed = { ...confirmed, reclaimed: typed };
            taken = checkOutsideNumbers(known, given, confirmed, here);
          }
          if (!taken.ok) continue;
          const { opens, closes, missing } = taken.value;
          volumes = volumes.map((one) => (closes.includes(one) ? { ...one, open: false } : one));
          if (opens) volumes.push(opens);
          for (const number of typed) {
            if (wrong) Object.assign(wrong, { number, volume: given.volume });
            else {
              const row = { office, registerType, year, volume: given.volume, number } as const;
              entries = [...entries, { ...row, state: 'reserved', voidReason: null }];
            }
          }
          if (wrong) said = said.filter((range) => range.above !== wrong);
          const above = ({ to }: NumberRange) => entries.find((e) => e.year === year && e.number === to + 1);
          said = [...said, ...missing.map((range) => ({ office, registerType, year, ...range, above: above(range) }))];
        }
        const problems = checkRegister(entries, volumes, said).filter(({ kind }) => kind !== 'no-reason');
        expect(problems.filter(({ kind }) => kind === 'double' || kind === 'gap')).toEqual([]);
        for (const { number, year } of entries) {
          expect(entries.filter((entry) => entry.year === year && entry.number === number)).toHaveLength(1);
          expect(number).toBeGreaterThan(0);
        }
        expect(volumes.filter(({ open }) => open).length).toBeLessThanOrEqual(1);
        expect(isWithin(0, said)).toBe(false);
      }),
      { seed: 12, numRuns: 300 },
    );
  });
});
