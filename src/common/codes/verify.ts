/** The sentences of the `VERIFY-…` failures: checking a signed PDF from outside. */
export const verifyCodes = {
  'VERIFY-FILE-UNREADABLE': {
    vi: 'Không mở được tệp cần kiểm tra, hoặc tệp lớn hơn 64 MB. Chưa có gì thay đổi. Kiểm tra lại đường dẫn và dung lượng tệp.',
    en: 'The file to be checked cannot be opened, or is larger than 64 MB. Nothing was changed. Check its path and size.',
    status: 422,
  },
  'VERIFY-TRUST-UNREADABLE': {
    vi: 'Danh sách tin cậy có tệp không đọc được hoặc không khớp mã băm đã ghi. Chưa kiểm tra gì. Báo kỹ thuật viên xem lại thư mục danh sách tin cậy.',
    en: 'A file of the trust list cannot be read, or does not have the hash written for it. Nothing was checked. Ask the technician to look at the folder of the trust list.',
    status: 422,
  },
  'VERIFY-TIME-UNREADABLE': {
    vi: 'Thời điểm kiểm tra ghi chưa đúng. Chưa kiểm tra gì. Ghi lại theo dạng 2026-11-21T09:05:07+07:00.',
    en: 'The time to check for cannot be read. Nothing was checked. Write it like 2026-11-21T09:05:07+07:00.',
    status: 422,
  },
  'VERIFY-BUSY': {
    vi: 'Trạm đang kiểm tra nhiều tệp cùng lúc. Tệp này chưa được kiểm tra, chưa có gì thay đổi. Chờ ít giây rồi bấm Kiểm tra lại.',
    en: 'The station is checking several files at once. This file was not checked; nothing was changed. Wait a few seconds and check again.',
    status: 503,
  },
} as const;
