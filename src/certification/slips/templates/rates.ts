import type { SlipTemplate } from '../template-types.ts';

/** *Biểu phí*, as it is posted up in the office (NĐ 23/2015 Điều 10: *niêm yết công khai*). */
export const ratesTemplate: SlipTemplate = {
  kind: 'rates',
  title: 'BIỂU PHÍ CHỨNG THỰC BẢN SAO TỪ BẢN CHÍNH',
  subtitle: 'Áp dụng từ {inForceFrom}, theo {rateSource}',
  dated: false,
  blocks: [
    { kind: 'table', table: 'rates' },
    {
      kind: 'paragraph',
      text: 'Trang là trang của bản chính. Bản sao điện tử và bản sao giấy đều được tính là một bản.',
    },
    { kind: 'paragraph', text: 'Ví dụ phí cho một bản sao:' },
    { kind: 'table', table: 'examples' },
  ],
  signatures: [],
  source: 'Điều 4 Thông tư 226/2016/TT-BTC; niêm yết theo Điều 10 Nghị định 23/2015/NĐ-CP; bố cục của trạm',
};
