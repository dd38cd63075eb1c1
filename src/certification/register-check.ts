import { type NumberRange, without } from './number-ranges.ts';
import type { RegisterEntry, RegisterType, Volume } from './register-types.ts';

/** What is wrong with a register, where. */
export interface RegisterProblem {
  /**
   * `gap`: the number is missing. `double`: it was given twice. `below-first`: it is lower than the register's first.
   * `volume-order`: it stands in an earlier volume than a lower number. `no-reason`: it is voided without a reason.
   */
  readonly kind: 'gap' | 'double' | 'below-first' | 'volume-order' | 'no-reason';
  readonly office: string;
  readonly registerType: RegisterType;
  readonly year: number;
  readonly number: number;
}

/** Numbers of a register of which somebody has said that they stand elsewhere: in the paper book, on lost rows. */
export interface ElsewhereRange extends NumberRange {
  readonly office: string;
  readonly registerType: RegisterType;
  readonly year: number;
}

/**
 * The invariant of a register (NĐ 23/2015 Điều 13.2): per office, type and year every number from the first stands there
 * exactly once. A gap of several numbers is one problem, at its first number.
 *
 * @param volumes    where given, a year may begin at the `firstNumber` of its first volume instead of 01
 * @param elsewhere  numbers that are no gap, since it is known where they are
 * @returns every problem found; empty when the register is sound
 */
export function checkRegister(
  entries: readonly RegisterEntry[],
  volumes: readonly Volume[] = [],
  elsewhere: readonly ElsewhereRange[] = [],
): readonly RegisterProblem[] {
  const registers = [...Map.groupBy(entries, registerKey).values()];
  return registers.flatMap((register) => checkOne(register, volumes, elsewhere));
}

const registerKey = (of: Pick<RegisterEntry, 'office' | 'registerType' | 'year'>): string =>
  JSON.stringify([of.office, of.registerType, of.year]);

function checkOne(
  register: readonly RegisterEntry[],
  volumes: readonly Volume[],
  elsewhere: readonly ElsewhereRange[],
): RegisterProblem[] {
  const problems: RegisterProblem[] = [];
  const sorted = register.toSorted((a, b) => a.number - b.number || a.volume - b.volume);
  let previous: number | null = null;
  let volume = 0;
  for (const entry of sorted) {
    const { office, registerType, year, number } = entry;
    const report = (kind: RegisterProblem['kind'], at = number): void => {
      problems.push({ kind, office, registerType, year, number: at });
    };
    const expected: number = previous === null ? firstNumberOf(entry, volumes) : previous + 1;
    if (number === previous) report('double');
    else if (number < expected) report('below-first');
    else {
      const known = elsewhere.filter((range) => registerKey(range) === registerKey(entry));
      for (const { from } of without({ from: expected, to: number - 1 }, known)) report('gap', from);
    }
    if (entry.volume < volume) report('volume-order');
    if (entry.state === 'voided' && !entry.voidReason?.text.trim()) report('no-reason');
    previous = number;
    volume = Math.max(volume, entry.volume);
  }
  return problems;
}

function firstNumberOf(entry: RegisterEntry, volumes: readonly Volume[]): number {
  const own = volumes.filter((volume) => registerKey(volume) === registerKey(entry));
  return own.toSorted((a, b) => a.ordinal - b.ordinal)[0]?.firstNumber ?? 1;
}
