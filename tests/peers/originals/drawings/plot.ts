import { centred, line } from '../text.ts';

const ink = '#26222a';

/** Corners of the plot on the drawing, mm, clockwise from the north-west. */
const corners = [
  [38, 22],
  [86, 14],
  [98, 62],
  [61, 88],
  [30, 74],
] as const;
/** Edge lengths in metres at 1 : 500, as printed. */
const lengths = corners.map(([px, py], i) => {
  const [qx, qy] = corners[(i + 1) % corners.length] ?? corners[0];
  return (Math.hypot(qx - px, qy - py) / 2).toFixed(2).replace('.', ',');
});

/** Sơ đồ thửa đất with numbered corners, edge lengths, neighbours, north arrow and the table of lengths. */
export function plotDrawing(x: number, y: number): string {
  const outline = corners.map(([px, py]) => `${px},${py}`).join(' ');
  const middle = { x: 62, y: 51 };
  let svg =
    `<polygon points="${outline}" fill="none" stroke="${ink}" stroke-width="0.5"/>` +
    `<path d="M12 14L34 12L38 22L30 74L20 96M86 14L108 6M98 62L120 70M61 88L62.6 100M30 74L6 80" fill="none" stroke="${ink}" stroke-width="0.22"/>` +
    `<path d="M8 104Q52 110 94 99M8 112Q52 118 95 107" fill="none" stroke="${ink}" stroke-width="0.3"/>`;
  for (const [i, [px, py]] of corners.entries()) {
    const [qx, qy] = corners[(i + 1) % corners.length] ?? corners[0];
    const out = { x: Math.sign(px - middle.x), y: Math.sign(py - middle.y) };
    svg += `<circle cx="${px}" cy="${py}" r="0.8" fill="#fff" stroke="${ink}" stroke-width="0.3"/>`;
    svg += centred(px + out.x * 3, py + out.y * 3 + 1.2, String(i + 1), { pt: 9, bold: true });
    const turn = (Math.atan2(qy - py, qx - px) * 180) / Math.PI;
    const upright = turn > 90 || turn < -90 ? turn + 180 : turn;
    svg += `<g transform="translate(${(px + qx) / 2} ${(py + qy) / 2}) rotate(${upright.toFixed(1)})">${centred(0, i === 2 || i === 3 ? 3.6 : -1.1, lengths[i] ?? '', { pt: 8.5 })}</g>`;
  }
  svg +=
    `<path d="M54 54H70" stroke="${ink}" stroke-width="0.25"/>` +
    centred(62, 52.6, 'ONT+CLN', { pt: 9.5, bold: true }) +
    centred(62, 45.5, '217', { pt: 13, bold: true }) +
    centred(62, 58.4, '895,5', { pt: 9.5 }) +
    centred(20, 48, '216', { pt: 10 }) +
    centred(106, 38, '218', { pt: 10 }) +
    centred(60, 8, '195', { pt: 10 }) +
    `<g transform="rotate(-3 60 108)">${centred(42, 112.2, 'Đường liên bản', { pt: 9.5, italic: true })}</g>` +
    north(122, 20) +
    table(100, 92);
  return `<g transform="translate(${x} ${y})">${svg}</g>${centred(x + 62, y + 126, 'Tỷ lệ 1 : 500', { pt: 11, italic: true })}`;
}

function north(x: number, y: number): string {
  return `<path d="M${x} ${y + 14}V${y}M${x - 2} ${y + 5}L${x} ${y - 1}L${x + 2} ${y + 5}" fill="none" stroke="${ink}" stroke-width="0.4"/>${centred(x, y - 2.5, 'B', { pt: 11, bold: true })}`;
}

/** Bảng liệt kê chiều dài cạnh thửa. */
function table(x: number, y: number): string {
  const rows = lengths.length + 1;
  let d = '';
  for (let i = 0; i <= rows; i++) d += `M${x} ${y + i * 4.4}h34`;
  for (const column of [0, 16, 34]) d += `M${x + column} ${y}v${rows * 4.4}`;
  let svg = `<rect x="${x}" y="${y}" width="34" height="${rows * 4.4}" fill="#fbe9e4"/><path d="${d}" stroke="${ink}" stroke-width="0.2" fill="none"/>`;
  svg +=
    centred(x + 8, y + 3.2, 'Đỉnh thửa', { pt: 8, bold: true }) +
    centred(x + 25, y + 3.2, 'Cạnh (m)', { pt: 8, bold: true });
  for (const [i, length] of lengths.entries()) {
    const at = y + (i + 1) * 4.4 + 3.2;
    svg +=
      centred(x + 8, at, `${i + 1}-${((i + 1) % lengths.length) + 1}`, { pt: 8.5 }) +
      centred(x + 25, at, length, { pt: 8.5 });
  }
  return svg + line(x - 4, y - 1.6, 'Bảng liệt kê chiều dài cạnh thửa', { pt: 8, italic: true });
}
