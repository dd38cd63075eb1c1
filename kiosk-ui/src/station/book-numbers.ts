/** Numbers that come from a paper book or the one-stop system: what the screens ask the station about them. */
import type { AwaitedNumbers, NumbersAnswer, NumbersBody } from '../../../src/web/contract/index.ts';
import { type CallOptions, call } from './call.ts';
import type { Reply } from './reply.ts';

type Answer<T> = Promise<Reply<T>>;

export const listAwaited = (read: CallOptions): Answer<AwaitedNumbers> =>
  call({ method: 'GET', path: '/api/register/awaited', ...read });
export const enterNumbers = (body: NumbersBody): Answer<NumbersAnswer> =>
  call({ method: 'POST', path: '/api/register/numbers', body });
