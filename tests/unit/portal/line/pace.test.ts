import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../src/common/clock.ts';
import { Pace, paceLimits } from '../../../../src/portal/line/pace.ts';

const usual = 256 * 1024;

/** A line of 8000 bytes a second, and the chance that it is asked with. */
function paced(chance: number): Pace {
  const pace = new Pace(systemClock, () => chance);
  pace.moved(80_000, 10_000);
  return pace;
}

describe('the pieces of a document', () => {
  it('are the usual ones while nothing is known', () => {
    expect(new Pace(systemClock).piece(usual)).toBe(usual);
  });

  it.each([
    [0, 60_000],
    [0.5, 80_000],
    [1, 100_000],
  ])('last ten seconds, more or less by chance: %d', (chance, bytes) => {
    expect(paced(chance).piece(usual)).toBe(bytes);
  });

  it('last longer where the other end keeps what came of a broken one, until it does not', () => {
    const pace = paced(0.5);
    pace.kept();
    expect(pace.piece(usual)).toBe((8_000 * paceLimits.keptPieceMs) / 1000);
    pace.lost();
    expect(pace.piece(usual)).toBe((4_000 * paceLimits.pieceMs) / 1000);
  });

  it('are never tiny, and never more than the memory should hold', () => {
    const slow = new Pace(systemClock, () => 0);
    slow.moved(10_000, 100_000);
    expect(slow.piece(usual)).toBe(paceLimits.leastPiece);
    const quick = new Pace(systemClock, () => 1);
    quick.moved(50_000_000, 1000);
    expect(quick.piece(usual)).toBe(paceLimits.mostPiece);
  });
});
