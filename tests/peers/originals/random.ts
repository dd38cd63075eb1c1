/** A repeatable source of chance: the same seed gives the same page, byte for byte. */
export interface Random {
  /** Uniform in [0, 1). */
  next(): number;
  /** Uniform in [low, high). */
  between(low: number, high: number): number;
  /** Roughly normal: mean 0, standard deviation 1, never beyond 3.5. */
  normal(): number;
  /** A whole number in [low, high]. */
  whole(low: number, high: number): number;
}

/** A generator started from any text (FNV-1a for the seed, mulberry32 for the stream). */
export function randomFrom(text: string): Random {
  let state = 0x811c9dc5;
  for (const char of text) state = Math.imul(state ^ (char.codePointAt(0) ?? 0), 0x01000193);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const between = (low: number, high: number): number => low + (high - low) * next();
  return {
    next,
    between,
    normal: () => (next() + next() + next() + next() - 2) * Math.sqrt(3),
    whole: (low, high) => Math.floor(between(low, high + 1)),
  };
}
