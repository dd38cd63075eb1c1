import { createHash, randomBytes } from 'node:crypto';
import type { OutgoingDocument } from '../../connector.ts';

/** A file as the one part of a multipart form (RFC 7578), whole in memory: the receiver takes it whole or not at all. */
export interface FileForm {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly contentType: string;
  /** The file's own bytes in the form. */
  readonly file: Uint8Array;
}

const pieceBytes = 1024 * 1024;

/** Reads the copy into a form with the field `files`. Throws when the copy cannot be read. */
export async function fileForm({ copy, filename }: OutgoingDocument): Promise<FileForm> {
  const boundary = `tram-${randomBytes(18).toString('hex')}`;
  const head = Buffer.from(
    `--${boundary}\r\nContent-Disposition: form-data; name="files"; filename="${filename}"\r\nContent-Type: application/pdf\r\n\r\n`,
  );
  const tail = Buffer.from(`\r\n--${boundary}--\r\n`);
  const body = new Uint8Array(head.length + copy.length + tail.length);
  body.set(head);
  for (let at = 0; at < copy.length; at += pieceBytes) {
    const wanted = Math.min(pieceBytes, copy.length - at);
    const piece = await copy.read(at, wanted);
    if (piece.byteLength !== wanted) throw new Error('the copy ends early');
    body.set(piece, head.length + at);
  }
  body.set(tail, head.length + copy.length);
  return {
    body,
    contentType: `multipart/form-data; boundary=${boundary}`,
    file: body.subarray(head.length, head.length + copy.length),
  };
}

/** Digests by how long they are, written as hex and as base64. */
const digests = [
  { name: 'md5', hex: 32, base64: 24 },
  { name: 'sha1', hex: 40, base64: 28 },
  { name: 'sha256', hex: 64, base64: 44 },
  { name: 'sha512', hex: 128, base64: 88 },
] as const;

/**
 * Whether a hash that the receiver named is that of the file; null when it has the form of no digest known. Which one it
 * uses is not documented.
 */
export function isHashOf(hash: string, file: Uint8Array): boolean | null {
  const hex = /^[0-9a-f]+$/i.test(hash) ? digests.find((one) => one.hex === hash.length) : undefined;
  if (hex) return createHash(hex.name).update(file).digest('hex') === hash.toLowerCase();
  const base64 = digests.find((one) => one.base64 === hash.length);
  return base64 ? createHash(base64.name).update(file).digest('base64') === hash : null;
}
