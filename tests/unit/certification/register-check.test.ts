import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkRegister, type RegisterEntry, type Volume } from '../../../src/certification/index.ts';

const entry = (number: number, over: Partial<RegisterEntry> = {}): RegisterEntry => ({
  office: 'H56.14',
  registerType: 'SCT/BS',
  year: 2026,
  volume: 1,
  number,
  state: 'signed',
  voidReason: null,
  ...over,
});
const volume = (ordinal: number, firstNumber: number): Volume => ({
  office: 'H56.14',
  registerType: 'SCT/BS',
  year: 2026,
  ordinal,
  firstNumber,
  open: ordinal === 2,
});
const found = (entries: RegisterEntry[], volumes?: Volume[]) =>
  checkRegister(entries, volumes).map(({ kind, year, number }) => [kind, year, number]);

describe('checking a register', () => {
  it('finds nothing in an empty or a sound one, in any order', () => {
    expect(found([])).toEqual([]);
    expect(found([entry(3), entry(1), entry(2), entry(1, { year: 2027 })])).toEqual([]);
  });

  it('finds what is missing at the beginning and in between, once per gap', () => {
    expect(found([entry(2), entry(6), entry(7)])).toEqual([
      ['gap', 2026, 1],
      ['gap', 2026, 3],
    ]);
  });

  it('finds a double and goes on after it', () => {
    expect(found([entry(1), entry(2), entry(2, { volume: 2 }), entry(3, { volume: 2 })])).toEqual([
      ['double', 2026, 2],
    ]);
  });

  it('finds a later number in an earlier volume', () => {
    expect(found([entry(1, { volume: 2 }), entry(2, { volume: 1 })])).toEqual([['volume-order', 2026, 2]]);
  });

  it('finds a voided number without a reason', () => {
    const voidReason = { kind: 'return', text: ' ' } as const;
    expect(found([entry(1, { state: 'voided' }), entry(2, { state: 'voided', voidReason })])).toEqual([
      ['no-reason', 2026, 1],
      ['no-reason', 2026, 2],
    ]);
    expect(found([entry(1, { state: 'voided', voidReason: { ...voidReason, text: 'Quét nhầm' } })])).toEqual([]);
  });

  it('begins where the first volume of that year begins', () => {
    const volumes = [volume(2, 343), volume(1, 341), { ...volume(1, 9), year: 2025 }];
    expect(found([entry(341), entry(342), entry(343, { volume: 2 })], volumes)).toEqual([]);
    expect(found([entry(340), entry(341)], volumes)).toEqual([['below-first', 2026, 340]]);
    expect(found([entry(342)], volumes)).toEqual([['gap', 2026, 341]]);
  });

  it('takes numbers that are known to stand elsewhere for no gap, in their own register and year', () => {
    const elsewhere = { office: 'H56.14', registerType: 'SCT/BS', year: 2026, from: 3, to: 4 } as const;
    const gaps = (...ranges: Parameters<typeof checkRegister>[2] & object) =>
      checkRegister([entry(1), entry(2), entry(7)], [], ranges).map(({ kind, number }) => [kind, number]);
    expect(gaps(elsewhere)).toEqual([['gap', 5]]);
    expect(gaps(elsewhere, { ...elsewhere, from: 5, to: 6 })).toEqual([]);
    expect(gaps({ ...elsewhere, year: 2025, to: 6 })).toEqual([['gap', 3]]);
  });

  it('notices any one number taken out or put in twice', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 60 }), fc.nat(), fc.boolean(), (size, which, double) => {
        const index = which % (size - 1);
        const sound = Array.from({ length: size }, (_, i) => entry(i + 1));
        const broken = double ? [...sound, entry(index + 1)] : sound.toSpliced(index, 1);
        expect(found(broken)).toEqual([[double ? 'double' : 'gap', 2026, index + 1]]);
      }),
      { seed: 5 },
    );
  });
});
