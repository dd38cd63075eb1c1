/** Names of views that the navigation shows before their code is there. */
export const titlesVi = {
  'titles.desk': 'Bàn tiếp nhận',
  'titles.online': 'Hồ sơ trực tuyến',
  'titles.sign': 'Ký duyệt',
  'titles.seal': 'Đóng dấu',
  'titles.portal': 'Đưa lên Cổng',
  'titles.stick': 'Gửi qua USB',
  'titles.ledger': 'Đối soát',
  'titles.machine': 'Trạm',
  'titles.visitor': 'Bản sao điện tử được chứng thực',
  'titles.admin': 'Quản trị đơn vị',
  'titles.print': 'In phiếu',
  'titles.rates': 'Biểu phí',
  'titles.password': 'Đổi mật khẩu',
  'titles.password-short': 'Mật khẩu',
  'titles.check': 'Kiểm tra bản sao',
  'titles.pairing': 'Ghép màn hình',
} as const;
