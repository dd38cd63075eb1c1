import { Type } from 'typebox';
import { define, exact, named, type SettingDefinition, url } from './definition.ts';

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

/** Where the numbers of a register come from. */
const numberSource = Type.Union([
  Type.Literal('station', named('Trạm cấp số', 'The station gives them')),
  Type.Literal('paper-book', named('Sổ giấy, cán bộ nhập số', 'The paper book; an officer enters them')),
  Type.Literal('one-stop', named('Hệ thống một cửa, cán bộ nhập số', 'The one-stop system; an officer enters them')),
]);

/** What the law leaves to the office: register, fees, attestation. */
export const certificationSettings = {
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
  'register.source-sct-bs': define(numberSource, 'station', {
    title: 'Số của sổ SCT/BS lấy từ đâu',
    reason:
      'Khi số lấy từ sổ giấy hoặc hệ thống một cửa, trạm không cấp số mà kiểm tra số do người giữ sổ nhập trước khi ký (NĐ 23/2015 Điều 13.2). Đổi về Trạm cấp số thì phải xác nhận số tiếp theo.',
    en: {
      title: 'Where the numbers of SCT/BS come from',
      reason:
        'Where they come from a paper book or the one-stop system, the station gives none and checks those that whoever keeps the book enters before the signature. When the station begins to give them, the next number has to be confirmed.',
    },
  }),
  'register.source-sctdt-bs': define(numberSource, 'station', {
    title: 'Số của sổ SCTĐT/BS lấy từ đâu',
    reason: 'Như trên, cho sổ riêng của bản điện tử.',
    en: {
      title: 'Where the numbers of SCTĐT/BS come from',
      reason: 'As above, for the book of electronic copies.',
    },
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
  'attestation.lookup-url': define(url, '', {
    title: 'Địa chỉ tra cứu bản sao',
    reason:
      'In mã QR và địa chỉ tra cứu ở cuối trang lời chứng; {code} trong địa chỉ được thay bằng mã hồ sơ. Để trống thì không in.',
    en: {
      title: 'Address for looking up a copy',
      reason:
        'Prints a QR code and the address at the foot of the attestation; {code} in it stands for the dossier code. Empty prints none.',
    },
  }),
  'attestation.conversion-mark': define(Type.Boolean(), true, {
    title: 'Ghi ký hiệu chuyển đổi',
    reason: 'Ghi ký hiệu riêng xác nhận chuyển đổi (NĐ 137/2024 Điều 4).',
    en: {
      title: 'Write the conversion mark',
      reason: 'Writes the mark that confirms the conversion from paper (NĐ 137/2024 Điều 4).',
    },
  }),
} as const satisfies Record<string, SettingDefinition>;
