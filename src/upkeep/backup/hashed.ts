import type { Hash } from 'node:crypto';

/** The same pieces, each taken into the hash as it passes. */
export async function* hashed(data: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of data) {
    hash.update(piece);
    yield piece;
  }
}
