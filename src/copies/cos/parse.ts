import { type Cos, type CosDict, hex, literal, name, ref } from './objects.ts';
import { namePattern } from './serialise.ts';

/** Bytes that are not in the one form that Trạm writes. Caught inside this room, never seen by a caller. */
export class CosSyntaxError extends Error {}

const maxDepth = 12;
const maxToken = 1 << 20;

/**
 * Reads one value from `bytes` at `offset`. It knows only the spelling of `serialise`: no comments, no line breaks inside
 * a value, no `#` in names, no duplicate keys, nesting at most twelve deep. Anything else is a CosSyntaxError.
 */
export class CosReader {
  readonly #bytes: Buffer;
  #at: number;

  constructor(bytes: Uint8Array, offset: number) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#at = offset;
  }

  /** The offset of the next unread byte. */
  get position(): number {
    return this.#at;
  }

  /** Steps over exactly `text`. */
  expect(text: string): void {
    if (!this.#startsWith(text)) throw new CosSyntaxError(`expected ${JSON.stringify(text)} at ${this.#at}`);
    this.#at += text.length;
  }

  /** Whether `text` comes next; steps over it when it does. */
  take(text: string): boolean {
    if (!this.#startsWith(text)) return false;
    this.#at += text.length;
    return true;
  }

  skip(length: number): void {
    if (length < 0 || this.#at + length > this.#bytes.length) throw new CosSyntaxError('past the end');
    this.#at += length;
  }

  /** A non-negative integer of at most ten digits, without leading zeros. */
  integer(): number {
    const digits = this.#token(/^(0|[1-9]\d{0,9})$/, isDigit);
    return Number(digits);
  }

  value(depth = 0): Cos {
    if (depth > maxDepth) throw new CosSyntaxError('nested too deep');
    const c = this.#bytes[this.#at];
    if (this.take('<< ')) return this.#dict(depth);
    if (c === 0x3c) return this.#hexString();
    if (c === 0x2f) return name(this.#name());
    if (c === 0x5b) return this.#array(depth);
    if (c === 0x28) return this.#literalString();
    if (this.take('true')) return true;
    if (this.take('false')) return false;
    if (this.take('null')) return null;
    return this.#numberOrRef();
  }

  dict(): CosDict {
    this.expect('<< ');
    return this.#dict(0);
  }

  #dict(depth: number): CosDict {
    const entries = new Map<string, Cos>();
    while (!this.take('>>')) {
      const key = this.#name();
      if (entries.has(key)) throw new CosSyntaxError('a key stands twice');
      this.expect(' ');
      entries.set(key, this.value(depth + 1));
      this.expect(' ');
    }
    return { kind: 'dict', entries };
  }

  #array(depth: number): Cos[] {
    this.expect('[');
    const items: Cos[] = [];
    while (!this.take(']')) {
      if (items.length > 0) this.expect(' ');
      items.push(this.value(depth + 1));
    }
    return items;
  }

  #name(): string {
    this.expect('/');
    return this.#token(namePattern, isNameByte);
  }

  #hexString(): Cos {
    const end = this.#bytes.indexOf(0x3e, this.#at);
    if (end < 0 || end - this.#at > maxToken) throw new CosSyntaxError('string without end');
    const digits = this.#bytes.toString('latin1', this.#at + 1, end);
    if (digits.length % 2 !== 0 || !/^[0-9a-f]*$/.test(digits)) throw new CosSyntaxError('not hexadecimal');
    this.#at = end + 1;
    return hex(Buffer.from(digits, 'hex'));
  }

  #literalString(): Cos {
    let content = '';
    for (let at = this.#at + 1; at < this.#bytes.length && content.length < maxToken; at++) {
      const c = this.#bytes[at] ?? 0;
      if (c === 0x29) {
        this.#at = at + 1;
        return literal(content);
      }
      if (c !== 0x5c) {
        content += String.fromCharCode(c);
        continue;
      }
      const octal = this.#bytes.toString('latin1', at + 1, at + 4);
      if (/^[0-3][0-7]{2}$/.test(octal)) {
        content += String.fromCharCode(Number.parseInt(octal, 8));
        at += 3;
      } else {
        content += octal.charAt(0);
        at += 1;
      }
    }
    throw new CosSyntaxError('string without end');
  }

  #numberOrRef(): Cos {
    const token = this.#token(/^-?\d{1,10}(\.\d{1,4})?$/, isNumberByte);
    if (!/^\d+$/.test(token) || !this.#startsWith(' 0 R')) return Number(token);
    this.#at += 4;
    return ref(Number(token));
  }

  #token(pattern: RegExp, belongs: (byte: number) => boolean): string {
    let end = this.#at;
    while (end < this.#bytes.length && end - this.#at < 200 && belongs(this.#bytes[end] ?? 0)) end++;
    const token = this.#bytes.toString('latin1', this.#at, end);
    if (!pattern.test(token)) throw new CosSyntaxError(`unexpected token at ${this.#at}`);
    this.#at = end;
    return token;
  }

  #startsWith(text: string): boolean {
    return this.#bytes.toString('latin1', this.#at, this.#at + text.length) === text;
  }
}

const isDigit = (b: number): boolean => b >= 0x30 && b <= 0x39;
const isNumberByte = (b: number): boolean => isDigit(b) || b === 0x2d || b === 0x2e;
const isNameByte = (b: number): boolean =>
  isDigit(b) ||
  (b >= 0x41 && b <= 0x5a) ||
  (b >= 0x61 && b <= 0x7a) ||
  b === 0x2b ||
  b === 0x2d ||
  b === 0x2e ||
  b === 0x5f;
