import { issuer, nationalTitle, rule, signatureBlock } from '../header.ts';
import { provinceSeal } from '../offices.ts';
import type { PageDrawing } from '../page.ts';
import { boxStamp } from '../seal.ts';
import { centred, line, paragraph } from '../text.ts';

const body = [
  'Căn cứ Luật Phòng thủ dân sự ngày 20 tháng 6 năm 2023;',
  'Căn cứ Kế hoạch số 12/KH-BCH ngày 06 tháng 01 năm 2025 của Ban Chỉ huy phòng thủ dân sự tỉnh về công tác năm 2025;',
  'Ủy ban nhân dân tỉnh Vạn Lĩnh ban hành Kế hoạch bảo vệ kho vật tư dự phòng tại cụm kho số 4 như sau:',
  '**I. MỤC ĐÍCH, YÊU CẦU**',
  '1. Chủ động bảo vệ an toàn tuyệt đối người, vật tư và hồ sơ tại cụm kho số 4 trong mùa mưa lũ năm 2025; không để bị động, bất ngờ trong mọi tình huống.',
  '2. Các cơ quan, đơn vị được giao nhiệm vụ tổ chức thực hiện nghiêm túc, đúng thời gian, đúng đối tượng; giữ bí mật nội dung Kế hoạch theo quy định của pháp luật về bảo vệ bí mật nhà nước.',
  '**II. NỘI DUNG**',
  '1. Tổ chức trực canh gác hai mươi bốn giờ trong ngày theo ba ca; lịch trực do chỉ huy cụm kho quy định và chỉ phổ biến đến người có trách nhiệm.',
  '2. Di chuyển một phần vật tư đến địa điểm dự phòng khi mực nước sông Vầy vượt mức báo động II. Lộ trình, phương tiện và thời gian di chuyển thực hiện theo phụ lục kèm theo.',
  '3. Kiểm tra hệ thống thông tin liên lạc, nguồn điện dự phòng trước ngày 30 tháng 5 năm 2025 và báo cáo kết quả bằng văn bản.',
] as const;

/** A plan that bears the red secrecy stamp MẬT: must not be copied (NĐ 23/2015 Điều 22 khoản 3). */
export function secretPlan(): PageDrawing[] {
  let y = 84;
  let text = '';
  for (const part of body) {
    const set = paragraph(30, y, 163, part, { pt: 13.5, indent: 10, leading: 1.25 });
    text += set.svg;
    y = set.y + 2.1;
  }
  const block = signatureBlock(146, y + 4, {
    titles: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    name: 'Hà Vĩnh Tuyên',
    seal: provinceSeal,
    room: 32,
    width: 42,
  });
  const receivers = [
    '- Như phần II;',
    '- Chủ tịch, các PCT UBND tỉnh;',
    '- Ban Chỉ huy PTDS tỉnh;',
    '- Lưu: VT, NC (05b).',
  ];
  const print =
    issuer(62, 22, undefined, ['ỦY BAN NHÂN DÂN', 'TỈNH VẠN LĨNH'], 12.5) +
    nationalTitle(144, 22, 12.5) +
    centred(62, 40, 'Số: 03/KH-UBND', { pt: 13 }) +
    centred(144, 40, 'Vạn Lĩnh, ngày 28 tháng 4 năm 2025', { pt: 13, italic: true }) +
    centred(105, 64, 'KẾ HOẠCH', { pt: 14, bold: true }) +
    centred(105, 70.2, 'Bảo vệ kho vật tư dự phòng tại cụm kho số 4 trong mùa mưa lũ năm 2025', {
      pt: 13.5,
      bold: true,
    }) +
    rule(88, 122, 73) +
    text +
    line(30, y + 4, 'Nơi nhận:', { pt: 12, bold: true, italic: true }) +
    receivers.map((r, i) => line(30, y + 9 + i * 4.4, r, { pt: 11 })).join('') +
    block.print;
  const stamp = boxStamp([{ text: 'MẬT', size: 7.4 }], 45.5, 51, 20, 10, { tilt: 1.6, border: 0.7 });
  const copy = boxStamp([{ text: 'Bản số: 02', size: 4 }], 78, 51, 26, 7, { tilt: -1, border: 0 });
  return [
    { width: 210, height: 297, paper: { color: '#fdfdfb', stapled: true }, print, ink: [...block.ink, stamp, copy] },
  ];
}
