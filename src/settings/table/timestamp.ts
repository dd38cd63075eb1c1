import { Type } from 'typebox';
import { define, dnsName, formed, ipv4, type SettingDefinition, url } from './definition.ts';

/** The time-stamping authority, and how long a copy waits for it. */
export const timestampSettings = {
  'timestamp.enabled': define(Type.Boolean(), true, {
    title: 'Gắn dấu thời gian vào bản sao',
    reason:
      'Bản sao đã đóng dấu được gắn dấu thời gian và dữ liệu kiểm tra chứng thư số khi có mạng, để kiểm tra được lâu dài. Tắt, hoặc chưa có địa chỉ dịch vụ, thì bản sao được gửi đi ngay.',
    en: {
      title: 'Add time-stamps to copies',
      reason:
        'A sealed copy gets time-stamps and revocation data when the line is up, so that it can be checked for many years. Switched off, or without the address of a service, copies go out at once.',
    },
  }),
  'timestamp.authority-url': define(url, '', {
    title: 'Địa chỉ dịch vụ cấp dấu thời gian',
    reason: 'Địa chỉ của tổ chức cấp dấu thời gian (RFC 3161). Để trống thì không gắn dấu thời gian.',
    en: {
      title: 'Time-stamping service',
      reason: 'The address of the time-stamping authority (RFC 3161). Left empty, no time-stamps are added.',
    },
  }),
  'timestamp.wait-minutes': define(Type.Integer({ minimum: 1, maximum: 1440 }), 15, {
    title: 'Tệp chờ dấu thời gian',
    reason:
      'Tệp bản sao chờ dấu thời gian nhiều nhất chừng này thời gian có mạng, rồi được gửi đi không có dấu thời gian. Hồ sơ và tiến độ không phải chờ.',
    en: {
      title: 'The file waits for time-stamps',
      reason:
        'A copy’s file waits for its time-stamps for so much time with the line up at most, then it goes out without them. Records and progress do not wait.',
    },
    unit: 'phút',
  }),
  'timestamp.anchors': define(Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 20 }), [], {
    title: 'Chứng thư gốc của dấu thời gian',
    reason:
      'Chứng thư gốc (PEM) của tổ chức cấp dấu thời gian, nếu khác chứng thư gốc dùng khi kiểm tra chữ ký. Giữ lại các chứng thư cũ: bản sao đã gắn dấu còn cần.',
    en: {
      title: 'Roots of time-stamps',
      reason:
        'Root certificates (PEM) of time-stamping authorities, where they differ from those of signatures. Keep old ones: copies stamped under them need them.',
    },
  }),
  'timestamp.hosts': define(
    Type.Array(
      Type.String({
        maxLength: 100,
        pattern: `^(${dnsName}|${ipv4})$`,
        ...formed('tên DNS hoặc địa chỉ IPv4, không kèm http:// hay cổng', 'a DNS name or IPv4 address alone'),
      }),
      { maxItems: 20 },
    ),
    [],
    {
      title: 'Máy chủ trong mạng nội bộ được phép hỏi',
      reason:
        'Nơi kiểm tra chứng thư số ghi trong chứng thư chỉ được hỏi khi có địa chỉ công khai, trừ các máy chủ nội bộ ghi ở đây.',
      en: {
        title: 'Internal servers that may be asked',
        reason:
          'The places named in certificates are asked only at public addresses, except the internal servers listed here.',
      },
    },
  ),
} as const satisfies Record<string, SettingDefinition>;
