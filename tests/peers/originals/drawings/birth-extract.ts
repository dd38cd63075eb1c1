import { issuer, nationalTitle, signatureBlock } from '../header.ts';
import { communeSeal } from '../offices.ts';
import type { PageDrawing } from '../page.ts';
import { centred, field, line } from '../text.ts';

/** Trích lục khai sinh (bản sao): itself a copy from the register, so no original (NĐ 23/2015 Điều 2, Điều 18). */
export function birthExtract(): PageDrawing[] {
  const [left, right] = [30, 190];
  const value = { bold: true };
  let y = 96;
  let rows = '';
  const row = (...cells: readonly (readonly [number, number, string, string])[]): void => {
    for (const [x, end, label, text] of cells) rows += field(x, y, end, label, text, { pt: 13, value });
    y += 8.4;
  };
  row([left, right, 'Họ, chữ đệm, tên:', 'VI THỊ HỒNG NHUNG']);
  row([left, right, 'Ngày, tháng, năm sinh:', '04/02/2011']);
  row([left, right, 'Ghi bằng chữ:', 'Ngày bốn tháng hai năm hai nghìn không trăm mười một']);
  row([left, 80, 'Giới tính:', 'Nữ'], [82, 130, 'Dân tộc:', 'Tày'], [132, right, 'Quốc tịch:', 'Việt Nam']);
  row([left, right, 'Nơi sinh:', 'Trạm Y tế xã Khe Mòn, tỉnh Vạn Lĩnh']);
  row([left, right, 'Quê quán:', 'Xã Khe Mòn, tỉnh Vạn Lĩnh']);
  row([left, right, 'Số định danh cá nhân:', '099311000846']);
  row([left, right, 'Họ, chữ đệm, tên người mẹ:', 'LƯƠNG THỊ TUYẾT']);
  row([left, 80, 'Năm sinh:', '1985'], [82, 130, 'Dân tộc:', 'Tày'], [132, right, 'Quốc tịch:', 'Việt Nam']);
  row([left, right, 'Họ, chữ đệm, tên người cha:', 'VI VĂN TOẢN']);
  row([left, 80, 'Năm sinh:', '1983'], [82, 130, 'Dân tộc:', 'Tày'], [132, right, 'Quốc tịch:', 'Việt Nam']);
  row([left, right, 'Đăng ký khai sinh tại:', 'Ủy ban nhân dân xã Khe Mòn']);
  row([left, 110, 'Số:', '21/2011'], [112, right, 'Ngày đăng ký:', '18/02/2011']);
  row([left, right, 'Ghi chú:', '']);
  const seal = { ...communeSeal, rim: 'ỦY BAN NHÂN DÂN XÃ KHE MÒN' };
  const block = signatureBlock(142, y + 12, {
    titles: ['NGƯỜI KÝ TRÍCH LỤC', 'PHÓ CHỦ TỊCH'],
    name: 'Lường Đức Thịnh',
    seal,
    room: 33,
  });
  const print =
    issuer(62, 24, undefined, ['ỦY BAN NHÂN DÂN', 'XÃ KHE MÒN'], 12) +
    nationalTitle(143, 24, 12.5) +
    centred(62, 42, 'Số: 317/TLKS-BS', { pt: 13 }) +
    centred(143, 42, 'Khe Mòn, ngày 22 tháng 8 năm 2025', { pt: 13, italic: true }) +
    centred(105, 66, 'TRÍCH LỤC KHAI SINH', { pt: 20, bold: true }) +
    centred(105, 74, '(BẢN SAO)', { pt: 14, bold: true }) +
    line(left, 87.5, 'Trích từ Sổ đăng ký khai sinh năm 2011 của Ủy ban nhân dân xã Khe Mòn:', {
      pt: 12,
      italic: true,
    }) +
    rows +
    block.print;
  return [{ width: 210, height: 297, paper: { color: '#fdfdfa', foldsAcross: [148] }, print, ink: block.ink }];
}
