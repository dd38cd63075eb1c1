import type { AttestationModel } from '../../certification/attestation.ts';
import type { LineStyle } from '../../certification/template-types.ts';
import { fail, ok, type Result } from '../../common/result.ts';
import { points, type Rectangle, rectangle } from '../units.ts';
import type { Cut, Typeface } from './typeface.ts';
import { wrap } from './wrap.ts';

/** One line of text at its place; `x` and `y` are the start of its baseline in user space. */
export interface Run {
  readonly text: string;
  readonly cut: Cut;
  readonly size: number;
  readonly colour: LineStyle['colour'];
  readonly x: number;
  readonly y: number;
}

/** The attestation page, placed. */
export interface PlacedAttestation {
  readonly runs: readonly Run[];
  /** The thin line that keeps the conversion mark apart. */
  readonly rule: { readonly left: number; readonly right: number; readonly y: number } | undefined;
  /** A QR code: what it says and the square it fills, its quiet zone included. */
  readonly qr:
    | { readonly text: string; readonly left: number; readonly bottom: number; readonly side: number }
    | undefined;
  /** Where the signature image goes: between title and full name. */
  readonly signatureBox: Rectangle;
}

/** A4, and the margins of NĐ 30/2020 Phụ lục I. */
export const a4 = { width: points(210), height: points(297) };
const margin = { left: points(30), right: points(20), top: points(25), bottom: points(20) };
const textWidth = a4.width - margin.left - margin.right;
const block = { width: points(80), axis: { left: points(70), centre: points(110), right: points(150) } };
/** The room between title and name, and the picture in it; a seal of 36 mm reaches a little beyond. */
const signature = { gap: points(34), width: points(56), height: points(28) };
const qrSide = points(24);
/** Tried from the template's own sizes downwards until everything fits. */
const scales = [1, 0.92, 0.84, 0.76];
const leading = 1.4;
/** More is refused before anything is laid out. */
const limits = { lines: 40, characters: 1000 };

/**
 * Places the attestation on one A4 page. Long lines are wrapped; when all is too much the type gets smaller. A line
 * without text keeps its room free.
 * Errors: COPY-TEXT-UNSUPPORTED (a character without a glyph), COPY-ATTESTATION-TOO-LONG.
 */
export function placeAttestation(model: AttestationModel, face: Typeface): Result<PlacedAttestation> {
  const texts = [
    ...model.lines.map((line) => line.text),
    ...model.signature.blockLines,
    model.signature.fullName,
    model.conversionMark?.text ?? '',
    ...(model.lookup?.lines ?? []),
  ];
  if (texts.length > limits.lines || texts.some((text) => text.length > limits.characters)) {
    return fail('COPY-ATTESTATION-TOO-LONG');
  }
  if (!texts.every((text) => face.covers(text.replaceAll(/\s/g, ' ').normalize('NFC')))) {
    return fail('COPY-TEXT-UNSUPPORTED');
  }
  for (const scale of scales) {
    const placed = new Placement(face, scale).all(model);
    if (placed !== undefined) return ok(placed);
  }
  return fail('COPY-ATTESTATION-TOO-LONG');
}

/** One attempt at one scale. `#y` is the baseline of the last line set. */
class Placement {
  readonly #face: Typeface;
  readonly #scale: number;
  readonly #runs: Run[] = [];
  #y = a4.height - margin.top;

  constructor(face: Typeface, scale: number) {
    this.#face = face;
    this.#scale = scale;
  }

  all(model: AttestationModel): PlacedAttestation | undefined {
    for (const line of model.lines) {
      this.#set(line.text, line.style, margin.left, textWidth);
      if (line.role === 'heading') this.#y -= points(3);
    }
    this.#y -= points(7);
    const { blockLines, blockStyle, fullName, nameStyle, align } = model.signature;
    const axis = block.axis[align];
    const left = axis - block.width / 2;
    for (const text of blockLines) this.#set(text, { ...blockStyle, align: 'centre' }, left, block.width);
    const title = this.#y - points(1.5);
    const box = rectangle(
      axis - signature.width / 2,
      title - (signature.gap + signature.height) / 2,
      signature.width,
      signature.height,
    );
    this.#y = title - signature.gap;
    this.#set(fullName, { ...nameStyle, align: 'centre' }, left, block.width);
    const end = this.#y;
    const mark = this.#mark(model);
    const lookup = this.#lookup(model, mark.ceiling);
    if (end - points(6) < lookup.ceiling) return undefined;
    return { runs: this.#runs, rule: mark.rule, qr: lookup.qr, signatureBox: box };
  }

  /** Sets the address with its code above `floor`: the square on the left, the words beside it. */
  #lookup({ lookup }: AttestationModel, floor: number): { ceiling: number; qr: PlacedAttestation['qr'] } {
    if (lookup === undefined) return { ceiling: floor, qr: undefined };
    const bottom = floor + points(2);
    const left = margin.left + qrSide + points(2);
    const width = textWidth - qrSide - points(2);
    const { address, lines, style } = lookup;
    const tall =
      lines.reduce((sum, line) => sum + this.#lines(line, style, width).length, 0) *
      style.sizePt *
      this.#scale *
      leading;
    const height = Math.max(qrSide, tall);
    this.#y = bottom + (height + tall) / 2;
    for (const line of lines) this.#set(line, style, left, width);
    return { ceiling: bottom + height, qr: { text: address, left: margin.left, bottom, side: qrSide } };
  }

  /** Sets the mark upwards from the lower margin; the rest must stay above its ceiling. */
  #mark(model: AttestationModel): { ceiling: number; rule: PlacedAttestation['rule'] } {
    if (model.conversionMark === null || model.conversionMark.text === '') {
      return { ceiling: margin.bottom, rule: undefined };
    }
    const { text, style } = model.conversionMark;
    const height = this.#lines(text, style, textWidth).length * style.sizePt * this.#scale * leading;
    this.#y = margin.bottom + height;
    const y = this.#y + points(0.5);
    this.#set(text, style, margin.left, textWidth);
    return { ceiling: y, rule: { left: margin.left, right: margin.left + textWidth, y } };
  }

  #lines(text: string, style: LineStyle, width: number): string[] {
    const size = style.sizePt * this.#scale;
    return wrap(text, width, (line) => this.#face.width(line, cutOf(style), size));
  }

  #set(text: string, style: LineStyle, left: number, width: number): void {
    const size = style.sizePt * this.#scale;
    const cut = cutOf(style);
    const lines = this.#lines(text, style, width);
    if (lines.length === 0) this.#y -= size * leading;
    for (const line of lines) {
      this.#y -= size * leading;
      const free = width - this.#face.width(line, cut, size);
      const indent = { left: 0, centre: free / 2, right: free }[style.align];
      this.#runs.push({ text: line, cut, size, colour: style.colour, x: left + indent, y: this.#y });
    }
  }
}

const cutOf = (style: LineStyle): Cut => (style.bold ? 'bold' : 'regular');
