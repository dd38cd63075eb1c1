import type { SlipTemplateBlock } from '../template-types.ts';

export const signHere = '(Ký và ghi rõ họ tên)';

/** How to reach the requester, as far as he said. */
export const contact: SlipTemplateBlock = { kind: 'field', label: 'Điện thoại, thư điện tử', text: '{contact}' };

export const tracking: SlipTemplateBlock = {
  kind: 'tracking',
  label: 'Mã tra cứu',
  text: '{trackingCode}',
  note: 'Nhập mã ở màn hình người dân để biết hồ sơ đang ở bước nào.',
};
