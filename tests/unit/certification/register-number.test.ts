import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkRegister,
  formatRegisterNumber,
  formatVolume,
  type LastNumber,
  lastNumberOf,
  nextNumber,
  nextVolume,
  REGISTER_TYPE_WORDS,
  REGISTER_TYPES,
  type RegisterEntry,
  type Volume,
  voidAtYearEnd,
} from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';
import { instantOf } from '../../../src/common/vietnam-time.ts';

const office = 'H56.14';
const registerType = 'SCT/BS';
const at = (date: string, hour = 9, minute = 0, second = 0) => ({
  office,
  registerType: registerType as 'SCT/BS',
  now: instantOf(date, hour, minute, second),
});
const volume = (ordinal: number, over: Partial<Volume> = {}): Volume => ({
  office,
  registerType,
  year: 2026,
  ordinal,
  firstNumber: 1,
  open: true,
  ...over,
});
const entry = (number: number, over: Partial<RegisterEntry> = {}): RegisterEntry => ({
  office,
  registerType,
  year: 2026,
  volume: 1,
  number,
  state: 'signed',
  voidReason: null,
  ...over,
});
const last = (number: number, year = 2026): LastNumber => ({ year, number });
const codeOf = (result: { ok: boolean; error?: { code: string } }): string | undefined => result.error?.code;

describe('the next number', () => {
  it('begins at 01 in a year without a volume, which opens by itself', () => {
    const next = unwrap(nextNumber([], null, at('2026-11-21')));
    expect(formatRegisterNumber(next.number)).toBe('Số chứng thực: 01, quyển số: 01/2026-SCT/BS');
    expect(next.opens).toEqual(volume(1));
    expect(next.closes).toEqual([]);
  });

  it('follows the last one in the open volume', () => {
    const next = unwrap(nextNumber([volume(1)], last(122), at('2026-11-21')));
    expect(formatRegisterNumber(next.number)).toBe('Số chứng thực: 123, quyển số: 01/2026-SCT/BS');
    expect(next.opens).toBeNull();
  });

  it('continues in a new volume of the same year: 01/2026 ends at 500, 02/2026 begins at 501', () => {
    const opened = unwrap(nextVolume([volume(1)], last(500), at('2026-11-21')));
    expect(opened.opens).toEqual(volume(2, { firstNumber: 501 }));
    expect(opened.closes).toEqual([volume(1)]);
    const volumes = [volume(1, { open: false }), opened.opens];
    const next = unwrap(nextNumber(volumes, last(500), at('2026-11-21')));
    expect(formatRegisterNumber(next.number)).toBe('Số chứng thực: 501, quyển số: 02/2026-SCT/BS');
    const following = unwrap(nextNumber(volumes, last(501), at('2026-11-21')));
    expect(following.number.number).toBe(502);
  });

  it('restarts at 01 with the first second of 01/01 in Vietnam, and closes what was open', () => {
    const before = unwrap(nextNumber([volume(1)], last(500), at('2026-12-31', 23, 59, 59)));
    expect(before.number).toMatchObject({ year: 2026, number: 501 });
    const after = unwrap(nextNumber([volume(1)], last(500), at('2027-01-01', 0, 0, 0)));
    expect(formatRegisterNumber(after.number)).toBe('Số chứng thực: 01, quyển số: 01/2027-SCT/BS');
    expect(after.opens).toEqual(volume(1, { year: 2027 }));
    expect(after.closes).toEqual([volume(1)]);
  });

  it('goes on from a paper book begun before the station came', () => {
    const next = unwrap(nextNumber([volume(1, { firstNumber: 341 })], null, at('2026-11-21')));
    expect(next.number.number).toBe(341);
  });

  it('keeps offices and types of register apart', () => {
    const volumes = [volume(1), volume(1, { registerType: 'SCTĐT/BS' }), volume(1, { office: 'H56.15' })];
    const entries = [entry(7), entry(9, { registerType: 'SCTĐT/BS' }), entry(11, { office: 'H56.15' })];
    const next = unwrap(nextNumber(volumes, lastNumberOf(entries, { office, registerType }), at('2026-11-21')));
    expect(next.number.number).toBe(8);
    const electronic = { ...at('2026-11-21'), registerType: 'SCTĐT/BS' as const };
    expect(unwrap(nextNumber(volumes, lastNumberOf(entries, electronic), electronic)).number.number).toBe(10);
  });

  it('needs exactly one open volume', () => {
    expect(nextNumber([volume(1, { open: false })], last(5), at('2026-11-21'))).toEqual({
      ok: false,
      error: { code: 'LAW-REGISTER-NO-OPEN-VOLUME', facts: { registerType, year: 2026 } },
    });
    expect(nextNumber([volume(1), volume(2)], last(5), at('2026-11-21'))).toEqual({
      ok: false,
      error: { code: 'LAW-REGISTER-SEVERAL-OPEN-VOLUMES', facts: { registerType, year: 2026, open: 2 } },
    });
  });

  it('gives none when the clock stands before a year that has begun', () => {
    const moment = at('2026-11-21');
    expect(codeOf(nextNumber([volume(1)], last(3, 2027), moment))).toBe('LAW-REGISTER-YEAR-CLOSED');
    expect(codeOf(nextNumber([volume(1, { year: 2027 })], null, moment))).toBe('LAW-REGISTER-YEAR-CLOSED');
    expect(codeOf(nextVolume([], last(3, 2027), moment))).toBe('LAW-REGISTER-YEAR-CLOSED');
  });

  it('gives none that would leave a gap or stand in the wrong volume', () => {
    const moment = at('2026-11-21');
    const inconsistent = 'LAW-REGISTER-INCONSISTENT';
    expect(codeOf(nextNumber([volume(1, { firstNumber: 341 })], last(5), moment))).toBe(inconsistent);
    expect(codeOf(nextNumber([volume(1), volume(2, { open: false })], last(5), moment))).toBe(inconsistent);
    expect(codeOf(nextNumber([], last(5), moment))).toBe(inconsistent);
  });
});

