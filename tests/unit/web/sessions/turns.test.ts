import { expect, it } from 'vitest';
import { Turns } from '../../../../src/web/sessions/turns.ts';

it('lets two at a time work, in the order in which they came, also after one failed', async () => {
  const turns = new Turns(2);
  const order: string[] = [];
  let atOnce = 0;
  let most = 0;
  const work = (name: string) =>
    turns.take(async () => {
      atOnce += 1;
      most = Math.max(most, atOnce);
      order.push(name);
      await new Promise((resolve) => setImmediate(resolve));
      atOnce -= 1;
      if (name === 'b') throw new Error('b');
    });
  const results = await Promise.allSettled(['a', 'b', 'c', 'd', 'e'].map(work));
  expect(results.map((result) => result.status)).toEqual([
    'fulfilled',
    'rejected',
    'fulfilled',
    'fulfilled',
    'fulfilled',
  ]);
  expect({ order: order.join(''), most, atOnce }).toEqual({ order: 'abcde', most: 2, atOnce: 0 });
});
