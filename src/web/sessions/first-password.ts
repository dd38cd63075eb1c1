import { randomInt } from 'node:crypto';

/** Letters and digits that nobody takes for one another when they are written on a slip of paper. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password for the first sign-in, such as `k7mp-3xwd-q9ht-b4nz`: 79 bits, easily typed. */
export function makeFirstPassword(): string {
  const group = (): string => Array.from({ length: 4 }, () => signs[randomInt(signs.length)]).join('');
  return Array.from({ length: 4 }, group).join('-');
}
