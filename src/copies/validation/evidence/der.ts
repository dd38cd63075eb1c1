import { type DerElement, DerSyntaxError, readElement } from '../../der/read.ts';

export { type DerElement, DerSyntaxError, readElement } from '../../der/read.ts';

/** The elements that fill `bytes` exactly, at most `most`. */
export function elements(bytes: Uint8Array, most = 256): DerElement[] {
  const found: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (found.length === most) throw new DerSyntaxError('too many elements');
    const next = readElement(bytes.subarray(at));
    found.push(next);
    at += next.whole.length;
  }
  return found;
}

/** The children of an element that must have `tag`. */
export function inside(parent: DerElement | undefined, tag: number, most?: number): DerElement[] {
  if (parent?.tag !== tag) throw new DerSyntaxError('another type expected');
  return elements(parent.content, most);
}

/** The element that is all of `bytes`. */
export function whole(bytes: Uint8Array): DerElement {
  const element = readElement(bytes);
  if (element.whole.length !== bytes.length) throw new DerSyntaxError('bytes after the element');
  return element;
}

/** The octets of a BIT STRING that holds a signature: whole octets, and the unused bits said to be none. */
export function signatureBits(element: DerElement | undefined): Uint8Array {
  const content = contentOf(element, 0x03);
  if (content[0] !== 0) throw new DerSyntaxError('unused bits in a signature');
  return content.subarray(1);
}

export function contentOf(element: DerElement | undefined, tag: number): Uint8Array {
  if (element?.tag !== tag) throw new DerSyntaxError('another type expected');
  return element.content;
}

/** An OBJECT IDENTIFIER in dotted decimals. */
export function oid(element: DerElement | undefined): string {
  const octets = contentOf(element, 0x06);
  const arcs: number[] = [];
  let arc = 0;
  for (const octet of octets) {
    arc = arc * 128 + (octet & 0x7f);
    if (arc > Number.MAX_SAFE_INTEGER / 128) throw new DerSyntaxError('arc');
    if ((octet & 0x80) === 0) {
      arcs.push(arc);
      arc = 0;
    }
  }
  const [first = 0, ...rest] = arcs;
  const top = Math.min(2, Math.floor(first / 40));
  return [top, first - top * 40, ...rest].join('.');
}

/** UTCTime or GeneralizedTime in UTC (RFC 5280 §4.1.2.5; RFC 3161 allows fractions), epoch milliseconds. */
export function instant(element: DerElement | undefined): number {
  const text = Buffer.from(element?.content ?? []).toString('latin1');
  const year = element?.tag === 0x17 ? (Number(text.slice(0, 2)) >= 50 ? '19' : '20') : '';
  if (element?.tag !== 0x17 && element?.tag !== 0x18) throw new DerSyntaxError('no time');
  const parts = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\.\d{1,9})?Z$/.exec(year + text);
  if (parts === null) throw new DerSyntaxError('time of an unexpected form');
  const [, y, mo, d, h, mi, s, fraction = ''] = parts;
  const found = Date.parse(`${y}-${mo}-${d}T${h}:${mi}:${s}Z`);
  if (Number.isNaN(found)) throw new DerSyntaxError('no such time');
  return found + Math.floor(Number(`0${fraction}`) * 1000);
}

export const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** What `read` gives, undefined where the bytes are not what it expects. */
export function attempt<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof DerSyntaxError) return undefined;
    throw error;
  }
}
