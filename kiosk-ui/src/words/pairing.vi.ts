/** The texts of the page that a screen shows until it is paired. */
export const pairingVi = {
  'pairing.intro': 'Màn hình này chưa được ghép với trạm. Đọc mã dưới đây cho quản trị đơn vị.',
  'pairing.code': 'Mã ghép',
  'pairing.until': 'Mã dùng được đến {time}; hết giờ, mã mới tự hiện.',
  'pairing.getting': 'Đang xin mã…',
  'pairing.step-1': 'Quản trị đơn vị đăng nhập ở một màn hình đã ghép, hoặc ngay tại máy của trạm.',
  'pairing.step-2': 'Mở Quản trị đơn vị, mục Màn hình đã ghép, bấm Ghép màn hình.',
  'pairing.step-3': 'Nhập mã này, đặt tên và chọn việc của màn hình. Màn hình tự vào ngay sau đó.',
  'pairing.safe': 'Chỉ ghép khi chính bạn đang đứng trước màn hình này. Việc đã lưu tại trạm vẫn còn.',
  'pairing.done': 'Đã ghép. Đang vào…',
} as const;
