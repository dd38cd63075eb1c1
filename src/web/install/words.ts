/** The texts of the install page. It is read on machines that do not know the station yet, so it is a page of its own. */
export interface InstallWords {
  readonly title: string;
  readonly what: string;
  readonly compareTitle: string;
  readonly compare: string;
  readonly sha1: string;
  readonly sha256: string;
  readonly otherwise: string;
  readonly getTitle: string;
  readonly getDer: string;
  readonly getPem: string;
  readonly installTitle: string;
  readonly windowsTitle: string;
  readonly windows: readonly string[];
  readonly chromiumTitle: string;
  readonly chromium: readonly string[];
  readonly firefoxTitle: string;
  readonly firefox: readonly string[];
  readonly openTitle: string;
  readonly open: string;
}

export const vietnamese: InstallWords = {
  title: 'Cài chứng thư của trạm trên máy này',
  what: 'Chứng thư này giúp trình duyệt nhận ra đúng trạm. Nó chỉ có giá trị cho các tên sau, không cho trang nào khác:',
  compareTitle: 'So dấu vân tay trước khi cài',
  compare:
    'Trang này đi qua mạng chưa được bảo vệ nên có thể bị thay đổi trên đường. Hãy so dấu vân tay mà hộp thoại của máy hiện ra với dấu vân tay trên màn hình của trạm (mục Màn hình đã ghép) hoặc trên giấy in từ lệnh tram authority show. Các dòng dưới đây chỉ để tiện theo dõi; đừng so với chính trang này.',
  sha1: 'SHA-1 (Windows gọi là Thumbprint)',
  sha256: 'SHA-256',
  otherwise: 'Nếu khác dù chỉ một ký tự: dừng lại, xóa tệp vừa tải và báo kỹ thuật viên.',
  getTitle: '1. Tải chứng thư',
  getDer: 'Tải cho Windows (tram-ca.crt)',
  getPem: 'Tải cho Linux và Firefox (tram-ca.pem)',
  installTitle: '2. So rồi cài',
  windowsTitle: 'Windows: Chrome, Edge, Cốc Cốc',
  windows: [
    'Mở tệp `tram-ca.crt`, chọn thẻ Details, dòng Thumbprint. So từng ký tự với màn hình của trạm.',
    'Đúng rồi thì bấm Install Certificate, chọn Current User, Next.',
    'Chọn “Place all certificates in the following store”, Browse, “Trusted Root Certification Authorities”, OK, Next, Finish.',
    'Windows hỏi lại và hiện dấu vân tay lần nữa: bấm Yes. Đóng hết trình duyệt rồi mở lại.',
  ],
  chromiumTitle: 'Linux: Chromium, Chrome',
  chromium: [
    'Xem dấu vân tay: `openssl x509 -in tram-ca.pem -noout -fingerprint -sha256`. So từng ký tự với màn hình của trạm.',
    'Đúng rồi thì chạy: `certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n tram -i tram-ca.pem` (gói libnss3-tools). Đóng hết trình duyệt rồi mở lại.',
  ],
  firefoxTitle: 'Firefox (Windows và Linux)',
  firefox: [
    'Mở Settings, Privacy & Security, Certificates, View Certificates, thẻ Authorities, Import, chọn `tram-ca.pem`.',
    'Trong hộp hỏi, bấm View, so SHA-256 với màn hình của trạm. Đúng rồi mới chọn “Trust this CA to identify websites”, OK.',
  ],
  openTitle: '3. Mở trạm',
  open: 'Mở địa chỉ của trạm (https://…) mà kỹ thuật viên đã ghi cho đơn vị. Không được có cảnh báo nào. Màn hình hiện mã ghép: đọc mã đó cho quản trị đơn vị.',
};

export const english: InstallWords = {
  title: 'Install the station’s certificate on this machine',
  what: 'By this certificate the browser knows the right station. It counts for these names and for no other site:',
  compareTitle: 'Compare the fingerprint before you install',
  compare:
    'This page came over a network that is not protected yet, so it may have been changed on its way. Compare the fingerprint that this machine’s own dialogue shows with the one on the station’s screen (Paired screens) or on the paper printed from the command tram authority show. The lines below are for orientation only; do not compare with this page itself.',
  sha1: 'SHA-1 (Windows calls it Thumbprint)',
  sha256: 'SHA-256',
  otherwise: 'If a single character differs: stop, delete the file and tell the technician.',
  getTitle: '1. Download the certificate',
  getDer: 'Download for Windows (tram-ca.crt)',
  getPem: 'Download for Linux and Firefox (tram-ca.pem)',
  installTitle: '2. Compare, then install',
  windowsTitle: 'Windows: Chrome, Edge, Cốc Cốc',
  windows: [
    'Open the file `tram-ca.crt`, choose Details, then Thumbprint. Compare every character with the station’s screen.',
    'If it is the same: Install Certificate, Current User, Next.',
    'Choose “Place all certificates in the following store”, Browse, “Trusted Root Certification Authorities”, OK, Next, Finish.',
    'Windows asks again and shows the fingerprint once more: Yes. Close all browser windows and open them again.',
  ],
  chromiumTitle: 'Linux: Chromium, Chrome',
  chromium: [
    'Show the fingerprint: `openssl x509 -in tram-ca.pem -noout -fingerprint -sha256`. Compare every character with the station’s screen.',
    'If it is the same: `certutil -d sql:$HOME/.pki/nssdb -A -t C,, -n tram -i tram-ca.pem` (package libnss3-tools). Close all browser windows and open them again.',
  ],
  firefoxTitle: 'Firefox (Windows and Linux)',
  firefox: [
    'Open Settings, Privacy & Security, Certificates, View Certificates, Authorities, Import, and choose `tram-ca.pem`.',
    'In the dialogue press View and compare SHA-256 with the station’s screen. Only if it is the same choose “Trust this CA to identify websites”, OK.',
  ],
  openTitle: '3. Open the station',
  open: 'Open the station’s address (https://…) that the technician gave the unit. There must be no warning. The screen shows a pairing code: read it to the unit administrator.',
};
