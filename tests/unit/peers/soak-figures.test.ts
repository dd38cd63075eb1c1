import { describe, expect, it } from 'vitest';
import { type Held, leftAtRest, trends, verdict } from '../../soak/figures.ts';

const calm: Held = {
  ...{ at: 0, residentMb: 200, descriptors: 60, threads: 14, children: 1 },
  ...{ walMb: 4, pageFiles: 2, unfinished: 1 },
};
/** Samples of an hour, one each ten seconds, as `of` says for the share of the hour that is over. */
const hour = (of: (share: number) => Partial<Held>): Held[] =>
  Array.from({ length: 360 }, (_, n) => ({ ...calm, at: n * 10, ...of(n / 360) }));
const leaking = (samples: Held[]): string[] =>
  trends(samples)
    .filter(({ leaks }) => leaks)
    .map(({ figure }) => figure);

describe('a soak', () => {
  it('calls what swings and comes back no leak, however high it swings', () => {
    const swinging = hour((share) => ({
      residentMb: 200 + 150 * Math.max(0, Math.sin(share * 60)),
      descriptors: 60 + Math.round(40 * Math.max(0, Math.sin(share * 90))),
    }));
    expect(leaking(swinging)).toEqual([]);
  });

  it('names what grows from third to third, and at which pace', () => {
    const growing = hour((share) => ({ residentMb: 200 + 90 * share, descriptors: 60 + Math.round(30 * share) }));
    expect(leaking(growing)).toEqual(['residentMb', 'descriptors']);
    expect(trends(growing).find(({ figure }) => figure === 'residentMb')?.perHour).toBeCloseTo(90, 0);
  });

  it('says in one line what it came to', () => {
    const found = trends(hour(() => ({})));
    expect(verdict({ found, left: [], failures: [], dossiers: 12 })).toEqual({
      well: true,
      words: 'ok: nothing grows, 12 dossiers delivered',
    });
    const left = leftAtRest({ ...calm, children: 3, pageFiles: 0, unfinished: 0 });
    const bad = verdict({
      found: trends(hour((share) => ({ threads: 14 + 9 * share }))),
      left,
      failures: ['x'],
      dossiers: 0,
    });
    expect(bad.well).toBe(false);
    expect(bad.words).toBe(
      'NOT OK: growing: threads; 3 children are left, one is expected; 1 pieces of work failed; no dossier was delivered',
    );
  });
});
