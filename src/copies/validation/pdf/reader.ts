import { type Cos, type CosDict, type CosString, name, ref } from '../../cos/objects.ts';
import { limits, Unreadable } from '../limits.ts';

const isSpace = (c: number | undefined): boolean =>
  c === 0x20 || c === 0x0a || c === 0x0d || c === 0x09 || c === 0x0c || c === 0x00;
const delimiters = new Set(Buffer.from('()<>[]{}/%', 'latin1'));
const isRegular = (c: number | undefined): boolean => c !== undefined && !isSpace(c) && !delimiters.has(c);
const isDigit = (c: number | undefined): boolean => c !== undefined && c >= 0x30 && c <= 0x39;

/** Where a string stands in the file: from its first delimiter to behind its last. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads PDF values in any spelling that ISO 32000 allows (§7.2, §7.3). What readers are known to understand in different
 * ways – a key given twice, an odd number, a generation other than 0 – is an error: a validator may not guess.
 */
export class PdfReader {
  readonly #bytes: Buffer;
  readonly #end: number;
  at: number;
  /** The place of each string that was read. */
  readonly spans = new Map<CosString, Span>();

  constructor(bytes: Uint8Array, at: number, end = bytes.length) {
    this.#bytes = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#end = Math.min(end, bytes.length);
    this.at = at;
  }

