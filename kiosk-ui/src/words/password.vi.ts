/** Changing one's own password. */
export const passwordVi = {
  'password.intro': 'Mật khẩu là của riêng bạn. Đừng cho ai mượn, kể cả quản trị đơn vị.',
  'password.must': 'Mật khẩu đang dùng do người khác đặt. Đặt mật khẩu của riêng bạn để bắt đầu làm việc.',
  'password.present': 'Mật khẩu đang dùng',
  'password.next': 'Mật khẩu mới',
  'password.again': 'Nhập lại mật khẩu mới',
  'password.hint': 'Ít nhất 12 ký tự. Ghép vài từ không liên quan nhau thì dễ nhớ và khó đoán.',
  'password.need-present': 'Nhập mật khẩu đang dùng.',
  'password.short': 'Cần ít nhất 12 ký tự.',
  'password.differs': 'Hai lần nhập chưa giống nhau.',
  'password.do': 'Đổi mật khẩu',
  'password.done': 'Đã đổi mật khẩu. Các phiên làm việc khác của bạn đã kết thúc.',
  'password.codes': 'Mã khôi phục',
  'password.codes-why':
    'Mỗi mã khôi phục thay điện thoại một lần. Tạo bộ mới khi sắp hết hoặc khi nghi có người khác biết; bộ cũ hết dùng được ngay.',
  'password.codes-left': 'Còn {count} mã chưa dùng.',
  'password.codes-code': 'Mã 6 số trên điện thoại',
  'password.codes-hint': 'Mã đang hiện trong ứng dụng, chưa dùng để đăng nhập.',
  'password.codes-need': 'Nhập mã 6 số.',
  'password.codes-new': 'Mã khôi phục mới',
} as const;
