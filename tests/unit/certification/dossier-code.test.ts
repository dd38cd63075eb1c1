import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dossierCode, dossierCodePattern } from '../../../src/certification/index.ts';
import { unwrap } from '../../../src/common/result.ts';
import { instantOf } from '../../../src/common/vietnam-time.ts';

const at = instantOf('2026-11-21', 0, 0, 1);

describe('the dossier code', () => {
  it('is prefix, day in Vietnam and counter', () => {
    expect(unwrap(dossierCode({ prefix: 'H56.14', at, counter: 42 }))).toBe('H56.14-261121-00042');
    expect(unwrap(dossierCode({ prefix: '000.00.14.H56', at, counter: 123456 }))).toBe('000.00.14.H56-261121-123456');
  });

  it.each(['', 'h56', 'H56.', '.H56', 'H56-14', 'H56 14', 'Đ56', `H56${'.1'.repeat(6)}`, 'H56\n'])(
    'has no prefix "%s"',
    (prefix) => {
      expect(dossierCode({ prefix, at, counter: 1 })).toEqual({ ok: false, error: { code: 'LAW-DOSSIER-PREFIX' } });
    },
  );

  it.each([0, -1, 1.5, 1_000_000_000, Number.NaN])('has no counter %d', (counter) => {
    expect(dossierCode({ prefix: 'H56', at, counter })).toMatchObject({ error: { code: 'LAW-DOSSIER-COUNTER' } });
  });

  it('always fits the pattern, and two counters never give one code', () => {
    const counters = fc.integer({ min: 1, max: 999_999_999 });
    fc.assert(
      fc.property(counters, counters, (one, other) => {
        const code = unwrap(dossierCode({ prefix: 'H56.14', at, counter: one }));
        expect(code).toMatch(new RegExp(dossierCodePattern));
        expect(code === unwrap(dossierCode({ prefix: 'H56.14', at, counter: other }))).toBe(one === other);
      }),
      { seed: 1 },
    );
  });

  it('has a pattern that also takes the newer form of the portal', () => {
    expect('G09.20-20260609-0092637').toMatch(new RegExp(dossierCodePattern));
    expect('G09.20-20260609').not.toMatch(new RegExp(dossierCodePattern));
  });
});
