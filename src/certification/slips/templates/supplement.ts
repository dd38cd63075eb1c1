import type { SlipTemplate } from '../template-types.ts';
import { contact, signHere, tracking } from './common.ts';

/** *Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ*. */
export const supplementTemplate: SlipTemplate = {
  kind: 'supplement',
  title: 'PHIẾU YÊU CẦU BỔ SUNG, HOÀN THIỆN HỒ SƠ',
  reference: 'Mã hồ sơ: {code}',
  dated: true,
  blocks: [
    { kind: 'field', label: 'Hồ sơ của', text: '{requester}', strong: true },
    contact,
    { kind: 'field', label: 'Nội dung yêu cầu giải quyết', text: '{request}' },
    { kind: 'field', label: 'Giấy tờ cần bổ sung, hoàn thiện', text: '{title} (giấy tờ thứ {ordinal} của hồ sơ)' },
    { kind: 'field', label: 'Nội dung cần bổ sung, hoàn thiện và lý do', text: '{reason}', strong: true },
    {
      kind: 'paragraph',
      text: 'Trong quá trình hoàn thiện hồ sơ, nếu có vướng mắc, Ông/Bà liên hệ với {unit} để được hướng dẫn./.',
    },
    tracking,
  ],
  signatures: [
    { title: 'NGƯỜI NỘP HỒ SƠ', note: signHere, name: '{requester}' },
    { title: 'NGƯỜI HƯỚNG DẪN', note: signHere, name: '{officer}' },
  ],
  source: 'Mẫu số 02 Phụ lục I Thông tư 03/2025/TT-VPCP (chỉ biết tên mẫu; bố cục theo thực tế hệ thống một cửa)',
};
