/** The sentences of the `SCREEN-…` failures: which screens may use the station, and how one is paired. */
export const screenCodes = {
  'SCREEN-HOST-UNKNOWN': {
    vi: 'Trạm không dùng địa chỉ này nên không trả lời. Chưa có gì thay đổi. Mở trạm bằng đúng tên hoặc địa chỉ mà kỹ thuật viên đã ghi cho đơn vị.',
    en: 'The station is not called by this address and does not answer to it. Nothing was changed. Open the station by the name or address that the technician gave the unit.',
    status: 421,
  },
  'SCREEN-UNPAIRED': {
    vi: 'Màn hình này chưa được ghép với trạm, hoặc đã bị gỡ. Việc đã lưu vẫn còn. Nhờ quản trị đơn vị ghép màn hình bằng mã đang hiện.',
    en: 'This screen is not paired with the station, or no longer is. What was saved is kept. Ask the unit administrator to pair it with the code that it shows.',
    status: 403,
  },
  'SCREEN-PURPOSE': {
    vi: 'Màn hình này được ghép cho việc khác nên không làm được việc đó ở đây. Chưa có gì thay đổi. Dùng màn hình khác, hoặc nhờ quản trị đơn vị đổi mục đích của màn hình.',
    en: 'This screen was paired for something else, so that cannot be done here. Nothing was changed. Use another screen, or ask the unit administrator to change what this one is for.',
    status: 403,
  },
  'SCREEN-CODE-UNKNOWN': {
    vi: 'Không có màn hình nào đang chờ với mã này; mã có thể đã hết hạn hoặc đã được dùng. Chưa ghép gì. Xem lại mã đang hiện trên màn hình rồi nhập lại.',
    en: 'No screen is waiting with this code; it may have run out or been used. Nothing was paired. Look at the code that the screen shows now and enter it again.',
    status: 404,
  },
  'SCREEN-CODE-TRIES': {
    vi: 'Đã nhập sai mã ghép nhiều lần. Chưa ghép gì. Chờ một phút rồi nhập đúng mã đang hiện trên màn hình.',
    en: 'Several wrong pairing codes were entered. Nothing was paired. Wait a minute, then enter the code that the screen shows.',
    status: 429,
  },
  'SCREEN-PAIRING-BUSY': {
    vi: 'Đang có nhiều màn hình chờ ghép nên trạm chưa cấp thêm mã. Các màn hình đã ghép vẫn làm việc. Chờ mười phút; màn hình tự hỏi lại.',
    en: 'Many screens are waiting to be paired, so the station gives out no further code yet. Paired screens go on working. Wait ten minutes; the screen asks again by itself.',
    status: 429,
  },
  'SCREEN-INSTALL-PORT': {
    vi: 'Chưa mở được trang cài đặt vì cổng mạng đang bận. Trạm vẫn làm việc bình thường. Nhờ kỹ thuật viên đổi http.install-port rồi mở lại.',
    en: 'The install page cannot be opened because its network port is taken. The station goes on working. Ask the technician to change http.install-port, then open it again.',
    status: 409,
  },
} as const;
