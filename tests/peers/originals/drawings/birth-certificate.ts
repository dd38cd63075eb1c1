import { emblem, printedEmblem } from '../emblem.ts';
import { frame, rosette, waveGround } from '../guilloche.ts';
import { nationalTitle, signatureBlock } from '../header.ts';
import { communeSeal } from '../offices.ts';
import type { PageDrawing } from '../page.ts';
import { centred, field, line } from '../text.ts';

/** Giấy khai sinh (bản chính), after the form of TT 04/2020/TT-BTP. */
export function birthCertificate(): PageDrawing[] {
  const [left, right] = [26, 186];
  const pt = 12.5;
  const value = { bold: true, pt: 12.5 };
  const row = (x: number, y: number, end: number, label: string, text: string): string =>
    field(x, y, end, label, text, { pt, value });
  const step = 7.7;
  let y = 99;
  const next = (rows = 1): number => {
    y += step * rows;
    return y - step * rows;
  };
  const rows: string[] = [];
  const one = (label: string, text: string): void => {
    rows.push(row(left, next(), right, label, text));
  };
  const three = (a: string, b: string, c: string): void => {
    const at = next();
    rows.push(
      row(left, at, 78, 'Giới tính:', a),
      row(80, at, 128, 'Dân tộc:', b),
      row(130, at, right, 'Quốc tịch:', c),
    );
  };
  const born = (year: string, b: string, c: string): void => {
    const at = next();
    rows.push(
      row(left, at, 78, 'Năm sinh:', year),
      row(80, at, 128, 'Dân tộc:', b),
      row(130, at, right, 'Quốc tịch:', c),
    );
  };
  one('Họ, chữ đệm, tên:', 'LÒ MINH KHANG');
  one('Ngày, tháng, năm sinh:', '17/9/2023');
  one('Ghi bằng chữ:', 'Ngày mười bảy tháng chín năm hai nghìn không trăm hai mươi ba');
  three('Nam', 'Thái', 'Việt Nam');
  one('Nơi sinh:', 'Trung tâm Y tế huyện Sông Vầy, tỉnh Vạn Lĩnh');
  one('Quê quán:', 'Xã Nậm Phai, huyện Sông Vầy, tỉnh Vạn Lĩnh');
  one('Số định danh cá nhân:', '099223004517');
  one('Họ, chữ đệm, tên người mẹ:', 'HOÀNG THỊ NGÂN');
  born('1996', 'Kinh', 'Việt Nam');
  one('Nơi cư trú:', 'Bản Pa Hốc, xã Nậm Phai, huyện Sông Vầy, tỉnh Vạn Lĩnh');
  one('Họ, chữ đệm, tên người cha:', 'LÒ VĂN THUẬN');
  born('1993', 'Thái', 'Việt Nam');
  one('Nơi cư trú:', 'Bản Pa Hốc, xã Nậm Phai, huyện Sông Vầy, tỉnh Vạn Lĩnh');
  one('Họ, chữ đệm, tên người đi khai sinh:', 'LÒ VĂN THUẬN');
  one('Giấy tờ tùy thân:', 'Thẻ căn cước công dân số 099093001286');
  one('Nơi đăng ký khai sinh:', 'Ủy ban nhân dân xã Nậm Phai');
  one('Ngày, tháng, năm đăng ký:', '02/10/2023');
  const block = signatureBlock(136, y + 4, {
    titles: ['NGƯỜI KÝ GIẤY KHAI SINH'],
    remark: '(Ký, ghi rõ họ, chữ đệm, tên, chức vụ và đóng dấu)',
    name: 'Vi Văn Thắng',
    seal: communeSeal,
    pt: 12.5,
    room: 31,
  });
  const ground =
    waveGround(210, 297, '#d9a07a', { opacity: 0.3, step: 7 }) +
    rosette(105, 165, 52, { petals: 16, lines: 14, color: '#d98f74', depth: 0.5, opacity: 0.32 }) +
    rosette(105, 165, 30, { petals: 12, lines: 9, color: '#d98f74', depth: 0.7, opacity: 0.32 }) +
    frame(210, 297, 9, 6.5, '#b4553f');
  const print =
    ground +
    nationalTitle(105, 28, 13.5) +
    emblem(105, 50.5, 10.5, printedEmblem) +
    centred(105, 75, 'GIẤY KHAI SINH', { pt: 25, bold: true, fill: '#c01f2b' }) +
    centred(105, 82, '(BẢN CHÍNH)', { pt: 12, bold: true }) +
    line(148, 89.5, 'Số: 118/2023', { pt: 13 }) +
    rows.join('') +
    block.print;
  return [{ width: 210, height: 297, paper: { color: '#fbf3e3', foldsAcross: [148.5] }, print, ink: block.ink }];
}
