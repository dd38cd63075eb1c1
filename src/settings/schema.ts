import { type Static, type TSchema, Type } from 'typebox';
import type { Unit } from './units.ts';

/** What a setting, or a column of one, is called in both languages. */
export interface Words {
  readonly vi: string;
  readonly en: string;
}

/** One setting: its type and default, what it is for, and whether a change waits for the next start. */
export interface SettingDefinition<S extends TSchema = TSchema> {
  readonly schema: S;
  readonly default: Static<S>;
  /** A few words, as the settings screen and the documentation head it. */
  readonly title: Words;
  readonly unit?: Unit;
  readonly reason: Words;
  readonly restart: boolean;
}

interface Told {
  readonly title: string;
  readonly reason: string;
  readonly en: { readonly title: string; readonly reason: string };
  readonly unit?: Unit;
  readonly restart?: boolean;
}

function define<S extends TSchema>(schema: S, fallback: Static<S>, told: Told): SettingDefinition<S> {
  const { title, reason, en, unit, restart = false } = told;
  return {
    schema,
    default: fallback,
    title: { vi: title, en: en.title },
    reason: { vi: reason, en: en.reason },
    restart,
    ...(unit ? { unit } : {}),
  };
}

/** Annotations that the settings screen reads: `words` name a column or a choice, `form` says what a text must look like. */
const named = (vi: string, en: string) => ({ words: { vi, en } });
const formed = (vi: string, en: string) => ({ form: { vi, en } });

const exact = { additionalProperties: false } as const;
const shortText = Type.String({ maxLength: 200 });
const webAddress = formed(
  'địa chỉ bắt đầu bằng http:// hoặc https://',
  'an address that begins with http:// or https://',
);
const url = Type.String({ maxLength: 500, pattern: '^(https?://.+)?$', ...webAddress });
const ipv4 = '(\\d{1,3}\\.){3}\\d{1,3}';
const dnsName = '[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*';

/** The fee of certifying copies, in đồng, from a date on (TT 226/2016/TT-BTC). */
export const FeeRow = Type.Object(
  {
    from: Type.String({ format: 'date', ...named('Áp dụng từ ngày', 'In force from') }),
    firstPages: Type.Integer({ minimum: 0, ...named('Số trang đầu', 'First pages') }),
    firstPage: Type.Integer({ minimum: 0, ...named('Mỗi trang đầu (đồng)', 'Each of the first pages (đồng)') }),
    furtherPage: Type.Integer({ minimum: 0, ...named('Mỗi trang tiếp theo (đồng)', 'Each further page (đồng)') }),
    capPerCopy: Type.Integer({ minimum: 0, ...named('Tối đa mỗi bản (đồng)', 'At most for a copy (đồng)') }),
    source: Type.String({ maxLength: 200, ...named('Căn cứ', 'Legal basis') }),
  },
  exact,
);

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

