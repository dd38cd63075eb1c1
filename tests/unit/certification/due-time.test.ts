import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  CUT_OFF,
  DEFAULT_CALENDAR,
  DEFAULT_OFFICE_HOURS,
  type DueTimeRequest,
  dueTime,
  EXTENSION_GROUND_WORDS,
  EXTENSION_GROUNDS,
  type Extension,
  isWorkingDay,
  type WorkCalendar,
} from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';
import { civilDate, civilTime, instantOf, iso8601 } from '../../../src/common/vietnam-time.ts';

// 2026-11-20 is a Friday. 2027-01-01, a Friday, is a holiday; Saturday 2027-01-09 is worked for it.
const calendar: WorkCalendar = {
  ...DEFAULT_CALENDAR,
  holidays: ['2027-01-01', '2027-01-04'],
  workingDays: ['2027-01-09'],
};
const due = (receivedAt: number, extension?: Extension) =>
  dueTime({ receivedAt, calendar, ...(extension === undefined ? {} : { extension }) });
const shown = (receivedAt: number, extension?: Extension) => {
  const { dueAt, needsSlip } = unwrap(due(receivedAt, extension));
  return [iso8601(dueAt), needsSlip];
};
const code = (extension: Extension) => {
  const result = due(instantOf('2026-11-18', 9), extension);
  return result.ok ? 'ok' : result.error.code;
};

describe('the due time', () => {
  it('is the same working day up to and with 15:00:00', () => {
    expect(shown(instantOf('2026-11-19', 8, 5))).toEqual(['2026-11-19T17:00:00+07:00', false]);
    expect(shown(instantOf('2026-11-19', 15, 0, 0))).toEqual(['2026-11-19T17:00:00+07:00', false]);
    expect(shown(instantOf('2026-11-19', 15, 0, 0) + 999)).toEqual(['2026-11-19T17:00:00+07:00', false]);
    expect(CUT_OFF).toEqual({ hour: 15, minute: 0 });
  });

  it('is the next working day after 15:00, with a slip', () => {
    expect(shown(instantOf('2026-11-19', 15, 0, 1))).toEqual(['2026-11-20T17:00:00+07:00', true]);
    expect(shown(instantOf('2026-11-20', 16, 59))).toEqual(['2026-11-23T17:00:00+07:00', true]);
    expect(shown(instantOf('2026-12-31', 15, 30))).toEqual(['2027-01-05T17:00:00+07:00', true]);
  });

  it('counts a reception on a day off from the opening of the next working day', () => {
    const saturday = unwrap(due(instantOf('2026-11-21', 16)));
    expect(iso8601(saturday.countedFrom)).toBe('2026-11-23T07:30:00+07:00');
    expect(iso8601(saturday.dueAt)).toBe('2026-11-23T17:00:00+07:00');
    expect(saturday.needsSlip).toBe(true);
    expect(shown(instantOf('2027-01-01', 9))).toEqual(['2027-01-05T17:00:00+07:00', true]);
  });

  it('knows a Saturday worked in exchange', () => {
    expect(shown(instantOf('2027-01-09', 9))).toEqual(['2027-01-09T17:00:00+07:00', false]);
    expect(shown(instantOf('2027-01-08', 15, 1))).toEqual(['2027-01-09T17:00:00+07:00', true]);
  });

  it('ends at the hour the office closes', () => {
    const hours = { ...DEFAULT_OFFICE_HOURS, closing: { hour: 16, minute: 30 } };
    const { dueAt } = unwrap(dueTime({ receivedAt: instantOf('2026-11-19', 9), calendar, hours }));
    expect(iso8601(dueAt)).toBe('2026-11-19T16:30:00+07:00');
  });

  it('is not worked out without a working day', () => {
    const never: DueTimeRequest = {
      receivedAt: instantOf('2026-11-19', 9),
      calendar: { ...calendar, weekend: [0, 1, 2, 3, 4, 5, 6], workingDays: [] },
    };
    expect(dueTime(never)).toMatchObject({ error: { code: 'LAW-CALENDAR-NO-WORKING-DAY' } });
    const onlyToday: WorkCalendar = { ...never.calendar, workingDays: ['2026-11-19'] };
    const late = { receivedAt: instantOf('2026-11-19', 16), calendar: onlyToday };
    expect(dueTime(late)).toMatchObject({ error: { code: 'LAW-CALENDAR-NO-WORKING-DAY' } });
    const extension: Extension = { kind: 'days', ground: 'complex', days: 2 };
    const early = { receivedAt: instantOf('2026-11-19', 9), calendar: onlyToday, extension };
    expect(dueTime(early)).toMatchObject({ error: { code: 'LAW-CALENDAR-NO-WORKING-DAY' } });
  });
});

