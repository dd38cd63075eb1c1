/** The live events of one screen: few batches, always the last word, and nothing kept for a screen that is slow. */
import { PassThrough, Writable } from 'node:stream';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Clock } from '../../../../src/common/clock.ts';
import { feedLimits, LiveFeed } from '../../../../src/web/http/live-feed.ts';
import { type OfficeEvent, OfficeEvents } from '../../../../src/workflow/events.ts';

const clock: Clock = { now: () => Date.now(), monotonic: () => performance.now() };

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] });
});
afterEach(() => {
  vi.useRealTimers();
});

interface Told {
  readonly type: string;
  readonly id: string;
  readonly data: Record<string, unknown>;
}

/** What a browser makes of the text of a stream. */
function parsed(text: string): Told[] {
  return text.split('\n\n').flatMap((block) => {
    const type = /^event: (.*)$/m.exec(block)?.[1];
    const data = /^data: (.*)$/m.exec(block)?.[1];
    if (type === undefined || data === undefined) return [];
    return [{ type, id: /^id: (.*)$/m.exec(block)?.[1] ?? '', data: JSON.parse(data) as Record<string, unknown> }];
  });
}

/** A screen whose line takes everything, or (while `stuck`) nothing. */
function screen(events: OfficeEvents, lastId?: string, hears: (type: OfficeEvent['type']) => boolean = () => true) {
  const batches: string[] = [];
  let stuck = false;
  let release = (): void => {};
  const stream = new Writable({
    decodeStrings: false,
    highWaterMark: 1,
    write: (text: string, _, done) => {
      batches.push(text);
      if (stuck) release = done;
      else done();
    },
  });
  const feed = new LiveFeed({ events, clock, stream, hearing: () => hears, lastId });
  const off = events.listen((event) => feed.notice(event));
  return {
    batches,
    feed,
    stream,
    told: () => parsed(batches.join('')),
    stick: () => {
      stuck = true;
    },
    free: () => {
      stuck = false;
      const held = release;
      release = () => {};
      held();
    },
    close: () => {
      off();
      feed.close();
    },
  };
}

const progress = (percent: number, scanId = 's'): OfficeEvent => ({ type: 'scan-progress', scanId, page: 1, percent });
const changed = (dossierId: string): OfficeEvent => ({ type: 'dossier-changed', dossierId });

