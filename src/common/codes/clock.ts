/** The sentences of the `CLOCK-…` failures: the station's date and time may be wrong, so none is written on a copy. */
export const clockCodes = {
  'CLOCK-UNPROVEN': {
    vi: 'Từ khi máy của trạm được bật, chưa có gì xác nhận ngày giờ của máy là đúng, nên trạm chưa nhận hồ sơ và chưa ký. Mọi việc đã làm vẫn còn. Hãy kiểm tra và xác nhận ngày giờ ở thông báo phía trên màn hình.',
    en: 'Nothing has confirmed the date and time of the station’s machine since it was switched on, so the station does not receive dossiers or sign yet. Everything that was done is kept. Please check and confirm the date and time in the notice at the top of the screen.',
    status: 409,
  },
  'CLOCK-JUMPED': {
    vi: 'Đồng hồ của trạm vừa thay đổi đột ngột, nên trạm tạm dừng nhận hồ sơ và ký để bản sao không mang ngày sai. Mọi việc đã làm vẫn còn. Hãy kiểm tra và xác nhận ngày giờ ở thông báo phía trên màn hình.',
    en: 'The station’s clock has just changed suddenly, so receiving and signing rest, lest a copy bear a wrong date. Everything that was done is kept. Please check and confirm the date and time in the notice at the top of the screen.',
    status: 409,
  },
  'CLOCK-DISPUTED': {
    vi: 'Máy chủ đã từng xác nhận đồng hồ của trạm nay báo giờ khác, nên trạm tạm dừng nhận hồ sơ và ký. Mọi việc đã làm vẫn còn. Hãy kiểm tra và xác nhận ngày giờ ở thông báo phía trên màn hình.',
    en: 'The server that had vouched for the station’s clock now names another time, so receiving and signing rest. Everything that was done is kept. Please check and confirm the date and time in the notice at the top of the screen.',
    status: 409,
  },
  'CLOCK-BEHIND': {
    vi: 'Đồng hồ của trạm đang chậm hơn lần ghi nhật ký gần nhất, nên trạm tạm dừng nhận hồ sơ và ký. Mọi việc đã làm vẫn còn. Hãy kiểm tra và xác nhận ngày giờ ở thông báo phía trên màn hình.',
    en: 'The station’s clock is behind the last journal entry, so receiving and signing rest. Everything that was done is kept. Please check and confirm the date and time in the notice at the top of the screen.',
    status: 409,
  },
  'CLOCK-NOT-AS-SEEN': {
    vi: 'Ngày giờ vừa được xác nhận không phải ngày giờ trạm đang có, nên chưa có gì thay đổi. Hãy xem lại ngày giờ đang hiện rồi xác nhận lần nữa.',
    en: 'The date and time that were confirmed are not those the station has now, so nothing has changed. Please look at the date and time shown now and confirm again.',
    status: 409,
  },
} as const;
