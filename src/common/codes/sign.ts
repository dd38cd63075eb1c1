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
  'SIGN-CLIENT-AWAY': {
    vi: 'Chưa nối được với phần mềm ký trên máy này. Chưa ký gì. Mở phần mềm ký, cắm token, cho trình duyệt chấp nhận chứng thư của phần mềm rồi bấm lại.',
    en: 'The signing client on this PC cannot be reached. Nothing was signed. Start the client, plug in the token, let the browser accept the client’s certificate, then try again.',
    status: 503,
  },
  'SIGN-CLIENT-REFUSED': {
    vi: 'Phần mềm ký trên máy này báo chưa ký được. Giấy tờ này chưa ký, số chứng thực giữ nguyên. Xem thông báo của phần mềm rồi bấm ký lại.',
    en: 'The signing client on this PC says that it did not sign. This original is not signed and keeps its number. See what the client says, then sign again.',
    status: 502,
  },
  'SIGN-CLIENT-GIVEN-UP': {
    vi: 'Lượt ký trên máy của cán bộ đã được thôi. Giấy tờ chưa ký xong vẫn giữ số đã cấp. Mở lại danh sách chờ ký để ký tiếp.',
    en: 'The attempt on the officer’s PC was given up. What was not signed keeps its number. Open the pile again to go on.',
    status: 409,
  },
  'SIGN-CLIENT-EXPIRED': {
    vi: 'Đã quá thời gian chờ chữ ký từ máy của cán bộ. Giấy tờ chưa ký xong vẫn giữ số đã cấp. Mở lại danh sách chờ ký để ký tiếp.',
    en: 'The station waited too long for the signature from the officer’s PC. What was not signed keeps its number. Open the pile again to go on.',
    status: 409,
  },
  'SIGN-CLIENT-NOT-USED': {
    vi: 'Lượt ký này không dùng phần mềm ký trên máy của cán bộ. Chưa thay đổi gì. Mở lại danh sách chờ ký.',
    en: 'This attempt does not use the signing client on the officer’s PC. Nothing was changed. Open the pile again.',
    status: 409,
  },
  'SIGN-RETURN-UNKNOWN': {
    vi: 'Trạm không chờ tệp này. Không có gì thay đổi. Mở lại danh sách chờ ký và ký từ đó.',
    en: 'The station does not wait for this file. Nothing was changed. Open the pile again and sign from there.',
    status: 404,
  },
  'SIGN-RETURN-TWICE': {
    vi: 'Trạm đã nhận bản có chữ ký của giấy tờ này. Lần gửi sau không thay đổi gì. Xem kết quả trên màn hình ký.',
    en: 'The station already has the signed file of this original. Sending it again changed nothing. Look at the result on the screen.',
    status: 409,
  },
  'SIGN-RETURN-ENDED': {
    vi: 'Lượt ký đã kết thúc trước khi tệp về tới trạm nên tệp không được nhận. Giấy tờ vẫn giữ số đã cấp. Mở lại danh sách chờ ký để ký lại.',
    en: 'The attempt ended before the file came back, so it was not taken. The original keeps its number. Open the pile again to sign anew.',
    status: 409,
  },
  'SIGN-RETURN-NOT-APPENDED': {
    vi: 'Tệp trở về không phải tệp trạm đã gửi đi, hoặc bị ghi lại từ đầu, hoặc bị thiếu. Trạm không nhận, giấy tờ chưa ký và giữ nguyên số. Bấm ký lại.',
    en: 'The returned file is not the one that the station sent, was written anew, or is cut short. It was not taken; the original is not signed and keeps its number. Sign again.',
    status: 422,
  },
  'SIGN-RETURN-UNSIGNED': {
    vi: 'Tệp trở về chưa có chữ ký. Trạm không nhận, giấy tờ giữ nguyên số. Bấm ký lại và hoàn tất trong phần mềm ký.',
    en: 'The returned file has no signature. It was not taken; the original keeps its number. Sign again and finish in the client.',
    status: 422,
  },
  'SIGN-RETURN-OVER-TEXT': {
    vi: 'Chữ ký che mất chữ của lời chứng. Trạm không nhận, giấy tờ giữ nguyên số. Bấm ký lại và đặt hình chữ ký hoặc con dấu vào khoảng trống giữa chức danh và họ tên.',
    en: 'The signature covers words of the attestation. It was not taken; the original keeps its number. Sign again and place the image between title and full name.',
    status: 422,
  },
  'SIGN-RETURN-UNREADABLE': {
    vi: 'Tệp trở về tới trạm không trọn vẹn hoặc sai dạng. Trạm không nhận, giấy tờ giữ nguyên số. Bấm ký lại.',
    en: 'The returned file did not arrive whole or in the right form. It was not taken; the original keeps its number. Sign again.',
    status: 422,
  },
  'SIGN-RETURN-TOO-LARGE': {
    vi: 'Bản sao này quá lớn để ký bằng phần mềm trên máy của cán bộ. Chưa ký gì. Ký bằng token cắm vào trạm, hoặc tách bớt trang.',
    en: 'This copy is too large for the signing client on a PC. Nothing was signed. Sign with a token at the station, or split the pages.',
    status: 413,
  },
  'WORK-REQUESTER-FIXED': {
    vi: 'Đã có giấy tờ được ký theo họ tên này nên không đổi được họ tên trong sổ. Các thông tin khác vẫn sửa được.',
    en: 'An original was signed under this name, so the name in the register cannot change. The other details can.',
    status: 409,
  },
} as const;
