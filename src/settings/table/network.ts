import { Type } from 'typebox';
import { define, dnsName, formed, ipv4, type SettingDefinition } from './definition.ts';

/** The address of the station and the screens that may use it. */
export const networkSettings = {
  'http.host': define(
    Type.String({
      maxLength: 15,
      pattern: `^${ipv4}$`,
      ...formed('địa chỉ IPv4, ví dụ 192.168.1.10', 'an IPv4 address such as 192.168.1.10'),
    }),
    '127.0.0.1',
    {
      title: 'Địa chỉ lắng nghe',
      reason: 'Địa chỉ mà trạm lắng nghe; mặc định chỉ trên chính máy này, 0.0.0.0 là mọi địa chỉ của máy.',
      en: {
        title: 'Listening address',
        reason:
          'The address on which the station listens: by default this machine alone, 0.0.0.0 for all its addresses.',
      },
      restart: true,
    },
  ),
  'http.port': define(Type.Integer({ minimum: 0, maximum: 65_535 }), 8443, {
    title: 'Cổng HTTPS',
    reason: 'Cổng HTTPS.',
    en: { title: 'HTTPS port', reason: 'The HTTPS port.' },
    restart: true,
  }),
  'http.names': define(
    Type.Array(
      Type.String({
        maxLength: 100,
        pattern: `^(${dnsName}|${ipv4})$`,
        ...formed('tên DNS hoặc địa chỉ IPv4, không kèm https:// hay cổng', 'a DNS name or IPv4 address alone'),
      }),
      { maxItems: 10 },
    ),
    ['localhost'],
    {
      title: 'Tên và địa chỉ của trạm',
      reason:
        'Tên DNS và địa chỉ IP mà các màn hình dùng để mở trạm, ghi vào chứng thư của trạm; trạm không trả lời tên khác.',
      en: {
        title: 'Names and addresses of the station',
        reason:
          'The DNS names and IP addresses by which screens open the station, written into its certificate; it answers to no other.',
      },
      restart: true,
    },
  ),
  'http.install-port': define(Type.Integer({ minimum: 0, maximum: 65_535 }), 8080, {
    title: 'Cổng của trang cài đặt',
    reason: 'Cổng HTTP của trang cài chứng thư; chỉ mở khi quản trị đơn vị mở trang, ba mươi phút sau tự đóng.',
    en: {
      title: 'Port of the install page',
      reason:
        'The HTTP port of the page from which the certificate is installed; open for half an hour when the unit admin opens it.',
    },
  }),
  'screens.box-needs-pairing': define(Type.Boolean(), false, {
    title: 'Ghép cả màn hình của chính máy trạm',
    reason: 'Màn hình trên chính máy của trạm cũng phải ghép. Bật khi màn hình đó dành cho người dân.',
    en: {
      title: 'Pair the box’s own screen too',
      reason: 'Also the screen on the station’s own machine has to be paired. For a box whose screen serves visitors.',
    },
  }),
} as const satisfies Record<string, SettingDefinition>;
