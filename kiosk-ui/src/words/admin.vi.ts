/** *Quản trị đơn vị*: its frame and its small sections, as the unit admin reads them. */
export const adminVi = {
  'admin.sections': 'Các phần quản trị',
  'admin.cancel': 'Bỏ qua',

  'admin.volumes': 'Quyển số',
  'admin.volumes-intro': 'Các quyển của sổ chứng thực trong năm. Quyển mới nối tiếp số của quyển trước.',
  'admin.volumes-year': 'Sổ {type} năm {year}',
  'admin.volumes-none': 'Năm nay chưa mở quyển nào. Trạm tự mở quyển đầu tiên khi cấp số đầu tiên.',
  'admin.volume': 'Quyển {text}',
  'admin.volume-is-open': 'Đang mở',
  'admin.volume-closed': 'Đã khóa',
  'admin.volume-from': 'Từ số {number} · mở lúc {time}',
  'admin.volume-open': 'Mở quyển mới',
  'admin.volume-open-do': 'Mở quyển {ordinal}',
  'admin.volume-ask': 'Mở quyển {ordinal} của năm {year}?',
  'admin.volume-will': 'Quyển {text} sẽ khóa lại; các số đã cấp giữ nguyên. Số tiếp theo thuộc quyển mới.',
  'admin.volume-will-first': 'Đây là quyển đang mở duy nhất của sổ. Số tiếp theo thuộc quyển này.',
  'admin.volume-final': 'Quyển đã khóa thì không mở lại được.',
  'admin.volume-opened': 'Đã mở quyển {ordinal}, bắt đầu từ số {number}.',
} as const;
