/** The moods of a mountain line, seeded: the same seed gives the same hours. */

/** How the line behaves by itself. Times are drawn from 0.8 to 1.2 of what is named, milliseconds. */
export type Temper =
  /** It holds. */
  | { kind: 'steady' }
  /** Every connection breaks off now and then. */
  | { kind: 'resets'; everyMs: number }
  /** It is up, then away, and so on. */
  | { kind: 'flickers'; upMs: number; downMs: number }
  /** It is up, then nothing comes through and nothing breaks off. */
  | { kind: 'swallows'; upMs: number; downMs: number };

/** What a temper does to a line. */
export interface Moody {
  reset(): void;
  cut(): void;
  heal(): void;
  hold(on: boolean): void;
}

/** Lives a temper until told to stop. */
export function live(temper: Temper, seed: number, line: Moody): () => void {
  const random = seeded(seed);
  const about = (ms: number): number => ms * (0.8 + 0.4 * random());
  let timer: NodeJS.Timeout | null = null;
  const later = (ms: number, act: () => void): void => {
    timer = setTimeout(act, about(ms));
    timer.unref();
  };
  const alternate = (upMs: number, downMs: number, away: () => void, back: () => void): void => {
    later(upMs, () => {
      away();
      later(downMs, () => {
        back();
        alternate(upMs, downMs, away, back);
      });
    });
  };
  const resets = (everyMs: number): void =>
    later(everyMs, () => {
      line.reset();
      resets(everyMs);
    });
  switch (temper.kind) {
    case 'steady':
      break;
    case 'resets':
      resets(temper.everyMs);
      break;
    case 'flickers':
      alternate(
        temper.upMs,
        temper.downMs,
        () => line.cut(),
        () => line.heal(),
      );
      break;
    case 'swallows':
      alternate(
        temper.upMs,
        temper.downMs,
        () => line.hold(true),
        () => line.hold(false),
      );
      break;
  }
  return () => {
    if (timer) clearTimeout(timer);
  };
}

/** Mulberry32: numbers from 0 up to 1. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
