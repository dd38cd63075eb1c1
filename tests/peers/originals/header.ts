import type { InkMark } from './page.ts';
import { type SealText, seal } from './seal.ts';
import { signature } from './signature.ts';
import { centred, type TextStyle, widthOf } from './text.ts';

export const rule = (x1: number, x2: number, y: number, width = 0.3, color = '#1b1a1d'): string =>
  `<path d="M${x1.toFixed(2)} ${y}H${x2.toFixed(2)}" stroke="${color}" stroke-width="${width}"/>`;

/** Quốc hiệu and tiêu ngữ with the rule under the motto (NĐ 30/2020 Phụ lục I, mục II.1), centred on `x`. */
export function nationalTitle(x: number, y: number, pt = 13, style: TextStyle = {}): string {
  const motto = 'Độc lập - Tự do - Hạnh phúc';
  const own = { bold: true, ...style };
  const half = widthOf(motto, { ...own, pt: pt + 0.5 }) / 2;
  return (
    centred(x, y, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { ...own, pt: pt - 0.5 }) +
    centred(x, y + pt * 0.42, motto, { ...own, pt: pt + 0.5 }) +
    rule(x - half, x + half, y + pt * 0.55, 0.3, style.fill)
  );
}

/** The issuing body, and the body above it, with the short rule beneath (mục II.2), centred on `x`. */
export function issuer(x: number, y: number, above: string | undefined, lines: readonly string[], pt = 12.5): string {
  let svg = '';
  let at = y;
  if (above) {
    svg += centred(x, at, above, { pt });
    at += pt * 0.42;
  }
  for (const text of lines) {
    svg += centred(x, at, text, { pt, bold: true });
    at += pt * 0.42;
  }
  const half = widthOf(lines.at(-1) ?? '', { pt, bold: true }) * 0.22;
  return svg + rule(x - half, x + half, at - pt * 0.29);
}

export interface Signatory {
  /** Lines over the signature: KT. CHỦ TỊCH, PHÓ CHỦ TỊCH … */
  readonly titles: readonly string[];
  /** A remark in italics under the titles. */
  readonly remark?: string;
  readonly name: string;
  readonly seal?: SealText;
  /** Distance from the last title to the name, mm. */
  readonly room?: number;
  readonly pt?: number;
  /** Width of the signature, mm. */
  readonly width?: number;
  readonly occasion?: string;
}

/**
 * Title, signature, seal and name in one column centred on `x`. The seal covers about a third of the signature, on its
 * left (NĐ 30/2020 Điều 33).
 */
export function signatureBlock(x: number, y: number, who: Signatory): { print: string; ink: InkMark[]; y: number } {
  const pt = who.pt ?? 13;
  let print = '';
  let at = y;
  for (const title of who.titles) {
    print += centred(x, at, title, { pt, bold: true });
    at += pt * 0.43;
  }
  if (who.remark) {
    print += centred(x, at, who.remark, { pt: pt - 2, italic: true });
    at += pt * 0.36;
  }
  const room = who.room ?? 28;
  const width = who.width ?? 38;
  const middle = at + room * 0.42;
  const ink = [signature(who.name, x + 1, middle, { width, occasion: who.occasion ?? '' })];
  if (who.seal) {
    const diameter = who.seal.diameter ?? 36;
    ink.push(
      seal(who.seal, x + 1 - width / 2 + width / 3 - diameter / 2, middle + 1.5, `${who.name}${who.occasion ?? ''}`),
    );
  }
  const nameY = at + room;
  return { print: print + centred(x, nameY, who.name, { pt, bold: true }), ink, y: nameY };
}
