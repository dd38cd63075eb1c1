import { Type } from 'typebox';
import { define, dnsName, formed, ipv4, type SettingDefinition } from './definition.ts';

const range = '([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d';
const hours = formed('giờ:phút-giờ:phút, ví dụ 19:00-05:00', 'hour:minute-hour:minute, such as 19:00-05:00');

/** The way out of the office. */
export const lineSettings = {
  'line.proxy': define(
    Type.String({
      maxLength: 200,
      pattern: `^(http://(${dnsName}|${ipv4}):\\d{1,5})?$`,
      ...formed('http://tên-máy:cổng, hoặc để trống', 'http://host:port, or empty'),
    }),
    '',
    {
      title: 'Máy chủ proxy',
      reason: 'Proxy mà mạng của cơ quan yêu cầu đi qua; để trống nếu đi thẳng.',
      en: { title: 'Proxy', reason: 'The proxy that the office network asks for; empty: none.' },
      restart: true,
    },
  ),
  'line.name-servers': define(
    Type.Array(
      Type.String({
        maxLength: 21,
        pattern: `^${ipv4}(:\\d{1,5})?$`,
        ...formed('địa chỉ IPv4, ví dụ 10.0.0.53', 'an IPv4 address such as 10.0.0.53'),
      }),
      { maxItems: 4 },
    ),
    [],
    {
      title: 'Máy chủ tên miền (DNS)',
      reason: 'Nơi trạm hỏi tên máy chủ của tỉnh khi gửi hồ sơ; để trống thì hỏi như mọi chương trình trên máy này.',
      en: {
        title: 'Name servers (DNS)',
        reason: 'Where the names of the province’s servers are looked up; empty: as all programs of this machine do.',
      },
      restart: true,
    },
  ),
  'line.authorities': define(Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 10 }), [], {
    title: 'Nơi cấp chứng thư máy chủ của tỉnh',
    reason: 'Chứng thư (PEM) của nơi cấp riêng của tỉnh, được tin cậy thêm khi kết nối tới máy chủ nhận hồ sơ.',
    en: {
      title: 'The province’s authorities',
      reason: 'Certificates (PEM) of the province’s own authorities, trusted besides the public ones for its servers.',
    },
    restart: true,
  }),
  'line.metered-hours': define(
    Type.String({ maxLength: 100, pattern: `^(${range}(, ?${range}){0,5})?$`, ...hours }),
    '',
    {
      title: 'Giờ tính tiền theo dung lượng',
      reason: 'Trong các giờ này tệp bản sao chờ, trừ hồ sơ gửi trước; tin nhỏ vẫn gửi. Để trống: không có.',
      en: {
        title: 'Metered hours',
        reason: 'Copies wait in these hours unless the dossier is urgent; small messages go. Empty: none.',
      },
      restart: true,
    },
  ),
  'line.night-window': define(Type.String({ maxLength: 11, pattern: `^(${range})?$`, ...hours }), '', {
    title: 'Giờ gửi tệp lớn',
    reason: 'Tệp lớn hơn mức dưới đây chỉ gửi trong khoảng giờ này, trừ hồ sơ gửi trước. Để trống: gửi bất cứ lúc nào.',
    en: {
      title: 'Hours for large files',
      reason: 'Files above the size below go only in these hours unless the dossier is urgent. Empty: at any time.',
    },
    restart: true,
  }),
  'line.night-size': define(Type.Integer({ minimum: 1, maximum: 1000 }), 5, {
    title: 'Tệp được coi là lớn từ',
    reason: 'Tệp lớn hơn mức này chờ đến giờ gửi tệp lớn.',
    en: { title: 'A file is large from', reason: 'Larger files wait for the hours for large files.' },
    unit: 'MB',
    restart: true,
  }),
} as const satisfies Record<string, SettingDefinition>;
