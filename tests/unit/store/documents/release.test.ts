import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { release } from '../../../../src/store/documents/release.ts';

test('the memory of an array of its own is given back at once', () => {
  const bytes = Buffer.alloc(100_000, 1);
  const { buffer } = bytes;
  release(bytes);
  expect(bytes.length).toBe(0);
  expect(buffer.detached).toBe(true);
  expect(() => release(bytes)).not.toThrow();
});

test('a part of a larger memory stays as it is, and so does the rest of it', () => {
  const whole = randomBytes(1000);
  const before = Buffer.from(whole);
  release(whole.subarray(10, 20));
  expect(whole.equals(before)).toBe(true);
});
