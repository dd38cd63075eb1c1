/** The sentences of the `WEB-…` failures: what reached the station and could not be accepted. */
export const webCodes = {
  'WEB-BODY-INVALID': {
    vi: 'Thông tin gửi lên chưa đúng mẫu. Chưa có gì thay đổi. Xem lại các ô được đánh dấu.',
    en: 'The data sent does not fit the form. Nothing was changed. Check the marked fields.',
    status: 400,
  },
  'WEB-BODY-TOO-LARGE': {
    vi: 'Nội dung gửi lên quá lớn. Chưa có gì thay đổi. Kiểm tra xem có dán nhầm nội dung khác không rồi gửi lại.',
    en: 'The data sent is too large. Nothing was changed.',
    status: 413,
  },
  'WEB-CONTENT-TYPE': {
    vi: 'Trạm không đọc được kiểu nội dung gửi lên. Chưa có gì thay đổi. Dùng màn hình của trạm để gửi lại.',
    en: 'The station does not read content of this type here. Nothing was changed. Send it again from a screen of the station.',
    status: 415,
  },
  'WEB-EDITED-MEANWHILE': {
    vi: 'Người khác vừa sửa mục này nên chưa lưu thay đổi của bạn. Nội dung bạn nhập vẫn còn trên màn hình. Xem giá trị mới rồi lưu lại nếu vẫn cần.',
    en: 'Somebody else has just changed this, so your change was not saved. What you entered is still on the screen. Look at the new value and save again if it is still needed.',
    status: 409,
  },
  'WEB-IMAGE-UNUSABLE': {
    vi: 'Tệp này không dùng được làm hình chữ ký hoặc hình dấu nên chưa lưu. Hình đang dùng giữ nguyên. Cần PNG nền trong suốt, đúng tỉ lệ với kích thước đã nhập.',
    en: 'This file cannot serve as a signature or seal image, so it was not saved. The image in use stays. It must be a PNG with a transparent ground, of the proportions entered.',
    status: 422,
  },
  'WEB-LAST-ADMIN': {
    vi: 'Đơn vị cần ít nhất một quản trị đơn vị đang trong thời hạn phân công nên chưa lưu thay đổi. Phân công người khác trước.',
    en: 'The unit needs at least one unit admin in office, so the change was not saved. Assign somebody else first.',
    status: 409,
  },
  'WEB-NOT-FOUND': {
    vi: 'Trạm không có địa chỉ này. Chưa có gì thay đổi. Mở lại từ trang chính của trạm.',
    en: 'The station has no such address.',
    status: 404,
  },
  'WEB-SESSION-MISSING': {
    vi: 'Chưa đăng nhập hoặc phiên làm việc đã hết. Việc đã lưu vẫn còn. Đăng nhập lại để tiếp tục.',
    en: 'You are not signed in, or the session has ended. Sign in to go on; what was saved is kept.',
    status: 401,
  },
  'WEB-SIGN-IN-FAILED': {
    vi: 'Tên đăng nhập hoặc mật khẩu không đúng. Kiểm tra lại rồi đăng nhập lần nữa.',
    en: 'The user name or the password is wrong. Check them and sign in again.',
    status: 401,
  },
  'WEB-SIGN-IN-LOCKED': {
    vi: 'Tài khoản tạm khóa 15 phút vì mật khẩu bị nhập sai nhiều lần. Chờ hết thời gian khóa, hoặc nhờ quản trị đơn vị đặt mật khẩu mới.',
    en: 'The account is locked for 15 minutes after several wrong tries. Wait, or ask the unit administrator.',
    status: 429,
  },
  'WEB-OWN-PASSWORD': {
    vi: 'Không tự đặt lại mật khẩu của mình ở đây được. Mật khẩu hiện tại vẫn dùng được. Bấm Đổi mật khẩu cạnh tên của bạn.',
    en: 'Your own password is not set anew here. The present one still works. Press Change password beside your name.',
    status: 409,
  },
  'WEB-PASSWORD-CHANGE-FIRST': {
    vi: 'Mật khẩu đang dùng do quản trị đơn vị đặt nên cần đổi trước khi làm việc. Đặt mật khẩu mới của riêng bạn.',
    en: 'The password in use was set by the unit admin and has to be changed before you begin. Set one of your own.',
    status: 403,
  },
  'WEB-PASSWORD-SAME': {
    vi: 'Mật khẩu mới giống mật khẩu đang dùng nên chưa đổi. Đặt một mật khẩu khác.',
    en: 'The new password is the one in use, so nothing was changed. Choose another one.',
    status: 422,
  },
  'WEB-PASSWORD-WEAK': {
    vi: 'Mật khẩu mới dễ đoán hoặc ngắn hơn 12 ký tự nên chưa đổi. Dùng vài từ không liên quan nhau, không có tên của bạn.',
    en: 'The new password is easy to guess or shorter than 12 characters, so nothing was changed. Use a few unrelated words without your name.',
    status: 422,
  },
  'WEB-PASSWORD-WRONG': {
    vi: 'Mật khẩu đang dùng nhập chưa đúng nên chưa đổi. Nhập lại; sau 5 lần sai, tài khoản tạm khóa 15 phút.',
    en: 'The present password is wrong, so nothing was changed. Enter it again; five wrong tries lock the account for 15 minutes.',
    status: 422,
  },
  'WEB-USERNAME-TAKEN': {
    vi: 'Tên đăng nhập này đã có người dùng nên chưa thêm cán bộ. Chọn tên khác. Nếu vừa thêm xong mà chưa thấy mật khẩu, mở cán bộ đó và đặt lại mật khẩu.',
    en: 'This user name is taken, so nobody was added. Choose another one. If you have just added the officer and saw no password, open that officer and set a new one.',
    status: 409,
  },
  'WEB-CODE-NEEDED': {
    vi: 'Mật khẩu đúng. Nhập thêm mã 6 chữ số đang hiện trên điện thoại để đăng nhập, hoặc một mã khôi phục.',
    en: 'The password is right. Also enter the six-digit code now on your phone, or a recovery code.',
    status: 401,
  },
  'WEB-CODE-ENROLMENT': {
    vi: 'Mật khẩu đúng. Tài khoản này phải dùng mã xác thực mà chưa cài trên điện thoại. Cài mã rồi đăng nhập.',
    en: 'The password is right. This account needs one-time codes and has none yet. Set them up on a phone, then sign in.',
    status: 401,
  },
  'WEB-CODE-WRONG': {
    vi: 'Mã xác thực không đúng hoặc đã hết hạn. Chờ mã mới trên điện thoại rồi nhập lại. Nếu vẫn sai, xem giờ điện thoại có khớp giờ của trạm không, hoặc dùng một mã khôi phục.',
    en: 'The code is wrong or has run out. Wait for a new one and enter it. If it stays wrong, see whether the phone’s time is the station’s, or use a recovery code.',
    status: 401,
  },
  'WEB-CODE-USED': {
    vi: 'Mã này đã dùng để đăng nhập rồi; mỗi mã chỉ dùng một lần. Chờ mã mới trên điện thoại rồi nhập.',
    en: 'This code has been used already; each counts once. Wait for a new one on the phone and enter it.',
    status: 401,
  },
  'WEB-CODE-CLOCK': {
    vi: 'Giờ của điện thoại và giờ của trạm không khớp nên mã không dùng được. Chưa có gì thay đổi. Chỉnh giờ bên sai cho đúng rồi nhập mã mới; khi chưa chỉnh được, dùng một mã khôi phục.',
    en: 'The phone’s time and the station’s do not agree, so the code cannot count. Nothing was changed. Put the wrong one right and enter a new code; until then use a recovery code.',
    status: 401,
  },
  'WEB-CODE-OWN': {
    vi: 'Không thể tự đặt lại mã xác thực của chính mình. Chưa có gì thay đổi. Nhờ quản trị đơn vị khác, hoặc kỹ thuật viên chạy lệnh trên máy của trạm.',
    en: 'Nobody resets one’s own one-time codes. Nothing was changed. Ask another unit admin, or the technician at the box.',
    status: 409,
  },
  'WEB-ROLE-MISSING': {
    vi: 'Tài khoản này không được phân công việc đó. Chưa có gì thay đổi. Nhờ người được phân công, hoặc báo quản trị đơn vị.',
    en: 'This account is not entrusted with that. Ask the unit administrator if it should be.',
    status: 403,
  },
  'WEB-ORIGIN-REFUSED': {
    vi: 'Yêu cầu không đến từ màn hình của trạm nên trạm không nhận. Chưa có gì thay đổi. Mở lại màn hình của trạm rồi làm lại.',
    en: 'The request did not come from a screen of the station and was refused.',
    status: 403,
  },
  'WEB-TRACKING-UNKNOWN': {
    vi: 'Trạm không tìm thấy hồ sơ có mã này. Xem lại mã trên giấy tiếp nhận rồi nhập lại, hoặc hỏi cán bộ tiếp nhận.',
    en: 'The station finds no dossier with this code. Check it against the reception slip, or ask the officer at the desk.',
    status: 404,
  },
  'WEB-TOO-MANY-TRIES': {
    vi: 'Đã nhập sai mã nhiều lần. Hồ sơ không bị ảnh hưởng. Chờ một phút rồi nhập lại, hoặc hỏi cán bộ tiếp nhận.',
    en: 'Several wrong codes were entered. No dossier is affected. Wait a minute and try again, or ask the officer at the desk.',
    status: 429,
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
