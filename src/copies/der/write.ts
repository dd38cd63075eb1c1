/** Distinguished encoding (ITU-T X.690 §10): the few types that a CMS of ours needs. */

/** One element: tag, length in the shortest form, content. */
export function element(tag: number, ...content: readonly Uint8Array[]): Buffer {
  const body = Buffer.concat(content);
  return Buffer.concat([Buffer.from([tag]), lengthOctets(body.length), body]);
}

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length]);
  const digits = length.toString(16);
  const octets = Buffer.from(digits.length % 2 === 0 ? digits : `0${digits}`, 'hex');
  return Buffer.concat([Buffer.from([0x80 | octets.length]), octets]);
}

export const sequence = (...items: readonly Uint8Array[]): Buffer => element(0x30, ...items);
export const octetString = (bytes: Uint8Array): Buffer => element(0x04, bytes);
export const nothing = (): Buffer => element(0x05);

/** The items of a SET OF in the order that DER prescribes: ascending as octet strings. */
export function sorted(items: readonly Uint8Array[]): Uint8Array[] {
  return [...items].sort(Buffer.compare);
}

export const set = (...items: readonly Uint8Array[]): Buffer => element(0x31, ...sorted(items));

/** A non-negative INTEGER below 128. */
export const smallInteger = (value: number): Buffer => element(0x02, Buffer.from([value]));

/** An OBJECT IDENTIFIER given in dotted decimals. */
export function objectIdentifier(dotted: string): Buffer {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return element(0x06, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]));
}

function base128(arc: number): number[] {
  const octets = [arc % 128];
  for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) octets.unshift((left % 128) | 0x80);
  return octets;
}
