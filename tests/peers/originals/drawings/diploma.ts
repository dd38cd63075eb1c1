import { emblem, printedEmblem } from '../emblem.ts';
import { frame, rosette, waveGround } from '../guilloche.ts';
import { rule, signatureBlock } from '../header.ts';
import { universitySeal } from '../offices.ts';
import type { PageDrawing } from '../page.ts';
import { centred, line, type TextStyle, widthOf } from '../text.ts';

const red = '#b3202b';

/** Bằng tốt nghiệp đại học, landscape, English at the left and Vietnamese at the right. */
export function diploma(): PageDrawing[] {
  const block = signatureBlock(218, 145.5, {
    titles: ['HIỆU TRƯỞNG'],
    name: 'PGS. TS. Trịnh Công Hoạt',
    seal: universitySeal,
    pt: 12,
    room: 29,
    width: 42,
  });
  const print =
    waveGround(297, 210, '#c9b26a', { step: 8, opacity: 0.36 }) +
    rosette(79, 108, 44, { petals: 18, lines: 12, color: '#c79a4e', depth: 0.55, opacity: 0.36 }) +
    rosette(218, 108, 44, { petals: 18, lines: 12, color: '#c79a4e', depth: 0.55, opacity: 0.36 }) +
    frame(297, 210, 8, 7.5, '#9a6a1e') +
    '<path d="M148.5 17V193" stroke="#b08a3a" stroke-width="0.15"/>' +
    english(79) +
    vietnamese(218) +
    line(168, 190, 'Số hiệu: VLU 0047216', { pt: 10 }) +
    line(222, 190, 'Số vào sổ gốc cấp bằng: 1183/2022', { pt: 10 }) +
    block.print;
  return [
    { width: 297, height: 210, paper: { color: '#fdf8e6', foldsAlong: [148.5], grain: 1.1 }, print, ink: block.ink },
  ];
}

function titled(x: number, y: number, text: string, motto: string): string {
  const half = widthOf(motto, { pt: 12.5, bold: true }) / 2;
  return (
    centred(x, y, text, { pt: 11.5, bold: true }) +
    centred(x, y + 5.4, motto, { pt: 12.5, bold: true }) +
    rule(x - half, x + half, y + 7.1, 0.28)
  );
}

/** Rows `label: value` with the values in one column. */
function rows(
  x: number,
  y: number,
  column: number,
  entries: readonly (readonly [string, string])[],
  style: TextStyle,
): string {
  return entries
    .map(
      ([label, value], i) =>
        line(x, y + i * 6.4, label, style) + line(x + column, y + i * 6.4, value, { pt: 12.5, bold: true }),
    )
    .join('');
}

function vietnamese(x: number): string {
  return (
    titled(x, 27, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', 'Độc lập - Tự do - Hạnh phúc') +
    emblem(x, 44.5, 7.6, printedEmblem) +
    centred(x, 61.5, 'HIỆU TRƯỞNG', { pt: 13, bold: true }) +
    centred(x, 67.5, 'TRƯỜNG ĐẠI HỌC KỸ THUẬT VẠN LĨNH', { pt: 13, bold: true }) +
    centred(x, 74.5, 'cấp', { pt: 12, italic: true }) +
    centred(x, 86, 'BẰNG KỸ SƯ', { pt: 26, bold: true, fill: red }) +
    centred(x, 94, 'Ngành: KỸ THUẬT TÀI NGUYÊN NƯỚC', { pt: 13, bold: true, fill: red }) +
    rows(
      x - 50,
      104,
      42,
      [
        ['Cho:', 'Ông Đinh Quốc Tường'],
        ['Ngày sinh:', '25/11/1999'],
        ['Nơi sinh:', 'Tỉnh Vạn Lĩnh'],
        ['Năm tốt nghiệp:', '2022'],
        ['Xếp loại tốt nghiệp:', 'Giỏi'],
      ],
      { pt: 12.5, italic: true },
    ) +
    centred(x, 139.5, 'Vạn Lĩnh, ngày 08 tháng 7 năm 2022', { pt: 12, italic: true })
  );
}

function english(x: number): string {
  return (
    titled(x, 27, 'SOCIALIST REPUBLIC OF VIET NAM', 'Independence - Freedom - Happiness') +
    emblem(x, 44.5, 7.6, printedEmblem) +
    centred(x, 61.5, 'THE RECTOR OF', { pt: 13, bold: true }) +
    centred(x, 67.5, 'VAN LINH UNIVERSITY OF TECHNOLOGY', { pt: 13, bold: true }) +
    centred(x, 74.5, 'confers', { pt: 12, italic: true }) +
    centred(x, 86, 'THE DEGREE OF ENGINEER', { pt: 20, bold: true, fill: red }) +
    centred(x, 94, 'Major: WATER RESOURCES ENGINEERING', { pt: 12.5, bold: true, fill: red }) +
    rows(
      x - 50,
      104,
      42,
      [
        ['Upon:', 'Mr. Dinh Quoc Tuong'],
        ['Date of birth:', '25 November 1999'],
        ['Place of birth:', 'Van Linh Province'],
        ['Graduation year:', '2022'],
        ['Classification:', 'Very good'],
      ],
      { pt: 12.5, italic: true },
    ) +
    line(x - 50, 182.5, 'Serial number: VLU 0047216', { pt: 10 }) +
    line(x - 50, 189.5, 'Reg. No.: 1183/2022', { pt: 10 })
  );
}