/** What a screen that keeps the last word of each subject knows in the end. */
function known(events: readonly { readonly type: string; readonly data: Record<string, unknown> }[]) {
  const state = new Map<string, string>();
  for (const { type, data } of events) {
    const subject = String(data['dossierId'] ?? data['originalId'] ?? data['scanId'] ?? data['attemptId'] ?? '');
    state.set(`${type} ${subject}`, JSON.stringify(data));
  }
  return Object.fromEntries([...state].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

describe('the live events of a screen', () => {
  it('come at once after a rest, what one act brings about together, and what follows gathered', async () => {
    const events = new OfficeEvents();
    const { batches, told, close } = screen(events);
    await vi.advanceTimersByTimeAsync(1000);
    events.emit(changed('a'));
    events.emit({ type: 'station-changed' });
    await vi.advanceTimersByTimeAsync(0);
    expect(told().map(({ type }) => type)).toEqual(['listening', 'dossier-changed', 'station-changed']);
    const before = batches.length;
    for (let n = 1; n <= 100; n++) {
      events.emit(progress(n));
      await vi.advanceTimersByTimeAsync(10);
    }
    await vi.advanceTimersByTimeAsync(feedLimits.paceMs);
    expect(batches.length - before).toBeLessThanOrEqual(1000 / feedLimits.paceMs + 1);
    expect(told().at(-1)?.data).toMatchObject({ percent: 100 });
    close();
  });

  it('do not let an end wait', async () => {
    const events = new OfficeEvents();
    const { told, close } = screen(events);
    events.emit(progress(10));
    await vi.advanceTimersByTimeAsync(0);
    events.emit(progress(90));
    events.emit({ type: 'scan-ended', scanId: 's', originalId: 'o', code: null });
    await vi.advanceTimersByTimeAsync(0);
    expect(told().map(({ type, data }) => data['percent'] ?? type)).toEqual(['listening', 10, 90, 'scan-ended']);
    close();
  });

  it('go on where a screen was, and say when that is not known any more', async () => {
    const events = new OfficeEvents();
    const first = screen(events);
    events.emit(changed('a'));
    await vi.advanceTimersByTimeAsync(0);
    const id = first.told().at(-1)?.id ?? '';
    first.close();
    events.emit(changed('b'));
    events.emit(changed('c'));
    events.emit(changed('b'));
    const again = screen(events, id);
    await vi.advanceTimersByTimeAsync(0);
    expect(again.told().map(({ data }) => data)).toEqual([{ resumed: true }, { dossierId: 'c' }, { dossierId: 'b' }]);
    again.close();
    for (let n = 0; n < 300; n++) events.emit(changed(`${n}`));
    for (const lastId of [id, `${events.run}.999999`, `${events.run}.`, `${events.run}.-1`, 'x.1', '']) {
      const fresh = screen(events, lastId);
      await vi.advanceTimersByTimeAsync(1000);
      expect(fresh.told().map(({ data }) => data)).toEqual([{ resumed: false }]);
      fresh.close();
    }
  });

  it('keep nothing for a slow screen, which is told to read again, or the last word of little', async () => {
    const events = new OfficeEvents();
    const { told, stick, free, stream, close } = screen(events);
    stick();
    events.emit(changed('first'));
    await vi.advanceTimersByTimeAsync(0);
    for (let n = 0; n < 5000; n++) {
      events.emit(changed(`${n}`));
      events.emit(progress(n));
      if (n % 500 === 0) await vi.advanceTimersByTimeAsync(feedLimits.paceMs);
    }
    expect(stream.writableLength).toBeLessThan(200);
    free();
    await vi.advanceTimersByTimeAsync(feedLimits.paceMs);
    expect(told().at(-1)?.type).toBe('read-again');
    stick();
    events.emit(changed('then'));
    await vi.advanceTimersByTimeAsync(feedLimits.paceMs);
    for (let n = 0; n < 5000; n++) events.emit(progress(n));
    free();
    await vi.advanceTimersByTimeAsync(feedLimits.paceMs);
    expect(
      told()
        .slice(-2)
        .map(({ data }) => data['percent'] ?? data['dossierId']),
    ).toEqual(['then', 4999]);
    close();
  });

  it('let go of a screen that takes nothing for a minute, and of no other', async () => {
    const events = new OfficeEvents();
    const well = screen(events);
    const dead = screen(events);
    dead.stick();
    events.emit({ type: 'station-changed' });
    await vi.advanceTimersByTimeAsync(0);
    for (let n = 0; n < feedLimits.mostStalledBeats; n++) {
      expect(dead.stream.destroyed).toBe(false);
      for (const { feed } of [well, dead]) feed.beat();
      await vi.advanceTimersByTimeAsync(feedLimits.heartbeatMs);
    }
    expect([well.stream.destroyed, dead.stream.destroyed]).toEqual([false, true]);
    for (const one of [well, dead]) one.close();
  });

  it('are withheld as whoever listens may hear them at the time', async () => {
    const events = new OfficeEvents();
    let may = false;
    const { told, close } = screen(events, undefined, (type) => may || type === 'station-changed');
    events.emit(changed('a'));
    events.emit({ type: 'station-changed' });
    await vi.advanceTimersByTimeAsync(0);
    may = true;
    events.emit(changed('b'));
    await vi.advanceTimersByTimeAsync(feedLimits.paceMs);
    expect(told().map(({ data }) => data)).toEqual([{ resumed: false }, {}, { dossierId: 'b' }]);
    close();
  });

  it('always end with the last word of everything, however the line and the pace fall', async () => {
    const subject = fc.constantFrom('a', 'b', 'c');
    const event: fc.Arbitrary<OfficeEvent> = fc.oneof(
      subject.map(changed),
      fc.tuple(fc.nat(100), subject).map(([percent, scan]) => progress(percent, scan)),
      fc.tuple(subject, fc.constantFrom('draft', 'scanned', 'signed')).map(
        ([id, state]): OfficeEvent => ({
          type: 'original-changed',
          originalId: id,
          dossierId: id,
          state,
        }),
      ),
      subject.map((scanId): OfficeEvent => ({ type: 'scan-ended', scanId, originalId: 'o', code: null })),
      fc.constant<OfficeEvent>({ type: 'station-changed' }),
    );
    const step = fc.record({
      events: fc.array(event, { maxLength: 8 }),
      wait: fc.nat(400),
      line: fc.constantFrom('stick', 'free', ''),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 10 }), fc.boolean(), async (steps, hangsUp) => {
        const events = new OfficeEvents();
        const all: { type: string; data: Record<string, unknown> }[] = [];
        let seen: Told[] = [];
        let one = screen(events);
        for (const [n, { events: some, wait, line }] of steps.entries()) {
          if (line === 'stick') one.stick();
          if (line === 'free') one.free();
          for (const { type, ...data } of some) {
            all.push({ type, data });
            events.emit({ type, ...data } as OfficeEvent);
          }
          await vi.advanceTimersByTimeAsync(wait);
          if (hangsUp && n === Math.floor(steps.length / 2)) {
            one.close();
            seen = one.told();
            one = screen(events, seen.at(-1)?.id);
          }
        }
        one.free();
        await vi.advanceTimersByTimeAsync(2 * feedLimits.paceMs);
        const heard = [...seen, ...one.told()].filter(({ type }) => type !== 'listening');
        expect(known(heard)).toEqual(known(all));
        const places = heard.map(({ id }) => Number(id.split('.')[1]));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
        expect(new Set(places).size).toBe(places.length);
        one.close();
      }),
      { numRuns: 150 },
    );
  });
});

it('a stream that has ended is written nothing more', async () => {
  const events = new OfficeEvents();
  const stream = new PassThrough();
  let over = false;
  const feed = new LiveFeed({ events, clock, stream, lastId: undefined, hearing: () => (over ? null : () => true) });
  events.listen((event) => feed.notice(event));
  over = true;
  events.emit({ type: 'station-changed' });
  feed.beat();
  await vi.advanceTimersByTimeAsync(1000);
  expect(String(stream.read())).not.toContain('station-changed');
});
