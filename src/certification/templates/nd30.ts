import type { AttestationTemplate, LineStyle } from '../template-types.ts';

const text: LineStyle = { align: 'centre', bold: false, sizePt: 14, colour: 'black' };

/** A page in the manner of NĐ 30/2020 Phụ lục I: black, centred, signature block on the right. */
export const nd30Template: AttestationTemplate = {
  profile: 'nd30',
  lines: [
    { role: 'heading', text: 'CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH', style: { ...text, bold: true } },
    { role: 'number', text: '{registerNumber}', style: text },
    { role: 'date', text: 'Ngày {day} tháng {month} năm {year}', style: text },
    { role: 'place', text: 'Tại {place}', style: text },
  ],
  signature: {
    align: 'right',
    block: { ...text, bold: true },
    name: { ...text, bold: true },
  },
  conversionMark: {
    text: 'BẢN ĐIỆN TỬ CHUYỂN ĐỔI TỪ VĂN BẢN GIẤY – {office} – {converter} – {conversionTime}',
    style: { align: 'left', bold: false, sizePt: 10, colour: 'black' },
  },
  source:
    'NĐ 23/2015/NĐ-CP Điều 12, 13, 20; NĐ 30/2020/NĐ-CP Phụ lục I; NĐ 137/2024/NĐ-CP Điều 4 (lời chứng: practice)',
};
