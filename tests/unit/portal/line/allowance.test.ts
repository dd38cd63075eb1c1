import { describe, expect, it } from 'vitest';
import { instantOf } from '../../../../src/common/vietnam-time.ts';
import { dayOfUse, endOf, type Load, nextMonth, refusalOf } from '../../../../src/portal/line/allowance.ts';
import { leadsTo, type RoutePolicy, routePolicies } from '../../../../src/portal/line/route-policy.ts';
import { row } from '../lines/two-lines.ts';

const policy = (change: Parameters<typeof row>[0]): RoutePolicy => {
  const [made] = routePolicies([row(change)], []);
  if (made === undefined) throw new Error('no line');
  return made;
};
const at = instantOf('2026-11-22', 9, 30);
const message: Load = { kind: 'message', urgent: false, bytes: 500 };
const copy: Load = { kind: 'document', urgent: false, bytes: 100_000 };
const urgent: Load = { ...copy, urgent: true };
const now = { paused: false, used: 0, now: at };

describe('what a line may carry', () => {
  it('is everything where nothing is set', () => {
    for (const load of [message, copy, urgent]) expect(refusalOf(policy({}), load, now)).toBeNull();
  });

  it('is nothing while it is paused', () => {
    for (const load of [message, copy, urgent])
      expect(refusalOf(policy({}), load, { ...now, paused: true })).toBe('paused');
  });

  it.each([
    ['urgent', [null, 'documents', null]],
    ['none', [null, 'documents', 'documents']],
  ] as const)('of copies: %s', (documents, refusals) => {
    expect([message, copy, urgent].map((load) => refusalOf(policy({ documents }), load, now))).toEqual(refusals);
  });

  it('in metered hours is messages and what is urgent', () => {
    const metered = policy({ metered: '07:00-12:00, 13:00-17:00' });
    expect([message, copy, urgent].map((load) => refusalOf(metered, load, now))).toEqual([null, 'hours', null]);
    expect(refusalOf(metered, copy, { ...now, now: instantOf('2026-11-22', 12, 0) })).toBeNull();
    expect(endOf(metered, 'hours', '2026-11-22', at)).toBe(instantOf('2026-11-22', 12, 0));
  });

  it('with a quota is what fits into the rest; then messages, or nothing', () => {
    const small = policy({ quota: 1 });
    expect(refusalOf(small, copy, { ...now, used: 900_000 })).toBeNull();
    expect(refusalOf(small, copy, { ...now, used: 900_001 })).toBe('quota');
    expect(refusalOf(small, urgent, { ...now, used: 1_000_000 })).toBe('quota');
    expect(refusalOf(small, message, { ...now, used: 5_000_000 })).toBeNull();
    const strict = policy({ quota: 1, usedUp: 'nothing' });
    expect(refusalOf(strict, message, { ...now, used: 999_999 })).toBeNull();
    expect(refusalOf(strict, message, { ...now, used: 1_000_000 })).toBe('quota');
  });

  it('with a quota is also what is larger than all of it, as long as most of it is left', () => {
    const small = policy({ quota: 1 });
    const large: Load = { kind: 'document', urgent: false, bytes: 3_000_000 };
    expect(refusalOf(small, large, now)).toBeNull();
    expect(refusalOf(small, large, { ...now, used: 499_999 })).toBeNull();
    expect(refusalOf(small, large, { ...now, used: 500_000 })).toBe('quota');
    // It has used the quota up: of the next one nothing is gone.
    expect(refusalOf(small, copy, { ...now, used: 3_000_000 })).toBe('quota');
    // What fits into a whole quota waits for one.
    expect(refusalOf(small, { ...large, bytes: 1_000_000 }, { ...now, used: 1 })).toBe('quota');
  });

  it('is renewed at midnight in Vietnam, of the day or of the month', () => {
    expect(endOf(policy({ quota: 1, quotaPer: 'day' }), 'quota', '2026-12-31', at)).toBe(instantOf('2027-01-01'));
    expect(endOf(policy({ quota: 1, quotaPer: 'month' }), 'quota', '2026-11-22', at)).toBe(instantOf('2026-12-01'));
    expect(['2026-01-31', '2026-12-01', '2028-02-29'].map(nextMonth)).toEqual([
      '2026-02-01',
      '2027-01-01',
      '2028-03-01',
    ]);
    expect(endOf(policy({}), 'paused', '2026-11-22', at)).toBeNull();
  });
});

describe('the day on which use is counted', () => {
  it('follows a clock that somebody vouches for, and no other', () => {
    const later = instantOf('2030-01-01', 8);
    expect(dayOfUse(later, '2026-11-22', true)).toBe('2030-01-01');
    expect(dayOfUse(later, '2026-11-22', false)).toBe('2026-11-22');
    expect(dayOfUse(instantOf('2000-01-01'), '2026-11-22', false)).toBe('2026-11-22');
    expect(dayOfUse(at, null, false)).toBe('2026-11-22');
  });

  it('turns at midnight in Vietnam', () => {
    expect(dayOfUse(instantOf('2026-11-30', 23, 59, 59), null, true)).toBe('2026-11-30');
    expect(dayOfUse(instantOf('2026-12-01'), null, true)).toBe('2026-12-01');
  });
});

describe('where a line leads', () => {
  it('is everywhere, or to the hosts that are named', () => {
    expect(leadsTo(policy({}), 'any.where.vn')).toBe(true);
    const named = policy({ reaches: 'lgsp.tinh.vn, *.Truyen.Tinh.vn,10.1.2.3' });
    expect(
      ['lgsp.tinh.vn', 'LGSP.tinh.vn', 'kho.truyen.tinh.vn', '10.1.2.3'].every((host) => leadsTo(named, host)),
    ).toBe(true);
    expect(
      ['x.lgsp.tinh.vn', 'truyen.tinh.vn', 'xtruyen.tinh.vn', '10.1.2.4'].some((host) => leadsTo(named, host)),
    ).toBe(false);
  });
});

describe('lines of one name', () => {
  it('are told apart', () => {
    expect(routePolicies([row({ name: '4G' }), row({ name: '4G', quota: 1 })], []).map(({ name }) => name)).toEqual([
      '4G',
      '4G (2)',
    ]);
  });
});
