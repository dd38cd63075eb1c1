import { type Static, Type } from 'typebox';
import { define, dnsName, exact, formed, named, type SettingDefinition } from './definition.ts';

const octet = '(25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)';
const address = `${octet}(\\.${octet}){3}`;
const server = `${address}(:\\d{1,5})?`;
const place = `(\\*\\.)?${dnsName}`;
const range = '([01]\\d|2[0-3]):[0-5]\\d-([01]\\d|2[0-3]):[0-5]\\d';

/** One way out of the office, in the order in which the ways are preferred. An empty text means: nothing of the kind. */
export const RouteRow = Type.Object(
  {
    name: Type.String({
      minLength: 1,
      maxLength: 60,
      ...named('Tên gọi', 'Name'),
      ...formed('tên quen dùng, ví dụ Mạng 4G dự phòng', 'what the office calls it, such as 4G in reserve'),
    }),
    kind: Type.Union(
      [
        Type.Literal('dedicated', named('Số liệu chuyên dùng', 'Dedicated line')),
        Type.Literal('internet', named('Internet', 'Internet')),
        Type.Literal('mobile', named('Di động (4G/5G)', 'Mobile (4G/5G)')),
      ],
      named('Loại', 'Kind'),
    ),
    source: Type.String({
      maxLength: 15,
      pattern: `^(${address}|[A-Za-z][A-Za-z0-9_.@-]{0,14})?$`,
      ...named('Cổng mạng hoặc địa chỉ nguồn', 'Network interface or source address'),
      ...formed('tên cổng mạng (wwan0), địa chỉ IPv4 của trạm, hoặc để trống', 'wwan0, an own IPv4 address, or empty'),
    }),
    proxy: Type.String({
      maxLength: 200,
      pattern: `^(http://${dnsName}:\\d{1,5})?$`,
      ...named('Máy chủ proxy', 'Proxy'),
      ...formed('http://tên-máy:cổng, hoặc để trống', 'http://host:port, or empty'),
    }),
    nameServers: Type.String({
      maxLength: 100,
      pattern: `^(${server}(, ?${server}){0,3})?$`,
      ...named('Máy chủ tên miền (DNS)', 'Name servers (DNS)'),
      ...formed('địa chỉ IPv4 cách nhau bằng dấu phẩy, hoặc để trống', 'IPv4 addresses apart by commas, or empty'),
    }),
    reaches: Type.String({
      maxLength: 500,
      pattern: `^(${place}(, ?${place}){0,19})?$`,
      ...named('Chỉ dùng để tới', 'Leads only to'),
      ...formed(
        'tên máy cách nhau bằng dấu phẩy, *.tinh.gov.vn được; để trống là mọi nơi',
        'host names apart by commas, also *.tinh.gov.vn; empty: everywhere',
      ),
    }),
    documents: Type.Union(
      [
        Type.Literal('all', named('Mọi tệp', 'All files')),
        Type.Literal('urgent', named('Chỉ tệp của hồ sơ gửi trước', 'Files of urgent dossiers only')),
        Type.Literal('none', named('Không gửi tệp', 'No files')),
      ],
      named('Tệp bản sao', 'Copies'),
    ),
    metered: Type.String({
      maxLength: 100,
      pattern: `^(${range}(, ?${range}){0,5})?$`,
      ...named('Giờ tính tiền', 'Metered hours'),
      ...formed('giờ:phút-giờ:phút, hoặc để trống', 'hour:minute-hour:minute, or empty'),
    }),
    quota: Type.Integer({ minimum: 0, maximum: 1_000_000, ...named('Hạn mức (MB)', 'Quota (MB)') }),
    quotaPer: Type.Union(
      [Type.Literal('day', named('Mỗi ngày', 'A day')), Type.Literal('month', named('Mỗi tháng', 'A month'))],
      named('Hạn mức tính theo', 'The quota is for'),
    ),
    usedUp: Type.Union(
      [
        Type.Literal('messages', named('Chỉ gửi tin nhỏ', 'Small messages only')),
        Type.Literal('nothing', named('Không gửi gì', 'Nothing')),
      ],
      named('Khi hết hạn mức', 'When it is used up'),
    ),
  },
  exact,
);
export type RouteRow = Static<typeof RouteRow>;

/** Several ways out of the office. */
export const lineRouteSettings = {
  'line.routes': define(Type.Array(RouteRow, { maxItems: 4, uniqueItems: true }), [], {
    title: 'Các đường truyền',
    reason:
      'Khi cơ quan có nhiều đường truyền: trạm dùng đường đầu tiên đang thông và còn hạn mức, theo thứ tự ở đây. Hạn mức 0 là không giới hạn. Để trống: một đường truyền, theo các mục còn lại của nhóm này.',
    en: {
      title: 'The lines',
      reason:
        'Where the office has several lines: the first of them that is up and has quota is used. A quota of 0 is none. Empty: one line, as the rest of this group says.',
    },
  }),
} as const satisfies Record<string, SettingDefinition>;
