import { fail, ok, type Result } from '../common/result.ts';
import { isWithin, type NumberRange, rangesText, without } from './number-ranges.ts';
import { type LastNumber, nextVolume, type RegisterMoment, registerYear } from './register-number.ts';
import type { Volume } from './register-types.ts';

/** The highest number that a book is taken to have in a year. */
export const HIGHEST_NUMBER = 999_999;

/** Numbers that an officer reads in the book where they are given, all in one volume of one year. */
export interface OutsideNumbers {
  readonly year: number;
  /** The ordinal of the volume. */
  readonly volume: number;
  readonly numbers: readonly number[];
}

/** What the station knows of the register. */
export interface OutsideBook {
  /** All volumes of this register, of any year. */
  readonly volumes: readonly Volume[];
  /** The last number of the latest year, wherever it was given. */
  readonly last: LastNumber | null;
  /** The numbers of this year's rows, in any state; without those that are being corrected. */
  readonly given: readonly number[];
  /** Numbers of this year that are known to stand elsewhere. */
  readonly elsewhere: readonly NumberRange[];
  /** The highest number under a date before today, 0 when there is none. */
  readonly lastDated: number;
}

/** What the officer has been told and has confirmed, word for word; anything else is asked anew. */
export interface OutsideConfirmation {
  /** `rangesText` of the numbers that stand elsewhere. */
  readonly missing?: string;
  /** Numbers that were said to stand elsewhere and do not. */
  readonly reclaimed?: readonly number[];
  /** The book goes on in this volume. */
  readonly volume?: number;
}

/** What the entering does besides: the caller writes all of it in one transaction. */
export interface OutsideTaken {
  /** The volume to create first; the numbers stand in it. */
  readonly opens: Volume | null;
  readonly closes: readonly Volume[];
  /** Numbers that stand elsewhere from now on. */
  readonly missing: readonly NumberRange[];
}

/**
 * Checks numbers that come from outside (a paper book, the one-stop system), where the station does not allocate
 * (NĐ 23/2015 Điều 13.2): of this year, in the open volume, none used, none under one that bears an earlier date, and
 * none left out of which nobody has said where it is.
 *
 * Errors: LAW-REGISTER-NUMBER-INVALID; LAW-REGISTER-YEAR-OTHER (midnight of 31/12 came between); LAW-REGISTER-YEAR-CLOSED,
 * LAW-REGISTER-SEVERAL-OPEN-VOLUMES; LAW-REGISTER-VOLUME-OTHER; LAW-REGISTER-NUMBER-USED; LAW-REGISTER-NUMBER-DATED; and
 * those that a confirmation answers: LAW-REGISTER-VOLUME-NEXT, LAW-REGISTER-NUMBER-ELSEWHERE, LAW-REGISTER-NUMBER-GAP.
 */
export function checkOutsideNumbers(
  book: OutsideBook,
  entered: OutsideNumbers,
  confirmed: OutsideConfirmation,
  moment: RegisterMoment,
): Result<OutsideTaken> {
  const { registerType } = moment;
  const { year, volume, numbers } = entered;
  const invalid = numbers.find((number) => !isSound(number));
  if (invalid !== undefined || !isSound(volume) || numbers.length === 0) {
    return fail('LAW-REGISTER-NUMBER-INVALID', { registerType, year, number: invalid ?? null });
  }
  const thisYear = registerYear(moment.now);
  if (year !== thisYear) return fail('LAW-REGISTER-YEAR-OTHER', { year, thisYear });
  const place = placeOf(book, volume, confirmed, moment);
  if (!place.ok) return place;

  const double = numbers.find((number, index) => book.given.includes(number) || numbers.indexOf(number) !== index);
  if (double !== undefined) return fail('LAW-REGISTER-NUMBER-USED', { registerType, year, number: double });
  const early = numbers.find((number) => number < place.value.firstNumber);
  if (early !== undefined) return otherVolume(place.value.firstNumber, volume, volume);
  const late = numbers.find((number) => number < book.lastDated);
  if (late !== undefined) return fail('LAW-REGISTER-NUMBER-DATED', { number: late, last: book.lastDated });
  const elsewhere = numbers.find(
    (number) => isWithin(number, book.elsewhere) && !confirmed.reclaimed?.includes(number),
  );
  if (elsewhere !== undefined) return fail('LAW-REGISTER-NUMBER-ELSEWHERE', { number: elsewhere });

  const missing = missingFrom(book, entered);
  const text = rangesText(missing);
  if (missing.length > 0 && confirmed.missing !== text) {
    const count = missing.reduce((sum, { from, to }) => sum + to - from + 1, 0);
    return fail('LAW-REGISTER-NUMBER-GAP', { missing: text, count });
  }
  const { opens, closes } = place.value;
  return ok({ opens, closes, missing });
}

const isSound = (n: number): boolean => Number.isSafeInteger(n) && n > 0 && n <= HIGHEST_NUMBER;

interface Place extends Pick<OutsideTaken, 'opens' | 'closes'> {
  readonly firstNumber: number;
}

/** Where a book of the year was begun before the station came, the officer says in which volume it stands. */
function placeOf(
  { volumes, last, given, elsewhere }: OutsideBook,
  volume: number,
  confirmed: OutsideConfirmation,
  moment: RegisterMoment,
): Result<Place> {
  const year = registerYear(moment.now);
  const { registerType } = moment;
  const known = [...given, ...elsewhere.map(({ to }) => to)].reduce((highest, n) => Math.max(highest, n), 0);
  const later = last !== null && last.year > year;
  const next = nextVolume(volumes, later ? last : known > 0 ? { year, number: known } : null, moment);
  if (!next.ok) return next;
  const present = volumes.filter((one) => one.year === year);
  const open = present.filter((one) => one.open);
  if (open.length > 1) return fail('LAW-REGISTER-SEVERAL-OPEN-VOLUMES', { registerType, year, open: open.length });
  const [current] = open;
  if (current?.ordinal === volume) return ok({ opens: null, closes: [], firstNumber: current.firstNumber });
  const { opens, closes } = next.value;
  if (present.length === 0) {
    return ok({ opens: { ...opens, ordinal: volume, firstNumber: 1 }, closes, firstNumber: 1 });
  }
  if (volume !== opens.ordinal) return otherVolume(current?.firstNumber ?? null, volume, current?.ordinal ?? null);
  if (confirmed.volume !== volume) {
    return fail('LAW-REGISTER-VOLUME-NEXT', { volume, open: current?.ordinal ?? null });
  }
  return ok({ opens, closes, firstNumber: opens.firstNumber });
}

const otherVolume = (first: number | null, volume: number, open: number | null): Result<never> =>
  fail('LAW-REGISTER-VOLUME-OTHER', { volume, open, first });

/** The numbers of the year up to the highest of which nothing is known. */
function missingFrom({ volumes, given, elsewhere }: OutsideBook, { year, numbers }: OutsideNumbers): NumberRange[] {
  const known = [...given, ...numbers];
  const [first] = volumes.filter((volume) => volume.year === year).toSorted((a, b) => a.ordinal - b.ordinal);
  const single = known.map((number) => ({ from: number, to: number }));
  const to = known.reduce((highest, number) => Math.max(highest, number), 0);
  return without({ from: first?.firstNumber ?? 1, to }, [...single, ...elsewhere]);
}
