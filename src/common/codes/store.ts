/** The sentences of the `STORE-…` failures. */
export const storeCodes = {
  'STORE-DOCUMENT-DAMAGED': {
    vi: 'Một tệp lưu trên trạm bị hỏng. Các tệp khác không bị ảnh hưởng. Không dùng tệp này và báo kỹ thuật viên.',
    en: 'A stored document is damaged. Other documents are not affected. Tell the technician and do not use this one.',
    status: 500,
  },
  'STORE-DOCUMENT-PURGED': {
    vi: 'Tệp này đã được xóa theo quy định lưu trữ. Sổ chứng thực vẫn còn đầy đủ.',
    en: 'This document was deleted as the retention rules ask. The register is complete.',
    status: 410,
  },
  'STORE-KEY-LOST': {
    vi: 'Khóa mở tài liệu của hồ sơ này đã mất cùng cơ sở dữ liệu khóa bị hỏng nên trạm không mở được và không ghi thêm tài liệu của hồ sơ. Sổ chứng thực và các hồ sơ khác vẫn còn nguyên. Giữ lại bản giấy, lập hồ sơ mới rồi quét lại; báo kỹ thuật viên giữ các bản sao lưu khóa.',
    en: 'The key of this dossier’s documents was lost with a damaged database of keys, so they cannot be opened and none is added. The register and all other dossiers are complete. Keep the paper, open a new dossier and scan again; ask the technician to keep the backups of the keys.',
    status: 410,
  },
  'STORE-DISK-FULL': {
    vi: 'Ổ đĩa của trạm đã đầy nên bước này chưa được lưu. Việc đã lưu vẫn còn. Báo kỹ thuật viên giải phóng dung lượng rồi làm lại.',
    en: 'The station’s disk is full, so this step was not saved. What was saved is kept. Ask the technician to make space, then try again.',
    status: 507,
  },
  'STORE-DISK-FAILING': {
    vi: 'Ổ đĩa của trạm không ghi được nữa (lỗi đọc ghi hoặc bị chuyển sang chỉ đọc) nên bước này chưa được lưu. Việc đã lưu vẫn còn. Tạm ngừng nhận hồ sơ và báo kỹ thuật viên ngay.',
    en: 'The station’s disk takes no writes any more (I/O errors, or it became read-only), so this step was not saved. What was saved is kept. Take in no work for now and tell the technician at once.',
    status: 503,
  },
  'STORE-DISK-RESERVE': {
    vi: 'Ổ đĩa đã đầy; trạm đang dùng phần chỗ dự trữ để làm xong việc dở dang nên chưa nhận việc mới. Việc đã lưu vẫn còn. Làm nốt hồ sơ đang ký, đóng dấu và báo kỹ thuật viên dọn ổ đĩa ngay.',
    en: 'The disk is full; the station uses the space kept in reserve to finish what was begun and takes on nothing new. What was saved is kept. Finish what is being signed and sealed, and ask the technician to make space now.',
    status: 507,
  },
  'STORE-NOT-FOUND': {
    vi: 'Không tìm thấy mục này. Tải lại danh sách rồi chọn lại.',
    en: 'This item was not found. Reload the list and choose again.',
    status: 404,
  },
  'STORE-CHANGED-MEANWHILE': {
    vi: 'Người khác vừa thay đổi giấy tờ này. Tải lại để xem trạng thái mới rồi làm tiếp.',
    en: 'Somebody else has just changed this original. Reload to see its present state, then go on.',
    status: 409,
  },
  'STORE-ALREADY-EXISTS': {
    vi: 'Mục này đã có với nội dung khác. Tải lại để xem mục đã lưu.',
    en: 'This item exists already with other content. Reload to see what is stored.',
    status: 409,
  },
  'STORE-JOB-FAILED': {
    vi: 'Một việc chạy nền của trạm bị lỗi. Dữ liệu đã lưu vẫn còn; trạm tự làm lại. Nếu còn báo, gửi nhật ký chương trình cho kỹ thuật viên.',
    en: 'A task that the station does by itself failed. What was saved is kept; it is tried again. If it stays, send the program’s log to the technician.',
    status: 500,
  },
  'STORE-JOB-TIMEOUT': {
    vi: 'Một việc chạy nền của trạm quá 5 phút chưa xong nên trạm tạm dừng việc đó. Dữ liệu đã lưu vẫn còn; trạm tự làm lại. Báo kỹ thuật viên kiểm tra ổ đĩa.',
    en: 'A task that the station does by itself had not ended after five minutes and was put off. What was saved is kept; it is tried again. Ask the technician to check the disk.',
    status: 503,
  },
  'STORE-JOB-UNKNOWN': {
    vi: 'Có việc nền chưa xử lý được ở phiên bản này. Dữ liệu vẫn an toàn. Báo kỹ thuật viên cập nhật phần mềm.',
    en: 'A background job is not known to this version. The data is safe. Tell the technician to update the program.',
    status: 500,
  },
  'SETTING-INVALID': {
    vi: 'Giá trị cài đặt chưa đúng. Cài đặt cũ vẫn giữ nguyên. Xem lại giá trị rồi lưu lại.',
    en: 'The setting does not have a valid value. The old one is kept. Check the value and save again.',
    status: 400,
  },
  'SETTING-UNFIT': {
    vi: 'Có cài đặt đã lưu không còn đúng với phiên bản này nên trạm đang dùng giá trị đúng gần nhất, hoặc giá trị mặc định. Giá trị đã lưu vẫn giữ nguyên, không có gì bị xóa. Mở Quản trị đơn vị → Cài đặt, xem lại mục được nêu rồi lưu.',
    en: 'A stored setting does not fit this version, so the station uses the last value that did, or the default. The stored value is kept and nothing was deleted. Open Unit admin → Settings, check the one named and save it.',
    status: 500,
  },
  'STORE-KEYS-READ': {
    vi: 'Khóa của hồ sơ đã hủy nhưng tệp khóa đang được đọc (có thể đang sao lưu) nên chưa dọn hết dấu vết. Trạm tự làm lại sau ít phút.',
    en: 'The dossier’s key is destroyed, but the file of keys is being read (perhaps by a backup), so its traces are not cut yet. The station tries again within minutes.',
    status: 503,
  },
  'STORE-JOURNAL-BROKEN': {
    vi: 'Nhật ký không còn liền mạch: có mục bị sửa, thêm hoặc mất ngoài chương trình. Trạm vẫn làm việc và không xóa gì. Báo kỹ thuật viên và người kiểm tra.',
    en: 'The journal’s chain does not hold: an entry was changed, added or lost outside the program. The station goes on and deletes nothing. Tell the technician and the inspector.',
    status: 500,
  },
  'STORE-REGISTER-UNSOUND': {
    vi: 'Sổ chứng thực không còn đúng thứ tự: có số bị thiếu, trùng, lẫn quyển hoặc bỏ mà không có lý do. Trạm vẫn làm việc và không sửa gì trong sổ. Lập biên bản, báo kỹ thuật viên và người kiểm tra.',
    en: 'The register is not in order: a number is missing, double, in the wrong volume, or voided without a reason. The station goes on and changes nothing in it. Make a record; tell the technician and the inspector.',
    status: 500,
  },
  'STORE-JOURNAL-CUT': {
    vi: 'Nhật ký liền mạch nhưng không khớp với mốc đã ghi ở nơi khác: phần cuối đã bị cắt hoặc viết lại. Không có gì bị thay đổi. Giữ nguyên máy và báo người kiểm tra.',
    en: 'The journal’s chain holds, but it does not fit a head noted elsewhere: its tail was cut off or written anew. Nothing was changed. Keep the machine as it is and tell the inspector.',
    status: 500,
  },
} as const;
