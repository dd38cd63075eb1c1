/** The sentences of the `LINE-…` failures: an office with several lines. */
export const lineCodes = {
  'LINE-HELD': {
    vi: 'Lúc này chưa đường truyền nào được gửi phần này: đã hết hạn mức, đang giờ tính tiền hoặc chỉ cho gửi tin nhỏ. Hồ sơ đã lưu và tự gửi khi được phép; không cần làm gì.',
    en: 'No line may carry this now: a quota is used up, the hours are metered, or only small messages go. The dossier is kept and goes by itself as soon as it may; nothing needs to be done.',
    status: 503,
  },
  'LINE-PAUSED': {
    vi: 'Kỹ thuật viên đang tạm dừng các đường truyền. Hồ sơ đã lưu và tự gửi khi một đường được mở lại trong màn hình Trạm.',
    en: 'The technician has paused the lines. The dossier is kept and goes by itself when one of them is opened again in the Station view.',
    status: 503,
  },
  'LINE-NOWHERE': {
    vi: 'Theo cài đặt, chưa đường truyền nào dẫn tới nơi nhận này. Hồ sơ đã lưu. Nhờ kỹ thuật viên xem lại mục Chỉ dùng để tới trong cài đặt Các đường truyền.',
    en: 'By the settings no line leads to this receiving side. The dossier is kept. Ask the technician to look at “Leads only to” in the setting “The lines”.',
    status: 503,
  },
  'LINE-UNKNOWN': {
    vi: 'Trạm không có đường truyền này; cài đặt có thể vừa được đổi. Các đường khác vẫn như cũ. Mở lại màn hình Trạm rồi chọn lại.',
    en: 'The station has no such line; the settings may just have changed. The other lines are as they were. Open the Station view again and choose once more.',
    status: 404,
  },
} as const;
