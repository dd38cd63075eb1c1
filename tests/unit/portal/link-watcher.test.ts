import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Clock } from '../../../src/common/clock.ts';
import { type Line, openLine } from '../../../src/portal/line/line.ts';
import { Pace } from '../../../src/portal/line/pace.ts';
import type { LinkState } from '../../../src/portal/link-state.ts';
import { LinkWatcher, type ServerDate } from '../../../src/portal/link-watcher.ts';
import { type LinkPeer, startLinkPeer } from '../../peers/link/index.ts';
import { type PortalPeer, startPortalPeer } from '../../peers/portal/index.ts';

let peer: PortalPeer;
let link: LinkPeer;
let line: Line;
let pace: Pace;
let paused: boolean;
let watcher: LinkWatcher;
let heard: LinkState[];
let monotonic: number;
const clock: Clock = { now: () => 1_763_780_000_000, monotonic: () => monotonic };

beforeEach(async () => {
  peer = await startPortalPeer();
  link = await startLinkPeer(peer.port);
  line = openLine();
  pace = new Pace(clock);
  paused = false;
  heard = [];
  monotonic = 0;
  watcher = new LinkWatcher(
    {
      url: `http://127.0.0.1:${link.port}/api`,
      line,
      clock,
      timings: { intervalMs: 30, firstWaitMs: 5, awaitedMs: 10, probeTimeoutMs: 10_000 },
      pace,
      isPaused: () => paused,
    },
    { state: (state) => void heard.push(state), confirmed: () => {} },
  );
});
afterEach(async () => {
  await watcher.stop();
  line.close();
  await link.close();
  await peer.close();
});

const until = async (holds: () => boolean): Promise<void> => {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 2));
};

describe('the date of a server', () => {
  it('is told of an answer of its own, not of one out of a cache or of a device on the way', async () => {
    const date = 'Sun, 22 Nov 2026 07:05:09 GMT';
    const answers: [number, Record<string, string>][] = [
      [503, { date }],
      [200, { date, age: '10' }],
      [200, { date: 'yesterday' }],
      [404, { date }],
    ];
    const server = createServer((_request, response) => {
      const [status, headers] = answers.shift() ?? [404, { date }];
      response.writeHead(status, headers).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const dates: ServerDate[] = [];
    let left = 0;
    const own = new LinkWatcher(
      {
        url: `http://127.0.0.1:${port}/`,
        line,
        clock,
        timings: { intervalMs: 5, firstWaitMs: 5, awaitedMs: 5, probeTimeoutMs: 10_000 },
        pace: new Pace(clock),
      },
      {
        state: () => {},
        confirmed: () => {},
        date: (one) => {
          if (dates.length === 0) left = answers.length;
          dates.push(one);
        },
      },
    );
    own.start();
    await until(() => dates.length > 0);
    await own.stop();
    server.close();
    expect(left).toBe(0);
    expect(dates[0]).toEqual({ date: Date.UTC(2026, 10, 22, 7, 5, 9), tookMs: 0 });
  });
});

describe('the link watcher', () => {
  it('knows nothing before the first exchange', () => {
    expect(watcher.status()).toEqual({ state: 'probing', lastExchangeAt: null });
  });

  it('finds out by itself, and tells of each change once', async () => {
    watcher.start();
    await until(() => heard.length === 1);
    link.cut();
    await until(() => heard.length === 2);
    expect(watcher.status()).toEqual({ state: 'down', lastExchangeAt: 1_763_780_000_000 });
    link.heal();
    await until(() => heard.length === 3);
    expect(heard).toEqual(['up', 'down', 'up']);
  });

  it('takes any answer of the server for a working line', async () => {
    peer.misbehave({ kind: 'status', status: 500 });
    watcher.start();
    await until(() => heard.length === 1);
    expect(heard).toEqual(['up']);
  });

  it('is healthy for twice the interval after an exchange', () => {
    watcher.report(true);
    monotonic = 60;
    expect(watcher.status().state).toBe('up');
    monotonic = 61;
    expect(watcher.status().state).toBe('probing');
  });

  it('calls a line weak that is slow or breaks often, and well again when it holds', () => {
    watcher.report(true);
    pace.moved(100_000, 12_500);
    watcher.report(true);
    expect(watcher.status().state).toBe('weak');
    for (let n = 0; n < 10; n++) pace.moved(1_000_000, 1_000);
    watcher.report(true);
    expect(watcher.status().state).toBe('up');
    for (let n = 0; n < 2; n++) {
      watcher.report(false);
      watcher.report(true);
    }
    expect(watcher.status().state).toBe('weak');
    monotonic = 180_001;
    watcher.report(true);
    expect(watcher.status().state).toBe('up');
    expect(heard).toEqual(['up', 'weak', 'up', 'down', 'up', 'down', 'weak', 'up']);
  });

  it('is paused while documents wait for their hours, and only while it works', () => {
    paused = true;
    expect(watcher.status().state).toBe('probing');
    watcher.report(true);
    expect(watcher.status().state).toBe('paused');
    watcher.report(false);
    expect(watcher.status().state).toBe('down');
  });

  it('believes what work reports', () => {
    watcher.report(false);
    watcher.report(false);
    watcher.report(true);
    expect(heard).toEqual(['down', 'up']);
  });

  it('asks no more once stopped', async () => {
    watcher.start();
    await until(() => heard.length === 1);
    await watcher.stop();
    const { up } = link.bytes;
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(link.bytes.up).toBe(up);
  });
});
