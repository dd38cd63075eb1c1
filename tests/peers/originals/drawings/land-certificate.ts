import { emblem, printedEmblem } from '../emblem.ts';
import { nationalTitle, signatureBlock } from '../header.ts';
import { districtSeal } from '../offices.ts';
import type { InkMark, PageDrawing } from '../page.ts';
import { centred, line, paragraph } from '../text.ts';
import { changesPage, changesTable } from './land-changes.ts';
import { land, landGround } from './land-paper.ts';
import { plotDrawing } from './plot.ts';

const { width, height, left, right } = land;
const red = '#b8182c';

/** Giấy chứng nhận quyền sử dụng đất: four pages of 190 × 265 mm (TT 23/2014/TT-BTNMT). */
export function landCertificate(): PageDrawing[] {
  const second = holding();
  const fourth = changesPage();
  return [
    page(cover(), [], 'left'),
    page(second.print, second.ink, 'right'),
    page(plotPage(), [], 'left'),
    page(fourth.print, fourth.ink, 'right'),
  ];
}

function page(print: string, ink: readonly InkMark[], gutter: 'left' | 'right'): PageDrawing {
  return {
    width,
    height,
    paper: { color: '#fbe3dd', gutter, foldsAcross: [132], grain: 1.1 },
    print: landGround() + print,
    ink,
  };
}

function cover(): string {
  const who = paragraph(
    left + 4,
    158,
    right - left - 4,
    '**Hộ ông:** Bế Xuân Lộc, sinh năm 1969, CMND số 098106331 **và vợ là bà:** Nông Thị Diễm, sinh năm 1972, CMND số 098207714',
    { pt: 13, leading: 1.5 },
  );
  return (
    nationalTitle(width / 2, 30, 13) +
    emblem(width / 2, 56, 12, printedEmblem) +
    centred(width / 2, 88, 'GIẤY CHỨNG NHẬN', { pt: 25, bold: true, fill: red }) +
    centred(width / 2, 99, 'QUYỀN SỬ DỤNG ĐẤT', { pt: 17, bold: true, fill: red }) +
    centred(width / 2, 107, 'QUYỀN SỞ HỮU NHÀ Ở VÀ TÀI SẢN KHÁC GẮN LIỀN VỚI ĐẤT', {
      pt: 11.5,
      bold: true,
      fill: red,
    }) +
    centred(width / 2, 140, 'I. Người sử dụng đất, chủ sở hữu nhà ở và tài sản khác gắn liền với đất', {
      pt: 12.2,
      bold: true,
    }) +
    who.svg +
    line(left + 4, who.y + 2, 'Địa chỉ: Bản Nà Lùng, xã Khe Mòn, huyện Sông Vầy, tỉnh Vạn Lĩnh.', { pt: 13 }) +
    line(right - 6, 243, 'VL 418205', { pt: 19, bold: true, fill: red, anchor: 'end', spacing: 0.4 })
  );
}

function holding(): { print: string; ink: InkMark[] } {
  const entries = [
    '**1. Thửa đất:**',
    'a) Thửa đất số: **217**, tờ bản đồ số: **34**',
    'b) Địa chỉ: Bản Nà Lùng, xã Khe Mòn, huyện Sông Vầy, tỉnh Vạn Lĩnh',
    'c) Diện tích: **895,5 m²** (Bằng chữ: Tám trăm chín mươi lăm phẩy năm mét vuông)',
    'd) Hình thức sử dụng: Sử dụng riêng',
    'đ) Mục đích sử dụng: Đất ở tại nông thôn 400,0 m²; đất trồng cây lâu năm 495,5 m²',
    'e) Thời hạn sử dụng: Đất ở: Lâu dài; đất trồng cây lâu năm: Đến ngày 15/10/2043',
    'g) Nguồn gốc sử dụng: Công nhận quyền sử dụng đất như giao đất có thu tiền sử dụng đất 400,0 m²; công nhận quyền sử dụng đất như giao đất không thu tiền sử dụng đất 495,5 m²',
    '**2. Nhà ở:** -/-',
    '**3. Công trình xây dựng khác:** -/-',
    '**4. Rừng sản xuất là rừng trồng:** -/-',
    '**5. Cây lâu năm:** -/-',
    '**6. Ghi chú:** Không',
  ];
  let y = 33;
  let print = centred(width / 2, 24, 'II. Thửa đất, nhà ở và tài sản khác gắn liền với đất', { pt: 13, bold: true });
  for (const entry of entries) {
    const set = paragraph(left, y, right - left, entry, { pt: 12.5, leading: 1.28, justify: false });
    print += set.svg;
    y = set.y + 1.9;
  }
  const block = signatureBlock(122, y + 10, {
    titles: ['TM. ỦY BAN NHÂN DÂN HUYỆN SÔNG VẦY', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    name: 'Phùng Gia Bảo',
    seal: districtSeal,
    pt: 12.5,
    room: 33,
    width: 42,
  });
  print +=
    centred(122, y + 3.6, 'Sông Vầy, ngày 21 tháng 11 năm 2017', { pt: 12.5, italic: true }) +
    block.print +
    line(left, 250, 'Số vào sổ cấp GCN: CH 01874', { pt: 11.5 });
  return { print, ink: block.ink };
}

function plotPage(): string {
  return (
    centred(width / 2, 24, 'III. Sơ đồ thửa đất, nhà ở và tài sản khác gắn liền với đất', { pt: 13, bold: true }) +
    plotDrawing(28, 34) +
    changesTable(172, 248, 'IV. Những thay đổi sau khi cấp giấy chứng nhận')
  );
}
