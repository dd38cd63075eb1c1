import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coveredUntil, hasRole, type Officer, type RoleHolder, rolesOn } from '../../../src/certification/index.ts';
import { addDays } from '../../../src/common/vietnam-time.ts';

const officer: Officer = {
  id: 'a',
  fullName: 'Trần Văn Mẫu',
  roles: ['creator', 'inspector'],
  decisionNumber: '12/QĐ-UBND',
  validFrom: '2026-07-01',
  validTo: '2026-12-31',
  signatureBlock: null,
  roleTerms: [{ role: 'creator', decisionNumber: '40/QĐ', validFrom: '2026-08-01', validTo: '2026-08-31' }],
};

describe('a role with a decision of its own', () => {
  it('holds within it, the others by the officer’s decision', () => {
    expect(rolesOn(officer, '2026-07-15')).toEqual(['inspector']);
    expect(rolesOn(officer, '2026-08-31')).toEqual(['creator', 'inspector']);
    expect(rolesOn(officer, '2027-01-01')).toEqual([]);
    expect(rolesOn({ roles: ['creator'], validFrom: '2026-01-01', validTo: null }, '2030-01-01')).toEqual(['creator']);
  });

  it('is asked by the law', () => {
    expect(hasRole(officer, 'creator', '2026-08-15').ok).toBe(true);
    expect(hasRole(officer, 'creator', '2026-09-01')).toEqual({
      ok: false,
      error: { code: 'LAW-OFFICER-NOT-IN-OFFICE', facts: { from: '2026-08-01', to: '2026-08-31' } },
    });
    const unnumbered = officer.roleTerms?.map((term) => ({ ...term, decisionNumber: ' ' })) ?? [];
    expect(hasRole({ ...officer, roleTerms: unnumbered }, 'creator', '2026-08-15')).toMatchObject({
      error: { code: 'LAW-OFFICER-NO-DECISION' },
    });
  });
});

describe('how long a role is held by somebody', () => {
  it('goes from term to term without a gap', () => {
    const holder = (validFrom: string, validTo: string | null): RoleHolder => ({
      roles: ['unit-admin'],
      validFrom,
      validTo,
    });
    const until = (...holders: RoleHolder[]) => coveredUntil(holders, 'unit-admin', '2026-11-21');
    expect(until()).toBeNull();
    expect(until(holder('2026-11-22', null))).toBeNull();
    expect(until(holder('2026-01-01', null))).toBe('9999-12-31');
    expect(until(holder('2026-01-01', '2026-12-31'), holder('2027-01-01', '2027-06-30'))).toBe('2027-06-30');
    expect(until(holder('2026-01-01', '2026-12-31'), holder('2027-01-02', null))).toBe('2026-12-31');
    expect(until(holder('2026-01-01', '2026-12-31'), holder('2026-01-01', '2027-03-31'))).toBe('2027-03-31');
    expect(until(holder('2026-01-01', '2027-03-31'), holder('2026-01-01', '2026-12-31'))).toBe('2027-03-31');
    const term = { role: 'unit-admin', decisionNumber: '1', validFrom: '2026-11-01', validTo: null } as const;
    expect(until({ ...holder('2026-01-01', '2026-12-31'), roleTerms: [term] })).toBe('2026-12-31');
    const ends = (...days: string[]) => days.map((validTo) => ({ ...term, validTo }));
    expect(until({ ...holder('2026-01-01', '2026-12-01'), roleTerms: ends('2026-11-30', '2026-12-05') })).toBe(
      '2026-12-01',
    );
    expect(until({ ...holder('2026-01-01', null), roleTerms: [{ ...term, validTo: '2026-11-30' }] })).toBe(
      '2026-11-30',
    );
  });

  it('is what one finds by looking at each day', () => {
    const date = fc.integer({ min: 0, max: 40 }).map((days) => addDays('2026-11-21', days));
    const term = fc.record({ validFrom: date, validTo: date });
    const holder = fc.record({ own: term, terms: fc.array(term, { maxLength: 2 }) }).map(
      ({ own, terms }): RoleHolder => ({
        roles: ['unit-admin'],
        ...own,
        roleTerms: terms.map((one) => ({ role: 'unit-admin', decisionNumber: '1', ...one })),
      }),
    );
    fc.assert(
      fc.property(fc.array(holder, { maxLength: 4 }), (holders) => {
        let day = '2026-11-21';
        let last: string | null = null;
        while (holders.some((one) => rolesOn(one, day).includes('unit-admin'))) {
          last = day;
          day = addDays(day, 1);
        }
        expect(coveredUntil(holders, 'unit-admin', '2026-11-21')).toBe(last);
      }),
      { seed: 3 },
    );
  });
});
