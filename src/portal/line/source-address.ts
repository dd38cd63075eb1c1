import { isIPv4 } from 'node:net';
import { networkInterfaces } from 'node:os';

/**
 * The own IPv4 address from which a line's connections leave: given as such, or by the name of the interface that has it
 * now (a modem gets another one with each dialling). Null: the interface has none, so nothing leaves by it.
 */
export function sourceAddress(source: string): string | null {
  if (isIPv4(source)) return source;
  const own = networkInterfaces()[source]?.find(({ family }) => family === 'IPv4');
  return own?.address ?? null;
}