describe('a new volume', () => {
  it('is the first of a year that has none', () => {
    const { opens, closes } = unwrap(nextVolume([volume(3)], last(900), at('2027-01-04')));
    expect(opens).toEqual(volume(1, { year: 2027 }));
    expect(closes).toEqual([volume(3)]);
  });

  it('keeps the first number of an unused volume', () => {
    const { opens } = unwrap(nextVolume([volume(1, { firstNumber: 341 })], null, at('2026-11-21')));
    expect(opens).toEqual(volume(2, { firstNumber: 341 }));
  });
});

describe('the last number', () => {
  it('is that of the latest year, in any order of the entries', () => {
    const entries = [entry(1, { year: 2027 }), entry(500), entry(2, { year: 2027 }), entry(1)];
    expect(lastNumberOf(entries, { office, registerType })).toEqual(last(2, 2027));
    expect(lastNumberOf(entries.toReversed(), { office, registerType })).toEqual(last(2, 2027));
    expect(lastNumberOf([], { office, registerType })).toBeNull();
  });
});

describe('the end of the year', () => {
  const entries = [
    entry(1),
    entry(2, { state: 'reserved' }),
    entry(3, { state: 'voided', voidReason: { kind: 'return', text: 'Quét nhầm' } }),
  ];

  it('voids what was reserved and not signed by the end of 31/12, and nothing before', () => {
    expect(voidAtYearEnd(entries, instantOf('2026-12-31', 23, 59, 59))).toEqual([]);
    expect(voidAtYearEnd(entries, instantOf('2027-01-01'))).toEqual([
      { entry: entries[1], reason: { kind: 'year-end', text: 'Chưa ký khi hết ngày 31/12/2026' } },
    ]);
  });

  it('leaves what the new year reserved', () => {
    expect(voidAtYearEnd([entry(1, { year: 2027, state: 'reserved' })], instantOf('2027-01-02'))).toEqual([]);
  });
});

describe('the words of a number', () => {
  it('have at least two digits', () => {
    expect(formatVolume({ volume: 1, year: 2026, registerType: 'SCTĐT/BS' })).toBe('01/2026-SCTĐT/BS');
    expect(formatRegisterNumber({ registerType, year: 2026, volume: 12, number: 1234 })).toBe(
      'Số chứng thực: 1234, quyển số: 12/2026-SCT/BS',
    );
  });

  it('exist for every type of register', () => {
    expect(Object.keys(REGISTER_TYPE_WORDS)).toEqual([...REGISTER_TYPES]);
  });
});

/** What can happen to a register, at a later moment each time. */
const happenings = fc.array(
  fc.record({
    what: fc.constantFrom('number', 'number', 'number', 'sign', 'void', 'volume' as const),
    type: fc.constantFrom(...REGISTER_TYPES),
    hours: fc.integer({ min: 0, max: 24 * 40 }),
  }),
  { maxLength: 120 },
);

describe('a register that lives through any year', () => {
  it('has every number from 01 once, restarts each year, and never dates a number of one year in the next', () => {
    fc.assert(
      fc.property(happenings, (list) => {
        let volumes: Volume[] = [];
        let entries: RegisterEntry[] = [];
        let now = instantOf('2026-12-01', 8);
        const close = (closes: readonly Volume[]) => {
          volumes = volumes.map((v) => (closes.includes(v) ? { ...v, open: false } : v));
        };
        const replace = (old: RegisterEntry, by: RegisterEntry) => {
          entries = entries.map((e) => (e === old ? by : e));
        };
        for (const { what, type, hours } of list) {
          now += hours * 3_600_000;
          const moment = { office, registerType: type, now };
          for (const { entry: old, reason } of voidAtYearEnd(entries, now)) {
            replace(old, { ...old, state: 'voided', voidReason: reason });
          }
          const reserved = entries.find((e) => e.state === 'reserved' && e.registerType === type);
          if (what === 'number') {
            const next = unwrap(nextNumber(volumes, lastNumberOf(entries, moment), moment));
            close(next.closes);
            if (next.opens) volumes.push(next.opens);
            entries.push({ ...next.number, office, state: 'reserved', voidReason: null });
          } else if (what === 'volume') {
            const { opens, closes } = unwrap(nextVolume(volumes, lastNumberOf(entries, moment), moment));
            close(closes);
            volumes.push(opens);
          } else if (reserved) {
            expect(reserved.year).toBe(new Date(now + 7 * 3_600_000).getUTCFullYear());
            const voidReason = { kind: 'return', text: 'Quét nhầm trang' } as const;
            replace(
              reserved,
              what === 'sign' ? { ...reserved, state: 'signed' } : { ...reserved, state: 'voided', voidReason },
            );
          }
        }
        expect(checkRegister(entries)).toEqual([]);
        expect(checkRegister(entries, volumes)).toEqual([]);
        for (const type of REGISTER_TYPES) {
          expect(volumes.filter((v) => v.open && v.registerType === type).length).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 4, numRuns: 200 },
    );
  });
});
