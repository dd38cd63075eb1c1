import fc from 'fast-check';
import { expect, it } from 'vitest';
import { clockLimits } from '../../../../src/upkeep/clock/clock-watch.ts';
import { day, machine, minute } from './support.ts';

const event = fc.oneof(
  fc.record({ kind: fc.constant('pass' as const), ms: fc.integer({ min: 1, max: 3 * day }) }),
  fc.record({ kind: fc.constant('set' as const), ms: fc.integer({ min: -3 * day, max: 3 * day }) }),
  fc.record({ kind: fc.constant('set' as const), ms: fc.integer({ min: -2 * minute, max: 2 * minute }) }),
  fc.record({ kind: fc.constant('answer' as const), ms: fc.integer({ min: -5 * minute, max: 5 * minute }) }),
  fc.record({ kind: fc.constantFrom('restart' as const, 'reboot' as const, 'work' as const, 'confirm' as const) }),
);

it('never believes a clock that moved since somebody vouched, or that is behind what was written', () => {
  fc.assert(
    fc.property(fc.array(event, { minLength: 1, maxLength: 40 }), (events) => {
      const m = machine();
      // What the test knows: how far the clock was set since the last word for it, and the latest entry since an officer's.
      let moved: number | null = null;
      let latest = -Infinity;
      let seen = 0;
      for (const one of events) {
        switch (one.kind) {
          case 'pass':
            m.pass(one.ms);
            break;
          case 'set':
            m.set(one.ms);
            if (moved !== null) moved += one.ms;
            break;
          case 'answer':
            m.answers(one.ms);
            // It may have vouched; how far the clock moved before is forgotten only then.
            if (Math.abs(one.ms) <= clockLimits.answerMs && m.watch.look().proof?.how === 'portal') moved = 0;
            break;
          case 'restart':
            m.restart();
            break;
          case 'reboot':
            m.reboot();
            moved = null;
            break;
          case 'work':
            m.work();
            break;
          case 'confirm':
            m.confirm();
            moved = 0;
            latest = -Infinity;
            break;
        }
        const trusted = m.watch.trusted().ok;
        for (const entry of m.store.journal.list(m.store.db, seen, 1_000)) {
          seen = entry.seq;
          if (entry.act === 'confirm-clock') latest = entry.at;
          else latest = Math.max(latest, entry.at);
        }
        if (!trusted) continue;
        expect(moved).not.toBe(null);
        expect(Math.abs(moved ?? Infinity)).toBeLessThanOrEqual(clockLimits.toleranceMs);
        expect(m.clock.now()).toBeGreaterThanOrEqual(latest - clockLimits.toleranceMs);
      }
    }),
    { numRuns: 40 },
  );
});
