import { encode } from 'uqr';

/** The rows of a QR code with medium error correction and no quiet zone, `1` for a dark module; null for no text. */
export function qrRows(text: string | null): string[] | null {
  if (text === null || text === '') return null;
  const { data } = encode(text, { ecc: 'M', border: 0 });
  return data.map((row) => row.map((dark) => (dark ? '1' : '0')).join(''));
}
