/**
 * Documents at rest: AES-256-GCM in segments, after the STREAM construction (Hoang, Reyhanitabar, Rogaway, Vizár 2015).
 * A segment can be read without the ones before it; cutting, swapping or repeating segments is noticed.
 *
 *     header    "TRAMDOC1" ‖ salt (16)
 *     segment   ciphertext (≤ 256 KiB) ‖ tag (16); nonce = 7 zero bytes ‖ counter (4, big-endian) ‖ last? (1)
 *
 * The file key is HKDF-SHA-256(dossier key, salt, document id), so a nonce never meets the same key twice and a file
 * cannot pose as another.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { type FileHandle, open } from 'node:fs/promises';
import { setImmediate as immediate } from 'node:timers/promises';
import { writeDurably, writeDurablyBy } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { release } from './release.ts';

const magic = Buffer.from('TRAMDOC1');
const saltLength = 16;
const tagLength = 16;
const segmentLength = 256 * 1024;
const sealedSegmentLength = segmentLength + tagLength;
const headerLength = magic.length + saltLength;

function fileKey(key: Uint8Array, salt: Uint8Array, documentId: string): Buffer {
  return Buffer.from(hkdfSync('sha256', key, salt, `tram document ${documentId}`, 32));
}

function nonceFor(index: number, last: boolean): Buffer {
  const nonce = Buffer.alloc(12);
  nonce.writeUInt32BE(index, 7);
  nonce[11] = last ? 1 : 0;
  return nonce;
}

/** The sealed pieces of `data`, header first. `key` is not needed any more when this returns. */
export function seal(key: Uint8Array, documentId: string, data: Uint8Array): Iterable<Buffer> {
  const salt = randomBytes(saltLength);
  return sealedPieces(fileKey(key, salt, documentId), salt, data);
}

function* sealedPieces(secret: Buffer, salt: Buffer, data: Uint8Array): Generator<Buffer> {
  yield Buffer.concat([magic, salt]);
  const count = Math.max(1, Math.ceil(data.length / segmentLength));
  for (let index = 0; index < count; index++) {
    const cipher = createCipheriv('aes-256-gcm', secret, nonceFor(index, index === count - 1));
    yield cipher.update(data.subarray(index * segmentLength, (index + 1) * segmentLength));
    cipher.final();
    yield cipher.getAuthTag();
  }
}

/** How long the sealed file of `length` bytes is. */
export function sealedLength(length: number): number {
  return headerLength + length + Math.max(1, Math.ceil(length / segmentLength)) * tagLength;
}

/** Writes `data` sealed and durably under `path`. */
export async function writeSealed(path: string, key: Uint8Array, documentId: string, data: Uint8Array): Promise<void> {
  await writeDurably(path, releasedInTurn(seal(key, documentId, data)));
}

/** Takes the next bytes of a document in the clear. They may be used for something else when it resolves. */
export type PutPlain = (piece: Uint8Array) => Promise<void>;

/**
 * Writes a document sealed and durably while it is made: no more than a segment of it is in memory here. When `write`
 * fails there is no file.
 */
export async function writeSealedBy<T>(
  path: string,
  key: Uint8Array,
  documentId: string,
  write: (put: PutPlain) => Promise<Result<T>>,
): Promise<Result<T>> {
  const salt = randomBytes(saltLength);
  const secret = fileKey(key, salt, documentId);
  return await writeDurablyBy(path, async (put) => {
    await put(Buffer.concat([magic, salt]));
    const segment = Buffer.allocUnsafeSlow(segmentLength);
    let [held, index] = [0, 0];
    const flush = async (last: boolean): Promise<void> => {
      const cipher = createCipheriv('aes-256-gcm', secret, nonceFor(index++, last));
      await put(cipher.update(segment.subarray(0, held)));
      cipher.final();
      await put(cipher.getAuthTag());
      held = 0;
    };
    const written = await write(async (piece) => {
      for (let at = 0; at < piece.length; ) {
        // A full segment waits until more comes: the last one of a document is marked as such.
        if (held === segmentLength) await flush(false);
        const length = Math.min(segmentLength - held, piece.length - at);
        segment.set(piece.subarray(at, at + length), held);
        held += length;
        at += length;
      }
    });
    if (written.ok) await flush(true);
    return written;
  });
}

/** The pieces, each given up when the next one is asked for. */
function* releasedInTurn(pieces: Iterable<Buffer>): Generator<Buffer> {
  for (const piece of pieces) {
    yield piece;
    release(piece);
  }
}

/** Which bytes of a document to read, in the clear. What lies beyond its end is left out. */
export interface DocumentRange {
  readonly offset: number;
  readonly length: number;
}

/**
 * Reads `length` bytes at `offset` of a sealed document (all of it by default), touching only the segments that it
 * needs and the last one: without the last, a file cut between two segments would pass for whole.
 * A file that is missing, unreadable, cut or changed is `STORE-DOCUMENT-DAMAGED`.
 */
