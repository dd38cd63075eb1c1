import { type DerElement, DerSyntaxError } from './read.ts';
import { objectIdentifier } from './write.ts';

/** Whether an element is the object identifier given in dotted decimals. */
export function isOid(element: DerElement | undefined, dotted: string): boolean {
  return element !== undefined && Buffer.compare(element.whole, objectIdentifier(dotted)) === 0;
}

/** Whether two elements are the same, octet by octet. */
export function sameElement(a: DerElement | undefined, b: DerElement | undefined): boolean {
  return a !== undefined && b !== undefined && Buffer.compare(a.whole, b.whole) === 0;
}

/** A non-negative INTEGER or ENUMERATED below 128. */
export function smallNumber(element: DerElement | undefined, tag = 0x02): number {
  const [octet] = element?.content ?? [];
  if (element?.tag !== tag || element.content.length !== 1 || octet === undefined || octet > 127) {
    throw new DerSyntaxError('a small number expected');
  }
  return octet;
}

/**
 * Epoch milliseconds of a GeneralizedTime or UTCTime in UTC (RFC 5280 §4.1.2.5; fractions of a second as RFC 3161 §2.4.2
 * allows them).
 */
export function instant(element: DerElement | undefined): number {
  const text = element === undefined ? '' : Buffer.from(element.content).toString('latin1');
  const digits =
    element?.tag === 0x18
      ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{0,8}[1-9])?Z$/.exec(text)
      : element?.tag === 0x17
        ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z$/.exec(text)
        : null;
  if (digits === null) throw new DerSyntaxError('a time expected');
  const [, yearDigits = '', month, day, hour, minute, second, fraction = ''] = digits;
  const year = yearDigits.length === 4 ? yearDigits : `${Number(yearDigits) < 50 ? '20' : '19'}${yearDigits}`;
  const at = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${fraction.slice(0, 4)}Z`);
  if (Number.isNaN(at)) throw new DerSyntaxError('no such time');
  return at;
}

/** The octets of a BIT STRING without unused bits. */
export function bitString(element: DerElement | undefined): Uint8Array {
  if (element?.tag !== 0x03 || element.content[0] !== 0) throw new DerSyntaxError('a bit string expected');
  return element.content.subarray(1);
}

/** The content of an element that must have `tag`. */
export function contentOf(element: DerElement | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new DerSyntaxError('another type expected');
  return element.content;
}

/** What `read` returns, or undefined where the bytes are not distinguished encoding. */
export function orUndefined<T>(read: () => T | undefined): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerSyntaxError) return undefined;
    throw error;
  }
}
