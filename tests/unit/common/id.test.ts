import fc from 'fast-check';
import { expect, test } from 'vitest';
import { idPattern, newId } from '../../../src/common/id.ts';

const at = (now: number) => ({ now: () => now, monotonic: () => 0 });

test('an id is a UUID of version 7 that carries its instant', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2 ** 48 - 1 }), (instant) => {
      const id = newId(at(instant));
      expect(id).toMatch(new RegExp(idPattern));
      expect(id[14]).toBe('7');
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(instant);
    }),
    { seed: 7, numRuns: 500 },
  );
});

test('ids sort by the time they were made', () => {
  const instants = [0, 1, 255, 256, 1_700_000_000_000, 1_800_000_000_000, 2 ** 48 - 1];
  const ids = instants.map((instant) => newId(at(instant)));
  expect([...ids].sort()).toEqual(ids);
});

test('ids of one millisecond sort in the order in which they were made', () => {
  const clock = at(1_790_000_000_000);
  const ids = Array.from({ length: 2048 }, () => newId(clock));
  expect([...ids].sort()).toEqual(ids);
});

test('no id comes twice, also when a standing clock makes more of them than the counter can tell apart', () => {
  const clock = at(1_790_000_000_001);
  expect(new Set(Array.from({ length: 20_000 }, () => newId(clock))).size).toBe(20_000);
});

test.each([
  '',
  '../../etc/passwd',
  '018f0000-0000-7000-8000-00000000000',
  '018F0000-0000-7000-8000-000000000000',
  '018f0000-0000-0000-8000-000000000000',
  '018f0000-0000-7000-7000-000000000000',
  'x018f0000-0000-7000-8000-000000000000',
  '018f0000-0000-7000-8000-000000000000\n',
])('%j is not an id that a client may choose', (text) => {
  expect(text).not.toMatch(new RegExp(idPattern));
});
