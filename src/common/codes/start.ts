/** The sentences of the `START-…` failures: a station that cannot be set up or started. */
export const startCodes = {
  'START-OFFICE-FILE': {
    vi: 'Tệp office.toml chưa đúng mẫu. Chưa tạo gì. Sửa mục được nêu rồi chạy lại tram init.',
    en: 'The office.toml file does not fit its form. Nothing was made. Mend the item named and run tram init again.',
    status: 400,
  },
  'START-OFFICE-EXISTS': {
    vi: 'Thư mục này đã có một cơ quan. Chưa thay đổi gì. Chọn thư mục khác.',
    en: 'This folder holds an office already. Nothing was changed. Choose another folder.',
    status: 409,
  },
  'START-NO-OFFICE': {
    vi: 'Chưa tìm thấy cơ quan nào trong thư mục được chỉ ra. Chưa có gì thay đổi. Kiểm tra thư mục sau --state, hoặc chạy tram init trước.',
    en: 'No office was found in the folder named. Nothing was changed. Check the folder after --state, or run tram init first.',
    status: 404,
  },
  'START-RUNNING': {
    vi: 'Thư mục này đang được một trạm khác, hoặc lệnh tram init hay tram restore, sử dụng. Chưa có gì thay đổi. Nếu trạm đang chạy thì dùng trạm đó, không khởi động thêm; nếu muốn chạy lại thì tắt trạm kia trước.',
    en: 'Another station, or a tram init or tram restore, is using this folder. Nothing was changed. If the station is running, use that one and start no second; to run it anew, stop the other one first.',
    status: 409,
  },
  'START-STATION-KEY': {
    vi: 'Không đọc được khóa của trạm. Dữ liệu vẫn còn nhưng chưa mở được. Khôi phục tệp khóa rồi khởi động lại.',
    en: 'The station key cannot be read. The data is there but cannot be opened. Restore the key file and start again.',
    status: 500,
  },
  'START-STORE': {
    vi: 'Không mở được cơ sở dữ liệu. Không có gì bị thay đổi. Báo kỹ thuật viên.',
    en: 'The database cannot be opened. Nothing was changed. Tell the technician.',
    status: 500,
  },
  'START-DISK-FAILING': {
    vi: 'Ổ đĩa của trạm báo lỗi hoặc chỉ cho đọc nên trạm chưa khởi động được. Những gì đã ghi vẫn giữ nguyên. Báo kỹ thuật viên kiểm tra ổ đĩa, không cài lại trạm.',
    en: 'The station’s disk answers with errors or is read-only, so the station could not start. What was written is kept as it is. Ask the technician to check the disk; do not install the station anew.',
    status: 503,
  },
  'START-DISK-FULL': {
    vi: 'Ổ đĩa của trạm đã đầy nên trạm chưa khởi động được. Những gì đã ghi vẫn giữ nguyên. Báo kỹ thuật viên giải phóng dung lượng; trạm sẽ tự khởi động lại.',
    en: 'The station’s disk is full, so the station could not start. What was written is kept as it is. Ask the technician to make room; the station then starts by itself.',
    status: 507,
  },
  'START-DAMAGED': {
    vi: 'Cơ sở dữ liệu bị hỏng và chưa tìm được bản sao lưu để khôi phục. Tệp hỏng vẫn được giữ nguyên, không có dữ liệu trống nào được tạo. Cắm ổ sao lưu; trạm sẽ tự khôi phục khi khởi động lại.',
    en: 'The database is damaged and no backup was found to bring it back from. The damaged file is kept as it is, and no empty database was made. Plug in the backup disk; the station restores itself when it starts again.',
    status: 500,
  },
  'START-DEVICES': {
    vi: 'Không chuẩn bị được phần kết nối thiết bị. Dữ liệu vẫn an toàn. Báo kỹ thuật viên.',
    en: 'The device drivers cannot be prepared. The data is safe. Tell the technician.',
    status: 500,
  },
  'START-RECOVERY': {
    vi: 'Chưa xử lý xong các bước dở dang của lần tắt máy trước. Dữ liệu vẫn còn. Báo kỹ thuật viên.',
    en: 'The steps that the last stop cut could not be resolved. The data is there. Tell the technician.',
    status: 500,
  },
  'START-PORTAL': {
    vi: 'Không khởi động được phần gửi hồ sơ. Hồ sơ vẫn an toàn. Báo kỹ thuật viên kiểm tra ổ đĩa và cài đặt gửi hồ sơ.',
    en: 'The part that sends dossiers could not start. The dossiers are safe. Ask the technician to check the disk and the sending settings.',
    status: 500,
  },
  'START-LISTEN': {
    vi: 'Không mở được địa chỉ mạng của trạm; có thể chương trình khác đang dùng. Kiểm tra http.host và http.port.',
    en: 'The station’s network address cannot be opened; another program may be using it. Check http.host and http.port.',
    status: 500,
  },
  'START-LISTEN-ELSEWHERE': {
    vi: 'Không mở được địa chỉ hoặc cổng mạng vừa đặt, nên trạm vẫn dùng địa chỉ và cổng của lần chạy trước. Công việc vẫn tiếp tục. Sửa lại mục Địa chỉ lắng nghe và Cổng HTTPS trong phần cài đặt rồi khởi động lại trạm.',
    en: 'The network address or port that was set cannot be opened, so the station goes on with those of its last run. Work goes on. Mend the listening address and HTTPS port in the settings and restart the station.',
    status: 500,
  },
  'START-TIMEOUT': {
    vi: 'Một bước khởi động mất quá nhiều thời gian nên đã dừng. Dữ liệu vẫn an toàn. Khởi động lại; nếu vẫn gặp, báo kỹ thuật viên.',
    en: 'A step of the start took too long and was given up. The data is safe. Start again; if it stays, tell the technician.',
    status: 500,
  },
  'START-FOLDER': {
    vi: 'Không tạo hoặc không ghi được thư mục trạng thái. Chưa tạo gì. Kiểm tra quyền của thư mục rồi chạy lại.',
    en: 'The state folder cannot be made or written to. Nothing was made. Check the folder’s permissions and run it again.',
    status: 500,
  },
} as const;
