/**
 * The object model of PDF (ISO 32000-1 §7.3) as far as Trạm writes it: direct objects of generation 0,
 * streams with a direct length. What cannot be said here cannot be in a copy.
 */
export type Cos = null | boolean | number | CosName | CosRef | CosString | readonly Cos[] | CosDict;

export interface CosName {
  readonly kind: 'name';
  /** Without the slash; letters, digits and `.+-_` only. */
  readonly name: string;
}

export interface CosRef {
  readonly kind: 'ref';
  readonly number: number;
}

export interface CosString {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  readonly form: 'literal' | 'hex';
}

export interface CosDict {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, Cos>;
}

/** An indirect object: a value, and for a stream its raw bytes (its dictionary then holds the true `/Length`). */
export interface CosObject {
  readonly number: number;
  readonly value: Cos;
  readonly stream?: Uint8Array;
}

export const name = (text: string): CosName => ({ kind: 'name', name: text });
export const ref = (number: number): CosRef => ({ kind: 'ref', number });
export const hex = (bytes: Uint8Array): CosString => ({ kind: 'string', bytes, form: 'hex' });
export const literal = (text: string): CosString => ({
  kind: 'string',
  bytes: Buffer.from(text, 'latin1'),
  form: 'literal',
});

/** A dictionary; entries whose value is undefined are left out. */
export function dict(entries: Readonly<Record<string, Cos | undefined>>): CosDict {
  const map = new Map<string, Cos>();
  for (const [key, value] of Object.entries(entries)) if (value !== undefined) map.set(key, value);
  return { kind: 'dict', entries: map };
}

/** The dictionary with one entry added at its end, or replaced where it stands. */
export function withEntry(base: CosDict, key: string, value: Cos): CosDict {
  return { kind: 'dict', entries: new Map([...base.entries, [key, value]]) };
}

/** A stream object; its `/Length` is written last in the dictionary. */
export function stream(number: number, entries: CosDict, bytes: Uint8Array): CosObject {
  return { number, value: withEntry(entries, 'Length', bytes.length), stream: bytes };
}

/** A text string (§7.9.2.2) in UTF-16BE with its byte order mark, so that every viewer reads Vietnamese alike. */
export function text(value: string): CosString {
  const bytes = Buffer.from(`\ufeff${value.normalize('NFC')}`, 'utf16le');
  return hex(bytes.swap16());
}

export const isDict = (value: Cos | undefined): value is CosDict => isKind(value, 'dict');
export const isRef = (value: Cos | undefined): value is CosRef => isKind(value, 'ref');
export const isName = (value: Cos | undefined): value is CosName => isKind(value, 'name');
export const isString = (value: Cos | undefined): value is CosString => isKind(value, 'string');
export const isArray = (value: Cos | undefined): value is readonly Cos[] => Array.isArray(value);

function isKind(value: Cos | undefined, kind: string): boolean {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === kind;
}
