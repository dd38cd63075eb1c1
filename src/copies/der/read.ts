/** Bytes that are not distinguished encoding. Caught inside this room, never seen by a caller. */
export class DerSyntaxError extends Error {}

/** One element as it stands: its tag, its content, and the whole of it. */
export interface DerElement {
  readonly tag: number;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
}

/**
 * Reads one element at the start of `bytes`. Only what DER allows and we need: one-octet tags, definite lengths of at most
 * three octets in their shortest form.
 */
export function readElement(bytes: Uint8Array): DerElement {
  const [tag, first] = bytes;
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) throw new DerSyntaxError('no element');
  const octets = first < 0x80 ? 0 : first & 0x7f;
  if (octets > 3 || first === 0x80) throw new DerSyntaxError('length of an unexpected form');
  const length = octets === 0 ? first : bytes.subarray(2, 2 + octets).reduce((sum, octet) => sum * 256 + octet, 0);
  if (octets > 0 && (length < 0x80 || length < 256 ** (octets - 1))) throw new DerSyntaxError('length not shortest');
  const start = 2 + octets;
  if (start + length > bytes.length) throw new DerSyntaxError('past the end');
  return { tag, content: bytes.subarray(start, start + length), whole: bytes.subarray(0, start + length) };
}

/** The elements that fill `bytes` exactly; at most 64. */
export function readElements(bytes: Uint8Array): DerElement[] {
  const elements: DerElement[] = [];
  for (let at = 0; at < bytes.length; ) {
    if (elements.length === 64) throw new DerSyntaxError('too many elements');
    const next = readElement(bytes.subarray(at));
    elements.push(next);
    at += next.whole.length;
  }
  return elements;
}

/** The children of an element that must have `tag`. */
export function childrenOf(parent: DerElement | undefined, tag: number): DerElement[] {
  if (parent?.tag !== tag) throw new DerSyntaxError('another type expected');
  return readElements(parent.content);
}