/** Every setting, by key. Types, validation, docs and the settings screen derive from this table. */
export const definitions = {
  'office.name': define(shortText, '', {
    title: 'Tên cơ quan',
    reason: 'Tên cơ quan như in trên lời chứng (UBND xã …).',
    en: { title: 'Name of the agency', reason: 'The agency as printed on the attestation (UBND xã …).' },
  }),
  'office.place': define(shortText, '', {
    title: 'Địa danh',
    reason: 'Địa danh ghi ở dòng “Tại …” của lời chứng.',
    en: { title: 'Place', reason: 'The place in the line “Tại …” of the attestation.' },
  }),
  'office.code': define(
    Type.String({
      pattern: '^[A-Z0-9.]{0,40}$',
      ...formed('chữ in hoa không dấu, chữ số và dấu chấm, ví dụ H56.14', 'capitals, digits and dots, such as H56.14'),
    }),
    '',
    {
      title: 'Mã định danh đơn vị',
      reason: 'Mã định danh của đơn vị, tiền tố của mã hồ sơ.',
      en: { title: 'Identification code', reason: 'The unit’s identification code, which dossier codes begin with.' },
      restart: true,
    },
  ),
  'office.processing-unit': define(shortText, 'Trung tâm Phục vụ hành chính công', {
    title: 'Đơn vị xử lý',
    reason: 'Đơn vị xử lý ghi trong hồ sơ gửi Cổng.',
    en: { title: 'Processing unit', reason: 'The processing unit named in what is sent to the portal.' },
  }),
  'office.visitor-url': define(url, '', {
    title: 'Địa chỉ tra cứu hồ sơ',
    reason: 'Địa chỉ mà người dân tra cứu hồ sơ, in kèm mã QR trên giấy tiếp nhận; để trống thì không in.',
    en: {
      title: 'Address for looking up a dossier',
      reason:
        'Where a requester asks with the tracking code; printed with a QR code on the reception slip. Empty prints none.',
    },
  }),
  'office.closing-hour': define(Type.Integer({ minimum: 12, maximum: 20 }), 17, {
    title: 'Giờ hết làm việc',
    reason: 'Giờ hết làm việc, dùng cho giờ trả kết quả.',
    en: { title: 'Closing hour', reason: 'The hour at which the office closes; results are due then.' },
    unit: 'giờ',
  }),
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
  'session.idle-minutes': define(Type.Integer({ minimum: 1, maximum: 60 }), 15, {
    title: 'Khóa phiên của cán bộ sau',
    reason: 'Khóa phiên khi không thao tác (TCVN 14423).',
    en: {
      title: 'Officers’ sessions end after',
      reason: 'A session without work is locked after this time (TCVN 14423).',
    },
    unit: 'phút',
  }),
  'session.admin-idle-minutes': define(Type.Integer({ minimum: 1, maximum: 60 }), 5, {
    title: 'Khóa phiên của quản trị sau',
    reason: 'Khóa phiên của quản trị khi không thao tác.',
    en: {
      title: 'Admins’ sessions end after',
      reason: 'An administrator’s session without work is locked after this time.',
    },
    unit: 'phút',
  }),
  'session.code-roles': define(
    Type.Array(
      Type.Union([
        Type.Literal('creator', named('Người có quyền tạo bản sao', 'Creator')),
        Type.Literal('signer', named('Người có quyền ký bản sao', 'Signer')),
        Type.Literal('seal-keeper', named('Văn thư (người có quyền đóng dấu)', 'Seal keeper')),
        Type.Literal('inspector', named('Người kiểm tra', 'Inspector')),
      ]),
      { maxItems: 4, uniqueItems: true },
    ),
    [],
    {
      title: 'Vai trò phải nhập mã xác thực',
      reason:
        'Ngoài quản trị đơn vị và kỹ thuật viên, các vai trò này cũng phải nhập mã trên điện thoại khi đăng nhập.',
      en: {
        title: 'Roles that need one-time codes',
        reason: 'Beside unit admins and technicians, these roles too enter a code from a phone to sign in.',
      },
    },
  ),
  'register.type': define(
    Type.Union([
      Type.Literal(
        'SCT/BS',
        named('Sổ chung cho bản giấy và bản điện tử (SCT/BS)', 'One book for paper and electronic copies (SCT/BS)'),
      ),
      Type.Literal(
        'SCTĐT/BS',
        named('Sổ riêng cho bản điện tử (SCTĐT/BS)', 'A book of its own for electronic copies (SCTĐT/BS)'),
      ),
    ]),
    'SCT/BS',
    {
      title: 'Loại sổ chứng thực',
      reason: 'Loại sổ chứng thực mà trạm cấp số.',
      en: { title: 'Type of register', reason: 'The register from which the station gives numbers.' },
    },
  ),
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
    {
      title: 'Biểu phí',
      reason: 'Biểu phí chứng thực bản sao, theo ngày có hiệu lực.',
      en: { title: 'Fee table', reason: 'The fees of certifying copies, by the date from which they are in force.' },
      unit: 'đồng',
    },
  ),
  'attestation.profile': define(
    Type.Union([
      Type.Literal('nd30', named('Theo Nghị định 30/2020', 'As Decree 30/2020')),
      Type.Literal('one-stop', named('Theo hệ thống một cửa', 'As the one-stop system')),
    ]),
    'nd30',
    {
      title: 'Kiểu trình bày lời chứng',
      reason: 'Kiểu trình bày lời chứng.',
      en: { title: 'Layout of the attestation', reason: 'How the attestation is laid out.' },
    },
  ),
  'attestation.place': define(Type.Boolean(), true, {
    title: 'Ghi địa danh',
    reason: 'Ghi địa danh trên lời chứng (NĐ 23/2015 Điều 10).',
    en: { title: 'Write the place', reason: 'Writes the place on the attestation (NĐ 23/2015 Điều 10).' },
  }),
  'attestation.conversion-mark': define(Type.Boolean(), true, {
    title: 'Ghi ký hiệu chuyển đổi',
    reason: 'Ghi ký hiệu riêng xác nhận chuyển đổi (NĐ 137/2024 Điều 4).',
    en: {
      title: 'Write the conversion mark',
      reason: 'Writes the mark that confirms the conversion from paper (NĐ 137/2024 Điều 4).',
    },
  }),
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
  'portal.connector': define(
    Type.Union([
      Type.Literal('manual', named('Cán bộ đưa lên Cổng', 'An officer puts it on the portal')),
      Type.Literal('lgsp', named('Qua trục LGSP của tỉnh', 'Over the province’s LGSP')),
    ]),
    'manual',
    {
      title: 'Cách đưa bản sao lên Cổng',
      reason:
        'Cán bộ đưa bản sao lên Cổng rồi nhập xác nhận, hoặc trạm tự gửi. Hồ sơ đã bắt đầu đưa bằng tay thì làm tiếp bằng tay.',
      en: {
        title: 'How copies reach the portal',
        reason:
          'An officer puts the copy there and enters the proof, or the station sends by itself. What was begun by hand goes on by hand.',
      },
      restart: true,
    },
  ),
  'portal.manual-file-name': define(
    Type.String({
      maxLength: 100,
      pattern:
        '^([A-Za-z0-9_-]|\\{(dossier|ordinal|number|volume|year)\\})([A-Za-z0-9._-]|\\{(dossier|ordinal|number|volume|year)\\}){0,60}\\.pdf$',
      ...formed(
        'chữ không dấu, số, - _ . và {dossier}, {ordinal}, {number}, {volume}, {year}; kết thúc bằng .pdf',
        'letters without marks, digits, - _ . and {dossier}, {ordinal}, {number}, {volume}, {year}; ending in .pdf',
      ),
    }),
    'BSDT_{dossier}_{ordinal}.pdf',
    {
      title: 'Tên tệp đưa lên Cổng',
      reason: 'Mẫu tên tệp khi đưa lên Cổng bằng tay: mã hồ sơ, thứ tự giấy tờ, số chứng thực, quyển, năm.',
      en: {
        title: 'Name of the file for the portal',
        reason: 'The pattern of the name: dossier code, ordinal of the original, register number, volume, year.',
      },
    },
  ),
  'portal.manual-file-limit': define(Type.Integer({ minimum: 1, maximum: 1000 }), 5, {
    title: 'Dung lượng tệp mà Cổng nhận',
    reason: 'Tệp lớn hơn mức này được báo trước khi ký. Chưa có số chính thức: đo trên Cổng rồi sửa ở đây.',
    en: {
      title: 'File size that the portal takes',
      reason: 'A larger file is told of before it is signed. No official figure is known: measure it and set it here.',
    },
    unit: 'MB',
  }),
  'portal.manual-late-hours': define(Type.Integer({ minimum: 1, maximum: 240 }), 4, {
    title: 'Nhắc đưa lên Cổng sau',
    reason: 'Bản sao đã phát hành mà chưa đưa lên Cổng quá thời gian này thì trạm nhắc.',
    en: {
      title: 'Remind of the portal after',
      reason: 'A copy that was issued and is not on the portal after this time is reminded of.',
    },
    unit: 'tiếng',
  }),
  'portal.lgsp-url': define(url, '', {
    title: 'Địa chỉ LGSP',
    reason: 'Địa chỉ gốc của các dịch vụ trên LGSP.',
    en: { title: 'Address of the LGSP', reason: 'The base address of the services on the LGSP.' },
    restart: true,
  }),
  'portal.lgsp-unit': define(Type.String({ maxLength: 100 }), '', {
    title: 'Mã đơn vị gửi kèm',
    reason: 'Mã định danh đơn vị gửi kèm (MaDinhDanhDV).',
    en: { title: 'Unit code sent along', reason: 'The unit’s identification code sent along (MaDinhDanhDV).' },
    restart: true,
  }),
  'portal.procedure-code': define(shortText, '2.000815', {
    title: 'Mã thủ tục',
    reason: 'Mã thủ tục hành chính.',
    en: { title: 'Procedure code', reason: 'The code of the administrative procedure.' },
  }),
  'portal.procedure-name': define(
    Type.String({ maxLength: 500 }),
    'Chứng thực bản sao từ bản chính giấy tờ, văn bản do cơ quan, tổ chức có thẩm quyền của Việt Nam; cơ quan, tổ chức có thẩm quyền của nước ngoài; cơ quan, tổ chức có thẩm quyền của Việt Nam liên kết với cơ quan, tổ chức có thẩm quyền của nước ngoài cấp hoặc chứng nhận',
    {
      title: 'Tên thủ tục',
      reason: 'Tên thủ tục hành chính.',
      en: { title: 'Procedure name', reason: 'The name of the administrative procedure.' },
    },
  ),
  'portal.field-code': define(shortText, 'G15-TP08', {
    title: 'Mã lĩnh vực',
    reason: 'Mã lĩnh vực.',
    en: { title: 'Field code', reason: 'The code of the field.' },
  }),
  'portal.field-name': define(shortText, 'Chứng thực', {
    title: 'Tên lĩnh vực',
    reason: 'Tên lĩnh vực.',
    en: { title: 'Field name', reason: 'The name of the field.' },
  }),
  'portal.result-code': define(shortText, 'KQ.G15.000001', {
    title: 'Mã giấy tờ kết quả',
    reason: 'Mã giấy tờ kết quả (MaGiayToKetQua).',
    en: { title: 'Result code', reason: 'The code of the resulting paper (MaGiayToKetQua).' },
  }),
  'portal.gateway-url': define(url, '', {
    title: 'Cổng nhận tệp',
    reason: 'Cổng nhận tệp của tỉnh (giao thức tus).',
    en: { title: 'File gateway', reason: 'The province’s gateway for files (the tus protocol).' },
    restart: true,
  }),
  'portal.upload-chunk': define(Type.Integer({ minimum: 16_384, maximum: 16_777_216 }), 262_144, {
    title: 'Kích thước mỗi lần gửi',
    reason: 'Kích thước mỗi lần gửi tệp.',
    en: { title: 'Size of a piece', reason: 'How much of a file is sent at a time.' },
    unit: 'byte',
    restart: true,
  }),
  'portal.probe-seconds': define(Type.Integer({ minimum: 1, maximum: 3600 }), 60, {
    title: 'Chu kỳ kiểm tra đường truyền',
    reason: 'Chu kỳ kiểm tra đường truyền khi rảnh.',
    en: { title: 'Line check interval', reason: 'How often the line is checked while nothing is sent.' },
    unit: 'giây',
    restart: true,
  }),
  'disk.short-mb': define(Type.Integer({ minimum: 1, maximum: 100_000_000 }), 5_000, {
    title: 'Báo sắp hết chỗ',
    reason: 'Dưới mức này trạm báo sắp hết chỗ trên ổ đĩa.',
    en: { title: 'Getting short', reason: 'Below this the station says that the disk is getting short.' },
    unit: 'MB',
  }),
  'disk.least-mb': define(Type.Integer({ minimum: 1, maximum: 100_000_000 }), 500, {
    title: 'Dừng nhận quét',
    reason: 'Dưới mức này trạm không bắt đầu lần quét mới.',
    en: { title: 'Too little to scan', reason: 'Below this the station begins no further scan.' },
    unit: 'MB',
  }),
  'retention.days': define(Type.Integer({ minimum: 1, maximum: 7300 }), 30, {
    title: 'Thời gian giữ hình ảnh và bản sao',
    reason:
      'Sau khi trả kết quả, từ chối, rút hoặc hủy; hết thời gian này hình ảnh quét và bản sao bị hủy, sổ vẫn giữ vĩnh viễn (NĐ 23/2015 Điều 14).',
    en: {
      title: 'How long images and copies are kept',
      reason:
        'After delivery, refusal, withdrawal or cancellation; then scans and copies are destroyed and the register stays for ever.',
    },
    unit: 'ngày',
  }),
  'backup.folder': define(
    Type.String({
      maxLength: 300,
      pattern: '^(/.*)?$',
      ...formed('đường dẫn bắt đầu bằng /', 'a path that begins with /'),
    }),
    '',
    {
      title: 'Nơi sao lưu',
      reason: 'Thư mục trên ổ đĩa thứ hai, USB hoặc mạng LAN; để trống là không sao lưu.',
      en: {
        title: 'Place for backups',
        reason: 'A folder on a second disk, a USB stick or the LAN; empty means no backups.',
      },
    },
  ),
  'backup.hour': define(Type.Integer({ minimum: 0, maximum: 23 }), 1, {
    title: 'Giờ sao lưu hằng đêm',
    reason: 'Giờ bắt đầu sao lưu; nếu lúc đó trạm tắt thì sao lưu khi trạm chạy lại.',
    en: {
      title: 'Hour of the nightly backup',
      reason: 'When the backup begins; a station that was off then makes it up.',
    },
    unit: 'giờ',
  }),
  'backup.keep-days': define(Type.Integer({ minimum: 7, maximum: 3660 }), 90, {
    title: 'Thời gian giữ bản sao lưu',
    reason: 'Bản sao lưu cũ hơn bị xóa; ba bản mới nhất luôn được giữ.',
    en: { title: 'How long backups are kept', reason: 'Older ones are removed; the newest three always stay.' },
    unit: 'ngày',
  }),
  'backup.keys-keep-days': define(Type.Integer({ minimum: 1, maximum: 30 }), 7, {
    title: 'Thời gian giữ bản sao lưu khóa hồ sơ',
    reason: 'Khóa của hồ sơ đã hủy chỉ còn trong bản sao lưu khóa đến hết thời gian này.',
    en: {
      title: 'How long backups of the dossiers’ keys are kept',
      reason: 'The key of a purged dossier is in them no longer than this.',
    },
    unit: 'ngày',
  }),
  'trust.anchors': define(Type.Array(Type.String({ maxLength: 20_000 }), { maxItems: 20 }), [], {
    title: 'Chứng thư gốc tin cậy',
    reason: 'Chứng thư gốc được tin cậy (PEM), dùng khi kiểm tra chữ ký.',
    en: { title: 'Trusted root certificates', reason: 'Root certificates (PEM) that signatures are checked against.' },
    restart: true,
  }),
} as const satisfies Record<string, SettingDefinition>;

export type SettingKey = keyof typeof definitions;

/** The value type of each setting. */
export type Settings = { readonly [K in SettingKey]: Static<(typeof definitions)[K]['schema']> };
