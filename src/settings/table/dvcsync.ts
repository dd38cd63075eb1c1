import { Type } from 'typebox';
import { define, named, type SettingDefinition, shortText, url } from './definition.ts';

const code = Type.String({ maxLength: 60 });

/**
 * The portal's interface of 2026, known through one vendor's adapter: what may differ is a setting with the value seen
 * there. The secret is a credential and lies sealed.
 */
export const dvcSyncSettings = {
  'dvcsync.url': define(url, '', {
    title: 'Địa chỉ gốc',
    reason: 'Phần đứng trước /GetToken, /UploadFile…, do tỉnh hoặc bộ cấp.',
    en: {
      title: 'Base address',
      reason: 'What stands before /GetToken, /UploadFile…, given by the province or ministry.',
    },
    restart: true,
  }),
  'dvcsync.client-id': define(shortText, '', {
    title: 'Mã ứng dụng (client_id)',
    reason:
      'Mã riêng của trạm, nơi cấp thu hồi được. Mã bí mật nhập trên máy trạm: tram credential set dvcsync; không lưu ở đây.',
    en: {
      title: 'Client id (client_id)',
      reason:
        'The station’s own, which whoever issued it can revoke. The secret is entered on the station: tram credential set dvcsync; it is not kept here.',
    },
    restart: true,
  }),
  'dvcsync.unit': define(Type.String({ maxLength: 100 }), '', {
    title: 'Mã đơn vị tiếp nhận (MaDonViTiepNhan)',
    reason: 'Mã của đơn vị trên hệ thống nhận hồ sơ.',
    en: { title: 'Receiving unit (MaDonViTiepNhan)', reason: 'The unit’s code in the system that takes the dossiers.' },
    restart: true,
  }),
  'dvcsync.service-code': define(code, '', {
    title: 'Mã dịch vụ công (MaDichVuCong)',
    reason: 'Mã dịch vụ chứng thực bản sao điện tử; hỏi tỉnh.',
    en: {
      title: 'Public service (MaDichVuCong)',
      reason: 'The code of the service for electronic copies; ask the province.',
    },
    restart: true,
  }),
  'dvcsync.component-code': define(code, '', {
    title: 'Mã thành phần hồ sơ (MaThanhPhanHoSo)',
    reason: 'Mã của giấy tờ mang đến chứng thực; để trống khi tỉnh không quy định.',
    en: {
      title: 'Component (MaThanhPhanHoSo)',
      reason: 'The code of the papers brought; empty where the province has none.',
    },
    restart: true,
  }),
  'dvcsync.number-code': define(code, '', {
    title: 'Mã lấy số hồ sơ (GetNextValue)',
    reason:
      'Khi tỉnh yêu cầu lấy số của họ: số đó được lưu bên cạnh mã hồ sơ của trạm, không thay mã của trạm. Để trống thì không lấy.',
    en: {
      title: 'Number code (GetNextValue)',
      reason:
        'Where the province wants a number of theirs to be taken: it is kept beside the station’s dossier code, never in its place. Empty: none is asked for.',
    },
    restart: true,
  }),
  'dvcsync.codes-as': define(
    Type.Union([
      Type.Literal('text', named('Chữ: "9"', 'Text: "9"')),
      Type.Literal('number', named('Số: 9', 'Number: 9')),
    ]),
    'text',
    {
      title: 'Kiểu của mã và số lượng',
      reason:
        'Chưa có tài liệu công khai: trạng thái, loại, số lượng gửi dạng chữ hay dạng số. Hỏi tỉnh trước khi đổi.',
      en: {
        title: 'Codes and counts as',
        reason:
          'No public document: states, kinds and counts as text or as numbers. Ask the province before changing it.',
      },
      restart: true,
    },
  ),
  'dvcsync.success-codes': define(
    Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { minItems: 1, maxItems: 20 }),
    ['0', '00', '200', 'OK'],
    {
      title: 'Mã trả lời thành công (code)',
      reason: 'Các giá trị của “code” nghĩa là đã nhận. Giá trị khác không bao giờ được coi là đã nhận.',
      en: {
        title: 'Codes of success (code)',
        reason: 'The values of “code” that mean received. No other value ever counts as received.',
      },
      restart: true,
    },
  ),
} as const satisfies Record<string, SettingDefinition>;
