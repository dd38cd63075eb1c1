import { createHash, randomBytes } from 'node:crypto';

/** `__Host-`: only this host set it, over HTTPS, for all its paths (RFC 6265bis §4.1.3.2). */
export const keyCookie = '__Host-tram-screen';

/** Kept for as long as a browser keeps anything (400 days, RFC 6265bis §5.5); each start of the screens begins it anew. */
export const keyCookieOptions = {
  path: '/',
  secure: true,
  httpOnly: true,
  sameSite: 'strict',
  maxAge: 400 * 86_400,
} as const;

/** A device key; the browser alone knows it. */
export function newKey(): string {
  return randomBytes(32).toString('base64url');
}

/** The name under which a device key is kept: whoever reads the database cannot pass for the screen. */
export function hashOfKey(key: string): Buffer {
  return createHash('sha256').update(key).digest();
}
