import { promisify } from 'node:util';
import { gunzip, gzip } from 'node:zlib';

/** A shorter body gains nothing by being packed, bytes. */
const leastBytes = 860;

/** Which servers have said that they take a packed body (RFC 7694: `Accept-Encoding` in an answer). */
export class ContentCodings {
  readonly #takers = new Set<string>();
  /** Those that refused one: what they or a device before them offer later counts no more, until the next start. */
  readonly #refusers = new Set<string>();

  /** Whether the server behind `url` has said so, and has never refused one. */
  takesGzip(url: string): boolean {
    const { origin } = new URL(url);
    return this.#takers.has(origin) && !this.#refusers.has(origin);
  }

  /** What an answer says of it; one that does not mention it changes nothing. */
  heard(url: string, headers: Headers): void {
    const accepted = headers.get('accept-encoding');
    if (accepted === null) return;
    if (namesGzip(accepted)) this.#takers.add(new URL(url).origin);
    else this.#takers.delete(new URL(url).origin);
  }

  /** A packed body was refused for being packed: nothing goes packed to this server any more. */
  refused(url: string): void {
    this.#refusers.add(new URL(url).origin);
  }
}

/** Whether an Accept-Encoding (RFC 9110 §12.5.3) names gzip and does not forbid it. */
function namesGzip(value: string): boolean {
  return value
    .toLowerCase()
    .split(',')
    .map((one) => one.split(';').map((part) => part.trim()))
    .some(([coding, ...parameters]) => {
      const forbidden = parameters.some((parameter) => /^q=0(\.0*)?$/.test(parameter));
      return (coding === 'gzip' || coding === 'x-gzip') && !forbidden;
    });
}

/** The body packed, or undefined where that gains nothing. */
export async function packed(body: string | Uint8Array): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const bytes = typeof body === 'string' ? Buffer.from(body) : body;
  if (bytes.byteLength < leastBytes) return undefined;
  const small = await promisify(gzip)(bytes, { level: 9 });
  return small.byteLength < bytes.byteLength ? Uint8Array.from(small) : undefined;
}

/**
 * An answer's content. `oversized` when it unpacks to more than `limit` bytes, of which no more are ever held;
 * `unreadable` when it is damaged, or packed in a way that was not asked for.
 */
export async function unpacked(
  bytes: Buffer,
  coding: string | null,
  limit: number,
): Promise<Buffer | 'oversized' | 'unreadable'> {
  switch (coding?.trim().toLowerCase() ?? '') {
    case '':
    case 'identity':
      return bytes;
    case 'gzip':
    case 'x-gzip':
      // A HEAD's answer names a coding and has no content.
      if (bytes.byteLength === 0) return bytes;
      try {
        return await promisify(gunzip)(bytes, { maxOutputLength: limit });
      } catch (error) {
        return (error as { code?: unknown }).code === 'ERR_BUFFER_TOO_LARGE' ? 'oversized' : 'unreadable';
      }
    default:
      return 'unreadable';
  }
}
