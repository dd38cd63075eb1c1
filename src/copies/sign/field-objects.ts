import { civilTime } from '../../common/vietnam-time.ts';
import { type Cos, type CosDict, dict, hex, literal, name, ref, text } from '../cos/objects.ts';
import { serialiseNumber } from '../cos/serialise.ts';
import { heightOf, type Rectangle, widthOf } from '../units.ts';

/*
 * The objects that a signature revision adds, each made in one place: the verifier makes them again from what it reads
 * and compares, so a revision can hold nothing but its signature.
 */

/** The two signature fields of a copy: the signer's (chữ ký người ký) and the agency seal's (dấu cơ quan). */
export const fieldNames = { signer: 'ChuKyNguoiKy', seal: 'DauCoQuan' } as const;
export type FieldName = (typeof fieldNames)[keyof typeof fieldNames];

/** Room for the CMS in bytes; with its chain one has about 5 KB. */
export const contentsBytes = 16 * 1024;

export type ByteRange = readonly [number, number, number, number];

export interface SignatureFacts {
  /** Shown as the signer's name. */
  readonly signerName?: string;
  readonly reason?: string;
  readonly location?: string;
  /** Claimed time of signing, epoch milliseconds. */
  readonly at: number;
}

/** The signature dictionary (ISO 32000-1 §12.8.1, EN 319 142-1 §5.3). */
export function signatureValue(facts: SignatureFacts, contents: Uint8Array, byteRange: ByteRange): CosDict {
  const optional = (value: string | undefined): Cos | undefined => (value === undefined ? undefined : text(value));
  return dict({
    Type: name('Sig'),
    Filter: name('Adobe.PPKLite'),
    SubFilter: name('ETSI.CAdES.detached'),
    Name: optional(facts.signerName),
    Reason: optional(facts.reason),
    Location: optional(facts.location),
    M: literal(pdfDate(facts.at)),
    Contents: hex(contents),
    ByteRange: byteRange,
  });
}

/** Vietnamese time with its offset (§7.9.4): `D:20261121090507+07'00'`. */
export function pdfDate(at: number): string {
  const t = civilTime(at);
  const two = (n: number): string => String(n).padStart(2, '0');
  const day = `${t.year}${two(t.month)}${two(t.day)}`;
  return `D:${day}${two(t.hour)}${two(t.minute)}${two(t.second)}+07'00'`;
}

export interface FieldParts {
  readonly fieldName: FieldName;
  readonly rectangle: Rectangle;
  readonly page: number;
  readonly appearance: number;
  readonly value: number;
}

/** Field and widget in one. Flags: Print and Locked, as PDF/A asks (ISO 19005-2 §6.3.2). */
export function signatureField(parts: FieldParts): CosDict {
  const { left, bottom, right, top } = parts.rectangle;
  return dict({
    Type: name('Annot'),
    Subtype: name('Widget'),
    FT: name('Sig'),
    T: literal(parts.fieldName),
    F: 4 + 128,
    Rect: [left, bottom, right, top],
    P: ref(parts.page),
    AP: dict({ N: ref(parts.appearance) }),
    V: ref(parts.value),
  });
}

/** The appearance stream's dictionary and content: the picture over the whole rectangle. */
export function appearance(box: Rectangle, image: number): { entries: CosDict; content: string } {
  const [width, height] = [widthOf(box), heightOf(box)].map((side) => Math.round(side * 100) / 100);
  const entries = dict({
    Type: name('XObject'),
    Subtype: name('Form'),
    BBox: [0, 0, width ?? 0, height ?? 0],
    Resources: dict({ XObject: dict({ Im: ref(image) }) }),
  });
  return { entries, content: `q ${serialiseNumber(width ?? 0)} 0 0 ${serialiseNumber(height ?? 0)} 0 0 cm /Im Do Q` };
}

/** A picture with its soft mask, or, without `softMask`, the mask itself. */
export function flateImage(widthPx: number, heightPx: number, softMask?: number): CosDict {
  return dict({
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: widthPx,
    Height: heightPx,
    ColorSpace: name(softMask === undefined ? 'DeviceGray' : 'DeviceRGB'),
    BitsPerComponent: 8,
    Filter: name('FlateDecode'),
    SMask: softMask === undefined ? undefined : ref(softMask),
  });
}

/** The form dictionary. SigFlags 3: signatures exist, append only (ISO 32000-1 §12.7.2). */
export function form(fields: readonly number[]): CosDict {
  return dict({ SigFlags: 3, Fields: fields.map(ref) });
}

/**
 * Where the angle bracket of `/Contents` stands in the signature dictionary that begins at `from`. What stands before it
 * there cannot hold this word: names are fixed and texts hexadecimal.
 */
export function contentsOffset(bytes: Uint8Array, from: number): number {
  const word = '/Contents <';
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return view.indexOf(word, from, 'latin1') + word.length - 1;
}
