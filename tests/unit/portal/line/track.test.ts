import { describe, expect, it } from 'vitest';
import { proofTimings, Track } from '../../../../src/portal/line/track.ts';

const { proofMs, forgetMs, fallsWithinMs, mostProofMs } = proofTimings;
const answeredAt = (track: Track, ...times: number[]): void => {
  for (const at of times) track.answered(at);
};

describe('a line towards one destination', () => {
  it('is untried at first, and proven once it has answered and never failed', () => {
    const track = new Track(proofTimings);
    expect(track.health(0, true)).toBe('untried');
    expect(track.proven(0)).toBe(false);
    track.answered(1);
    expect([track.health(1, true), track.proven(1)]).toEqual(['good', true]);
  });

  it('has to hold and to answer for a while before one goes back to it', () => {
    const track = new Track(proofTimings);
    track.failed(1000);
    expect(track.health(1000, true)).toBe('bad');
    answeredAt(track, 2000, 2000 + proofMs / 2);
    expect(track.proven(2000 + proofMs)).toBe(false);
    track.answered(2000 + proofMs - 1);
    expect(track.proven(2000 + proofMs - 1)).toBe(false);
    expect(track.proven(2000 + proofMs)).toBe(true);
  });

  it('has to hold for twice as long after each fall, up to a limit, and falls are forgotten', () => {
    const track = new Track(proofTimings);
    const needed: number[] = [];
    for (let fall = 0; fall < 8; fall++) {
      track.failed(fall * 10);
      needed.push(track.proofMs(fall * 10));
      track.answered(fall * 10 + 5);
    }
    expect(needed.slice(0, 4)).toEqual([proofMs, 2 * proofMs, 4 * proofMs, 8 * proofMs]);
    expect(needed.at(-1)).toBe(mostProofMs);
    expect(track.proofMs(fallsWithinMs + 100)).toBe(0);
  });

  it('may break off once, as a weak line does; twice in a row is a fall', () => {
    const track = new Track(proofTimings);
    track.answered(0);
    expect(track.broke(10)).toBe(true);
    expect(track.health(10, true)).toBe('good');
    track.answered(11);
    expect(track.broke(20)).toBe(true);
    expect(track.broke(21)).toBe(false);
    expect(track.health(21, true)).toBe('bad');
  });

  it('that never answered does not break off: it is away', () => {
    const track = new Track(proofTimings);
    expect(track.broke(10)).toBe(false);
    expect(track.health(10, true)).toBe('bad');
  });

  it('is tried again after a while where nobody watches', () => {
    const track = new Track(proofTimings);
    track.failed(0);
    expect(track.health(forgetMs, false)).toBe('untried');
    expect(track.health(forgetMs, true)).toBe('bad');
  });
});
