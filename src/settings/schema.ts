import { type Static, type TSchema, Type } from 'typebox';

/** One setting: its type and default, what it is for, and whether a change waits for the next start. */
export interface SettingDefinition<S extends TSchema = TSchema> {
  readonly schema: S;
  readonly default: Static<S>;
  readonly unit?: string;
  readonly reason: string;
  readonly restart: boolean;
}

function define<S extends TSchema>(
  schema: S,
  fallback: Static<S>,
  options: { reason: string; unit?: string; restart?: boolean },
): SettingDefinition<S> {
  return {
    schema,
    default: fallback,
    reason: options.reason,
    restart: options.restart ?? false,
    ...(options.unit ? { unit: options.unit } : {}),
  };
}

const civilDate = Type.String({ format: 'date' });
const exact = { additionalProperties: false } as const;
const shortText = Type.String({ maxLength: 200 });
const url = Type.String({ maxLength: 500, pattern: '^(https?://.+)?$' });

/** The fee of certifying copies, in đồng, from a date on (TT 226/2016/TT-BTC). */
export const FeeRow = Type.Object(
  {
    from: civilDate,
    firstPages: Type.Integer({ minimum: 0 }),
    firstPage: Type.Integer({ minimum: 0 }),
    furtherPage: Type.Integer({ minimum: 0 }),
    capPerCopy: Type.Integer({ minimum: 0 }),
    source: shortText,
  },
  exact,
);

/** A PKCS#11 module that the station loads in a token host of its own. */
export const TokenModule = Type.Object(
  {
    name: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
    path: Type.String({ minLength: 1, maxLength: 500 }),
    environment: Type.Record(Type.String({ pattern: '^[A-Z][A-Z0-9_]*$' }), Type.String({ maxLength: 500 }), exact),
  },
  exact,
);

/** A scanner that is reached over the network and not found by USB. */
export const NetworkScanner = Type.Object(
  {
    name: Type.String({ pattern: '^[A-Za-z0-9 _-]{1,60}$' }),
    url: Type.String({ maxLength: 500, pattern: '^https?://.+' }),
  },
  exact,
);

