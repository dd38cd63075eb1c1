import type { SlipTemplate } from '../template-types.ts';
import { signHere } from './common.ts';

/** *Bảng kê phí*: what each original of a dossier costs. It is not the receipt, whose number stands on it. */
export const feesTemplate: SlipTemplate = {
  kind: 'fees',
  title: 'BẢNG KÊ PHÍ CHỨNG THỰC BẢN SAO',
  reference: 'Mã hồ sơ: {code}',
  dated: true,
  blocks: [
    { kind: 'field', label: 'Người yêu cầu chứng thực', text: '{requester}', strong: true, plain: true },
    { kind: 'table', table: 'fees' },
    { kind: 'field', label: 'Bằng chữ', text: '{totalInWords}', strong: true, plain: true },
    { kind: 'field', label: 'Mức thu', text: '{rateSource}', plain: true },
    { kind: 'field', label: 'Số biên lai', text: '{receipt}', plain: true },
    {
      kind: 'paragraph',
      text: 'Trang là trang của bản chính. Bảng kê này không thay biên lai thu phí.',
      small: true,
    },
  ],
  signatures: [
    { title: 'NGƯỜI NỘP PHÍ', note: signHere, name: '{requester}' },
    { title: 'NGƯỜI LẬP BẢNG KÊ', note: signHere, name: '{officer}' },
  ],
  source: 'Điều 4 Thông tư 226/2016/TT-BTC (mức thu); bố cục của trạm',
};
