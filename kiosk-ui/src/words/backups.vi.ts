/** The backups, as the technician reads them. */
export const backupsVi = {
  'backups.title': 'Sao lưu',
  'backups.lamp.age': '{age} trước',
  'backups.lamp.running': 'đang chạy',
  'backups.lamp.unset': 'chưa đặt nơi lưu',
  'backups.lamp.never': 'chưa có bản nào',
  'backups.lamp.last': 'Bản mới nhất đã kiểm chứng: {time}.',
  'backups.lamp.why.fresh':
    'Đã có bản sao lưu được đọc lại và kiểm chứng. Nếu máy hỏng, dữ liệu lấy lại được từ bản đó.',
  'backups.lamp.why.unset':
    'Chưa đặt nơi sao lưu: nếu ổ đĩa hỏng, dữ liệu không lấy lại được. Kỹ thuật viên cắm ổ sao lưu rồi đặt nơi lưu.',
  'backups.lamp.why.old':
    'Đêm qua không có bản sao lưu nào được kiểm chứng. Việc vẫn làm bình thường. Kỹ thuật viên xem ổ sao lưu đã cắm chưa.',
  'backups.lamp.why.late':
    'Đã hơn 7 ngày không có bản sao lưu nào được kiểm chứng. Việc vẫn làm bình thường. Báo kỹ thuật viên ngay hôm nay.',
  'backups.lamp.why.never':
    'Đã đặt nơi lưu nhưng chưa có bản sao lưu nào được kiểm chứng. Kỹ thuật viên chuẩn bị ổ rồi bấm Sao lưu ngay.',

  'backups.place': 'Nơi lưu',
  'backups.nightly': 'Tự chạy mỗi đêm',
  'backups.nightly-at': 'từ {hour} giờ',
  'backups.last': 'Bản mới nhất đã kiểm chứng',
  'backups.last-none': 'chưa có',
  'backups.last-at': '{time} ({age} trước)',
  'backups.now': 'Sao lưu ngay',
  'backups.begun': 'Trạm đang sao lưu. Bạn cứ làm việc khác.',
  'backups.ended': 'Đã sao lưu và kiểm chứng xong.',
  'backups.failed': 'Lần sao lưu vừa rồi chưa thành công.',
  'backups.prepare': 'Chuẩn bị ổ này',
  'backups.prepare-ask': 'Chuẩn bị ổ sao lưu?',
  'backups.prepare-will':
    'Trạm ghi dấu của đơn vị vào thư mục {folder}. Từ đó trạm chỉ sao lưu vào ổ có dấu này. Không có gì trên ổ bị xóa.',
  'backups.prepare-check':
    'Chỉ bấm khi ổ sao lưu đã cắm và thư mục này nằm trên ổ đó. Nếu ổ chưa cắm, bản sao lưu sẽ nằm cùng ổ với dữ liệu và mất cùng nó.',
  'backups.prepared': 'Ổ đã sẵn sàng. Bấm Sao lưu ngay để có bản đầu tiên.',
  'backups.cancel': 'Bỏ qua',
  'backups.unset': 'Chưa đặt nơi sao lưu',
  'backups.unset-do':
    'Cắm một ổ đĩa thứ hai hoặc USB, nhập thư mục của nó ở mục Nơi sao lưu trong Cài đặt, rồi về đây bấm Chuẩn bị ổ này.',
  'backups.to-setting': 'Mở Cài đặt',
  'backups.recent': 'Các lần gần nhất',
  'backups.none': 'Chưa có lần sao lưu nào',
  'backups.none-do': 'Bấm Chuẩn bị ổ này, rồi Sao lưu ngay.',
  'backups.state.running': 'Đang chạy',
  'backups.state.verified': 'Đã kiểm chứng',
  'backups.state.failed': 'Chưa thành công',
  'backups.documents': '{count} tệp hồ sơ, trong đó {added} tệp mới',
} as const;