/** Every setting, by key. Types, validation, docs and the settings screen derive from this table. */
export const definitions = {
  'office.name': define(shortText, '', { reason: 'Tên cơ quan như in trên lời chứng (UBND xã …).' }),
  'office.place': define(shortText, '', { reason: 'Địa danh ghi ở dòng “Tại …” của lời chứng.' }),
  'office.code': define(Type.String({ pattern: '^[A-Z0-9.]{0,40}$' }), '', {
    reason: 'Mã định danh của đơn vị, tiền tố của mã hồ sơ.',
    restart: true,
  }),
  'office.processing-unit': define(shortText, 'Trung tâm Phục vụ hành chính công', {
    reason: 'Đơn vị xử lý ghi trong hồ sơ gửi Cổng.',
  }),
  'office.closing-hour': define(Type.Integer({ minimum: 12, maximum: 20 }), 17, {
    reason: 'Giờ hết làm việc, dùng cho giờ trả kết quả.',
    unit: 'giờ',
  }),
  'http.host': define(Type.String({ maxLength: 100 }), '127.0.0.1', {
    reason: 'Địa chỉ mà trạm lắng nghe; mặc định chỉ trên chính máy này.',
    restart: true,
  }),
  'http.port': define(Type.Integer({ minimum: 0, maximum: 65_535 }), 8443, { reason: 'Cổng HTTPS.', restart: true }),
  'http.names': define(Type.Array(Type.String({ maxLength: 100 }), { maxItems: 10 }), ['localhost'], {
    reason: 'Tên DNS của trạm, ghi vào chứng thư của trạm.',
    restart: true,
  }),
  'session.idle-minutes': define(Type.Integer({ minimum: 1, maximum: 60 }), 15, {
    reason: 'Khóa phiên khi không thao tác (TCVN 14423).',
    unit: 'phút',
  }),
  'session.admin-idle-minutes': define(Type.Integer({ minimum: 1, maximum: 60 }), 5, {
    reason: 'Khóa phiên của quản trị khi không thao tác.',
    unit: 'phút',
  }),
  'register.type': define(Type.Union([Type.Literal('SCT/BS'), Type.Literal('SCTĐT/BS')]), 'SCT/BS', {
    reason: 'Loại sổ chứng thực mà trạm cấp số.',
  }),
  'fee.table': define(
    Type.Array(FeeRow, { minItems: 1, maxItems: 50 }),
    [
      {
        from: '2017-01-01',
        firstPages: 2,
        firstPage: 2000,
        furtherPage: 1000,
        capPerCopy: 200_000,
        source: 'Thông tư 226/2016/TT-BTC Điều 4',
      },
    ],
    { reason: 'Biểu phí chứng thực bản sao, theo ngày có hiệu lực.', unit: 'đồng' },
  ),
  'attestation.profile': define(Type.Union([Type.Literal('nd30'), Type.Literal('one-stop')]), 'nd30', {
    reason: 'Kiểu trình bày lời chứng.',
  }),
  'attestation.place': define(Type.Boolean(), true, { reason: 'Ghi địa danh trên lời chứng (NĐ 23/2015 Điều 10).' }),
  'attestation.conversion-mark': define(Type.Boolean(), true, {
    reason: 'Ghi ký hiệu riêng xác nhận chuyển đổi (NĐ 137/2024 Điều 4).',
  }),
  'scanner.resolution': define(Type.Integer({ minimum: 200, maximum: 600 }), 300, {
    reason: 'Độ phân giải quét (NĐ 30/2020: tối thiểu 200 dpi).',
    unit: 'dpi',
  }),
  'scanner.backends': define(Type.Array(Type.String({ pattern: '^[a-z0-9_]{2,32}$' }), { maxItems: 20 }), [], {
    reason: 'Trình điều khiển SANE của các máy quét cắm USB.',
    restart: true,
  }),
  'scanner.network': define(Type.Array(NetworkScanner, { maxItems: 20 }), [], {
    reason: 'Máy quét dùng qua mạng (eSCL).',
    restart: true,
  }),
  'token.modules': define(Type.Array(TokenModule, { maxItems: 10 }), [], {
    reason: 'Thư viện PKCS#11 của các token.',
    restart: true,
  }),
  'portal.connector': define(Type.Union([Type.Literal('none'), Type.Literal('lgsp')]), 'none', {
    reason: 'Cách gửi hồ sơ lên hệ thống một cửa.',
    restart: true,
  }),
  'portal.lgsp-url': define(url, '', { reason: 'Địa chỉ gốc của các dịch vụ trên LGSP.', restart: true }),
  'portal.lgsp-unit': define(Type.String({ maxLength: 100 }), '', {
    reason: 'Mã định danh đơn vị gửi kèm (MaDinhDanhDV).',
    restart: true,
  }),
  'portal.procedure-code': define(shortText, '2.000815', { reason: 'Mã thủ tục hành chính.' }),
  'portal.procedure-name': define(
    Type.String({ maxLength: 500 }),
    'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; cơ quan, tổ chức có thẩm quyền của nước ngoài; cơ quan, tổ chức có thẩm quyền của Việt Nam liên kết với cơ quan, tổ chức có thẩm quyền của nước ngoài cấp hoặc chứng nhận',
    { reason: 'Tên thủ tục hành chính.' },
  ),
  'portal.field-code': define(shortText, 'G15-TP08', { reason: 'Mã lĩnh vực.' }),
  'portal.field-name': define(shortText, 'Chứng thực', { reason: 'Tên lĩnh vực.' }),
  'portal.result-code': define(shortText, 'KQ.G15.000001', { reason: 'Mã giấy tờ kết quả (MaGiayToKetQua).' }),
  'portal.gateway-url': define(url, '', { reason: 'Cổng nhận tệp của tỉnh (giao thức tus).', restart: true }),
  'portal.upload-chunk': define(Type.Integer({ minimum: 16_384, maximum: 16_777_216 }), 262_144, {
    reason: 'Kích thước mỗi lần gửi tệp.',
    unit: 'byte',
    restart: true,
  }),
  'portal.probe-seconds': define(Type.Integer({ minimum: 1, maximum: 3600 }), 60, {
    reason: 'Chu kỳ kiểm tra đường truyền khi rảnh.',
    unit: 'giây',
    restart: true,
  }),
  'trust.anchors': define(Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 20 }), [], {
    reason: 'Chứng thư gốc được tin cậy (PEM), dùng khi kiểm tra chữ ký.',
    restart: true,
  }),
} as const satisfies Record<string, SettingDefinition>;

export type SettingKey = keyof typeof definitions;

/** The value type of each setting. */
export type Settings = { readonly [K in SettingKey]: Static<(typeof definitions)[K]['schema']> };
