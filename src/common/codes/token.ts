/** The sentences of the `TOKEN-…` failures. */
export const tokenCodes = {
  'TOKEN-ABSENT': {
    vi: 'Chưa thấy token nào. Chưa ký gì, hồ sơ vẫn nguyên. Cắm token vào máy trạm rồi thử lại.',
    en: 'No token is plugged in. Nothing was signed and the dossier is unchanged. Plug in the token, then try again.',
    status: 409,
  },
  'TOKEN-CERTIFICATE-NOT-FOUND': {
    vi: 'Token đang cắm không có chứng thư số cần dùng. Chưa ký gì. Cắm đúng token của người ký hoặc của cơ quan rồi thử lại.',
    en: 'The token plugged in does not hold the certificate needed. Nothing was signed. Plug in the right token, then try again.',
    status: 409,
  },
  'TOKEN-WRONG-OFFICER': {
    vi: 'Chứng thư số trong token đang cắm không phải chứng thư đã đăng ký cho bạn. Chưa ký gì. Cắm đúng token của bạn hoặc của cơ quan.',
    en: "The token's certificate is not the one registered for this officer. Nothing was signed. Plug in the officer's own token.",
    status: 403,
  },
  'TOKEN-NOT-OFFICIAL': {
    vi: 'Chứng thư số này không phải chứng thư số công vụ nên không ký được. Chưa ký gì, hồ sơ vẫn nguyên. Dùng token công vụ, hoặc đề nghị quản trị đơn vị xem lại danh sách chứng thư gốc công vụ.',
    en: 'This certificate is not an official (công vụ) one and cannot sign here. Nothing was signed and the dossier is unchanged. Use the official token, or ask the unit admin to look at the list of official roots.',
    status: 403,
  },
  'TOKEN-PIN-LENGTH': {
    vi: 'Mã PIN cần từ 1 đến 64 ký tự, theo quy định của token. Mã chưa được gửi tới token nên không mất lượt thử. Nhập lại mã PIN.',
    en: 'The PIN must have 1 to 64 characters, as the token demands. It was not tried, no try was spent.',
    status: 422,
  },
  'TOKEN-PIN-INCORRECT': {
    vi: 'Mã PIN chưa đúng. Chưa ký gì. Xem số lượt thử còn lại trước khi nhập lại.',
    en: 'The PIN is wrong. Nothing was signed. Mind the tries left before entering it again.',
    status: 409,
  },
  'TOKEN-PIN-LAST-TRY': {
    vi: 'Token chỉ còn một lượt nhập mã PIN; sai lần này token sẽ bị khóa. Chỉ nhập khi chắc chắn và xác nhận dùng lượt cuối.',
    en: 'One PIN try is left; a wrong PIN now locks the token. Enter it only if you are sure, and confirm the last try.',
    status: 409,
  },
  'TOKEN-LOCKED': {
    vi: 'Token đã bị khóa vì nhập sai mã PIN nhiều lần. Hồ sơ vẫn nguyên. Liên hệ đơn vị cấp chứng thư số để mở khóa.',
    en: 'The token is locked after too many wrong PINs. The dossier is unchanged. Ask the certificate issuer to unlock it.',
    status: 409,
  },
  'TOKEN-REMOVED': {
    vi: 'Token bị rút ra khi đang ký. Lần ký này không được tính, số chứng thực giữ nguyên. Cắm lại token rồi ký lại.',
    en: 'The token was removed while signing. This attempt does not count and the number is kept. Plug it in and sign again.',
    status: 409,
  },
  'TOKEN-BUSY': {
    vi: 'Token đang ký một lượt khác. Chờ lượt đó xong rồi bấm ký lại; mã PIN vừa nhập chưa được dùng.',
    en: 'The token is busy with another run. Wait until it ends, then sign again; the PIN just entered was not used.',
    status: 409,
  },
  'TOKEN-ALREADY-LOGGED-IN': {
    vi: 'Token đã được đăng nhập từ trước nên không kiểm tra được mã PIN. Chưa ký gì, token đã được đăng xuất. Nhập mã PIN và ký lại.',
    en: 'The token was already logged in, so the PIN could not be checked. Nothing was signed and it was logged out. Sign again.',
    status: 409,
  },
  'TOKEN-KEY-NOT-FOUND': {
    vi: 'Token có chứng thư số nhưng không có khóa bí mật đi cùng. Chưa ký gì. Liên hệ đơn vị cấp chứng thư số.',
    en: 'The token holds the certificate but not its private key. Nothing was signed. Ask the certificate issuer.',
    status: 409,
  },
  'TOKEN-HOST-HUNG': {
    vi: 'Token không trả lời nên lượt này đã dừng. Không có gì bị mất. Rút token, cắm lại rồi thử lại.',
    en: 'The token does not answer and this run was stopped. Nothing is lost. Unplug the token, plug it in, then try again.',
    status: 504,
  },
  'TOKEN-HOST-CRASHED': {
    vi: 'Phần mềm điều khiển token dừng đột ngột. Không có gì bị mất, trạm vẫn chạy. Thử lại; phần mềm này sẽ tự khởi động.',
    en: "The token's driver stopped suddenly. Nothing is lost and the station runs on. Try again; the driver restarts by itself.",
    status: 503,
  },
  'TOKEN-HOST-RESTING': {
    vi: 'Phần mềm điều khiển token lỗi nhiều lần liên tiếp nên tạm nghỉ. Không có gì bị mất. Chờ khoảng một phút rồi thử lại; nếu còn lỗi, báo kỹ thuật viên.',
    en: "The token's driver failed several times in a row and rests. Wait about a minute and try again; then tell the technician.",
    status: 503,
  },
  'TOKEN-MODULE-UNUSABLE': {
    vi: 'Không dùng được phần mềm điều khiển token trên máy trạm. Hồ sơ vẫn nguyên. Báo kỹ thuật viên kiểm tra đường dẫn và cài đặt.',
    en: "The token's driver on the station cannot be used. The dossier is unchanged. Ask the technician to check path and package.",
    status: 503,
  },
  'TOKEN-UNKNOWN': {
    vi: 'Token báo một lỗi chưa rõ. Lần ký này không được tính. Rút token, cắm lại rồi thử lại; nếu còn lỗi, báo kỹ thuật viên.',
    en: 'The token reported an unknown error. This attempt does not count. Replug the token and try again; then tell the technician.',
    status: 502,
  },
} as const;
