import { Type } from 'typebox';
import { define, formed, named, type SettingDefinition, shortText, url } from './definition.ts';

const path = Type.String({
  minLength: 1,
  maxLength: 200,
  pattern: '^/[A-Za-z0-9._~/-]*$',
  ...formed('đường dẫn bắt đầu bằng /', 'a path that begins with /'),
});

/** The portal's own interface behind the exchange platform. The password is a credential and lies sealed. */
export const mapiSettings = {
  'mapi.url': define(url, '', {
    title: 'Địa chỉ gốc',
    reason:
      'Phần đứng trước /mapi/…, do tỉnh cấp; thường là máy chủ bảo mật của trục NDXP/VXP (…/XrdAdapter/RestService/forward).',
    en: {
      title: 'Base address',
      reason:
        'What stands before /mapi/…, given by the province; usually the security server of NDXP/VXP (…/XrdAdapter/RestService/forward).',
    },
    restart: true,
  }),
  'mapi.login-path': define(path, '/mapi/login', {
    title: 'Đường dẫn đăng nhập',
    reason: 'Nơi tài khoản của trạm nhận phiên làm việc.',
    en: { title: 'Login path', reason: 'Where the station’s account gets its session.' },
    restart: true,
  }),
  'mapi.data-path': define(path, '/mapi/g', {
    title: 'Đường dẫn dữ liệu',
    reason: 'Nơi nhận mọi dịch vụ (DongBoHoSoMC, CapNhatTienDoHoSoMC…).',
    en: { title: 'Data path', reason: 'Where every service answers (DongBoHoSoMC, CapNhatTienDoHoSoMC…).' },
    restart: true,
  }),
  'mapi.destination': define(shortText, 'VN:GOV:000.00.00.G22:vpcpdvcprovider', {
    title: 'Mã dịch vụ đích (dstcode)',
    reason: 'Mã của Cổng Dịch vụ công quốc gia trên trục.',
    en: { title: 'Destination (dstcode)', reason: 'The national portal’s code on the exchange platform.' },
    restart: true,
  }),
  'mapi.destination-as': define(
    Type.Union([
      Type.Literal('header', named('Trong tiêu đề HTTP', 'In the HTTP header')),
      Type.Literal('query', named('Trong địa chỉ (?dstcode=)', 'In the address (?dstcode=)')),
    ]),
    'header',
    {
      title: 'Nơi ghi dstcode',
      reason: 'Các hệ thống đang chạy dùng cả hai cách; hỏi tỉnh dùng cách nào.',
      en: { title: 'Where dstcode stands', reason: 'Both ways are in use; ask the province which one is theirs.' },
      restart: true,
    },
  ),
  'mapi.provider-url': define(url, '', {
    title: 'Địa chỉ máy chủ đích (providerurl)',
    reason: 'Chỉ điền khi tỉnh yêu cầu; để trống thì không gửi.',
    en: { title: 'Provider’s address (providerurl)', reason: 'Only where the province asks for it; empty: not sent.' },
    restart: true,
  }),
  'mapi.unit': define(Type.String({ maxLength: 100 }), '', {
    title: 'Mã định danh đơn vị (madonvi)',
    reason: 'Mã định danh của đơn vị được cấp tài khoản.',
    en: { title: 'Unit code (madonvi)', reason: 'The identification code of the unit that has the account.' },
    restart: true,
  }),
  'mapi.username': define(shortText, '', {
    title: 'Tên tài khoản',
    reason:
      'Tài khoản riêng của trạm, tỉnh thu hồi được. Mật khẩu nhập trên máy trạm: tram credential set mapi; không lưu ở đây.',
    en: {
      title: 'Account name',
      reason:
        'The station’s own account, which the province can revoke. Its password is entered on the station: tram credential set mapi; it is not kept here.',
    },
    restart: true,
  }),
} as const satisfies Record<string, SettingDefinition>;
