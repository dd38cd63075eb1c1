import type { SlipTemplate } from '../template-types.ts';
import { contact, signHere, tracking } from './common.ts';

/** *Giấy tiếp nhận hồ sơ và hẹn trả kết quả*. */
export const receptionTemplate: SlipTemplate = {
  kind: 'reception',
  title: 'GIẤY TIẾP NHẬN HỒ SƠ VÀ HẸN TRẢ KẾT QUẢ',
  reference: 'Mã hồ sơ: {code}',
  dated: true,
  blocks: [
    { kind: 'field', label: 'Tiếp nhận hồ sơ của', text: '{requester}', strong: true },
    contact,
    { kind: 'field', label: 'Nội dung yêu cầu giải quyết', text: '{request}' },
    { kind: 'field', label: 'Thành phần hồ sơ', text: '{count} bản chính giấy tờ, văn bản' },
    { kind: 'table', table: 'originals' },
    { kind: 'field', label: 'Phí chứng thực', text: '{fee}' },
    { kind: 'field', label: 'Thời gian nhận hồ sơ', text: '{received}' },
    { kind: 'field', label: 'Thời hạn giải quyết', text: '{rule}' },
    { kind: 'field', label: 'Thời gian trả kết quả', text: '{due}', strong: true },
    { kind: 'field', label: 'Nhận kết quả', text: '{delivery}' },
    tracking,
  ],
  signatures: [
    { title: 'NGƯỜI NỘP HỒ SƠ', note: signHere, name: '{requester}' },
    { title: 'NGƯỜI TIẾP NHẬN HỒ SƠ', note: signHere, name: '{officer}' },
  ],
  source:
    'Điều 2 Thông tư 01/2020/TT-BTP (phiếu hẹn có giờ, ngày); Mẫu số 01 Phụ lục I Thông tư 03/2025/TT-VPCP (chỉ biết tên mẫu; bố cục theo thực tế hệ thống một cửa)',
};
