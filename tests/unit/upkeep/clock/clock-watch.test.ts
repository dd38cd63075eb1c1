import { afterEach, describe, expect, it } from 'vitest';
import { civilDate, instantOf } from '../../../../src/common/vietnam-time.ts';
import { day, machine, minute } from './support.ts';

describe('a clock that nobody has vouched for', () => {
  it('is unproven, and proven by the system, by a far server or by an officer', () => {
    for (const vouch of [
      (m: ReturnType<typeof machine>) => m.watch.systemVouches(m.clock.now()),
      (m: ReturnType<typeof machine>) => m.answers(0),
      (m: ReturnType<typeof machine>) => m.confirm(),
    ]) {
      const m = machine();
      expect(m.code()).toBe('CLOCK-UNPROVEN');
      vouch(m);
      expect(m.code()).toBe(null);
    }
  });

  it('is not proven by a server two minutes off, nor by a system that shows this process another time', () => {
    const m = machine();
    m.answers(2 * minute + 1_000);
    m.answers(-2 * minute - 1_000);
    expect(m.watch.look().farDifferenceMs).toBe(-2 * minute - 1_000);
    m.watch.systemVouches(m.clock.now() + 10 * minute);
    expect(m.code()).toBe('CLOCK-UNPROVEN');
    m.answers(2 * minute - 1_000);
    expect(m.code()).toBe(null);
  });

  it('allows for a question that was long on its way', () => {
    const m = machine();
    const askedAt = m.clock.now();
    m.pass(10 * minute);
    m.watch.heard('portal', { date: askedAt + 1_000, tookMs: 10 * minute - 0.25 });
    expect(m.code()).toBe(null);
    expect(m.watch.look().farDifferenceMs).toBe(0);
  });

  it.each([10 * minute, -3 * minute])(
    'is not fooled by a clock that was set by %i ms while a question was on its way',
    (by) => {
      const m = machine();
      m.answers(0);
      const asked = m.clock.now();
      m.pass(1_000);
      m.set(by);
      m.watch.heard('portal', { date: asked + 500, tookMs: 1_000 });
      expect(m.code()).toBe(by > 0 ? 'CLOCK-JUMPED' : 'CLOCK-BEHIND');
      expect(Math.abs(m.watch.look().farDifferenceMs ?? 0)).toBeGreaterThan(2 * minute);
    },
  );
});

describe('a proof', () => {
  it('lasts for weeks, over a start of the station, and not over a start of the machine', () => {
    const m = machine();
    m.answers(0);
    m.pass(40 * day);
    expect(m.state()).toBe('proven');
    m.restart();
    expect(m.state()).toBe('proven');
    m.reboot();
    expect(m.code()).toBe('CLOCK-UNPROVEN');
  });

  it.each([61_000, -61_000, 400 * day, -400 * day])('is void when the clock is set by %i ms', (by) => {
    const m = machine();
    m.confirm();
    m.pass(3 * minute);
    m.set(by);
    expect(m.code()).toBe(by < 0 && -by > 4 * minute ? 'CLOCK-BEHIND' : 'CLOCK-JUMPED');
  });

  it('is void also when the clock was set while the station was stopped', () => {
    const m = machine();
    m.confirm();
    m.set(2 * minute);
    m.restart();
    expect(m.code()).toBe('CLOCK-JUMPED');
  });

  it('does not come back when the clock is set back: somebody has to vouch anew', () => {
    const m = machine();
    m.confirm();
    m.set(5 * minute);
    expect(m.code()).toBe('CLOCK-JUMPED');
    expect(m.watch.look().jumpMs).toBe(5 * minute);
    m.set(-5 * minute);
    expect(m.code()).not.toBe(null);
    m.confirm();
    expect(m.code()).toBe(null);
  });

  it('does not let many small steps pass for none', () => {
    const m = machine();
    m.confirm();
    m.set(40_000);
    expect(m.state()).toBe('proven');
    m.pass(1_000);
    m.set(40_000);
    expect(m.code()).toBe('CLOCK-JUMPED');
  });

  it('is disputed by the server that gave it, and then only an officer or the system settles it', () => {
    const m = machine();
    m.answers(0, 'portal');
    m.answers(10 * minute, 'gateway');
    expect(m.state()).toBe('proven');
    m.answers(10 * minute, 'portal');
    expect(m.code()).toBe('CLOCK-DISPUTED');
    m.answers(0, 'portal');
    m.answers(0, 'gateway');
    expect(m.code()).toBe('CLOCK-DISPUTED');
    m.confirm();
    m.answers(10 * minute, 'portal');
    expect(m.code()).toBe(null);
  });
});

describe('a clock behind the journal', () => {
  it('needs an officer, whoever else vouches, and an entry at the earlier time does not make it right', () => {
    const m = machine();
    m.set(2 * day);
    m.work();
    m.set(-2 * day);
    m.answers(0);
    m.watch.systemVouches(m.clock.now());
    expect(m.code()).toBe('CLOCK-BEHIND');
    m.work();
    expect(m.code()).toBe('CLOCK-BEHIND');
    m.restart();
    m.answers(0);
    expect(m.code()).toBe('CLOCK-BEHIND');
    m.confirm();
    expect(m.code()).toBe(null);
    m.restart();
    expect(m.code()).toBe(null);
  });

  it('is right again by itself when what vouches has set it forward', () => {
    const m = machine();
    m.work();
    m.reboot();
    m.set(-300 * day);
    expect(m.code()).toBe('CLOCK-BEHIND');
    m.set(300 * day);
    expect(m.code()).toBe('CLOCK-UNPROVEN');
    m.answers(0);
    expect(m.code()).toBe(null);
  });
});

it('tells each change once, and journals it', () => {
  const m = machine();
  const told: string[] = [];
  m.watch.onChange((state, before) => told.push(`${before} → ${state}`));
  m.answers(0);
  m.watch.look();
  m.set(10 * minute);
  m.watch.look();
  m.watch.look();
  expect(told).toEqual(['unproven → proven', 'proven → jumped']);
  const entries = m.store.journal.list(m.store.db, 0, 100).filter((entry) => entry.act === 'clock-state');
  expect(entries.map(({ facts }) => facts)).toEqual([
    { state: 'proven', was: 'unproven', how: 'portal', jump: null },
    { state: 'jumped', was: 'proven', how: null, jump: 10 * minute },
  ]);
  expect(m.store.journal.verify(m.store.db)).toBe(null);
});

describe('midnight and daylight', () => {
  const zone = process.env['TZ'];
  afterEach(() => {
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  it('goes over the end of the year without a question', () => {
    const m = machine();
    m.set(instantOf('2026-12-31', 23, 59, 59) - m.clock.now());
    m.confirm();
    expect(civilDate(m.clock.now())).toBe('2026-12-31');
    m.pass(1_000);
    expect(civilDate(m.clock.now())).toBe('2027-01-01');
    expect(m.code()).toBe(null);
  });

  it('knows no daylight saving, whatever zone the machine is set to', () => {
    process.env['TZ'] = 'America/New_York';
    const m = machine();
    // One minute before New York's clocks go back, 01/11/2026 06:00 UTC.
    m.set(Date.UTC(2026, 10, 1, 5, 59) - m.clock.now());
    expect(new Date(m.clock.now()).getHours()).toBe(1);
    m.confirm();
    m.pass(2 * minute);
    expect(new Date(m.clock.now()).getHours()).toBe(1);
    expect(m.code()).toBe(null);
    expect(civilDate(m.clock.now())).toBe('2026-11-01');
  });
});
