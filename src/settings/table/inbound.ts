import { Type } from 'typebox';
import { define, named, type SettingDefinition } from './definition.ts';

const service = Type.String({ minLength: 1, maxLength: 60, pattern: '^[A-Za-z0-9_-]+$' });
const code = Type.String({ maxLength: 20, pattern: '^[A-Za-z0-9.-]+$' });

/** What comes from the portal to the desk. No public document names these services: the province says what it offers. */
export const inboundSettings = {
  'inbound.requests': define(Type.Boolean(), false, {
    title: 'Nhận hồ sơ nộp trực tuyến',
    reason:
      'Trạm hỏi Cổng những hồ sơ người dân nộp trực tuyến cho xã. Chỉ bật khi tỉnh cho biết tên dịch vụ; lgsp, mapi.',
    en: {
      title: 'Take requests filed online',
      reason:
        'The station asks the portal for requests filed online. Only once the province names the service; lgsp, mapi.',
    },
    restart: true,
  }),
  'inbound.appointments': define(Type.Boolean(), false, {
    title: 'Dùng lịch hẹn',
    reason:
      'Bàn tiếp nhận có danh sách lịch hẹn, nhập từ tệp CSV, ICS; với lgsp, mapi trạm cũng hỏi Cổng. Chưa có dịch vụ công khai: hỏi tỉnh.',
    en: {
      title: 'Use appointments',
      reason:
        'The desk has a list of appointments, taken from CSV or ICS files; over lgsp and mapi the portal is asked too. No public service is known.',
    },
    restart: true,
  }),
  'inbound.minutes': define(Type.Integer({ minimum: 1, maximum: 1440 }), 10, {
    title: 'Hỏi Cổng mỗi',
    reason: 'Khi có mạng, trạm hỏi Cổng có gì mới sau mỗi khoảng này, và ngay khi có mạng trở lại.',
    en: { title: 'Ask the portal every', reason: 'While the line is up; and at once when it comes back.' },
    unit: 'phút',
    restart: true,
  }),
  'inbound.days': define(Type.Integer({ minimum: 1, maximum: 90 }), 30, {
    title: 'Hỏi lùi lại',
    reason: 'Danh sách hồ sơ trực tuyến được hỏi từ bấy nhiêu ngày trước đến hôm nay.',
    en: { title: 'Ask back', reason: 'The list of requests is asked from so many days ago until today.' },
    unit: 'ngày',
    restart: true,
  }),
  'inbound.list-service': define(service, 'DanhSachHoSo', {
    title: 'Dịch vụ danh sách hồ sơ trực tuyến',
    reason: 'Chưa có tài liệu công khai; “DanhSachHoSo” thấy ở một hệ thống cùng kiểu. Hỏi tỉnh.',
    en: { title: 'Service that lists requests', reason: 'No public document; seen in one clone. Ask the province.' },
    restart: true,
  }),
  'inbound.request-service': define(service, 'LayThongTinHoSo', {
    title: 'Dịch vụ lấy một hồ sơ trực tuyến',
    reason: 'Chưa có tài liệu công khai về tên dịch vụ này. Hỏi tỉnh.',
    en: { title: 'Service that gives one request', reason: 'No public document names it. Ask the province.' },
    restart: true,
  }),
  'inbound.appointment-service': define(service, 'DanhSachLichHen', {
    title: 'Dịch vụ danh sách lịch hẹn',
    reason: 'Chưa có tài liệu công khai về tên dịch vụ này. Hỏi tỉnh.',
    en: { title: 'Service that lists appointments', reason: 'No public document names it. Ask the province.' },
    restart: true,
  }),
  'inbound.refused-status': define(
    Type.Union([
      Type.Literal('5', named('5, như yêu cầu bổ sung', '5, as for a supplement')),
      Type.Literal('3', named('3, không được tiếp nhận', '3, not received')),
    ]),
    '5',
    {
      title: 'Trạng thái khi từ chối hồ sơ trực tuyến',
      reason: 'Các hệ thống khác gửi “5” cho cả yêu cầu bổ sung và từ chối; bảng mã quốc gia có “3”. Hỏi tỉnh.',
      en: {
        title: 'State of a refused request',
        reason: 'Other systems send “5” for supplement and refusal; the national table has “3”. Ask the province.',
      },
      restart: true,
    },
  ),
  'inbound.account-at-counter': define(Type.Boolean(), false, {
    title: 'Gửi mã tài khoản với hồ sơ tại quầy (MaDoiTuong)',
    reason:
      'Tài khoản tra được ở quầy được gửi kèm hồ sơ. Các hệ thống đã thấy chỉ gửi với hồ sơ trực tuyến: hỏi tỉnh trước khi bật; lgsp, mapi.',
    en: {
      title: 'Send the account with dossiers of the counter (MaDoiTuong)',
      reason:
        'An account looked up at the desk goes with the dossier. Systems seen send it for online dossiers only: ask the province first; lgsp, mapi.',
    },
  }),
  'inbound.submitted-at': define(code, '1', {
    title: 'Nơi nộp hồ sơ trực tuyến (NoiNopHoSo)',
    reason: 'Chưa có tài liệu công khai: “1” được hiểu là Cổng Dịch vụ công quốc gia. Hỏi tỉnh trước khi đổi.',
    en: {
      title: 'Where filed online (NoiNopHoSo)',
      reason: 'No public document: “1” is taken for the national portal.',
    },
    restart: true,
  }),
  'inbound.paid-online': define(code, '1', {
    title: 'Đã thanh toán trên Cổng (DuocThanhToanTrucTuyen)',
    reason: 'Mã gửi khi Cổng báo phí đã nộp trực tuyến: “1” trên Cổng quốc gia, “2” qua cổng của bộ, tỉnh.',
    en: {
      title: 'Paid on the portal (DuocThanhToanTrucTuyen)',
      reason:
        'Sent when the portal says that the fee was paid: “1” on the national portal, “2” by a ministry’s or province’s.',
    },
    restart: true,
  }),
} as const satisfies Record<string, SettingDefinition>;