describe('an extension', () => {
  const agreed = (until: string, agreement = '12/BB-UBND'): Extension => ({
    kind: 'agreed',
    ground: 'many-pages',
    until,
    agreement,
  });

  it('is one or two working days, counted from the ordinary day, with a slip', () => {
    const received = instantOf('2026-11-19', 9);
    expect(shown(received, { kind: 'days', ground: 'many-pages', days: 1 })).toEqual([
      '2026-11-20T17:00:00+07:00',
      true,
    ]);
    expect(shown(received, { kind: 'days', ground: 'many-pages', days: 2 })).toEqual([
      '2026-11-23T17:00:00+07:00',
      true,
    ]);
  });

  it('is longer only by a written agreement', () => {
    expect(code({ kind: 'days', ground: 'complex', days: 3 })).toBe('LAW-EXTENSION-AGREEMENT');
    expect(code(agreed('2026-12-02', ' '))).toBe('LAW-EXTENSION-AGREEMENT');
    expect(shown(instantOf('2026-11-18', 9), agreed('2026-12-02'))).toEqual(['2026-12-02T17:00:00+07:00', true]);
  });

  it('ends on a working day after the ordinary one', () => {
    for (const until of ['2026-11-18', '2026-11-17', '2026-11-21', '2026-02-31', 'mai']) {
      expect(code(agreed(until)), until).toBe('LAW-EXTENSION-INVALID');
    }
    for (const days of [0, -1, 1.5]) {
      expect(code({ kind: 'days', ground: 'complex', days })).toBe('LAW-EXTENSION-INVALID');
    }
  });

  it('has words for each ground', () => {
    expect(Object.keys(EXTENSION_GROUND_WORDS)).toEqual([...EXTENSION_GROUNDS]);
    for (const ground of EXTENSION_GROUNDS) expect(EXTENSION_GROUND_WORDS[ground].law).toContain('Điều 21');
  });
});

describe('any due time', () => {
  const instants = fc.integer({ min: instantOf('2026-10-01'), max: instantOf('2027-03-01') });

  it('lies after its start on a working day, and a slip is due exactly when the day differs', () => {
    fc.assert(
      fc.property(instants, (receivedAt) => {
        const { countedFrom, dueAt, needsSlip } = unwrap(due(receivedAt));
        const { hour, minute } = civilTime(countedFrom);
        expect(countedFrom).toBeGreaterThanOrEqual(receivedAt);
        expect(isWorkingDay(civilDate(countedFrom), calendar)).toBe(true);
        expect(isWorkingDay(civilDate(dueAt), calendar)).toBe(true);
        expect(dueAt).toBeGreaterThan(countedFrom - 7 * 3_600_000);
        expect(needsSlip).toBe(civilDate(dueAt) !== civilDate(receivedAt));
        if (hour < 15 || (hour === 15 && minute === 0 && civilTime(countedFrom).second === 0)) {
          expect(civilDate(dueAt)).toBe(civilDate(countedFrom));
        } else {
          expect(civilDate(dueAt) > civilDate(countedFrom)).toBe(true);
        }
      }),
      { seed: 1 },
    );
  });

  it('is never earlier for a later reception, and later by an extension', () => {
    fc.assert(
      fc.property(instants, fc.nat(40 * 86_400_000), fc.integer({ min: 1, max: 2 }), (receivedAt, later, days) => {
        const first = unwrap(due(receivedAt)).dueAt;
        expect(unwrap(due(receivedAt + later)).dueAt).toBeGreaterThanOrEqual(first);
        const extended = unwrap(due(receivedAt, { kind: 'days', ground: 'complex', days }));
        expect(extended.dueAt).toBeGreaterThan(first);
        expect(isWorkingDay(civilDate(extended.dueAt), calendar)).toBe(true);
        expect(extended.needsSlip).toBe(true);
      }),
      { seed: 2 },
    );
  });
});
