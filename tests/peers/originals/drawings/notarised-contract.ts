import { flow, type Part } from '../flow.ts';
import { nationalTitle, rule, signatureBlock } from '../header.ts';
import { notarySeal } from '../offices.ts';
import type { InkMark, PageDrawing } from '../page.ts';
import { edgeSeal } from '../seal.ts';
import { signature } from '../signature.ts';
import { centred, line } from '../text.ts';
import { contractText, notaryText } from './contract-text.ts';

const [width, height] = [210, 297];
const area = { left: 30, right: 193, top: 24, bottom: 272 };
const [seller, wife, buyer] = ['Lương Quý Thản', 'Hoàng Thị Mận', 'Tráng Duy Kiên'];

/** Hợp đồng chuyển nhượng quyền sử dụng đất with the notary's statement: three pages, initials, giáp lai. */
export function notarisedContract(): PageDrawing[] {
  const style = { pt: 13, leading: 1.24, indent: 9 };
  const parts: Part[] = [...contractText, ...notaryText];
  const texts = flow(parts, 52, area, style);
  const pages = texts.map(({ svg, y }, index): PageDrawing => {
    const last = index === texts.length - 1;
    const closing = last ? notaryBlock(y) : { print: '', ink: [] };
    const parties = index === texts.length - 2 ? partyBlock(y) : { print: '', ink: [] };
    const initials = index < texts.length - 2 ? initialsAt(index) : [];
    return {
      width,
      height,
      paper: { color: '#fdfdfa', stapled: true, foldsAcross: [149] },
      print:
        (index === 0 ? head() : '') +
        svg +
        closing.print +
        parties.print +
        centred(width / 2, 287, String(index + 1), { pt: 11 }),
      ink: [...parties.ink, ...closing.ink, ...initials, edgeSeal(notarySeal, width, 142, index, texts.length)],
    };
  });
  return pages;
}

function head(): string {
  return (
    nationalTitle(111, 24, 13) +
    centred(111, 42, 'HỢP ĐỒNG CHUYỂN NHƯỢNG QUYỀN SỬ DỤNG ĐẤT', { pt: 15, bold: true }) +
    rule(92, 130, 44.6)
  );
}

/** Each party's short signature at the foot of the page. */
function initialsAt(index: number): InkMark[] {
  const occasion = `initials ${index}`;
  return [seller, wife, buyer].map((person, i) =>
    signature(person, 140 + i * 19, 283 - (i % 2) * 2, { width: 15, occasion, pen: { width: 0.34 } }),
  );
}

function partyBlock(y: number): { print: string; ink: InkMark[] } {
  const top = y + 13;
  let print = '';
  for (const [x, title] of [
    [66, 'BÊN CHUYỂN NHƯỢNG (BÊN A)'],
    [157, 'BÊN NHẬN CHUYỂN NHƯỢNG (BÊN B)'],
  ] as const) {
    print +=
      centred(x, top, title, { pt: 11.5, bold: true }) +
      centred(x, top + 5, '(Ký, ghi rõ họ tên)', { pt: 11, italic: true });
  }
  const names = [
    [46, seller],
    [86, wife],
    [157, buyer],
  ] as const;
  const ink = names.map(([x, name]) => signature(name, x, top + 20, { width: 31, occasion: 'full' }));
  for (const [x, name] of names) print += centred(x, top + 37, name, { pt: 12.5 });
  return { print, ink };
}

function notaryBlock(y: number): { print: string; ink: InkMark[] } {
  const top = y + 9;
  const block = signatureBlock(145, top, {
    titles: ['CÔNG CHỨNG VIÊN'],
    name: 'Đặng Quỳnh Mai',
    seal: notarySeal,
    room: 34,
    width: 40,
  });
  const print =
    line(32, top, 'Số công chứng: 1406/2024', { pt: 12.5 }) +
    line(32, top + 6.4, 'Quyển số: 02/2024 TP/CC-SCC/HĐGD', { pt: 12.5 });
  return { print: print + block.print, ink: block.ink };
}
