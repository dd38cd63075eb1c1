/** What comes from the portal and what is answered there, at the moments when two things happen at once or one goes wrong. */
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { createLogger } from '../../../../src/common/log.ts';
import type { Outcome } from '../../../../src/portal/connector.ts';
import type { Asked, FetchedRequest, InboundServices, ListedRequest } from '../../../../src/portal/inbound/contract.ts';
import { Inbound, type InboundCallbacks } from '../../../../src/portal/inbound/inbound.ts';
import type { OutboxTimings } from '../../../../src/portal/outbox/timings.ts';
import { addAnswer, findAnswer, findPull, insertRequest } from '../../../../src/store/repositories/online-requests.ts';
import { type Office, openOffice, shortWaits } from '../office.ts';

let office: Office;
let inbound: Inbound;
let listed: ListedRequest[];
let fetched: string[];
let kept: string[];
let settled: string[];
let sends: number;
let send: () => Promise<Outcome>;
let fetchOne: (code: string) => Promise<Asked<FetchedRequest>>;
let callbacks: InboundCallbacks;

const confirmed = (): Promise<Outcome> => {
  const receipt = { connector: 'lgsp', service: 'DongBoTrangThaiHoSo', message: '', at: Date.now(), requestSha256: '' };
  return Promise.resolve({ kind: 'confirmed', receipt });
};
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
  answerRequest: () => {
    sends += 1;
    return send();
  },
  listAppointments: () => Promise.resolve({ kind: 'not-offered' }),
};

/** An officer has decided something of a request. */
function decide(): void {
  const of = { requestId: 'request-1', decidedBy: 'officer-1', decidedAt: Date.now() };
  office.store.write((tx) => addAnswer(tx, { id: 'answer-1', decision: 'refused', words: 'Sai nơi nhận', ...of }));
}
const answer = () => findAnswer(office.store.db, 'answer-1');

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
  });
  inbound.start();
}

beforeEach(() => {
  [listed, fetched, kept, settled, sends, send, fetchOne] = [[], [], [], [], 0, confirmed, whole];
  callbacks = {
    isForDesk: () => true,
    onRequest: ({ request }) => {
      kept.push(request.code);
      return Promise.resolve();
    },
    onUnreadableRequest: () => {},
    onAppointments: () => {},
    accountOf: () => '',
    onAnswerSettled: (_tx, row, outcome) => settled.push(`${row.id} ${outcome.kind}`),
    onNews: () => {},
  };
  office = openOffice({ connector: 'manual' }, { start: false });
  const filed = { code: 'G99-20261122-0000001', state: 'filed', stamp: '', arrivedAt: 1, changedAt: 1 } as const;
  office.store.write((tx) => insertRequest(tx, { id: 'request-1', sealed: Buffer.from('-'), ...filed }));
});
afterEach(async () => {
  await inbound.stop();
  await office.close();
});

it('an answer on its way when the line changes is sent once, and what came of it is written down', async () => {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  send = () => promise;
  decide();
  start(3_600_000);
  await office.until(() => answer()?.state === 'sending');
  inbound.lineIsBack();
  resolve(await confirmed());
  await office.until(() => settled.length > 0);
  inbound.ask();
  await office.until(() => findPull(office.store.db, 'requests') !== undefined);
  expect([answer()?.state, sends, settled]).toEqual(['confirmed', 1, ['answer-1 confirmed']]);
});

it('an answer whose result could not be written down goes again without a restart', async () => {
  let full = true;
  const { onAnswerSettled } = callbacks;
  callbacks = {
    ...callbacks,
    onAnswerSettled: (tx, row, outcome) => {
      if (full) throw new Error('disk full');
      onAnswerSettled(tx, row, outcome);
    },
  };
  decide();
  start(3_600_000);
  await office.until(() => sends === 1);
  full = false;
  await office.until(() => answer()?.state === 'confirmed');
  expect(settled).toEqual(['answer-1 confirmed']);
});

it('an answer that is decided meanwhile does not wait for all that is still to be fetched', async () => {
  listed = [line('A'), line('B')];
  const seen: number[] = [];
  fetchOne = (code) => {
    seen.push(sends);
    if (code === 'A') decide();
    return whole(code);
  };
  start(3_600_000);
  await office.until(() => kept.length === 2);
  expect(seen).toEqual([0, 1]);
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
  decide();
  inbound.wake();
  await office.until(() => answer()?.state === 'confirmed');
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
