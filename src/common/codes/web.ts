/** The sentences of the `WEB-…` failures: what reached the station and could not be accepted. */
export const webCodes = {
  'WEB-BODY-INVALID': {
    vi: 'Thông tin gửi lên chưa đúng mẫu. Chưa có gì thay đổi. Xem lại các ô được đánh dấu.',
    en: 'The data sent does not fit the form. Nothing was changed. Check the marked fields.',
    status: 400,
  },
  'WEB-BODY-TOO-LARGE': {
    vi: 'Nội dung gửi lên quá lớn. Chưa có gì thay đổi.',
    en: 'The data sent is too large. Nothing was changed.',
    status: 413,
  },
  'WEB-CONTENT-TYPE': {
    vi: 'Trạm không đọc được kiểu nội dung gửi lên. Chưa có gì thay đổi. Dùng màn hình của trạm để gửi lại.',
    en: 'The station does not read content of this type here. Nothing was changed. Send it again from a screen of the station.',
    status: 415,
  },
  'WEB-LAST-ADMIN': {
    vi: 'Đơn vị cần ít nhất một quản trị đơn vị đang trong thời hạn phân công nên chưa lưu thay đổi. Phân công người khác trước.',
    en: 'The unit needs at least one unit admin in office, so the change was not saved. Assign somebody else first.',
    status: 409,
  },
  'WEB-NOT-FOUND': {
    vi: 'Không có địa chỉ này trên trạm.',
    en: 'The station has no such address.',
    status: 404,
  },
  'WEB-SESSION-MISSING': {
    vi: 'Phiên làm việc đã hết hoặc chưa đăng nhập. Đăng nhập lại để tiếp tục; việc đã lưu vẫn còn.',
    en: 'You are not signed in, or the session has ended. Sign in to go on; what was saved is kept.',
    status: 401,
  },
  'WEB-SIGN-IN-FAILED': {
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra lại rồi đăng nhập lần nữa.',
    en: 'The user name or the password is wrong. Check them and sign in again.',
    status: 401,
  },
  'WEB-SIGN-IN-LOCKED': {
    vi: 'Tài khoản tạm khóa 15 phút vì nhập sai nhiều lần. Chờ hết giờ hoặc nhờ quản trị đơn vị.',
    en: 'The account is locked for 15 minutes after several wrong tries. Wait, or ask the unit administrator.',
    status: 429,
  },
  'WEB-ROLE-MISSING': {
    vi: 'Tài khoản này không được giao việc đó. Nhờ quản trị đơn vị phân quyền nếu cần.',
    en: 'This account is not entrusted with that. Ask the unit administrator if it should be.',
    status: 403,
  },
  'WEB-ORIGIN-REFUSED': {
    vi: 'Yêu cầu không đến từ màn hình của trạm nên bị từ chối.',
    en: 'The request did not come from a screen of the station and was refused.',
    status: 403,
  },
  'WEB-REASON-MISSING': {
    vi: 'Cần ghi lý do. Chưa có gì thay đổi. Nhập lý do rồi làm lại.',
    en: 'A reason is needed. Nothing was changed. Enter the reason and try again.',
    status: 400,
  },
  'WEB-INTERNAL': {
    vi: 'Trạm gặp lỗi chưa lường trước. Việc đã lưu vẫn còn. Thử lại; nếu vẫn gặp, báo kỹ thuật viên kèm mã này.',
    en: 'The station met an unforeseen error. What was saved is kept. Try again; if it stays, tell the technician this code.',
    status: 500,
  },
} as const;
