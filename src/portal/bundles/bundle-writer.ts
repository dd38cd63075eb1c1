/**
 * A bundle as a file:
 *
 *     "TRAM-BUNDLE 1\n"   what it is, in the clear
 *     age v1              encrypted to the one station that is to read it:
 *         length (4, big-endian) ‖ manifest (JSON)
 *         signature (64)  Ed25519 over "tram bundle 1\n" ‖ manifest
 *         the parts, one behind the other, in the manifest's order
 */
import { createHash } from 'node:crypto';
import { encryptTo } from '../../common/age.ts';
import type { BundleIdentity } from './identity.ts';
import type { BundlePart, Manifest } from './manifest.ts';

export const magic = Buffer.from('TRAM-BUNDLE 1\n');

/** What the signature is over. */
export function signedBytes(manifest: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from('tram bundle 1\n'), manifest]);
}

/** The bytes of a part, in pieces. */
export type PartSource = (part: BundlePart) => AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

/** A part is not what its manifest says: the station's own copy has changed under its hands. */
export class PartChanged extends Error {
  readonly part: BundlePart;

  constructor(part: BundlePart) {
    super(`the part ${part.id} is not what it was`);
    this.part = part;
  }
}

/**
 * The bytes of a bundle, made while they are asked for; no more than a piece is in memory. Each part is hashed on its way
 * and must be what the manifest says, or `PartChanged` is thrown and the file does not come to be.
 */
export async function* bundleBytes(
  manifest: Manifest,
  source: PartSource,
  identity: BundleIdentity,
): AsyncGenerator<Uint8Array> {
  yield magic;
  yield* await encryptTo([manifest.to.recipient], plainBytes(manifest, source, identity));
}

async function* plainBytes(
  manifest: Manifest,
  source: PartSource,
  identity: BundleIdentity,
): AsyncGenerator<Uint8Array> {
  const text = Buffer.from(JSON.stringify(manifest));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  yield Buffer.concat([length, text, identity.sign(signedBytes(text))]);
  for (const part of manifest.parts) {
    const hash = createHash('sha256');
    let passed = 0;
    for await (const piece of source(part)) {
      hash.update(piece);
      passed += piece.length;
      yield piece;
    }
    if (passed !== part.length || hash.digest('hex') !== part.sha256) throw new PartChanged(part);
  }
}
