import { inflateSync } from 'node:zlib';
import { type Cos, type CosDict, isArray, isDict, isName } from '../../cos/objects.ts';
import { limits, Unreadable } from '../limits.ts';

/** The data of a cross-reference, object or evidence stream: unfiltered, or one FlateDecode with a PNG predictor. */
export function decoded(dict: CosDict, data: Uint8Array): Uint8Array {
  const filter = only(dict.entries.get('Filter'));
  if (filter === undefined) return data;
  if (!isName(filter) || filter.name !== 'FlateDecode') throw new Unreadable('malformed', 'filter');
  const parameters = only(dict.entries.get('DecodeParms'));
  let flat: Buffer;
  try {
    flat = inflateSync(data, { maxOutputLength: limits.inflatedBytes });
  } catch (error) {
    // Whatever is not said of the data themselves is a lack of room: nothing is concluded from that.
    const wrong =
      error instanceof Error && 'code' in error && ['Z_DATA_ERROR', 'Z_BUF_ERROR'].includes(`${error.code}`);
    throw new Unreadable(wrong ? 'malformed' : 'too-large', 'stream');
  }
  if (!isDict(parameters)) return flat;
  const number = (key: string, otherwise: number): number => {
    const value = parameters.entries.get(key) ?? otherwise;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0) throw new Unreadable('malformed', key);
    return value;
  };
  if (number('Predictor', 1) === 1) return flat;
  if (number('Predictor', 1) < 10 || number('Colors', 1) !== 1 || number('BitsPerComponent', 8) !== 8) {
    throw new Unreadable('malformed', 'predictor');
  }
  return unpredicted(flat, number('Columns', 1));
}

function only(value: Cos | undefined): Cos | undefined {
  if (!isArray(value)) return value;
  if (value.length > 1) throw new Unreadable('malformed', 'several filters');
  return value[0];
}

/** Undoes the PNG predictors (RFC 2083 §6) for rows of `columns` octets. */
function unpredicted(data: Uint8Array, columns: number): Uint8Array {
  const rows = data.length / (columns + 1);
  if (columns < 1 || !Number.isInteger(rows)) throw new Unreadable('malformed', 'predictor rows');
  const out = Buffer.alloc(rows * columns);
  for (let row = 0; row < rows; row++) {
    const kind = data[row * (columns + 1)];
    for (let column = 0; column < columns; column++) {
      const raw = data[row * (columns + 1) + 1 + column] ?? 0;
      const left = column > 0 ? (out[row * columns + column - 1] ?? 0) : 0;
      const up = row > 0 ? (out[(row - 1) * columns + column] ?? 0) : 0;
      const corner = row > 0 && column > 0 ? (out[(row - 1) * columns + column - 1] ?? 0) : 0;
      out[row * columns + column] = (raw + predicted(kind, left, up, corner)) & 0xff;
    }
  }
  return out;
}

function predicted(kind: number | undefined, left: number, up: number, corner: number): number {
  if (kind === 0) return 0;
  if (kind === 1) return left;
  if (kind === 2) return up;
  if (kind === 3) return (left + up) >> 1;
  if (kind !== 4) throw new Unreadable('malformed', 'predictor kind');
  const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
  return a <= b && a <= c ? left : b <= c ? up : corner;
}
