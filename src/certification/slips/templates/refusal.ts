import type { SlipTemplate } from '../template-types.ts';
import { contact, signHere } from './common.ts';

/** *Phiếu từ chối tiếp nhận, giải quyết hồ sơ*: a refusal is always in writing and says why. */
export const refusalTemplate: SlipTemplate = {
  kind: 'refusal',
  title: 'PHIẾU TỪ CHỐI TIẾP NHẬN, GIẢI QUYẾT HỒ SƠ',
  reference: 'Mã hồ sơ: {code}',
  dated: true,
  blocks: [
    { kind: 'field', label: 'Hồ sơ của', text: '{requester}', strong: true },
    contact,
    { kind: 'field', label: 'Nội dung yêu cầu giải quyết', text: '{request}' },
    { kind: 'field', label: 'Giấy tờ bị từ chối', text: '{title} (giấy tờ thứ {ordinal} của hồ sơ)', strong: true },
    {
      kind: 'paragraph',
      text: 'Qua xem xét, {unit} thông báo không chứng thực bản sao từ giấy tờ nêu trên với lý do cụ thể như sau:',
    },
    { kind: 'field', label: 'Lý do từ chối', text: '{ground}', strong: true },
    { kind: 'field', label: 'Căn cứ pháp lý', text: '{law}' },
    { kind: 'field', label: 'Giải thích của người từ chối', text: '{explanation}' },
    {
      kind: 'paragraph',
      text: 'Nếu không đồng ý, Ông/Bà có quyền khiếu nại theo quy định của pháp luật. Xin thông báo để Ông/Bà được biết./.',
    },
  ],
  signatures: [
    { title: 'NGƯỜI NỘP HỒ SƠ', note: signHere, name: '{requester}' },
    { title: 'NGƯỜI TỪ CHỐI', note: signHere, name: '{officer}' },
  ],
  source:
    'Khoản 1 Điều 8, khoản 7 Điều 9 Nghị định 23/2015/NĐ-CP (từ chối bằng văn bản, nêu rõ lý do); Mẫu số 03 Phụ lục I Thông tư 03/2025/TT-VPCP (chỉ biết tên mẫu; bố cục theo thực tế hệ thống một cửa)',
};
