import type { AttestationTemplate, LineStyle } from '../template-types.ts';

const stamp: LineStyle = { align: 'left', bold: false, sizePt: 16, colour: 'blue' };
const name: LineStyle = { align: 'centre', bold: true, sizePt: 14, colour: 'black' };

/**
 * A page in the manner of provincial one-stop systems: the clerk's stamp at the top left in blue, the signer's block
 * in the middle. Their habit of writing `N/ĐT` is left out: the number on the copy is the number in the book
 * (NĐ 23/2015 Điều 13.2), and the volume's symbol says already that the book is the electronic one.
 */
export const oneStopTemplate: AttestationTemplate = {
  profile: 'one-stop',
  lines: [
    { role: 'heading', text: 'CHỨNG THỰC BẢN SAO ĐÚNG VỚI BẢN CHÍNH', style: { ...stamp, bold: true } },
    { role: 'number', text: 'Số chứng thực: {number}  Quyển số: {volume}', style: stamp },
    { role: 'date', text: 'Ngày {day} tháng {month2} năm {year}', style: stamp },
    { role: 'place', text: 'Tại {place}', style: stamp },
  ],
  signature: { align: 'centre', block: name, name },
  conversionMark: {
    text: 'BẢN ĐIỆN TỬ CHUYỂN ĐỔI TỪ VĂN BẢN GIẤY – {office} – {converter} – {conversionTime}',
    style: { align: 'left', bold: false, sizePt: 10, colour: 'black' },
  },
  source: 'Practice of one-stop systems; NĐ 137/2024/NĐ-CP Điều 4',
};
