import { emblem, printedEmblem } from '../emblem.ts';
import { rosette, waveGround } from '../guilloche.ts';
import type { PageDrawing } from '../page.ts';
import { portrait } from '../portrait.ts';
import { sealDrawing } from '../seal.ts';
import { centred, line, type TextStyle } from '../text.ts';

const [width, height] = [85.6, 54];
const paper = { color: '#f8efd2', radius: 3.2, grain: 0.55 };
const sans: TextStyle = { sans: true, pt: 6.6 };

/** A two-sided plastic driving permit of an invented layout, cut to the card (ISO/IEC 7810 ID-1: 85.6 × 54 mm). */
export function licenceCard(): PageDrawing[] {
  return [
    { width, height, paper, print: front(), ink: [] },
    { width, height, paper: { ...paper, color: '#f6efdc' }, print: back(), ink: [] },
  ];
}

function ground(): string {
  return (
    waveGround(width, height, '#d8a33a', { step: 4, opacity: 0.42, stroke: 0.08 }) +
    rosette(60, 32, 17, { petals: 14, lines: 9, color: '#cf7a52', depth: 0.6, opacity: 0.4, stroke: 0.1 }) +
    rosette(60, 32, 9, { petals: 9, lines: 6, color: '#5f93b5', depth: 0.7, opacity: 0.4, stroke: 0.1 })
  );
}

function front(): string {
  const entries: readonly (readonly [string, string])[] = [
    ['Họ tên/Full name:', 'NÔNG THẾ CƯỜNG'],
    ['Ngày sinh/Date of birth:', '30/06/1991'],
    ['Quốc tịch/Nationality:', 'VIỆT NAM'],
  ];
  let print = ground() + emblem(14.5, 9.4, 5, printedEmblem);
  print += centred(52, 6.4, 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', { sans: true, bold: true, pt: 6.2 });
  print += centred(52, 9.4, 'Độc lập - Tự do - Hạnh phúc', { sans: true, pt: 5.6 });
  print += centred(52, 14, 'GIẤY PHÉP LÁI XE', { sans: true, bold: true, pt: 10, fill: '#c21f2e' });
  print += centred(52, 16.9, "DRIVER'S LICENCE", { sans: true, bold: true, pt: 5.4, fill: '#c21f2e' });
  print +=
    line(29, 21.4, 'Số/No:', sans) +
    line(37.4, 21.4, '099417 002863', { sans: true, bold: true, pt: 8.4, fill: '#c21f2e' });
  entries.forEach(([label, value], i) => {
    const y = 25.4 + i * 3.9;
    print += line(29, y, label, { ...sans, pt: 5.8 }) + line(51.5, y, value, { ...sans, pt: 7, bold: true });
  });
  print +=
    line(29, 37.1, 'Nơi cư trú/Address:', { ...sans, pt: 5.8 }) +
    line(51.5, 37.1, 'Tổ 5, P. Tân Lĩnh,', { ...sans, bold: true });
  print += line(51.5, 40, 'TP. Sông Vầy, T. Vạn Lĩnh', { ...sans, bold: true });
  print +=
    line(29, 44.4, 'Hạng/Class:', { ...sans, pt: 6.6 }) + line(42, 44.6, 'B2', { sans: true, bold: true, pt: 11 });
  print +=
    line(7, 46.2, 'Có giá trị đến/Expires:', { ...sans, pt: 4.8 }) +
    line(7, 49.6, '14/05/2029', { ...sans, pt: 7, bold: true });
  print += centred(71, 43.6, 'Vạn Lĩnh, 14/05/2019', { ...sans, pt: 5.4, italic: true });
  print += centred(72, 46, 'PHÓ GIÁM ĐỐC', { ...sans, pt: 5, bold: true });
  print += centred(70, 52, 'Lê Hoài An', { ...sans, pt: 5.6, bold: true });
  print += `<rect x="6.4" y="17.2" width="19.8" height="26.2" fill="#fff" stroke="#9b8a5a" stroke-width="0.15"/>${portrait(6.6, 17.4, 19.4)}`;
  const drawn = sealDrawing({ rim: 'SỞ GIAO THÔNG VẬN TẢI', foot: 'T. VẠN LĨNH', device: 'star' });
  return (
    `${print}<g transform="translate(59.4 47.9) scale(0.28)" opacity="0.82">${drawn}</g>` +
    '<path d="M62.2 49.6q2.4 -4.6 3.4 -3.2t-1.4 3.6q2 -3 3 -2.4t-0.2 1.8q1.6 -2 2.4 -1.2t5 -1.4" fill="none" stroke="#27408f" stroke-width="0.28" stroke-linecap="round"/>' +
    '<path d="M5 3L40 51" stroke="#fff" stroke-width="5" stroke-opacity="0.1"/><path d="M30 40l9 6M12 49l14 2.2M70 18l8 3" stroke="#fff" stroke-width="0.07" stroke-opacity="0.8"/>'
  );
}

function back(): string {
  const classes: readonly (readonly [string, string, string])[] = [
    ['A1', 'Xe mô tô hai bánh có dung tích xi-lanh từ 50 đến dưới 175 cm³', '22/08/2010'],
    ['B2', 'Ô tô chở người đến 9 chỗ ngồi; ô tô tải dưới 3.500 kg', '14/05/2019'],
  ];
  let print = ground();
  print += centred(width / 2, 7, 'CÁC LOẠI XE CƠ GIỚI ĐƯỜNG BỘ ĐƯỢC ĐIỀU KHIỂN', { sans: true, bold: true, pt: 6.6 });
  print += centred(width / 2, 10, 'CLASSIFICATION OF MOTOR VEHICLES', { sans: true, pt: 5.2 });
  print +=
    '<path d="M5 12.5H80.6V33.5H5ZM5 17.5H80.6M5 25.5H80.6M15 12.5V33.5M62 12.5V33.5" fill="none" stroke="#4a4032" stroke-width="0.2"/>';
  print +=
    centred(10, 16, 'Hạng', { ...sans, bold: true, pt: 5.6 }) +
    centred(38.5, 16, 'Loại xe/Vehicles', { ...sans, bold: true, pt: 5.6 });
  print += centred(71.3, 16, 'Ngày trúng tuyển', { ...sans, bold: true, pt: 5.6 });
  classes.forEach(([code, text, date], i) => {
    const y = 22.4 + i * 8;
    print +=
      centred(10, y, code, { ...sans, bold: true, pt: 9 }) +
      line(16.4, y - 0.3, text, { ...sans, pt: 4.4 }) +
      centred(71.3, y, date, { ...sans, pt: 6.2 });
  });
  print += line(5, 39, 'Mang theo giấy này khi điều khiển xe; xuất trình khi người có thẩm quyền yêu cầu.', {
    ...sans,
    pt: 5,
  });
  print += line(5, 42.4, 'Mất, hỏng phải báo ngay cho cơ quan cấp.', { ...sans, pt: 5 });
  const bars = Array.from(
    { length: 58 },
    (_, i) =>
      `<rect x="${(6 + i * 0.72).toFixed(2)}" y="45" width="${(((i * 5 + 2) % 4) * 0.12 + 0.14).toFixed(2)}" height="5" fill="#2a2622"/>`,
  ).join('');
  return (
    print +
    bars +
    line(52, 49.4, 'VL 0099417 002863', { ...sans, pt: 6.6 }) +
    '<path d="M20 3L78 22M9 30l30 9" stroke="#fff" stroke-width="0.08" stroke-opacity="0.7"/>'
  );
}
