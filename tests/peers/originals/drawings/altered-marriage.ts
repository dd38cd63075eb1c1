import { emblem, printedEmblem } from '../emblem.ts';
import { frame, waveGround } from '../guilloche.ts';
import { writeByHand } from '../handwriting.ts';
import { nationalTitle, signatureBlock } from '../header.ts';
import { communeSeal } from '../offices.ts';
import type { PageDrawing } from '../page.ts';
import { randomFrom } from '../random.ts';
import { signature } from '../signature.ts';
import { centred, field, line } from '../text.ts';

const [width, height] = [297, 210];
const [wifeX, husbandX, half] = [24, 154, 118];

/** Giấy chứng nhận kết hôn whose year of birth was scraped off and written anew (NĐ 23/2015 Điều 22 khoản 1). */
export function alteredMarriage(): PageDrawing[] {
  const random = randomFrom('altered');
  const block = signatureBlock(width / 2 + 6, 147, {
    titles: ['NGƯỜI KÝ GIẤY CHỨNG NHẬN KẾT HÔN'],
    name: 'Vi Văn Thắng',
    occasion: 'marriage',
    seal: communeSeal,
    pt: 12,
    room: 37,
  });
  const print =
    waveGround(width, height, '#e0a25a', { step: 7, opacity: 0.34 }) +
    frame(width, height, 8, 6, '#b9692e') +
    nationalTitle(width / 2, 26, 13) +
    emblem(width / 2, 44, 8, printedEmblem) +
    centred(width / 2, 65, 'GIẤY CHỨNG NHẬN KẾT HÔN', { pt: 22, bold: true, fill: '#b81f2c' }) +
    line(228, 73, 'Số: 26/2020', { pt: 12.5 }) +
    person(wifeX, 'vợ', [
      'GIÀNG THỊ SUA',
      '11/10/',
      'Mông',
      'Bản Pa Hốc, xã Nậm Phai, huyện Sông Vầy',
      'CMND số 098311207',
    ]) +
    person(husbandX, 'chồng', [
      'VÀNG SEO DÌN',
      '03/02/1998',
      'Mông',
      'Bản Co Muông, xã Nậm Phai, huyện Sông Vầy',
      'CMND số 098296115',
    ]) +
    field(wifeX, 133, 141, 'Nơi đăng ký kết hôn:', 'Ủy ban nhân dân xã Nậm Phai', { pt: 12.5, value: { bold: true } }) +
    field(husbandX, 133, 272, 'Ngày, tháng, năm đăng ký:', '16/6/2020', { pt: 12.5, value: { bold: true } }) +
    scraped(86.4, 88.6) +
    writeByHand(80.4, 91.8, '2001', { size: 2.3, pen: { width: 0.4, opacity: 0.9, color: '#1d2030' } }, random).svg +
    centred(58, 147, 'Vợ', { pt: 12, bold: true }) +
    centred(58, 152, '(Ký, ghi rõ họ, chữ đệm, tên)', { pt: 10.5, italic: true }) +
    centred(245, 147, 'Chồng', { pt: 12, bold: true }) +
    centred(245, 152, '(Ký, ghi rõ họ, chữ đệm, tên)', { pt: 10.5, italic: true }) +
    centred(58, 187, 'Giàng Thị Sua', { pt: 12 }) +
    centred(245, 187, 'Vàng Seo Dìn', { pt: 12 }) +
    block.print;
  const ink = [
    ...block.ink,
    signature('Giàng Thị Sua', 58, 169, { width: 30, tilt: -3 }),
    signature('Vàng Seo Dìn', 245, 169, { width: 32 }),
  ];
  return [{ width, height, paper: { color: '#fcf3df', foldsAlong: [148.5], foldsAcross: [105] }, print, ink }];
}

function person(x: number, role: string, values: readonly [string, string, string, string, string]): string {
  const end = x + half - 1;
  const style = { pt: 12.5, value: { bold: true } };
  const labels = ['Ngày, tháng, năm sinh:', 'Dân tộc:', 'Nơi cư trú:', 'Giấy tờ tùy thân:'] as const;
  const [name, born, people, home, identity] = values;
  return (
    field(x, 83, end, `Họ, chữ đệm, tên ${role}:`, name, style) +
    field(x, 92, end, labels[0], born, style) +
    field(x, 101, x + 56, labels[1], people, style) +
    field(x + 58, 101, end, 'Quốc tịch:', 'Việt Nam', style) +
    field(x, 110, end, labels[2], home, { ...style, value: { bold: true, pt: 12 } }) +
    field(x, 119, end, labels[3], identity, style)
  );
}

/** Paper roughened by a blade: the ground pattern is gone, the fibres stand up, a ghost of the old figures is left. */
function scraped(x: number, y: number): string {
  const random = randomFrom('blade');
  let scratches = '';
  for (let i = 0; i < 46; i++) {
    const [sx, sy] = [x - 7 + random.next() * 14, y + random.between(-0.6, 4.6)];
    scratches += `M${sx.toFixed(2)} ${sy.toFixed(2)}l${random.between(1, 3.4).toFixed(2)} ${random.between(-0.5, 0.3).toFixed(2)}`;
  }
  return (
    `<path d="M${x - 8} ${y + 1}q2 -2.6 8 -2t8.5 1.4q1.4 3.2 -1.6 4.6t-9 0.6q-5.6 0.2 -5.9 -4.6Z" fill="#fdfaf2" fill-opacity="0.93"/>` +
    line(x - 5.6, y + 3.4, '1999', { pt: 12.5, bold: true, fill: '#d8cfc0' }) +
    `<path d="${scratches}" stroke="#bfb29c" stroke-width="0.1" stroke-opacity="0.7" fill="none"/>`
  );
}
