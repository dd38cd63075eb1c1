import { civilTime } from '../../common/vietnam-time.ts';

const weekdays = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'];
const two = (n: number): string => String(n).padStart(2, '0');

/** `ngày 05 tháng 02 năm 2026`: a zero before days under 10 and before months 1 and 2 (NĐ 30/2020 Phụ lục I). */
export function dateInWords(instant: number): string {
  const { year, month, day } = civilTime(instant);
  return `ngày ${two(day)} tháng ${month < 3 ? two(month) : month} năm ${year}`;
}

/** `17 giờ 00 phút, thứ Hai, ngày 23 tháng 11 năm 2026` */
export function timeInWords(instant: number): string {
  const { hour, minute, weekday } = civilTime(instant);
  return `${two(hour)} giờ ${two(minute)} phút, ${weekdays[weekday]}, ${dateInWords(instant)}`;
}

/** `12.000` */
export function grouped(amount: number): string {
  return String(amount).replaceAll(/\B(?=(\d{3})+$)/g, '.');
}

const digits = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'];
const digit = (n: number): string => String(digits[n]);
const powers = ['', ' nghìn', ' triệu', ' tỷ'];

/** Three digits; `full` says the hundreds even when there are none, as inside a longer number. */
function groupInWords(n: number, full: boolean): string {
  const [hundreds, tens, ones] = [Math.floor(n / 100), Math.floor(n / 10) % 10, n % 10];
  const parts: string[] = [];
  if (hundreds > 0 || full) parts.push(`${digit(hundreds)} trăm`);
  if (tens === 0 && ones > 0 && parts.length > 0) parts.push('linh');
  if (tens === 1) parts.push('mười');
  if (tens > 1) parts.push(`${digit(tens)} mươi`);
  if (ones === 1 && tens > 1) parts.push('mốt');
  else if (ones === 4 && tens > 1) parts.push('tư');
  else if (ones === 5 && tens > 0) parts.push('lăm');
  else if (ones > 0) parts.push(digit(ones));
  return parts.join(' ');
}

/**
 * An amount as it is written out on a list of fees: `12000` → `Mười hai nghìn đồng`.
 *
 * @param amount  whole đồng, 0 up to under a thousand milliard
 */
export function dongInWords(amount: number): string {
  if (!Number.isInteger(amount) || amount < 0 || amount >= 1e12) throw new RangeError(`not an amount: ${amount}`);
  const words: string[] = [];
  for (let power = powers.length - 1; power >= 0; power -= 1) {
    const group = Math.floor(amount / 1000 ** power) % 1000;
    if (group > 0) words.push(`${groupInWords(group, words.length > 0)}${powers[power]}`);
  }
  const text = `${words.length === 0 ? digit(0) : words.join(' ')} đồng`;
  return `${text.charAt(0).toLocaleUpperCase('vi')}${text.slice(1)}`;
}

const communePattern = /^((?:ủy|uỷ) ban nhân dân) ((?:xã|phường|đặc khu|thị trấn) (.+))$/iu;

/** The name by which a commune dates its papers (NĐ 30/2020 Phụ lục I), its own; for another office its place. */
export function placeOfOffice(office: string, place: string): string {
  return communePattern.exec(printable(office))?.[3] ?? printable(place);
}

/** The office over its papers, in capitals; a people's committee on two lines, as is usual. */
export function officeLines(office: string): string {
  const [, committee, commune] = communePattern.exec(printable(office)) ?? [];
  const lines = committee && commune ? `${committee}\n${commune}` : printable(office);
  return lines.toLocaleUpperCase('vi');
}

/**
 * A text from outside as it can stand on paper: NFC, no control, direction or other invisible characters, single
 * spaces. Lines stay when `lines` says so, never more than one empty line together.
 */
export function printable(text: string, { lines = false } = {}): string {
  const clean = (line: string): string =>
    line
      .replaceAll(/[\p{Cc}\p{Zs}\p{Zl}\p{Zp}]+/gu, ' ')
      .replaceAll(/[\p{Cf}\p{Co}\p{Cn}\p{Cs}]/gu, '')
      .replaceAll(/ {2,}/g, ' ')
      .trim();
  const composed = text.normalize('NFC');
  if (!lines) return clean(composed).normalize('NFC');
  return composed
    .split(/\r\n|[\n\r\u0085\u2028\u2029]/)
    .map(clean)
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .normalize('NFC');
}
