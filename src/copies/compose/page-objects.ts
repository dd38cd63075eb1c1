import type { Turn } from '../../certification/arrangement.ts';
import { type Cos, type CosDict, type CosObject, dict, name, ref, stream } from '../cos/objects.ts';
import { serialiseNumber } from '../cos/serialise.ts';
import type { JpegInfo } from './jpeg.ts';

/*
 * The objects of the base, each made in one place: the verifier makes them again from what it reads and compares, so a
 * page can hold nothing but its picture.
 */

export interface PageSize {
  /** In points. */
  readonly width: number;
  readonly height: number;
}

export interface CatalogParts {
  readonly pages: number;
  readonly metadata: number;
  readonly outputIntent: number;
}

export function catalog(parts: CatalogParts, language: Cos): CosDict {
  return dict({
    Type: name('Catalog'),
    Pages: ref(parts.pages),
    Lang: language,
    Metadata: ref(parts.metadata),
    OutputIntents: [ref(parts.outputIntent)],
    ViewerPreferences: dict({ DisplayDocTitle: true }),
  });
}

export function pageTree(kids: readonly number[]): CosDict {
  return dict({ Type: name('Pages'), Kids: kids.map(ref), Count: kids.length });
}

/** A page that shows one picture over its whole surface, and for a mixed page its ink over that. */
export function imagePage(parent: number, size: PageSize, content: number, image: number, ink?: number): CosDict {
  const resources = dict({ XObject: dict({ Im: ref(image), Ink: ink === undefined ? undefined : ref(ink) }) });
  return page(parent, size, resources, content);
}

/** Draws the picture over the whole page, turned clockwise: the turn is in the matrix, never in the picture's bytes. */
export function imageContent(size: PageSize, turn: Turn, mixed = false): string {
  const [w, h] = [serialiseNumber(size.width), serialiseNumber(size.height)];
  const matrix = {
    0: `${w} 0 0 ${h} 0 0`,
    90: `0 -${h} ${w} 0 0 ${h}`,
    180: `-${w} 0 0 -${h} ${w} ${h}`,
    270: `0 ${h} -${w} 0 ${w} 0`,
  }[turn];
  return `q ${matrix} cm /Im Do${mixed ? ' /Ink Do' : ''} Q`;
}

/** The JPEG's own bytes as an image (ISO 32000-1 §8.9.5), not coded again; only where `mask` is black, if there is one. */
export function jpegImage(info: JpegInfo, length: number, mask?: number): CosDict {
  return dict({
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: info.widthPx,
    Height: info.heightPx,
    ColorSpace: name(info.components === 3 ? 'DeviceRGB' : 'DeviceGray'),
    BitsPerComponent: 8,
    Filter: name('DCTDecode'),
    Mask: mask === undefined ? undefined : ref(mask),
    Length: length,
  });
}

/** A stencil (§8.9.6.3): CCITT Group 4, black is where the picture that it masks is painted. No transparency is needed. */
export function stencil(widthPx: number, heightPx: number, length: number): CosDict {
  return dict({
    Type: name('XObject'),
    Subtype: name('Image'),
    Width: widthPx,
    Height: heightPx,
    ImageMask: true,
    BitsPerComponent: 1,
    Filter: name('CCITTFaxDecode'),
    DecodeParms: dict({ K: -1, Columns: widthPx, Rows: heightPx }),
    Length: length,
  });
}

/** The attestation page. Its group names the colour space in which the signature images blend. */
export function textPage(parent: number, size: PageSize, fonts: CosDict, content: number): CosDict {
  const group = dict({ S: name('Transparency'), CS: name('DeviceRGB') });
  return page(parent, size, dict({ Font: fonts }), content, group);
}

function page(parent: number, size: PageSize, resources: CosDict, content: number, group?: CosDict): CosDict {
  return dict({
    Type: name('Page'),
    Parent: ref(parent),
    MediaBox: [0, 0, size.width, size.height],
    Resources: resources,
    Contents: ref(content),
    Group: group,
  });
}

export function contentStream(number: number, content: string): CosObject {
  return stream(number, dict({}), Buffer.from(content, 'latin1'));
}
