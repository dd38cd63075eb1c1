import { createHash } from 'node:crypto';
import { Value } from 'typebox/value';
import { decryptWith } from '../../common/age.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { bounds } from './bounds.ts';
import { magic, signedBytes } from './bundle-writer.ts';
import { ByteQueue } from './byte-queue.ts';
import { type BundleIdentity, isSignedBy, signatureLength } from './identity.ts';
import { type BundlePart, Manifest, partBytes } from './manifest.ts';

/** A manifest whose signature is good, and the SHA-256 of its bytes, by which the same bundle is known again. */
export interface OpenedManifest {
  readonly manifest: Manifest;
  readonly sha256: string;
}

/** Who reads a bundle, and what is done with what it holds. */
export interface BundleReading<T> {
  readonly identity: BundleIdentity;
  /**
   * Asked when the signature is good, before any part is read: is the signer known, is this bundle for us, is it new?
   * A failure ends the reading; so does null, when nothing more needs to be known of it.
   */
  readonly begin: (opened: OpenedManifest) => Result<T | null>;
  /** Takes a part: all of `data`, whose hash has been compared when it ends. A failure ends the reading. */
  readonly take: (begun: T, part: BundlePart, data: AsyncIterable<Uint8Array>) => Promise<Result<void>>;
}

const damaged = (reason: string) => fail('BUNDLE-DAMAGED', { reason });

/** Carries a failure out of the stream that it is found in. */
class Undecipherable extends Error {
  readonly failure: Result<never>;

  constructor(failure: Result<never>) {
    super('undecipherable');
    this.failure = failure;
  }
}

/** The header of an age file to one X25519 recipient, which is all that a bundle has: it has this length and no other. */
const ageHeader = /^age-encryption\.org\/v1\n-> X25519 [A-Za-z0-9+/]{43}\n[A-Za-z0-9+/]{43}\n--- [A-Za-z0-9+/]{43}\n$/;
const ageHeaderLength = 168;

/**
 * Reads a bundle as it comes, from bytes that anybody may have made. Nothing counts before it has ended well: whatever
 * `take` kept is the caller's to drop on a failure. An exception of the source (a stick that was pulled) is passed on.
 *
 * BUNDLE-UNREADABLE (no bundle, or of a later form), BUNDLE-NOT-FOR-US, BUNDLE-DAMAGED, BUNDLE-SIGNATURE, and the
 * failures of `begin` and `take`.
 */
export async function readBundle<T>(
  source: AsyncIterable<Uint8Array>,
  reading: BundleReading<T>,
): Promise<Result<OpenedManifest & { readonly begun: T | null }>> {
  const outer = new ByteQueue(source);
  let inner: ByteQueue | null = null;
  try {
    const head = await outer.take(magic.length);
    if (!head?.equals(magic)) return fail('BUNDLE-UNREADABLE');
    inner = new ByteQueue(decrypted(outer, reading.identity));
    const opened = await readManifest(inner, reading.identity);
    if (!opened.ok) return opened;
    const begun = reading.begin(opened.value);
    if (!begun.ok) return begun;
    if (begun.value === null) return ok({ ...opened.value, begun: null });
    for (const part of opened.value.manifest.parts) {
      const taken = await reading.take(begun.value, part, checked(inner, part));
      if (!taken.ok) return taken;
    }
    if (!(await inner.isAtEnd()) || !(await outer.isAtEnd())) return damaged('length');
    return ok({ ...opened.value, begun: begun.value });
  } catch (error) {
    if (error instanceof Undecipherable) return error.failure;
    throw error;
  } finally {
    await inner?.close().catch(() => {});
    await outer.close().catch(() => {});
  }
}

/** The bytes in the clear. An error of the source has a code of the operating system and is passed on as it is. */
async function* decrypted(outer: ByteQueue, identity: BundleIdentity): AsyncGenerator<Uint8Array> {
  const header = await outer.take(ageHeaderLength);
  // Looked at first: the library would read a line without end into memory.
  if (!header || !ageHeader.test(header.toString('latin1'))) throw new Undecipherable(damaged('header'));
  async function* whole(): AsyncGenerator<Uint8Array> {
    if (header) yield header;
    yield* outer.pieces(bounds.bundle);
  }
  try {
    yield* await decryptWith(identity.open, whole());
  } catch (error) {
    if (!(error instanceof Error) || ('code' in error && typeof error.code === 'string')) throw error;
    const foreign = /no identity matched/.test(error.message);
    throw new Undecipherable(foreign ? fail('BUNDLE-NOT-FOR-US') : damaged('encryption'));
  }
}

async function readManifest(inner: ByteQueue, identity: BundleIdentity): Promise<Result<OpenedManifest>> {
  const length = (await inner.take(4))?.readUInt32BE(0) ?? 0;
  if (length === 0 || length > bounds.manifest) return damaged('manifest');
  const text = await inner.take(length);
  const signature = await inner.take(signatureLength);
  return text && signature ? judgeManifest(text, signature, identity) : damaged('manifest');
}

/**
 * Whether a manifest is one, is signed by the key that it names, and is for this station. BUNDLE-UNREADABLE (of a later
 * form), BUNDLE-DAMAGED, BUNDLE-SIGNATURE, BUNDLE-NOT-FOR-US.
 */
export function judgeManifest(
  text: Buffer,
  signature: Uint8Array,
  identity: Pick<BundleIdentity, 'recipient'>,
): Result<OpenedManifest> {
  let value: unknown;
  try {
    value = JSON.parse(text.toString('utf8'));
  } catch {
    return damaged('manifest');
  }
  if (isOfLaterForm(value)) return fail('BUNDLE-UNREADABLE', { form: value.form });
  if (!Value.Check(Manifest, value)) return damaged('manifest');
  if (!isSignedBy(value.from.signingKey, signedBytes(text), signature)) return fail('BUNDLE-SIGNATURE');
  if (value.to.recipient !== identity.recipient) return fail('BUNDLE-NOT-FOR-US');
  const lists = value.parts.filter((part) => part.kind !== 'copy');
  if (partBytes(value.parts) > bounds.bundle || lists.some((part) => part.length > bounds.list)) return damaged('size');
  if (new Set(value.parts.map((part) => part.id)).size !== value.parts.length) return damaged('parts');
  return ok({ manifest: value, sha256: createHash('sha256').update(text).digest('hex') });
}

function isOfLaterForm(value: unknown): value is { form: number } {
  return (
    typeof value === 'object' && value !== null && 'form' in value && typeof value.form === 'number' && value.form > 1
  );
}

/** The bytes of a part; throws at their end when they are not what the manifest says. */
async function* checked(inner: ByteQueue, part: BundlePart): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256');
  let passed = 0;
  for await (const piece of inner.pieces(part.length)) {
    hash.update(piece);
    passed += piece.length;
    yield piece;
  }
  if (passed !== part.length || hash.digest('hex') !== part.sha256) throw new Undecipherable(damaged('part'));
}
