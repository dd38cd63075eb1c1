/** The sentences of the `SIGN-…` failures: signing and sealing as the office's steps. */
export const signCodes = {
  'SIGN-IN-PROGRESS': {
    vi: 'Giấy tờ này đang được ký hoặc đóng dấu. Bước vừa bấm chưa thay đổi gì. Chờ xong rồi xem lại.',
    en: 'This original is being signed. Wait until that has ended, then look again.',
    status: 409,
  },
  'SIGN-ATTEMPT-ENDED': {
    vi: 'Lượt ký này đã kết thúc, chưa ký thêm gì. Mở lại danh sách chờ ký để ký tiếp những giấy tờ còn lại.',
    en: 'This signing attempt has ended and nothing more was signed. Open the pile again to sign what is left.',
    status: 409,
  },
  'SIGN-DAY-CHANGED': {
    vi: 'Đã sang ngày mới từ lúc soạn lời chứng. Chưa ký gì. Mở lại danh sách để soạn lời chứng theo ngày hôm nay.',
    en: 'A new day has begun since the attestation was composed. Nothing was signed. Open the pile again to compose it anew.',
    status: 409,
  },
  'SIGN-INTERRUPTED': {
    vi: 'Trạm bị tắt trong khi ký. Giấy tờ chưa ký xong vẫn giữ số đã cấp. Mở lại danh sách chờ ký để ký tiếp.',
    en: 'The station stopped while signing. What was not signed keeps its number. Open the pile again to go on.',
    status: 409,
  },
  'SIGN-NO-CERTIFICATE': {
    vi: 'Danh sách cán bộ chưa có chứng thư số của bạn. Chưa ký gì. Đề nghị quản trị đơn vị bổ sung.',
    en: 'The officer list holds no certificate of yours. Nothing was signed. Ask the unit admin to add it.',
    status: 409,
  },
  'SIGN-NO-IMAGE': {
    vi: 'Trạm chưa có hình ảnh chữ ký hoặc con dấu còn hiệu lực. Chưa ký gì, hồ sơ vẫn nguyên. Báo quản trị đơn vị và kỹ thuật viên.',
    en: 'The station has no image of the signature or of the seal in force. Nothing was signed and the dossier is as it was. Tell the unit admin and the technician.',
    status: 409,
  },
  'SIGN-NOTHING-CHOSEN': {
    vi: 'Chưa chọn giấy tờ nào để ký. Đánh dấu ít nhất một giấy tờ rồi bấm lại.',
    en: 'No original is chosen.',
    status: 400,
  },
  'WORK-REQUESTER-FIXED': {
    vi: 'Đã có giấy tờ được ký theo họ tên này nên không đổi được họ tên trong sổ. Các thông tin khác vẫn sửa được.',
    en: 'An original was signed under this name, so the name in the register cannot change. The other details can.',
    status: 409,
  },
} as const;
