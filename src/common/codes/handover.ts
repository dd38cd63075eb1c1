/** The sentences of the `HANDOVER-…` failures: copies that an officer puts on the portal by hand. */
export const handoverCodes = {
  'HANDOVER-NOT-WAITING': {
    vi: 'Việc này không còn chờ: đã có người làm xong, hoặc giấy tờ đã đổi trạng thái. Không có gì bị mất. Xem lại danh sách chờ đưa lên Cổng.',
    en: 'This no longer waits: somebody has done it, or the original has changed its state. Nothing is lost. Look at the list of what waits for the portal.',
    status: 409,
  },
  'HANDOVER-NOT-BY-HAND': {
    vi: 'Hồ sơ này do trạm tự gửi lên Cổng, không cần đưa lên bằng tay. Không cần làm gì.',
    en: 'The station itself sends this dossier to the portal; it need not be put there by hand. Nothing needs to be done.',
    status: 409,
  },
  'HANDOVER-FILE-NOT-TAKEN': {
    vi: 'Chưa lấy tệp để đưa lên Cổng nên chưa ghi được xác nhận. Những gì đã nhập vẫn còn. Bấm Lấy tệp ở bước 1 trước.',
    en: 'The file has not been taken yet, so no proof can be entered. What was typed is kept. Take the file in step 1 first.',
    status: 409,
  },
  'HANDOVER-FILE-TOO-LARGE': {
    vi: 'Tệp lớn hơn mức Cổng nhận cho một tệp. Bản sao vẫn nguyên. Nếu chưa ký, quét lại ở độ phân giải thấp hơn; nếu đã ký, vẫn thử đưa lên và báo quản trị đơn vị nếu Cổng từ chối.',
    en: 'The file is larger than the portal takes. The copy is untouched. If it is not signed yet, scan again at a lower resolution; if it is, try all the same and tell the unit admin if the portal refuses it.',
    status: 409,
  },
  'HANDOVER-PROOF-PRESENT': {
    vi: 'Giấy tờ này đã có xác nhận của Cổng do người khác nhập. Xác nhận đó được giữ nguyên. Xem lại; nếu sai thì bấm Sửa xác nhận.',
    en: 'Somebody has already entered the portal’s proof for this original. It stays as it is. Look at it; if it is wrong, correct it.',
    status: 409,
  },
  'HANDOVER-PROOF-MISSING': {
    vi: 'Giấy tờ này chưa có xác nhận nào để sửa. Nhập xác nhận của Cổng ở bước 3.',
    en: 'There is no proof to correct yet. Enter the portal’s proof in step 3.',
    status: 409,
  },
  'HANDOVER-CODE-SHAPE': {
    vi: 'Mã trên Cổng phải có từ 4 đến 60 ký tự, gồm chữ không dấu, số và các dấu . - / _ . Xem lại mã trên màn hình của Cổng.',
    en: 'The portal’s code has 4 to 60 letters without marks, digits, and . - / _ . Look at the code on the portal’s screen again.',
    status: 422,
  },
  'HANDOVER-CODE-USED': {
    vi: 'Mã này đã được nhập cho một hồ sơ khác của trạm. Chưa ghi gì thêm. So lại mã trên Cổng; nếu đúng là cùng một mã, xác nhận rồi ghi lý do vào ghi chú.',
    en: 'This code was entered for another dossier of this station. Nothing more was recorded. Compare it with the portal; if it really is the same code, confirm it and give the reason in the note.',
    status: 409,
  },
  'HANDOVER-TIME': {
    vi: 'Thời điểm Cổng nhận không hợp lý: trước khi bản sao được phát hành, hoặc sau giờ hiện tại. Xem lại ngày giờ trên Cổng.',
    en: 'The time of receipt cannot be right: before the copy was issued, or later than now. Look at date and time on the portal again.',
    status: 422,
  },
} as const;
