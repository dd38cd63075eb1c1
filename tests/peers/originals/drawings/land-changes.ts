import type { InkMark } from '../page.ts';
import { seal } from '../seal.ts';
import { signature } from '../signature.ts';
import { centred, line, paragraph } from '../text.ts';
import { land } from './land-paper.ts';

const { width, left, right } = land;

/** The two-column table for later changes, from `top` to `bottom`. */
export function changesTable(top: number, bottom: number, title: string): string {
  const split = left + (right - left) * 0.64;
  return (
    centred(width / 2, top - 4, title, { pt: 13, bold: true }) +
    `<path d="M${left} ${top}H${right}V${bottom}H${left}ZM${split} ${top}V${bottom}M${left} ${top + 13}H${right}" fill="none" stroke="#2b2528" stroke-width="0.3"/>` +
    centred((left + split) / 2, top + 7.5, 'Nội dung thay đổi và cơ sở pháp lý', { pt: 12, bold: true }) +
    centred((split + right) / 2, top + 5.4, 'Xác nhận của cơ quan', { pt: 12, bold: true }) +
    centred((split + right) / 2, top + 10.6, 'có thẩm quyền', { pt: 12, bold: true })
  );
}

/** Page 4: a mortgage entered and cleared, each confirmed by the registry's seal. */
export function changesPage(): { print: string; ink: InkMark[] } {
  const split = left + (right - left) * 0.64;
  const note = paragraph(
    left + 2.5,
    47,
    split - left - 5,
    'Thế chấp bằng quyền sử dụng đất tại Quỹ tín dụng nhân dân Sông Vầy theo hợp đồng số 0226/2019/HĐTC ngày 11/3/2019; hồ sơ số 000412.TC.001.',
    { pt: 11.5, leading: 1.3, justify: false },
  );
  const cleared = paragraph(
    left + 2.5,
    105,
    split - left - 5,
    'Xóa đăng ký thế chấp ngày 18/4/2022 theo hồ sơ số 000412.XC.002.',
    { pt: 11.5, leading: 1.3, justify: false },
  );
  const [x, office] = [
    (split + right) / 2,
    {
      rim: 'SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG TỈNH VẠN LĨNH',
      middle: ['CHI NHÁNH', 'VĂN PHÒNG', 'ĐĂNG KÝ ĐẤT ĐAI', 'SÔNG VẦY'],
      device: 'star',
      diameter: 32,
    } as const,
  ];
  const confirm = (y: number, date: string): string =>
    centred(x, y, date, { pt: 9.5, italic: true }) +
    centred(x, y + 4.6, 'GIÁM ĐỐC', { pt: 11, bold: true }) +
    centred(x, y + 35, 'Tô Minh Hạnh', { pt: 11, bold: true });
  const bars = Array.from(
    { length: 46 },
    (_, i) =>
      `<rect x="${(left + 3 + i * 1.1).toFixed(2)}" y="228" width="${(((i * 7 + 3) % 5) * 0.16 + 0.18).toFixed(2)}" height="11" fill="#231f22"/>`,
  ).join('');
  const print =
    changesTable(28, 214, 'IV. Những thay đổi sau khi cấp giấy chứng nhận') +
    note.svg +
    cleared.svg +
    confirm(47, 'Ngày 13 tháng 3 năm 2019') +
    confirm(105, 'Ngày 20 tháng 4 năm 2022') +
    bars +
    line(left + 9, 243.5, '099 17 21 000412', { pt: 10, sans: true }) +
    paragraph(
      left + 62,
      231,
      right - left - 62,
      '__Người được cấp Giấy chứng nhận không được sửa chữa, tẩy xóa hoặc bổ sung bất kỳ nội dung nào trong Giấy chứng nhận; khi bị mất hoặc hư hỏng phải khai báo ngay với cơ quan cấp Giấy.__',
      { pt: 9.5, italic: true, leading: 1.25 },
    ).svg;
  return {
    print,
    ink: [
      signature('Tô Minh Hạnh', x + 7, 67, { width: 32, occasion: '2019' }),
      seal(office, x - 12, 69, '2019'),
      signature('Tô Minh Hạnh', x + 6, 125, { width: 32, occasion: '2022' }),
      seal(office, x - 13, 127, '2022'),
    ],
  };
}
