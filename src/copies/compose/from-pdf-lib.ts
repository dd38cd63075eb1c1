import type { PDFContext, PDFDict, PDFObject, PDFRef } from '@cantoo/pdf-lib';
import { type Cos, type CosObject, dict, hex, literal, name, ref } from '../cos/objects.ts';

type PdfLib = typeof import('@cantoo/pdf-lib');

/**
 * Takes objects that pdf-lib built, and all that they refer to, into our own object model under new numbers.
 *
 * @param allocate  gives the next free object number
 * @returns `take`, which gives the new number of a pdf-lib reference, and the objects taken so far
 */
export function importer(lib: PdfLib, context: PDFContext, allocate: () => number) {
  const numbers = new Map<number, number>();
  const objects: CosObject[] = [];

  const take = (reference: PDFRef): number => {
    const known = numbers.get(reference.objectNumber);
    if (known !== undefined) return known;
    const number = allocate();
    numbers.set(reference.objectNumber, number);
    const source = context.lookup(reference);
    if (source === undefined) throw new TypeError('a pdf-lib reference without object');
    if (source instanceof lib.PDFStream) {
      const bytes = source.getContents();
      const { Length: _, ...entries } = convertDict(source.dict);
      objects.push({ number, value: dict({ ...entries, Length: bytes.length }), stream: bytes });
    } else {
      objects.push({ number, value: convert(source) });
    }
    return number;
  };

  const convertDict = (source: PDFDict): Record<string, Cos> =>
    Object.fromEntries(source.entries().map(([key, value]) => [key.asString().slice(1), convert(value)]));

  const convert = (source: PDFObject): Cos => {
    if (source instanceof lib.PDFRef) return ref(take(source));
    if (source instanceof lib.PDFDict) return dict(convertDict(source));
    if (source instanceof lib.PDFArray) return source.asArray().map(convert);
    if (source instanceof lib.PDFName) return name(source.asString().slice(1));
    if (source instanceof lib.PDFNumber) return source.asNumber();
    if (source instanceof lib.PDFHexString) return hex(source.asBytes());
    if (source instanceof lib.PDFString) return literal(Buffer.from(source.asBytes()).toString('latin1'));
    throw new TypeError('a pdf-lib object of an unexpected kind');
  };

  return { take, objects: objects as readonly CosObject[] };
}
