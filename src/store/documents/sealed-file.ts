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
import { open } from 'node:fs/promises';
import { writeDurably } from '../../common/durable-file.ts';
import { fail, ok, type Result } from '../../common/result.ts';

const magic = Buffer.from('TRAMDOC1');
const saltLength = 16;
const tagLength = 16;
const segmentLength = 256 * 1024;
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

/** The sealed pieces of `data`, header first. */
export function* seal(key: Uint8Array, documentId: string, data: Uint8Array): Generator<Buffer> {
  const salt = randomBytes(saltLength);
  const secret = fileKey(key, salt, documentId);
  yield Buffer.concat([magic, salt]);
  const count = Math.max(1, Math.ceil(data.length / segmentLength));
  for (let index = 0; index < count; index++) {
    const cipher = createCipheriv('aes-256-gcm', secret, nonceFor(index, index === count - 1));
    yield cipher.update(data.subarray(index * segmentLength, (index + 1) * segmentLength));
    cipher.final();
    yield cipher.getAuthTag();
  }
}

/** Writes `data` sealed and durably under `path`. */
export async function writeSealed(path: string, key: Uint8Array, documentId: string, data: Uint8Array): Promise<void> {
  await writeDurably(path, seal(key, documentId, data));
}

/**
 * Reads `length` bytes at `offset` of a sealed document (all of it by default), touching only the segments it needs.
 * A file that is missing, cut or changed is `STORE-DOCUMENT-DAMAGED`.
 */
export async function readSealed(
  path: string,
  key: Uint8Array,
  documentId: string,
  range: { readonly offset: number; readonly length: number } = { offset: 0, length: Number.POSITIVE_INFINITY },
): Promise<Result<Buffer>> {
  const file = await open(path, 'r').catch(() => null);
  if (!file) return fail('STORE-DOCUMENT-DAMAGED', { document: documentId, reason: 'missing' });
  try {
    const size = (await file.stat()).size;
    const header = Buffer.alloc(headerLength);
    await file.read(header, 0, headerLength, 0);
    if (!header.subarray(0, magic.length).equals(magic)) {
      return fail('STORE-DOCUMENT-DAMAGED', { document: documentId, reason: 'header' });
    }
    const secret = fileKey(key, header.subarray(magic.length), documentId);
    const sealedSegment = segmentLength + tagLength;
    const count = Math.max(1, Math.ceil((size - headerLength) / sealedSegment));
    const total = size - headerLength - count * tagLength;
    const from = Math.min(range.offset, total);
    const to = Math.min(from + range.length, total);
    const first = Math.floor(from / segmentLength);
    const last = Math.max(first, Math.min(count - 1, Math.ceil(to / segmentLength) - 1));
    const start = headerLength + first * sealedSegment;
    const sealed = Buffer.alloc(Math.max(0, Math.min(size, headerLength + (last + 1) * sealedSegment) - start));
    await file.read(sealed, 0, sealed.length, start);
    const pieces: Buffer[] = [];
    for (let index = first; index <= last; index++) {
      const piece = sealed.subarray((index - first) * sealedSegment, (index - first + 1) * sealedSegment);
      const opened = openSegment(secret, piece, index, index === count - 1);
      if (!opened) return fail('STORE-DOCUMENT-DAMAGED', { document: documentId, reason: 'segment', segment: index });
      pieces.push(opened);
    }
    const whole = pieces.length === 1 && pieces[0] ? pieces[0] : Buffer.concat(pieces);
    return ok(whole.subarray(from - first * segmentLength, to - first * segmentLength));
  } finally {
    await file.close();
  }
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