  /** Steps over white space and comments. */
  skipSpace(): void {
    while (this.at < this.#end) {
      const c = this.#bytes[this.at];
      if (isSpace(c)) this.at++;
      else if (c === 0x25) while (this.at < this.#end && ![0x0a, 0x0d].includes(this.#bytes[this.at] ?? 0)) this.at++;
      else return;
    }
  }

  get atEnd(): boolean {
    return this.at >= this.#end;
  }

  /** Whether `word` comes next, white space before it skipped; steps over it when it does. */
  take(word: string): boolean {
    this.skipSpace();
    const end = this.at + word.length;
    if (end > this.#end || this.#bytes.toString('latin1', this.at, end) !== word) return false;
    if (isRegular(word.charCodeAt(word.length - 1)) && end < this.#end && isRegular(this.#bytes[end])) return false;
    this.at = end;
    return true;
  }

  expect(word: string): void {
    if (!this.take(word)) throw new Unreadable('malformed', `no ${word} at ${this.at}`);
  }

  /** A non-negative integer of at most ten digits. */
  integer(): number {
    this.skipSpace();
    const start = this.at;
    while (this.at < this.#end && isDigit(this.#bytes[this.at])) this.at++;
    if (this.at === start || this.at - start > 10 || isRegular(this.#bytes[this.at])) {
      throw new Unreadable('malformed', `no integer at ${start}`);
    }
    return Number(this.#bytes.toString('latin1', start, this.at));
  }

  /** Number and generation, as before `obj`; the generation must be 0. */
  objectHeader(): number {
    const number = this.integer();
    if (this.integer() !== 0) throw new Unreadable('malformed', 'a generation other than 0');
    this.expect('obj');
    return number;
  }

  value(depth = 0): Cos {
    if (depth > limits.depth) throw new Unreadable('too-large', 'nested too deep');
    this.skipSpace();
    const [c, next] = [this.#bytes[this.at], this.#bytes[this.at + 1]];
    if (this.at >= this.#end) throw new Unreadable('malformed', 'past the end');
    if (c === 0x3c && next === 0x3c) return this.#dict(depth);
    if (c === 0x3c) return this.#hexString();
    if (c === 0x28) return this.#literalString();
    if (c === 0x2f) return name(this.#name());
    if (c === 0x5b) return this.#array(depth);
    if (this.take('true')) return true;
    if (this.take('false')) return false;
    if (this.take('null')) return null;
    return this.#numberOrRef();
  }

  #dict(depth: number): CosDict {
    this.at += 2;
    const entries = new Map<string, Cos>();
    for (;;) {
      this.skipSpace();
      if (this.#bytes[this.at] === 0x3e && this.#bytes[this.at + 1] === 0x3e) break;
      if (this.at >= this.#end || this.#bytes[this.at] !== 0x2f) throw new Unreadable('malformed', 'no key');
      const key = this.#name();
      if (entries.has(key)) throw new Unreadable('malformed', 'a key stands twice');
      entries.set(key, this.value(depth + 1));
    }
    this.at += 2;
    // An entry whose value is null is as good as absent (§7.3.7).
    for (const [key, value] of entries) if (value === null) entries.delete(key);
    return { kind: 'dict', entries };
  }

  #array(depth: number): Cos[] {
    this.at++;
    const items: Cos[] = [];
    for (;;) {
      this.skipSpace();
      if (this.#bytes[this.at] === 0x5d && this.at < this.#end) break;
      items.push(this.value(depth + 1));
      if (items.length > limits.objects) throw new Unreadable('too-large', 'array');
    }
    this.at++;
    return items;
  }

  #name(): string {
    const start = ++this.at;
    while (this.at < this.#end && isRegular(this.#bytes[this.at])) this.at++;
    if (this.at - start > limits.nameBytes) throw new Unreadable('too-large', 'name');
    const text = this.#bytes.toString('latin1', start, this.at);
    return text.replace(/#([0-9A-Fa-f]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
  }

  #hexString(): CosString {
    const start = this.at;
    const close = this.#bytes.indexOf(0x3e, start);
    if (close < 0 || close >= this.#end) throw new Unreadable('malformed', 'string without end');
    let digits = this.#bytes.toString('latin1', start + 1, close).replace(/[\s\0]+/g, '');
    if (!/^[0-9A-Fa-f]*$/.test(digits)) throw new Unreadable('malformed', 'not hexadecimal');
    if (digits.length % 2 === 1) digits += '0';
    this.at = close + 1;
    return this.#string(Buffer.from(digits, 'hex'), 'hex', start);
  }

  #literalString(): CosString {
    const start = this.at;
    const out: number[] = [];
    let open = 0;
    for (this.at++; this.at < this.#end; this.at++) {
      const c = this.#bytes[this.at] ?? 0;
      if (c === 0x5c) this.#escape(out);
      else if (c === 0x29 && open-- === 0) {
        this.at++;
        return this.#string(Buffer.from(out), 'literal', start);
      } else {
        if (c === 0x28) open++;
        out.push(c);
      }
    }
    throw new Unreadable('malformed', 'string without end');
  }

  /** At a backslash; leaves `at` on the last octet of the escape. */
  #escape(out: number[]): void {
    const octal = /^[0-7]{1,3}/.exec(this.#bytes.toString('latin1', this.at + 1, this.at + 4))?.[0];
    if (octal !== undefined) {
      out.push(Number.parseInt(octal, 8) & 0xff);
      this.at += octal.length;
      return;
    }
    const c = this.#bytes[++this.at] ?? 0;
    if (c === 0x0d && this.#bytes[this.at + 1] === 0x0a) this.at++;
    if (c === 0x0d || c === 0x0a) return;
    const known = 'nrtbf'.indexOf(String.fromCharCode(c));
    out.push(known < 0 ? c : ([0x0a, 0x0d, 0x09, 0x08, 0x0c][known] ?? c));
  }

  #string(bytes: Buffer, form: CosString['form'], start: number): CosString {
    const made: CosString = { kind: 'string', bytes, form };
    this.spans.set(made, { start, end: this.at });
    return made;
  }

  #numberOrRef(): Cos {
    const start = this.at;
    while (this.at < this.#end && isRegular(this.#bytes[this.at]) && this.at - start < 64) this.at++;
    const token = this.#bytes.toString('latin1', start, this.at);
    if (!/^[+-]?(\d+\.?\d*|\.\d+)$/.test(token)) throw new Unreadable('malformed', `unexpected token at ${start}`);
    if (/^\d{1,10}$/.test(token)) {
      const behind = this.at;
      this.skipSpace();
      if (isDigit(this.#bytes[this.at])) {
        const generation = this.#digits();
        if (generation !== null && this.take('R')) {
          if (generation !== '0') throw new Unreadable('malformed', 'a generation other than 0');
          return ref(Number(token));
        }
      }
      this.at = behind;
    }
    return Number(token);
  }

  #digits(): string | null {
    const start = this.at;
    while (this.at < this.#end && isDigit(this.#bytes[this.at]) && this.at - start < 6) this.at++;
    return isSpace(this.#bytes[this.at]) ? this.#bytes.toString('latin1', start, this.at) : null;
  }
}
