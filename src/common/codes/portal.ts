/** The sentences of the `PORTAL-…` failures. */
export const portalCodes = {
  'PORTAL-UNREACHABLE': {
    vi: 'Chưa kết nối được với nơi nhận. Hồ sơ đã lưu và sẽ tự gửi khi có mạng.',
    en: 'The receiving side cannot be reached. The dossier is kept and will be sent by itself when the line is back.',
    status: 503,
  },
  'PORTAL-TIMEOUT': {
    vi: 'Nơi nhận trả lời quá chậm. Hồ sơ đã lưu và sẽ tự gửi lại; không cần làm gì.',
    en: 'The receiving side answers too slowly. The dossier is kept and will be sent again by itself; nothing needs to be done.',
    status: 504,
  },
  'PORTAL-NAME-UNKNOWN': {
    vi: 'Không tìm thấy tên máy chủ của nơi nhận. Hồ sơ đã lưu và sẽ tự gửi khi tìm thấy. Nếu kéo dài, nhờ kỹ thuật viên xem lại máy chủ tên miền (DNS).',
    en: 'The name of the receiving side is not found. The dossier is kept and will be sent by itself. If this lasts, ask the technician to check the name server (DNS).',
    status: 503,
  },
  'PORTAL-UNTRUSTED': {
    vi: 'Chứng thư bảo mật của máy chủ nhận hồ sơ đã hết hạn, sai tên hoặc chưa được tin cậy, nên trạm không gửi gì. Hồ sơ đã lưu. Báo kỹ thuật viên.',
    en: 'The certificate of the receiving server is expired, of another name or not trusted, so the station sent nothing. The dossier is kept. Tell the technician.',
    status: 502,
  },
  'PORTAL-PROXY': {
    vi: 'Mạng của cơ quan yêu cầu đi qua máy chủ proxy và chưa cho trạm đi qua. Hồ sơ đã lưu và sẽ tự gửi. Nhờ kỹ thuật viên đặt proxy cho đường truyền.',
    en: 'The network asks for a proxy and does not let the station through. The dossier is kept and will be sent by itself. Ask the technician to set the proxy of the line.',
    status: 502,
  },
  'PORTAL-BUSY': {
    vi: 'Nơi nhận đang bận hoặc bảo trì. Hồ sơ đã lưu và sẽ tự gửi lại; không cần làm gì.',
    en: 'The receiving side is busy or under maintenance. The dossier is kept and will be sent again by itself; nothing needs to be done.',
    status: 503,
  },
  'PORTAL-ACCESS-DENIED': {
    vi: 'Nơi nhận chưa cho trạm này truy cập. Hồ sơ đã lưu và sẽ tự gửi lại. Báo kỹ thuật viên xin quyền truy cập cho trạm.',
    en: 'The receiving side does not let this station in yet. The dossier is kept and will be sent by itself. Ask the technician to request access for the station.',
    status: 502,
  },
  'PORTAL-LOGIN-REFUSED': {
    vi: 'Nơi nhận không chấp nhận tài khoản của trạm. Hồ sơ đã lưu và sẽ tự gửi khi tài khoản dùng được. Báo kỹ thuật viên kiểm tra hoặc cấp lại tài khoản.',
    en: 'The receiving side does not accept the station’s account. The dossiers are kept and will be sent when it works. Ask the technician to check or renew the account.',
    status: 502,
  },
  'PORTAL-CREDENTIAL-MISSING': {
    vi: 'Trạm chưa có mật khẩu hoặc mã truy cập để gửi hồ sơ. Hồ sơ đã lưu và sẽ tự gửi sau khi kỹ thuật viên nhập mã này vào trạm.',
    en: 'The station has no password or access token to send with yet. The dossiers are kept and will be sent once the technician has entered it.',
    status: 503,
  },
  'PORTAL-ANSWER-UNREADABLE': {
    vi: 'Trạm không đọc được câu trả lời của nơi nhận. Hồ sơ đã lưu và sẽ tự gửi lại; nếu kéo dài, báo kỹ thuật viên.',
    en: 'The answer of the receiving side cannot be read. The dossier is kept and will be sent again; if this lasts, tell the technician.',
    status: 502,
  },
  'PORTAL-ANSWER-UNKNOWN': {
    vi: 'Nơi nhận chưa xác nhận rõ đã nhận hồ sơ. Hồ sơ đã lưu và sẽ tự gửi lại; nếu kéo dài, báo kỹ thuật viên.',
    en: 'The receiving side has not clearly confirmed the dossier. It is kept and will be sent again; if this lasts, tell the technician.',
    status: 502,
  },
  'PORTAL-REJECTED': {
    vi: 'Nơi nhận đã từ chối nội dung hồ sơ. Xem thông báo kèm theo, sửa hồ sơ rồi bấm Gửi lại; các hồ sơ khác vẫn được gửi.',
    en: 'The receiving side does not take the content of the dossier. Read its words, correct the dossier, then press Send again; other dossiers go on.',
    status: 409,
  },
  'PORTAL-DUPLICATE': {
    vi: 'Nơi nhận báo hồ sơ đã tồn tại nhưng không cho cập nhật. Kiểm tra mã hồ sơ ở nơi nhận rồi bấm Gửi lại.',
    en: 'The receiving side says that the dossier exists and does not let it be updated. Look the dossier code up there, then press Send again.',
    status: 409,
  },
  'PORTAL-ADD-UNCERTAIN': {
    vi: 'Chưa rõ hệ thống một cửa đã có hồ sơ này chưa, nên trạm không tự thêm lần nữa để tránh trùng. Hồ sơ vẫn lưu trên trạm. Tìm mã hồ sơ ở hệ thống một cửa, rồi chọn “Bên đó đã có” hoặc “Chưa có, gửi lại”.',
    en: 'It is not clear whether the one-stop system has this dossier, so it was not added a second time. It is kept on the station. Look the dossier code up there, then choose “It is there” or “Not there, send again”.',
    status: 409,
  },
  'PORTAL-DOSSIER-UNKNOWN': {
    vi: 'Nơi nhận chưa có hồ sơ này nên chưa cập nhật được. Hồ sơ vẫn lưu trên trạm. Kiểm tra mã hồ sơ ở nơi nhận rồi bấm Gửi lại.',
    en: 'The receiving side does not have this dossier, so it took no update. The dossier is kept on the station. Look the dossier code up there, then press Send again.',
    status: 409,
  },
  'PORTAL-CONTENT-INVALID': {
    vi: 'Hồ sơ còn thiếu hoặc sai thông tin bắt buộc nên chưa gửi được. Hồ sơ vẫn lưu trên trạm. Bổ sung mục được nêu rồi bấm Gửi lại.',
    en: 'The dossier lacks a required field or has a wrong one, so it was not sent. Complete the field named, then press Send again.',
    status: 422,
  },
  'PORTAL-FIELD-TOO-LONG': {
    vi: 'Một mã trong hồ sơ dài hơn mức nơi nhận cho phép và không thể rút gọn. Kiểm tra mục được nêu rồi bấm Gửi lại.',
    en: 'A code in the dossier is longer than the receiving side takes and must not be cut. Check the field named, then press Send again.',
    status: 422,
  },
  'PORTAL-FIELD-SHORTENED': {
    vi: 'Hồ sơ đã gửi; một nội dung dài đã được rút gọn theo giới hạn của nơi nhận. Bản lưu tại trạm vẫn đầy đủ.',
    en: 'The dossier was sent; a long text was shortened to the limit of the receiving side. The station keeps it in full.',
    status: 200,
  },
  'PORTAL-IDENTITY-MISSING': {
    vi: 'Chưa có số định danh cá nhân (12 số) hoặc số CMND (9 số) của người yêu cầu chứng thực. Bổ sung rồi bấm Gửi lại.',
    en: 'The requester has no personal number (12 digits) or old identity number (9 digits) yet. Add it, then press Send again.',
    status: 422,
  },
  'PORTAL-COPY-UNREADABLE': {
    vi: 'Bản sao lưu tại trạm không đọc được nên chưa gửi. Báo kỹ thuật viên; bản giấy và sổ chứng thực không bị ảnh hưởng.',
    en: 'The copy kept on the station cannot be read, so it was not sent. Tell the technician; the paper and the register are not affected.',
    status: 409,
  },
  'PORTAL-COPY-ALTERED': {
    vi: 'Bản sao đến kho văn bản không giống hệt bản đã gửi, nên trạm bỏ lần gửi đó và gửi lại từ đầu. Bản lưu tại trạm vẫn nguyên; không cần làm gì.',
    en: 'What arrived at the document gateway is not what was sent; the station gives that upload up and sends it anew. The copy kept here is unharmed; nothing needs to be done.',
    status: 502,
  },
  'PORTAL-UPLOAD-REFUSED': {
    vi: 'Cổng nhận tệp của tỉnh không nhận bản sao này. Bản sao vẫn lưu tại trạm; báo kỹ thuật viên rồi bấm Gửi lại.',
    en: "The province's document gateway does not take this copy. The copy is kept on the station; tell the technician, then press Send again.",
    status: 409,
  },
  'PORTAL-FILE-DIFFERS': {
    vi: 'Nơi nhận báo đã nhận một tệp khác với bản sao của trạm. Bản sao vẫn lưu tại trạm và sẽ tự gửi lại; nếu kéo dài, báo kỹ thuật viên.',
    en: 'The receiving side says that it received a file other than the station’s copy. The copy is kept and will be sent again by itself; if this lasts, tell the technician.',
    status: 502,
  },
  'PORTAL-UPLOAD-DAMAGED': {
    vi: 'Tệp mà cổng nhận tệp của tỉnh giữ không còn đúng như đã gửi, nên trạm gửi lại từ đầu. Bản sao trên trạm vẫn nguyên vẹn; không cần làm gì.',
    en: "What the province's document gateway keeps is not what was sent, so the station sends it again from the start. The copy on the station is intact; nothing needs to be done.",
    status: 503,
  },
  'PORTAL-NOT-PREPARED': {
    vi: 'Trạm chưa chuẩn bị được nội dung để gửi. Hồ sơ đã lưu và sẽ tự thử lại; báo kỹ thuật viên.',
    en: 'The station could not prepare what is to be sent. The dossier is kept and will be tried again; tell the technician.',
    status: 500,
  },
  'PORTAL-ROW-UNKNOWN': {
    vi: 'Không tìm thấy mục chờ gửi này. Tải lại danh sách hồ sơ chờ đồng bộ.',
    en: 'This waiting item does not exist. Reload the list of dossiers waiting to be sent.',
    status: 404,
  },
  'PORTAL-ROW-NOT-REJECTED': {
    vi: 'Mục này không cần gửi lại: đang chờ, đang gửi hoặc đã được xác nhận. Tải lại danh sách.',
    en: 'This item needs no second sending: it waits, is being sent or is confirmed. Reload the list.',
    status: 409,
  },
  'PORTAL-ROW-NOT-UNCERTAIN': {
    vi: 'Mục này không còn chờ xác nhận nơi nhận đã có hồ sơ hay chưa: có thể người khác vừa chọn. Không có gì bị mất. Tải lại danh sách.',
    en: 'Nobody needs to say any more whether the dossier is there: perhaps somebody else has just done so. Nothing is lost. Reload the list.',
    status: 409,
  },
  'PORTAL-LOOK-UP-NOT-OFFERED': {
    vi: 'Cách kết nối đang dùng không cho trạm hỏi Cổng về hồ sơ đã gửi. Hồ sơ và biên nhận vẫn lưu tại trạm. Tra cứu trực tiếp trên Cổng khi cần.',
    en: 'The way in use does not let the station ask the portal about dossiers sent. Dossiers and receipts are kept here. Look at the portal itself when needed.',
    status: 409,
  },
  'PORTAL-DIFFERENCE-SETTLED': {
    vi: 'Chỗ khác nhau này đã hết hoặc không còn trong danh sách. Không có gì phải gửi lại; tải lại danh sách đối soát.',
    en: 'This difference is settled or not in the list any more. Nothing has to be sent again; reload the list.',
    status: 409,
  },
  'PORTAL-DIFFERENCE-NOT-MENDED': {
    vi: 'Gửi lại không xử lý được chỗ khác nhau này vì thay đổi từ phía Cổng. Hồ sơ tại trạm vẫn nguyên. Xem và xử lý trên Cổng, rồi bấm Đã xem.',
    en: 'Sending again does not mend this difference: the change was made at the portal. The dossier here is unchanged. See to it at the portal, then press Seen.',
    status: 409,
  },
} as const;
