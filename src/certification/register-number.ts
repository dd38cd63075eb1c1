import { fail, ok, type Result } from '../common/result.ts';
import { civilTime } from '../common/vietnam-time.ts';
import type { RegisterEntry, RegisterNumber, RegisterType, VoidReason, Volume } from './register-types.ts';

/** Which register, and when: `now` in epoch milliseconds, read as civil time in Vietnam. */
export interface RegisterMoment {
  readonly office: string;
  readonly registerType: RegisterType;
  readonly now: number;
}

/** The highest number given so far in the latest year of a register; voided numbers count. */
export interface LastNumber {
  readonly year: number;
  readonly number: number;
}

/** The number to give next, and what its giving does to the volumes; the caller writes all of it in one transaction. */
export interface NextNumber {
  readonly number: RegisterNumber;
  /** The volume to create first, when this number is the first of a year. */
  readonly opens: Volume | null;
  /** Volumes of earlier years still open: *khóa sổ* (NĐ 23/2015 Điều 13.1). */
  readonly closes: readonly Volume[];
}

/** The calendar year of the register at an instant. */
export function registerYear(now: number): number {
  return civilTime(now).year;
}

/** The last number of a register among its entries, or null when it has none. */
export function lastNumberOf(
  entries: readonly RegisterEntry[],
  { office, registerType }: Pick<RegisterMoment, 'office' | 'registerType'>,
): LastNumber | null {
  return entries
    .filter((entry) => entry.office === office && entry.registerType === registerType)
    .reduce<LastNumber | null>((last, { year, number }) => {
      const later = last === null || year > last.year || (year === last.year && number > last.number);
      return later ? { year, number } : last;
    }, null);
}

/**
 * The next number (NĐ 23/2015 Điều 13.2): continuous from 01 to the end of the calendar year, on into the next volume
 * of the same year, from 01 again on 01/01. A year without a volume gets its first, `YEAR/01`, by itself.
 *
 * @param volumes  all volumes of the office, of any type and year
 * @param last     the last number given in this register (`lastNumberOf`, or a query in the same transaction)
 * Errors: LAW-REGISTER-NO-OPEN-VOLUME, LAW-REGISTER-SEVERAL-OPEN-VOLUMES, LAW-REGISTER-YEAR-CLOSED (the clock says a
 * year before one that has begun), LAW-REGISTER-INCONSISTENT (the open volume is not the latest, begins after the next
 * number, or is missing although the year has numbers).
 */
export function nextNumber(
  volumes: readonly Volume[],
  last: LastNumber | null,
  moment: RegisterMoment,
): Result<NextNumber> {
  const { registerType } = moment;
  const year = registerYear(moment.now);
  const own = ownVolumes(volumes, moment);
  const latest = Math.max(last?.year ?? year, ...own.map((volume) => volume.year));
  if (latest > year) return fail('LAW-REGISTER-YEAR-CLOSED', { registerType, year, latest });

  const thisYear = own.filter((volume) => volume.year === year);
  const open = thisYear.filter((volume) => volume.open);
  const closes = own.filter((volume) => volume.open && volume.year < year);
  if (open.length > 1) return fail('LAW-REGISTER-SEVERAL-OPEN-VOLUMES', { registerType, year, open: open.length });
  if (thisYear.length > 0 && open.length === 0) return fail('LAW-REGISTER-NO-OPEN-VOLUME', { registerType, year });

  const lastThisYear = last?.year === year ? last.number : null;
  const [present] = open;
  const volume = present ?? firstVolume(moment, year);
  const number = lastThisYear === null ? volume.firstNumber : lastThisYear + 1;
  const superseded = thisYear.some((other) => other.ordinal > volume.ordinal);
  if (superseded || number < volume.firstNumber || (present === undefined && number > 1)) {
    return fail('LAW-REGISTER-INCONSISTENT', { registerType, year, number });
  }
  return ok({
    number: { registerType, year, volume: volume.ordinal, number },
    opens: present === undefined ? volume : null,
    closes,
  });
}

/** The volume that follows in the same year, continuing the numbers, and the volumes that close with its opening. */
export function nextVolume(
  volumes: readonly Volume[],
  last: LastNumber | null,
  moment: RegisterMoment,
): Result<{ readonly opens: Volume; readonly closes: readonly Volume[] }> {
  const { registerType } = moment;
  const year = registerYear(moment.now);
  const own = ownVolumes(volumes, moment);
  const latest = Math.max(last?.year ?? year, ...own.map((volume) => volume.year));
  if (latest > year) return fail('LAW-REGISTER-YEAR-CLOSED', { registerType, year, latest });

  const thisYear = own.filter((volume) => volume.year === year);
  const ordinal = Math.max(0, ...thisYear.map((volume) => volume.ordinal)) + 1;
  const firsts = thisYear.map((volume) => volume.firstNumber);
  const firstNumber = last?.year === year ? last.number + 1 : Math.max(1, ...firsts);
  return ok({
    opens: { ...firstVolume(moment, year), ordinal, firstNumber },
    closes: own.filter((volume) => volume.open),
  });
}

/**
 * What was reserved and not signed by the end of 31/12 (Vietnam time), each with the reason for which it is voided. A
 * number of one year never stands on a page dated in the next.
 */
export function voidAtYearEnd<E extends Pick<RegisterEntry, 'state' | 'year'>>(
  entries: readonly E[],
  now: number,
): readonly { readonly entry: E; readonly reason: VoidReason }[] {
  const year = registerYear(now);
  return entries
    .filter((entry) => entry.state === 'reserved' && entry.year < year)
    .map((entry) => ({ entry, reason: { kind: 'year-end', text: `Chưa ký khi hết ngày 31/12/${entry.year}` } }));
}

/** `01/2026-SCT/BS` */
export function formatVolume({ volume, year, registerType }: Omit<RegisterNumber, 'number'>): string {
  return `${twoDigits(volume)}/${year}-${registerType}`;
}

/** The number as the book writes it: at least two digits, from `01` (NĐ 23/2015 Điều 13.2). */
export function formatNumber({ number }: Pick<RegisterNumber, 'number'>): string {
  return twoDigits(number);
}

/** `Số chứng thực: 123, quyển số: 01/2026-SCT/BS` */
export function formatRegisterNumber(number: RegisterNumber): string {
  return `Số chứng thực: ${formatNumber(number)}, quyển số: ${formatVolume(number)}`;
}

const twoDigits = (n: number): string => String(n).padStart(2, '0');

function ownVolumes(volumes: readonly Volume[], { office, registerType }: RegisterMoment): readonly Volume[] {
  return volumes.filter((volume) => volume.office === office && volume.registerType === registerType);
}

function firstVolume({ office, registerType }: RegisterMoment, year: number): Volume {
  return { office, registerType, year, ordinal: 1, firstNumber: 1, open: true };
}