export async function readSealed(
  path: string,
  key: Uint8Array,
  documentId: string,
  range: DocumentRange = { offset: 0, length: Number.POSITIVE_INFINITY },
): Promise<Result<Buffer>> {
  if (!(range.offset >= 0 && range.length >= 0)) throw new RangeError('a range begins and ends within the document');
  const damaged = (reason: string) => fail('STORE-DOCUMENT-DAMAGED', { document: documentId, reason });
  const file = await open(path, 'r').catch(() => null);
  if (!file) return damaged('missing');
  try {
    const { size } = await file.stat();
    const header = await readExactly(file, 0, headerLength);
    if (!header?.subarray(0, magic.length).equals(magic)) return damaged('header');
    const secret = fileKey(key, header.subarray(magic.length), documentId);
    const count = Math.max(1, Math.ceil((size - headerLength) / sealedSegmentLength));
    const total = size - headerLength - count * tagLength;
    if (total < 0) return damaged('cut');
    const from = Math.min(range.offset, total);
    const to = Math.min(from + range.length, total);
    const first = Math.min(count - 1, Math.floor(from / segmentLength));
    const last = Math.max(first, Math.ceil(to / segmentLength) - 1);
    const wanted = await openSegments(file, secret, { first, last, count, size });
    if (!wanted) return damaged('segment');
    if (last < count - 1 && !(await openSegments(file, secret, { first: count - 1, last: count - 1, count, size }))) {
      return damaged('end');
    }
    return ok(wanted.subarray(from - first * segmentLength, to - first * segmentLength));
  } catch (error) {
    if (isUnreadable(error)) return damaged('unreadable');
    throw error;
  } finally {
    await file.close();
  }
}

/**
 * Which of several keys opens a document, told by its first segment; null when none does, or it cannot be read.
 *
 * @param candidates  ids and keys, the likeliest first; asked for one at a time
 */
export async function keyThatOpens(
  path: string,
  documentId: string,
  candidates: Iterable<readonly [id: string, key: Uint8Array]>,
): Promise<string | null> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return null;
  try {
    const { size } = await file.stat();
    const header = await readExactly(file, 0, headerLength);
    if (!header?.subarray(0, magic.length).equals(magic)) return null;
    const isOnly = size - headerLength <= sealedSegmentLength;
    const sealed = await readExactly(file, headerLength, Math.min(sealedSegmentLength, size - headerLength));
    if (!sealed) return null;
    let tried = 0;
    for (const [id, key] of candidates) {
      if (openSegment(fileKey(key, header.subarray(magic.length), documentId), sealed, 0, isOnly)) return id;
      tried += 1;
      // Thousands of keys must not hold up what else the process does.
      if (tried % 50 === 0) await immediate();
    }
    return null;
  } catch (error) {
    if (isUnreadable(error)) return null;
    throw error;
  } finally {
    await file.close();
  }
}

/** A disk that cannot read these sectors any more. */
function isUnreadable(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EIO';
}

async function readExactly(file: FileHandle, start: number, length: number): Promise<Buffer | null> {
  const bytes = Buffer.alloc(length);
  return (await fill(file, bytes, start)) ? bytes : null;
}

/** Fills `bytes` from `start` of the file on; false when the file ends before. */
async function fill(file: FileHandle, bytes: Buffer, start: number): Promise<boolean> {
  for (let filled = 0; filled < bytes.length; ) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
    if (bytesRead === 0) return false;
    filled += bytesRead;
  }
  return true;
}

/**
 * Segments `first` to `last` in the clear, or null when one of them is not as it was written. They are opened one by
 * one into their place: a copy of fifty pages is never in memory twice.
 */
async function openSegments(
  file: FileHandle,
  secret: Buffer,
  at: { readonly first: number; readonly last: number; readonly count: number; readonly size: number },
): Promise<Buffer | null> {
  const start = headerLength + at.first * sealedSegmentLength;
  const end = Math.min(at.size, headerLength + (at.last + 1) * sealedSegmentLength);
  const tags = (at.last - at.first + 1) * tagLength;
  const sealed = Buffer.allocUnsafeSlow(Math.min(sealedSegmentLength, end - start));
  const plain = Buffer.allocUnsafeSlow(Math.max(0, end - start - tags));
  for (let index = at.first; index <= at.last; index++) {
    const offset = headerLength + index * sealedSegmentLength;
    const segment = sealed.subarray(0, Math.min(sealedSegmentLength, end - offset));
    if (!(await fill(file, segment, offset))) return null;
    const piece = openSegment(secret, segment, index, index === at.count - 1);
    if (!piece) return null;
    piece.copy(plain, (index - at.first) * segmentLength);
    release(piece);
  }
  return plain;
}

function openSegment(secret: Buffer, sealed: Buffer, index: number, last: boolean): Buffer | null {
  if (sealed.length < tagLength) return null;
  const decipher = createDecipheriv('aes-256-gcm', secret, nonceFor(index, last), { authTagLength: tagLength });
  decipher.setAuthTag(sealed.subarray(sealed.length - tagLength));
  try {
    const plain = decipher.update(sealed.subarray(0, sealed.length - tagLength));
    decipher.final();
    return plain;
  } catch {
    return null;
  }
}
