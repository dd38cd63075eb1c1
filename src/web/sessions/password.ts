import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';

/** Argon2id with the second recommended choice of RFC 9106 §4: 64 MiB, three passes, four lanes. */
const cost = { memory: 65_536, passes: 3, parallelism: 4, tagLength: 32 } as const;

function derive(password: string, salt: Buffer, options: typeof cost | Cost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    argon2('argon2id', { message: password.normalize('NFC'), nonce: salt, ...options }, (error, tag) =>
      error ? reject(error) : resolve(Buffer.from(tag)),
    );
  });
}

interface Cost {
  readonly memory: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly tagLength: number;
}

/** The stored form of a password, in PHC notation: `$argon2id$v=19$m=65536,t=3,p=4$salt$tag`. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt, cost);
  const encode = (b: Buffer) => b.toString('base64').replaceAll('=', '');
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${encode(salt)}$${encode(tag)}`;
}

/** Whether `password` is the one stored. Takes as long for a wrong one as for the right one. */
export async function checkPassword(password: string, stored: string): Promise<boolean> {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(stored);
  if (!match) return false;
  const [, memory, passes, parallelism, salt = '', tag = ''] = match;
  const expected = Buffer.from(tag, 'base64');
  const actual = await derive(password, Buffer.from(salt, 'base64'), {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    tagLength: expected.length,
  });
  return timingSafeEqual(actual, expected);
}

/** A hash that no password fits: checked for unknown names, so that they take as long as known ones. */
export const noPassword = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$AAAAAAAAAAAAAAAAAAAAAA$${'A'.repeat(43)}`;
