import { randomBytes } from 'node:crypto';
import type { Clock } from './clock.ts';

let lastInstant = -1;
let counter = 0;

/**
 * A UUID version 7 (RFC 9562 §5.7): sorts by the time it was made, and those that one process makes within a
 * millisecond sort in their order. For that the twelve bits after the version are a counter (§6.2, method 1), which
 * begins in the lower half of its range and starts over after that; the other 62 bits are random and alone keep ids apart.
 */
export function newId(clock: Clock): string {
  const bytes = randomBytes(16);
  const instant = clock.now();
  counter = instant === lastInstant ? (counter + 1) & 0xfff : bytes.readUInt16BE(6) & 0x7ff;
  lastInstant = instant;
  bytes.writeUIntBE(instant, 0, 6);
  bytes.writeUInt16BE(0x7000 | counter, 6);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/** The form of every id that a client may choose itself. */
export const idPattern = '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$';
