import { expect, test } from 'vitest';
import { codes } from '../../../src/common/codes/index.ts';
import { fail, ok, unwrap } from '../../../src/common/result.ts';

test('a success carries its value, and nothing when there is none', () => {
  expect(ok(42)).toEqual({ ok: true, value: 42 });
  expect(unwrap(ok(42))).toBe(42);
  expect(unwrap(ok())).toBeUndefined();
});

test('a failure carries its code, and facts only when there are some', () => {
  expect(fail('STORE-NOT-FOUND')).toEqual({ ok: false, error: { code: 'STORE-NOT-FOUND' } });
  expect(Object.hasOwn(fail('STORE-NOT-FOUND').error, 'facts')).toBe(false);
  expect(fail('STORE-NOT-FOUND', { id: 'a' }).error.facts).toEqual({ id: 'a' });
});

test('to unwrap a failure is an exception that names the code and the facts', () => {
  expect(() => unwrap(fail('STORE-NOT-FOUND', { id: 'a' }))).toThrow('STORE-NOT-FOUND {"id":"a"}');
});

test('every code has the form FAMILY-WHAT and the HTTP status of an answer', () => {
  for (const [code, text] of Object.entries(codes)) {
    expect(code).toMatch(/^[A-Z]+(-[A-Z0-9]+)+$/);
    expect(text.status, code).toBeGreaterThanOrEqual(200);
    expect(text.status, code).toBeLessThan(600);
  }
});
