import fc from 'fast-check';
import { expect, it } from 'vitest';
import { makeTrackingCode, readTrackingCode } from '../../../src/workflow/tracking-code.ts';

it('is ten letters that cannot be taken for one another, another one each time', () => {
  const codes = Array.from({ length: 500 }, makeTrackingCode);
  for (const code of codes) expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{10}$/);
  expect(new Set(codes).size).toBe(codes.length);
  expect(new Set(codes.join('')).size).toBe(32);
});

it('is read however it is typed: small letters, in groups, O for 0, I and L for 1', () => {
  const groups = fc.constantFrom('', ' ', '-', '.', ' - ');
  fc.assert(
    fc.property(groups, fc.boolean(), fc.constantFrom('I', 'L', 'l', 'i', '1'), (between, small, one) => {
      const code = makeTrackingCode();
      const typed = `${code.slice(0, 5)}${between}${code.slice(5)}`.replaceAll('0', 'O').replaceAll('1', one);
      expect(readTrackingCode(small ? typed.toLowerCase() : typed)).toBe(code);
    }),
    { seed: 1 },
  );
});

it.each(['', 'ABCDE', 'ABCDE123456', 'ABCDE1234U', 'ABCDÉ12345', '%%%%%%%%%%'])('%j can be none', (typed) => {
  expect(readTrackingCode(typed)).toBeNull();
});
