import { writeByHand } from '../handwriting.ts';
import type { PageDrawing } from '../page.ts';
import { randomFrom } from '../random.ts';
import { signature } from '../signature.ts';

/** Giấy vay tiền, written and signed by hand: no body has confirmed or sealed it. */
export function privateLoan(): PageDrawing[] {
  const random = randomFrom('loan');
  const step = 9;
  const [left, right] = [31, 198];
  let print = ruledPaper(step);
  let y = 26.6;
  const write = (text: string, options: { x?: number; size?: number; rows?: number; end?: number } = {}): void => {
    const hand = { size: options.size ?? 2.25, pen: { width: 0.36, opacity: 0.86 } };
    const done = writeByHand(options.x ?? left, y, text, hand, random, { end: options.end ?? right, step, left });
    print += done.svg;
    y = done.y + step * (options.rows ?? 1);
  };
  write('Cộng hòa xã hội chủ nghĩa Việt Nam', { x: 70 });
  write('Độc lập - Tự do - Hạnh phúc', { x: 80, rows: 2 });
  write('GIẤY VAY TIỀN', { x: 82, size: 2.9, rows: 2 });
  write('Hôm nay, ngày 14 tháng 3 năm 2025, tại nhà ông Quàng Văn Đại, bản Co Muông, chúng tôi gồm:', { x: left + 8 });
  write('Bên cho vay: ông Quàng Văn Đại, sinh năm 1971, căn cước số 099071002213, trú tại bản Co Muông, xã Nậm Phai.', {
    x: left + 8,
  });
  write('Bên vay: anh Cầm Văn Tiến, sinh năm 1988, căn cước số 099088005190, trú tại bản Pa Hốc, xã Nậm Phai.', {
    x: left + 8,
  });
  write(
    'Ông Đại cho anh Tiến vay số tiền là 45.000.000 đồng (bốn mươi lăm triệu đồng chẵn) để mua một con trâu và sửa nhà.',
    { x: left + 8 },
  );
  write(
    'Thời hạn vay là 10 tháng, tính từ ngày viết giấy. Lãi suất hai bên tự thỏa thuận là 0,8% một tháng, trả cùng tiền gốc.',
    { x: left + 8 },
  );
  write('Nếu đến hạn mà chưa trả đủ thì anh Tiến xin giao lại con trâu cho ông Đại.', { x: left + 8 });
  write('Giấy này viết làm hai bản, mỗi bên giữ một bản.', { x: left + 8 });
  const titles = y + 4;
  y = titles;
  write('Bên cho vay', { x: 46 });
  y = titles;
  write('Bên vay', { x: 140 });
  y = titles + 34;
  write('Quàng Văn Đại', { x: 43 });
  y = titles + 34;
  write('Cầm Văn Tiến', { x: 134 });
  return [
    {
      width: 210,
      height: 297,
      paper: { color: '#fbfbf6', foldsAcross: [99, 198], foldsAlong: [105] },
      print,
      ink: [
        signature('Quàng Văn Đại', 62, titles + 16, { width: 34, pen: { width: 0.42 } }),
        signature('Cầm Văn Tiến', 150, titles + 16, { width: 32, pen: { width: 0.42 } }),
      ],
    },
  ];
}

/** A sheet of a school pad: faint violet squares, a margin rule in red. */
function ruledPaper(step: number): string {
  let fine = '';
  let strong = '';
  for (let y = 17.6; y < 297; y += step / 4) fine += `M0 ${y.toFixed(2)}H210`;
  for (let y = 17.6; y < 297; y += step) strong += `M0 ${y.toFixed(2)}H210`;
  return (
    `<path d="${fine}" stroke="#b9bcdd" stroke-width="0.1" stroke-opacity="0.6"/>` +
    `<path d="${strong}" stroke="#8f95c8" stroke-width="0.18" stroke-opacity="0.8"/>` +
    '<path d="M26 0V297" stroke="#d98c9a" stroke-width="0.3"/>'
  );
}
