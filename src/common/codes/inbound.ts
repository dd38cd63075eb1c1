/** The sentences of the `INBOUND-…` failures: what comes from the portal to the desk. */
export const inboundCodes = {
  'INBOUND-NOT-OFFERED': {
    vi: 'Cổng chưa có dịch vụ để trạm lấy hồ sơ trực tuyến hoặc lịch hẹn. Hồ sơ tại quầy không bị ảnh hưởng. Hỏi tỉnh tên dịch vụ rồi sửa trong Cài đặt; trạm tự hỏi lại sau.',
    en: 'The portal offers no service for requests filed online or appointments. Work at the counter is not affected. Ask the province for the names of the services and set them; the station asks again later.',
    status: 502,
  },
  'INBOUND-ANSWER-NO-WAY': {
    vi: 'Cách kết nối Cổng đang dùng không gửi được trả lời cho hồ sơ nộp trực tuyến. Trả lời vẫn được giữ tại trạm. Trả lời trên Cổng rồi bấm Đã trả lời trên Cổng.',
    en: 'This way to the portal cannot carry answers to requests filed online. The answer is kept here. Answer on the portal itself, then press Answered on the portal.',
    status: 502,
  },
  'INBOUND-UNREADABLE': {
    vi: 'Trạm không đọc được một hồ sơ nộp trực tuyến. Hồ sơ vẫn ở trên Cổng, không mất. Xem hồ sơ trên Cổng; nếu nhiều hồ sơ như vậy, báo kỹ thuật viên.',
    en: 'A request filed online cannot be read. It is still on the portal and not lost. Look at it there; if there are many, tell the technician.',
    status: 502,
  },
  'INBOUND-TOO-LARGE': {
    vi: 'Một hồ sơ nộp trực tuyến có tệp quá lớn nên trạm không tải về. Hồ sơ vẫn ở trên Cổng. Xem hồ sơ trên Cổng; người dân vẫn mang bản chính đến như thường.',
    en: 'A request filed online has files that are too large to be fetched. It is still on the portal. Look at it there; the citizen brings the originals as usual.',
    status: 502,
  },
  'INBOUND-NOT-WAITING': {
    vi: 'Hồ sơ này không còn chờ: đã có người xử lý, hoặc người dân đã rút. Không có gì bị mất. Xem lại danh sách hồ sơ nộp trực tuyến.',
    en: 'This request no longer waits: somebody has dealt with it, or the citizen took it back. Nothing is lost. Look at the list again.',
    status: 409,
  },
  'INBOUND-NO-PAPER': {
    vi: 'Chưa đánh dấu bản chính nào đã xem nên chưa tiếp nhận được. Hồ sơ vẫn chờ. Khi người dân mang bản chính đến, đánh dấu từng bản chính rồi bấm Tiếp nhận.',
    en: 'No original is marked as seen, so nothing was received. The request still waits. When the citizen brings the originals, mark each of them and press Receive.',
    status: 422,
  },
  'INBOUND-CODE-TAKEN': {
    vi: 'Mã hồ sơ của Cổng trùng với một hồ sơ khác tại trạm nên chưa tiếp nhận được. Cả hai hồ sơ vẫn nguyên. Báo quản trị đơn vị so với Cổng.',
    en: 'The portal’s code is that of another dossier here, so nothing was received. Both are untouched. Ask the unit admin to compare them with the portal.',
    status: 409,
  },
  'INBOUND-FILE-ENCODING': {
    vi: 'Tệp lịch hẹn không theo bảng mã Unicode (UTF-8) nên trạm không đọc, để tên người không bị sai. Chưa nhập gì. Lưu lại tệp với bảng mã UTF-8 rồi chọn lại.',
    en: 'The file of appointments is not in UTF-8, so it was not read: names would come out wrong. Nothing was taken. Save it in UTF-8 and choose it again.',
    status: 422,
  },
  'INBOUND-FILE-FORM': {
    vi: 'Tệp này không phải bảng CSV có dòng tiêu đề (Ngày, Giờ, Họ và tên) hay lịch ICS. Chưa nhập gì. Sửa dòng tiêu đề hoặc chọn tệp khác.',
    en: 'This is neither a CSV table with a heading row (Ngày, Giờ, Họ và tên) nor an ICS calendar. Nothing was taken. Mend the heading or choose another file.',
    status: 422,
  },
  'INBOUND-FILE-LONG': {
    vi: 'Tệp lịch hẹn quá lớn: nhiều nhất 1 MB và 2.000 dòng. Chưa nhập gì. Chia tệp thành nhiều phần rồi nhập từng phần.',
    en: 'The file of appointments is too large: at most 1 MB and 2,000 rows. Nothing was taken. Divide it and import the parts one by one.',
    status: 413,
  },
  'INBOUND-APPOINTMENT-OVER': {
    vi: 'Lịch hẹn này đã hủy hoặc đã hết thời gian giữ. Không có gì bị mất. Nếu người dân vẫn đến, mở hồ sơ mới tại bàn tiếp nhận.',
    en: 'This appointment was cancelled or its term is over. Nothing is lost. If the citizen comes all the same, open a new dossier at the desk.',
    status: 409,
  },
  'INBOUND-FILE-NOT-KEPT': {
    vi: 'Tệp này không được lưu tại trạm: sai loại, quá lớn, bị hỏng hoặc đã hết thời gian giữ. Bản chính giấy không bị ảnh hưởng. Cần xem thì mở hồ sơ trên Cổng.',
    en: 'This file is not kept here: it has the wrong kind, is too large or damaged, or its term is over. The paper is not affected. Look at it on the portal if needed.',
    status: 404,
  },
} as const;
