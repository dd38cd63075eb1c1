/** The texts of a copy's time-stamps. */
export const timeStampsVi = {
  'stamps.waiting': 'Chờ dấu thời gian',
  'stamps.present': 'Có dấu thời gian',
  'stamps.without': 'Không có dấu thời gian',
  'stamps.stopped': 'Chứng thư số đã bị thu hồi',
  'stamps.file-waits': 'Tệp bản sao đang chờ dấu thời gian. Không cần làm gì: khi có mạng, trạm tự gắn.',
  'stamps.take-now':
    'Tệp đang chờ dấu thời gian, thường chỉ vài phút khi có mạng. Nếu lấy tệp ngay, bản sao vẫn đủ hai chữ ký nhưng không có dấu thời gian.',
} as const;
