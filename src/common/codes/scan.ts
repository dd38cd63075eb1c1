/** The sentences of the `SCAN-…` (scanner), `PAGE-…` (page images) and `TASK-…` (work off the main thread) failures. */
export const scanCodes = {
  'SCAN-JAM': {
    vi: 'Kẹt giấy. Các trang trước đã lưu. Gỡ giấy rồi bấm Quét tiếp.',
    en: 'Paper jam. The pages before it are kept. Remove the paper, then press Continue scanning.',
    status: 409,
  },
  'SCAN-NO-PAPER': {
    vi: 'Khay nạp giấy đang trống. Chưa quét trang nào. Đặt giấy vào khay rồi bấm Quét.',
    en: 'The feeder is empty. Put the paper in, then press Scan.',
    status: 409,
  },
  'SCAN-COVER-OPEN': {
    vi: 'Nắp máy quét đang mở. Các trang đã quét được giữ lại. Đóng nắp rồi bấm Quét tiếp.',
    en: 'The scanner cover is open. The pages scanned so far are kept. Close the cover, then press Continue scanning.',
    status: 409,
  },
  'SCAN-NO-ROOM': {
    vi: 'Không đủ chỗ cho lần quét này nên trạm chưa quét. Các trang đã quét vẫn còn. Quét ít trang hơn, chờ lượt quét khác xong, hoặc báo kỹ thuật viên dọn ổ đĩa.',
    en: 'There is not enough room for this scan, so it was not begun. The pages scanned before are kept. Scan fewer pages, wait for another scan to end, or ask the technician to make space.',
    status: 507,
  },
  'SCAN-BUSY': {
    vi: 'Máy quét đang bận. Chờ lượt quét hiện tại xong rồi bấm Quét lại.',
    en: 'The scanner is busy. Wait for the present scan to end, then scan again.',
    status: 409,
  },
  'SCAN-IO': {
    vi: 'Mất tín hiệu với máy quét khi đang quét. Các trang trước đã lưu. Kiểm tra dây nối và nguồn điện rồi bấm Quét tiếp.',
    en: 'The connection to the scanner was lost while scanning. The pages before are kept. Check cable and power, then continue.',
    status: 503,
  },
  'SCAN-CANCELLED': {
    vi: 'Đã dừng quét. Các trang quét xong trước đó vẫn được giữ. Bấm Quét tiếp khi cần.',
    en: 'Scanning was stopped. The pages finished before are kept.',
    status: 409,
  },
  'SCAN-NOT-FOUND': {
    vi: 'Không thấy máy quét. Kiểm tra máy đã bật, dây nối hoặc mạng, rồi thử lại.',
    en: 'The scanner is not found. Check that it is on and its cable or network, then try again.',
    status: 503,
  },
  'SCAN-ACCESS': {
    vi: 'Trạm chưa được phép dùng máy quét này. Báo kỹ thuật viên kiểm tra quyền truy cập thiết bị.',
    en: 'The station has no permission to use this scanner. Ask the technician to check device permissions.',
    status: 503,
  },
  'SCAN-NO-MEMORY': {
    vi: 'Không đủ bộ nhớ để quét. Các trang trước đã lưu. Quét từng tập ít trang hơn hoặc báo kỹ thuật viên.',
    en: 'There is not enough memory to scan. The pages before are kept. Scan fewer pages at a time or tell the technician.',
    status: 507,
  },
  'SCAN-INVALID': {
    vi: 'Thiết lập quét không hợp lệ, chưa quét trang nào. Kiểm tra nguồn giấy và cài đặt máy quét.',
    en: 'The scan settings are not valid and nothing was scanned. Check the paper source and the scanner’s settings.',
    status: 422,
  },
  'SCAN-UNSUPPORTED': {
    vi: 'Máy quét này không có chức năng đã chọn, chưa quét trang nào. Chọn nguồn giấy khác hoặc dùng máy quét khác.',
    en: 'This scanner does not offer what was chosen and nothing was scanned. Choose another paper source or use another scanner.',
    status: 422,
  },
  'SCAN-TIMEOUT': {
    vi: 'Máy quét không phản hồi nên lượt quét đã dừng. Các trang trước đã lưu. Tắt rồi bật lại máy quét, sau đó bấm Quét tiếp.',
    en: 'The scanner stopped answering and the scan was ended. The pages before are kept. Switch it off and on, then continue.',
    status: 504,
  },
  'SCAN-DRIVER-MISSING': {
    vi: 'Trạm chưa cài chương trình quét (sane-utils). Báo kỹ thuật viên cài đặt.',
    en: 'The scanning program (sane-utils) is not installed on the station. Ask the technician to install it.',
    status: 503,
  },
  'SCAN-DRIVER-CRASHED': {
    vi: 'Trình điều khiển máy quét dừng đột ngột. Các trang trước đã lưu. Bấm Quét tiếp; nếu lặp lại, báo kỹ thuật viên.',
    en: 'The scanner driver stopped suddenly. The pages before are kept. Continue scanning; if it happens again, tell the technician.',
    status: 503,
  },
  'SCAN-UNKNOWN': {
    vi: 'Máy quét báo lỗi chưa rõ nguyên nhân. Các trang trước đã lưu. Bấm Quét tiếp; nếu vẫn lỗi, báo kỹ thuật viên kèm mã này.',
    en: 'The scanner reported an unknown fault. The pages before are kept. Try again; if it stays, give this code to the technician.',
    status: 503,
  },
  'SCAN-PROFILE-INVALID': {
    vi: 'Tệp cấu hình loại máy quét không đúng mẫu. Báo kỹ thuật viên sửa tệp này; các máy quét khác vẫn dùng được.',
    en: 'A scanner hardware profile does not fit its form. Ask the technician to mend it; other scanners still work.',
    status: 500,
  },
  'PAGE-IMAGE-DAMAGED': {
    vi: 'Ảnh trang quét không đọc được nên trang này chưa được lưu. Các trang trước vẫn còn. Quét tiếp từ trang này.',
    en: 'The image of the page cannot be read, so this page was not kept. The pages before it are. Scan on from this page.',
    status: 422,
  },
  'PAGE-IMAGE-TOO-LARGE': {
    vi: 'Ảnh trang quét quá lớn nên trang này chưa được lưu. Các trang trước vẫn còn. Báo kỹ thuật viên giảm độ phân giải rồi quét tiếp từ trang này.',
    en: 'The image of the page is too large, so this page was not kept. The pages before it are. Ask the technician to lower the resolution, then scan on from this page.',
    status: 422,
  },
  'TASK-WORKER-DIED': {
    vi: 'Việc xử lý bị dừng đột ngột và chưa hoàn thành. Dữ liệu trước đó vẫn còn. Thực hiện lại; nếu lặp lại, báo kỹ thuật viên.',
    en: 'The processing stopped suddenly and is not done. What was there before is untouched. Do it again; if it recurs, tell the technician.',
    status: 503,
  },
  'TASK-TIMEOUT': {
    vi: 'Việc xử lý quá lâu nên đã dừng và chưa hoàn thành. Dữ liệu trước đó vẫn còn. Thực hiện lại sau ít phút.',
    en: 'The processing took too long, was stopped and is not done. What was there before is untouched. Try again in a few minutes.',
    status: 503,
  },
  'SCAN-INTERRUPTED': {
    vi: 'Lượt quét này bị ngắt vì trạm tắt hoặc ổ đĩa không ghi được. Các trang đã hiện vẫn còn. Quét tiếp các trang còn lại hoặc quét lại từ đầu.',
    en: 'This scan was cut because the station stopped or its disk took nothing. The pages shown are kept. Scan the rest, or begin anew.',
    status: 409,
  },
} as const;
