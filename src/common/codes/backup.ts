/** The sentences of the `BACKUP-…` failures. */
export const backupCodes = {
  'BACKUP-FOLDER-MISSING': {
    vi: 'Không thấy nơi sao lưu, có thể ổ đĩa hoặc USB chưa cắm. Dữ liệu tại trạm vẫn an toàn. Cắm ổ đã dùng để sao lưu rồi bấm Sao lưu ngay.',
    en: 'The place for backups is not there; perhaps the disk or USB stick is not plugged in. The data on the station is safe. Plug in the disk that was prepared for backups, then press Back up now.',
    status: 409,
  },
  'BACKUP-FOLDER-OTHER': {
    vi: 'Nơi sao lưu này thuộc về cơ quan khác nên trạm không ghi gì vào đó. Dùng ổ của cơ quan mình, hoặc chuẩn bị một thư mục mới.',
    en: 'This place for backups belongs to another office, so nothing was written to it. Use your own office’s disk, or prepare a new folder.',
    status: 409,
  },
  'BACKUP-NO-SPACE': {
    vi: 'Ổ sao lưu không đủ chỗ. Các bản sao lưu cũ và dữ liệu tại trạm vẫn an toàn. Dọn bớt ổ hoặc dùng ổ lớn hơn.',
    en: 'There is not enough room on the backup disk. Older backups and the data on the station are safe. Make room or use a larger disk.',
    status: 507,
  },
  'BACKUP-WRITE': {
    vi: 'Không ghi được bản sao lưu. Các bản sao lưu cũ và dữ liệu tại trạm vẫn an toàn. Kiểm tra ổ sao lưu rồi thử lại.',
    en: 'The backup could not be written. Older backups and the data on the station are safe. Check the backup disk and try again.',
    status: 500,
  },
  'BACKUP-DAMAGED': {
    vi: 'Bản sao lưu không đọc lại được đúng như khi ghi nên không được tính. Dữ liệu tại trạm vẫn an toàn. Kiểm tra hoặc thay ổ sao lưu rồi sao lưu lại.',
    en: 'The backup does not read back as it was written, so it does not count. The data on the station is safe. Check or replace the backup disk, then back up again.',
    status: 500,
  },
  'BACKUP-KEY-WRONG': {
    vi: 'Khóa đưa vào không mở được bản sao lưu này. Chưa có gì thay đổi. Kiểm tra lại khóa khôi phục đã in khi lập trạm.',
    en: 'The key given does not open this backup. Nothing was changed. Check the recovery key that was printed when the office was set up.',
    status: 400,
  },
  'BACKUP-NONE': {
    vi: 'Chưa có bản sao lưu nào đầy đủ ở nơi này. Chưa có gì thay đổi. Chọn đúng ổ sao lưu.',
    en: 'There is no complete backup in this place. Nothing was changed. Choose the right backup disk.',
    status: 404,
  },
  'BACKUP-INTERRUPTED': {
    vi: 'Lần sao lưu này bị ngắt do trạm dừng. Các bản sao lưu cũ và dữ liệu tại trạm vẫn an toàn. Trạm sẽ tự sao lưu lại.',
    en: 'This backup was cut by a stop of the station. Older backups and the data on the station are safe. The station will back up again by itself.',
    status: 500,
  },
  'BACKUP-RUNNING': {
    vi: 'Trạm đang sao lưu. Chờ lần sao lưu này xong rồi thử lại.',
    en: 'A backup is already running. Wait until it has ended, then try again.',
    status: 409,
  },
} as const;
