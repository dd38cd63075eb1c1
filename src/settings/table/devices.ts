import { Type } from 'typebox';
import { define, exact, formed, named, type SettingDefinition, webAddress } from './definition.ts';

/** A PKCS#11 module that the station loads in a token host of its own. */
export const TokenModule = Type.Object(
  {
    name: Type.String({
      pattern: '^[a-z0-9-]{1,40}$',
      ...named('Tên gọi', 'Name'),
      ...formed('chữ thường không dấu, chữ số, gạch nối', 'small letters, digits, hyphens'),
    }),
    path: Type.String({ minLength: 1, maxLength: 500, ...named('Đường dẫn tới thư viện', 'Path of the library') }),
    environment: Type.Record(Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }), Type.String({ maxLength: 500 }), {
      ...exact,
      ...named('Biến môi trường, mỗi dòng TÊN=giá trị', 'Environment, one NAME=value to a line'),
    }),
  },
  exact,
);

/** A scanner that is reached over the network and not found by USB. */
export const NetworkScanner = Type.Object(
  {
    name: Type.String({
      pattern: '^[A-Za-z0-9 _-]{1,60}$',
      ...named('Tên máy', 'Name'),
      ...formed('chữ không dấu, chữ số, dấu cách, gạch nối', 'letters without marks, digits, blanks, hyphens'),
    }),
    url: Type.String({ maxLength: 500, pattern: '^https?://.+', ...webAddress, ...named('Địa chỉ', 'Address') }),
  },
  exact,
);

/** Scanners and tokens. */
export const deviceSettings = {
  'scanner.resolution': define(Type.Integer({ minimum: 200, maximum: 600 }), 300, {
    title: 'Độ phân giải quét',
    reason: 'Độ phân giải quét (NĐ 30/2020: tối thiểu 200 dpi).',
    en: { title: 'Scan resolution', reason: 'The resolution of scans (NĐ 30/2020: at least 200 dpi).' },
    unit: 'dpi',
  }),
  'scanner.backends': define(
    Type.Array(
      Type.String({
        pattern: '^[a-z0-9_]{2,32}$',
        ...formed('tên trình điều khiển, ví dụ fujitsu', 'the name of a driver, such as fujitsu'),
      }),
      { maxItems: 20 },
    ),
    [],
    {
      title: 'Trình điều khiển máy quét',
      reason: 'Trình điều khiển SANE của các máy quét cắm USB.',
      en: { title: 'Scanner drivers', reason: 'The SANE drivers of the scanners connected by USB.' },
      restart: true,
    },
  ),
  'scanner.network': define(Type.Array(NetworkScanner, { maxItems: 20 }), [], {
    title: 'Máy quét qua mạng',
    reason: 'Máy quét dùng qua mạng (eSCL).',
    en: { title: 'Network scanners', reason: 'Scanners used over the network (eSCL).' },
    restart: true,
  }),
  'token.modules': define(Type.Array(TokenModule, { maxItems: 10 }), [], {
    title: 'Thư viện của token',
    reason: 'Thư viện PKCS#11 của các token.',
    en: { title: 'Token libraries', reason: 'The PKCS#11 libraries of the tokens.' },
    restart: true,
  }),
} as const satisfies Record<string, SettingDefinition>;
