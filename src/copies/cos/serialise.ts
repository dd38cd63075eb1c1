import type { Cos, CosObject, CosString } from './objects.ts';

/** Names are kept to characters that never need escaping, so that two spellings of one name cannot exist. */
export const namePattern = /^[A-Za-z0-9.+\-_]{1,127}$/;

/**
 * The one spelling of a value. The verifier re-serialises what it parsed and compares, so this form is part of the
 * file format: single spaces, hexadecimal in lower case, at most four decimals.
 */
export function serialise(value: Cos): string {
  if (value === null) return 'null';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  if (typeof value === 'number') return serialiseNumber(value);
  if (!('kind' in value)) return `[${value.map(serialise).join(' ')}]`;
  switch (value.kind) {
    case 'name':
      return serialiseName(value.name);
    case 'ref':
      return `${value.number} 0 R`;
    case 'string':
      return serialiseString(value);
    case 'dict': {
      const entries = [...value.entries].map(([key, entry]) => `${serialiseName(key)} ${serialise(entry)}`);
      return entries.length === 0 ? '<< >>' : `<< ${entries.join(' ')} >>`;
    }
  }
}

/** A number with at most four decimals and no exponent. */
export function serialiseNumber(value: number): string {
  if (!Number.isFinite(value) || Math.abs(value) > 4_000_000_000) throw new RangeError(`not a PDF number: ${value}`);
  const fixed = Number.isInteger(value) ? String(value) : value.toFixed(4).replace(/\.?0+$/, '');
  return fixed === '-0' ? '0' : fixed;
}

function serialiseName(text: string): string {
  if (!namePattern.test(text)) throw new RangeError('name outside the allowed characters');
  return `/${text}`;
}

function serialiseString(value: CosString): string {
  if (value.form === 'hex') return `<${Buffer.from(value.bytes).toString('hex')}>`;
  const escaped = Buffer.from(value.bytes)
    .toString('latin1')
    .replace(/[\\()]/g, (c) => `\\${c}`)
    .replace(/[^\x20-\x7e]/g, (c) => `\\${c.charCodeAt(0).toString(8).padStart(3, '0')}`);
  return `(${escaped})`;
}

/** Whether two values have the same spelling; never for a value that is not there. */
export function same(a: Cos | undefined, b: Cos): boolean {
  return a !== undefined && serialise(a) === serialise(b);
}

/** The pieces of an indirect object, in order; a stream's bytes are passed through untouched. */
export function objectPieces(object: CosObject): Uint8Array[] {
  const head = `${object.number} 0 obj\n${serialise(object.value)}\n`;
  if (object.stream === undefined) return [Buffer.from(`${head}endobj\n`, 'latin1')];
  return [Buffer.from(`${head}stream\n`, 'latin1'), object.stream, Buffer.from('\nendstream\nendobj\n', 'latin1')];
}
