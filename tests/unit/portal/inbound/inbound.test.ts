/** What comes from the portal, at the moments when two things happen at once or one goes wrong. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { createLogger } from '../../../../src/common/log.ts';
import type { Connector } from '../../../../src/portal/connector.ts';
import type { Asked, FetchedRequest, InboundServices, ListedRequest } from '../../../../src/portal/inbound/contract.ts';
import { Inbound, type InboundCallbacks } from '../../../../src/portal/inbound/inbound.ts';
import type { OutboxTimings } from '../../../../src/portal/outbox/timings.ts';
import { findPull } from '../../../../src/store/repositories/online-requests.ts';
import { type Office, openOffice, shortWaits } from '../office.ts';

let office: Office;
let inbound: Inbound;
let listed: ListedRequest[];
let fetched: string[];
let kept: string[];
let fetchOne: (code: string) => Promise<Asked<FetchedRequest>>;
let callbacks: InboundCallbacks;
let lookUp: Connector['lookUp'];

const line = (code: string): ListedRequest => ({ code, statusCode: 1, procedureCode: null, stamp: code });
const whole = (code: string): Promise<Asked<FetchedRequest>> => {
  const request = {
    code,
    procedureCode: '2.000815',
    filedAt: 1,
    requester: { name: 'Lò Thị Mẩy' },
    subject: '',
    papers: [],
  };
  return Promise.resolve({ kind: 'answer', value: { request, files: [] } });
};
const services: InboundServices = {
  listRequests: () => Promise.resolve({ kind: 'answer', value: listed }),
  fetchRequest: (code) => {
    fetched.push(code);
    return fetchOne(code);
  },
  answerRequest: () => Promise.reject(new Error('nobody answers here')),
  listAppointments: () => Promise.resolve({ kind: 'not-offered' }),
  findAccount: () => Promise.reject(new Error('nobody asks for an account here')),
};

function start(everyMs: number, timings: OutboxTimings = shortWaits.outbox, isUp = () => true): void {
  inbound = new Inbound({
    store: office.store,
    services,
    settings: { requests: true, appointments: false, days: 30, everyMs },
    callbacks,
    clock: systemClock,
    log: createLogger('silent'),
    timings,
    isUp,
    report: () => {},
    lookUp: (code, options) => lookUp?.(code, options) ?? Promise.resolve({ kind: 'not-offered' }),
  });
  inbound.start();
}

beforeEach(() => {
  [listed, fetched, kept, fetchOne, lookUp] = [[], [], [], whole, undefined];
  callbacks = {
    isForDesk: () => true,
    onListed: () => false,
    waiting: () => [],
    onRequest: ({ request }) => {
      kept.push(request.code);
      return Promise.resolve();
    },
    onUnreadableRequest: () => {},
    onAppointments: () => {},
    onNews: () => {},
  };
  office = openOffice({ connector: 'manual' }, { start: false });
});
afterEach(async () => {
  await inbound.stop();
  await office.close();
});

it('a request that is listed and there no more stops nobody else’s', async () => {
  listed = [line('GONE')];
  fetchOne = (code) => (code === 'GONE' ? Promise.resolve({ kind: 'not-offered' }) : whole(code));
  start(20);
  await office.until(() => fetched.includes('GONE'));
  listed = [line('GONE'), line('NEW')];
  await office.until(() => kept.includes('NEW'));
  expect(findPull(office.store.db, 'requests')?.failureCode).toBe('INBOUND-UNREADABLE');
});

it('a request that cannot be kept is not fetched over and over, and waits behind the others', async () => {
  listed = [line('BAD'), line('GOOD')];
  callbacks = {
    ...callbacks,
    onRequest: ({ request }) => {
      if (request.code === 'BAD') return Promise.reject(new Error('disk full'));
      kept.push(request.code);
      return Promise.resolve();
    },
  };
  start(3_600_000);
  await office.until(() => fetched.length > 0);
  inbound.wake();
  await sleep(100);
  expect(fetched).toEqual(['BAD']);
  inbound.ask();
  await office.until(() => fetched.length === 3);
  expect(fetched).toEqual(['BAD', 'GOOD', 'BAD']);
});

it('what is not for this desk is not fetched at all', async () => {
  listed = [line('BIRTH'), line('COPY')];
  callbacks = { ...callbacks, isForDesk: ({ code }) => code === 'COPY' };
  start(3_600_000);
  await office.until(() => kept.length === 1);
  expect(fetched).toEqual(['COPY']);
});

it('one that waits and is not on the list any more is asked for by its code, once in a while', async () => {
  const asked: string[] = [];
  const heard: string[] = [];
  listed = [line('LISTED')];
  lookUp = (code) => {
    asked.push(code);
    const dossier = { statusCode: 8, results: null };
    return Promise.resolve(code === 'OLD' ? { kind: 'found', dossier } : { kind: 'absent' });
  };
  callbacks = {
    ...callbacks,
    waiting: () => ['LISTED', 'OLD', 'UNKNOWN'],
    onListed: ({ code, statusCode }) => {
      heard.push(`${code} ${statusCode}`);
      return true;
    },
  };
  start(10);
  await office.until(() => asked.length >= 2);
  const turns = kept.length;
  await office.until(() => kept.length >= turns + 3);
  expect([asked, heard]).toEqual([['OLD', 'UNKNOWN'], ['OLD 8']]);
});

it('who asks while the portal is being asked is answered by a list of after that', async () => {
  listed = [line('SLOW')];
  const { promise, resolve } = Promise.withResolvers<void>();
  fetchOne = async (code) => {
    if (code === 'SLOW') await promise;
    return await whole(code);
  };
  start(3_600_000);
  await office.until(() => fetched.includes('SLOW'));
  listed = [line('FRESH')];
  inbound.ask();
  resolve();
  await office.until(() => kept.includes('FRESH'));
  expect(fetched).toEqual(['SLOW', 'FRESH']);
});

it('a request that the list names twice is fetched once', async () => {
  listed = [line('A'), { ...line('A'), stamp: 'later' }, line('B')];
  start(3_600_000);
  await office.until(() => kept.includes('B'));
  expect(fetched).toEqual(['A', 'B']);
});

it('rests until something is due, whether the line is there or not', async () => {
  const looks: boolean[] = [];
  let up = true;
  const isUp = (): boolean => {
    looks.push(up);
    return up;
  };
  start(3_600_000, { ...shortWaits.outbox, pollMs: 3_600_000 }, isUp);
  const restsWith = async (): Promise<number> => {
    await office.until(() => looks.length > 0);
    await sleep(20);
    looks.length = 0;
    // A hundred times the shortest wait.
    await sleep(500);
    return looks.length;
  };
  expect(await restsWith()).toBe(0);
  up = false;
  inbound.ask();
  expect(await restsWith()).toBe(0);
});
