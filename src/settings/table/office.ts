import { Type } from 'typebox';
import { define, formed, named, type SettingDefinition, shortText, url } from './definition.ts';

/** The agency: who it is and when it works. */
export const officeSettings = {
  'office.name': define(shortText, '', {
    title: 'Tên cơ quan',
    reason: 'Tên cơ quan như in trên lời chứng (UBND xã …).',
    en: { title: 'Name of the agency', reason: 'The agency as printed on the attestation (UBND xã …).' },
  }),
  'office.profile': define(
    Type.Union([
      Type.Literal('commune', named('Ủy ban nhân dân', 'People’s Committee')),
      Type.Literal('notary', named('Tổ chức hành nghề công chứng', 'Notarial practice')),
    ]),
    'commune',
    {
      title: 'Loại cơ quan',
      reason:
        'Ủy ban nhân dân ký bằng chứng thư số công vụ; tổ chức hành nghề công chứng ký bằng chứng thư số công cộng.',
      en: {
        title: 'Kind of office',
        reason:
          'A People’s Committee signs with official (công vụ) certificates, a notarial practice with public ones.',
      },
    },
  ),
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
} as const satisfies Record<string, SettingDefinition>;
