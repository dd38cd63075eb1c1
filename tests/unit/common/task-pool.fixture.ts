import { setTimeout as sleep } from 'node:timers/promises';
import { threadId } from 'node:worker_threads';
import { fail, ok } from '../../../src/common/result.ts';

/** Tasks of every temper. */
export const tasks = {
  double: (n: number) => ok(n * 2),
  thread: () => ok(threadId),
  refuse: (reason: string) => fail('PAGE-IMAGE-DAMAGED', { reason }),
  bug: (): never => {
    throw new TypeError('a bug in a task');
  },
  rejected: async (): Promise<never> => {
    await sleep(1);
    throw new RangeError('a bug later on');
  },
  fill: (length: number) => ok({ bytes: new Uint8Array(length).fill(7), small: Buffer.from('ab') }),
  lengthOf: (bytes: Uint8Array) => ok(bytes.byteLength),
  die: async () => {
    process.exit(3);
    return ok();
  },
  hang: async () => {
    await sleep(600_000);
    return ok();
  },
  spin: () => {
    for (;;);
  },
  wait: async (ms: number) => {
    await sleep(ms);
    return ok(threadId);
  },
};
