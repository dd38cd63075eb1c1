/** The texts of the second step of a sign-in: one-time codes. */
export const codeVi = {
  'code.title': 'Mã xác thực',
  'code.label': 'Mã 6 chữ số trên điện thoại',
  'code.hint': 'Mở ứng dụng xác thực và nhập mã đang hiện. Mã khôi phục cũng nhập được ở đây.',
  'code.recovery-label': 'Mã khôi phục',
  'code.recovery-hint': 'Một trong mười mã đã cất, dạng ABCD-EFGH-JKLM-NPQR. Mỗi mã dùng một lần.',
  'code.need': 'Nhập mã.',
  'code.use-recovery': 'Dùng mã khôi phục',
  'code.use-phone': 'Dùng mã trên điện thoại',
  'code.back': 'Quay lại',
  'code.account': 'Tài khoản: {username}',
  'code.lost': 'Mất điện thoại và mã khôi phục? Nhờ quản trị đơn vị khác đặt lại mã xác thực.',

  'enrol.title': 'Cài mã xác thực',
  'enrol.why': 'Tài khoản này quản lý quyền và thiết bị, nên ngoài mật khẩu còn cần mã trên điện thoại của bạn.',
  'enrol.scan': 'Mở ứng dụng xác thực trên điện thoại (ứng dụng nào cũng được) rồi quét mã này.',
  'enrol.qr': 'Mã QR để quét bằng ứng dụng xác thực',
  'enrol.type': 'Không quét được? Gõ khóa này vào ứng dụng:',
  'enrol.confirm': 'Nhập 6 chữ số mà ứng dụng hiện ra để xác nhận.',
  'enrol.do': 'Xác nhận và đăng nhập',
  'enrol.loading': 'Đang tạo mã…',
  'enrol.again': 'Tạo mã khác',

  'codes.title': 'Mười mã khôi phục',
  'codes.why':
    'Dùng khi không có điện thoại. Mỗi mã vào được một lần. Danh sách này chỉ hiện lần này: in hoặc chép ra giấy, cất nơi khóa được.',
  'codes.print': 'In',
  'codes.kept': 'Tôi đã cất các mã này.',
  'codes.need-kept': 'Đánh dấu ô trên khi đã cất các mã.',
  'codes.go-on': 'Tiếp tục',
} as const;
