import { writeByHand } from '../handwriting.ts';
import { signatureBlock } from '../header.ts';
import { schoolSeal } from '../offices.ts';
import type { InkMark, PageDrawing } from '../page.ts';
import { randomFrom } from '../random.ts';
import { signature } from '../signature.ts';
import { centred, field, line } from '../text.ts';

const [left, right] = [20, 194];
const subjects: readonly (readonly [string, string, string, string, string])[] = [
  ['Toán', '8,4', '8,7', '8,6', 'Ma Thị Len'],
  ['Vật lí', '7,9', '8,2', '8,1', 'Chu Văn Sáng'],
  ['Hóa học', '8,0', '7,6', '7,7', 'Lục Thị Bích'],
  ['Sinh học', '8,5', '8,8', '8,7', 'Triệu Hải Yến'],
  ['Tin học', '9,1', '9,0', '9,0', 'Ma Thị Len'],
  ['Ngữ văn', '7,2', '7,5', '7,4', 'Dương Thị Thơ'],
  ['Lịch sử', '8,0', '8,3', '8,2', 'Sùng A Chải'],
  ['Địa lí', '8,8', '8,6', '8,7', 'Sùng A Chải'],
  ['Tiếng Anh', '7,0', '7,8', '7,5', 'Bàn Thu Hiền'],
  ['GDCD', '9,0', '9,2', '9,1', 'Dương Thị Thơ'],
  ['Công nghệ', '8,6', '8,9', '8,8', 'Chu Văn Sáng'],
  ['Thể dục', 'Đ', 'Đ', 'Đ', 'Giàng Mí Tủa'],
  ['GDQP-AN', '8,7', '9,0', '8,9', 'Giàng Mí Tủa'],
];
const columns = [left, 30, 62, 84, 106, 132, 158, right] as const;
const [top, rowHeight] = [62, 8.2];

/** A page of a học bạ: printed table, marks and remarks in the teachers' hands, the principal's signature and seal. */
export function schoolRecord(): PageDrawing[] {
  const random = randomFrom('school record');
  const bottom = top + 15 + rowHeight * (subjects.length + 1);
  const ink: InkMark[] = [];
  const hand = { size: 1.75, pen: { width: 0.34, opacity: 0.86 } };
  let print = head() + grid(bottom);
  let written = '';
  const at = (x: number, y: number, text: string, size = hand.size): void => {
    written += writeByHand(x, y, text, { ...hand, size }, random).svg;
  };
  for (const [i, [name, first, second, year, teacher]] of subjects.entries()) {
    const y = top + 15 + rowHeight * i + 5.7;
    print +=
      centred((columns[0] + columns[1]) / 2, y, String(i + 1), { pt: 12 }) +
      line(columns[1] + 2, y, name, { pt: 12.5 });
    for (const [column, mark] of [
      [2, first],
      [3, second],
      [4, year],
    ] as const) {
      at(((columns[column] ?? 0) + (columns[column + 1] ?? 0)) / 2 - 2.2, y, mark);
    }
    ink.push(
      signature(teacher, 176 + random.normal() * 2, y - 1.6, {
        width: 16,
        occasion: name,
        tilt: -4,
        pen: { width: 0.32 },
      }),
    );
  }
  const total = top + 15 + rowHeight * subjects.length + 5.7;
  print += line(columns[1] + 2, total, 'ĐTB các môn', { pt: 12.5, bold: true });
  at(71, total, '8,1');
  at(93, total, '8,3');
  at(117, total, '8,2');
  const remark = writeByHand(
    26,
    bottom + 24,
    'Em ngoan, lễ phép, chăm học. Học đều các môn tự nhiên, cần cố gắng hơn ở môn Ngữ văn và Tiếng Anh.',
    hand,
    random,
    { end: 108, step: 7, left: 26 },
  );
  const block = signatureBlock(158, bottom + 25, {
    titles: ['HIỆU TRƯỞNG'],
    name: 'Lò Thanh Bình',
    seal: schoolSeal,
    pt: 12.5,
    room: 33,
    width: 38,
  });
  ink.push(signature('Ma Thị Len', 52, bottom + 60, { width: 30, occasion: 'head teacher' }));
  print +=
    line(left + 2, bottom + 10, 'Xếp loại học lực:', { pt: 12.5, bold: true }) +
    line(106, bottom + 10, 'Xếp loại hạnh kiểm:', { pt: 12.5, bold: true }) +
    line(left + 2, bottom + 17, 'Nhận xét của giáo viên chủ nhiệm:', { pt: 12.5, bold: true }) +
    centred(52, bottom + 48, 'Giáo viên chủ nhiệm', { pt: 12, italic: true }) +
    centred(52, bottom + 74, 'Ma Thị Len', { pt: 12.5, bold: true }) +
    centred(158, bottom + 19.4, 'Sông Vầy, ngày 31 tháng 5 năm 2023', { pt: 12, italic: true }) +
    block.print;
  at(57, bottom + 10, 'Giỏi');
  at(152, bottom + 10, 'Tốt');
  written += remark.svg;
  return [
    {
      width: 210,
      height: 297,
      paper: { color: '#f7f2df', gutter: 'left', grain: 1.35 },
      print: print + written,
      ink: [...ink, ...block.ink],
      behind: grid(bottom),
    },
  ];
}

function head(): string {
  return (
    centred(107, 22, 'KẾT QUẢ HỌC TẬP VÀ RÈN LUYỆN', { pt: 15, bold: true }) +
    field(left + 2, 33, 128, 'Họ và tên:', 'CHẢO MÙI NHÂY', { pt: 13, value: { bold: true } }) +
    field(130, 33, right, 'Lớp:', '11A2', { pt: 13, value: { bold: true } }) +
    field(left + 2, 41, 128, 'Trường:', 'THPT Sông Vầy', { pt: 13 }) +
    field(130, 41, right, 'Năm học:', '2022 - 2023', { pt: 13 }) +
    field(left + 2, 49, 128, 'Huyện, tỉnh:', 'huyện Sông Vầy, tỉnh Vạn Lĩnh', { pt: 13 }) +
    field(130, 49, right, 'Ban:', 'Cơ bản', { pt: 13 })
  );
}

function grid(bottom: number): string {
  let d = `M${left} ${top}H${right}V${bottom}H${left}Z`;
  for (let i = 0; i <= subjects.length; i++) d += `M${left} ${top + 15 + i * rowHeight}H${right}`;
  for (const x of columns.slice(1, -1)) d += `M${x} ${x === 84 || x === 106 ? top + 7.5 : top}V${bottom}`;
  d += `M62 ${top + 7.5}H132`;
  const heads = [
    [25, top + 9.4, 'TT'],
    [46, top + 9.4, 'Môn học'],
    [97, top + 5.2, 'Điểm trung bình'],
    [73, top + 12.6, 'HK I'],
    [95, top + 12.6, 'HK II'],
    [119, top + 12.6, 'Cả năm'],
    [145, top + 6.6, 'Điểm sau'],
    [145, top + 11.8, 'thi lại'],
    [176, top + 6.6, 'Giáo viên'],
    [176, top + 11.8, 'ký tên'],
  ] as const;
  return `<path d="${d}" fill="none" stroke="#2a2730" stroke-width="0.28"/>${heads.map(([x, y, text]) => centred(x, y, text, { pt: 12, bold: true })).join('')}`;
}
