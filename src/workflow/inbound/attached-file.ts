import type { AttachedFile } from '../../portal/index.ts';
import type { KeptFile } from './content.ts';

/** What is kept of a request's files. More than this is named and not kept: the paper is brought anyway. */
export const fileLimits = { files: 20, bytes: 8 * 1024 * 1024, pixels: 50_000_000 } as const;

type Kind = NonNullable<KeptFile['kind']>;

const beginnings: readonly (readonly [Kind, readonly number[]])[] = [
  ['jpeg', [0xff, 0xd8, 0xff]],
  ['png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
];

/** What a file is by its first bytes: its name says what its sender likes. Null for what the office does not take. */
export function kindOf(bytes: Uint8Array): Kind | null {
  return beginnings.find(([, first]) => first.every((byte, index) => bytes[index] === byte))?.[0] ?? null;
}

/**
 * How many pixels a picture says to have, by its own header (PNG: IHDR; JPEG: the first start of frame): a small file can
 * unfold to more than the memory of the box. Null when it does not say.
 */
export function pixelsOf(bytes: Uint8Array, kind: 'jpeg' | 'png'): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (kind === 'png') return view.byteLength < 24 ? null : view.getUint32(16) * view.getUint32(20);
  for (let at = 2; at + 9 <= view.byteLength; ) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) return view.getUint16(at + 5) * view.getUint16(at + 7);
    // A fill byte before a marker counts alone.
    at += marker === 0xff ? 1 : 2 + view.getUint16(at + 2);
  }
  return null;
}

function faultOf(bytes: Uint8Array, kind: Kind | null, place: number): KeptFile['fault'] {
  if (place >= fileLimits.files) return 'many';
  if (bytes.length > fileLimits.bytes) return 'size';
  if (kind === null || kind === 'pdf') return kind === null ? 'kind' : null;
  const pixels = pixelsOf(bytes, kind);
  return pixels === null ? 'damaged' : pixels > fileLimits.pixels ? 'size' : null;
}

/** A file to keep, or the reason why it is not kept. `place`: counted from 0 among the files of its request. */
export function judgeFile(file: AttachedFile, place: number): Omit<KeptFile, 'documentId'> {
  const name =
    file.name
      .replaceAll(/[\p{Cc}\p{Cf}]/gu, '')
      .trim()
      .slice(0, 200) || '—';
  const { bytes } = file;
  if (bytes === null) return { name, bytes: 0, kind: null, fault: 'damaged' };
  const kind = kindOf(bytes);
  return { name, bytes: bytes.length, kind, fault: faultOf(bytes, kind, place) };
}
