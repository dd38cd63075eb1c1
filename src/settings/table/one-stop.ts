import { Type } from 'typebox';
import { define, formed, named, type SettingDefinition, shortText, url } from './definition.ts';

const form = formed('đường dẫn bắt đầu bằng /', 'a path that begins with /');
const path = Type.String({ minLength: 1, maxLength: 200, pattern: '^/[A-Za-z0-9._~/-]*$', ...form });
const pathOrNone = Type.String({ maxLength: 200, pattern: '^(/[A-Za-z0-9._~/-]*)?$', ...form });
const ask = {
  vi: 'Chưa có tài liệu công khai: hỏi nơi quản trị hệ thống một cửa.',
  en: 'No public document: ask who runs the one-stop system.',
};

/** The province's one-stop system. The token is a credential and lies sealed. */
export const oneStopSettings = {
  'onestop.beside': define(Type.Boolean(), false, {
    title: 'Gửi thêm sang hệ thống một cửa',
    reason:
      'Bật khi tỉnh yêu cầu hồ sơ có cả ở hệ thống một cửa: trạm tự gửi sang đó, cán bộ không nhập lại. Cách đưa lên Cổng giữ nguyên; bên này chậm hay từ chối thì bên kia vẫn đi.',
    en: {
      title: 'Send to the one-stop system too',
      reason:
        'On where the province wants the dossier in its one-stop system as well: the station sends it there, and nobody enters it twice. The way to the portal stays; neither holds up the other.',
    },
    restart: true,
  }),
  'onestop.url': define(url, '', {
    title: 'Địa chỉ gốc',
    reason: 'Phần đứng trước các đường dẫn dưới đây, do tỉnh cấp.',
    en: { title: 'Base address', reason: 'What stands before the paths below, given by the province.' },
    restart: true,
  }),
  'onestop.add-path': define(path, '/ThemMoi', {
    title: 'Đường dẫn thêm hồ sơ',
    reason: ask.vi,
    en: { title: 'Path for adding', reason: ask.en },
    restart: true,
  }),
  'onestop.update-path': define(path, '/CapNhat', {
    title: 'Đường dẫn cập nhật hồ sơ',
    reason: 'Nếu giống đường dẫn thêm hồ sơ thì trạm gửi kèm isUpdating=True hoặc False.',
    en: {
      title: 'Path for changing',
      reason: 'Where it is the same as the path for adding, isUpdating=True or False is sent along.',
    },
    restart: true,
  }),
  'onestop.progress-path': define(path, '/DongBoTienTrinh', {
    title: 'Đường dẫn tiến độ',
    reason: ask.vi,
    en: { title: 'Path for progress', reason: ask.en },
    restart: true,
  }),
  'onestop.look-up-path': define(pathOrNone, '/TraCuuHoSo', {
    title: 'Đường dẫn tra cứu hồ sơ',
    reason: 'Trạm hỏi trước khi thêm để không gửi trùng. Để trống khi hệ thống không có.',
    en: {
      title: 'Path for looking up',
      reason: 'The station asks before it adds, so that nothing is there twice. Empty where the system has none.',
    },
    restart: true,
  }),
  'onestop.unit': define(Type.String({ maxLength: 100 }), '', {
    title: 'Mã đơn vị gửi kèm (MaDinhDanhDV)',
    reason: 'Để trống thì không gửi.',
    en: { title: 'Unit code sent along (MaDinhDanhDV)', reason: 'Empty: not sent.' },
    restart: true,
  }),
  'onestop.body': define(
    Type.Union([
      Type.Literal('array', named('Mảng: […]', 'An array: […]')),
      Type.Literal('data', named('Trong “data”: {"data": […]}', 'Under “data”: {"data": […]}')),
    ]),
    'array',
    {
      title: 'Cách đóng gói',
      reason: ask.vi,
      en: { title: 'What is around the elements', reason: ask.en },
      restart: true,
    },
  ),
  'onestop.token-header': define(
    Type.String({
      minLength: 1,
      maxLength: 60,
      pattern: '^[A-Za-z][A-Za-z0-9-]*$',
      ...formed('chữ không dấu, số và dấu gạch ngang', 'letters, digits and hyphens'),
    }),
    'Authorization',
    {
      title: 'Tiêu đề mang mã truy cập',
      reason:
        'Authorization thì gửi “Bearer …”; tên khác thì gửi nguyên mã. Mã nhập trên máy trạm: tram credential set one-stop; không lưu ở đây.',
      en: {
        title: 'Header of the token',
        reason:
          'In Authorization it stands after “Bearer”, elsewhere as it is. The token is entered on the station: tram credential set one-stop; it is not kept here.',
      },
      restart: true,
    },
  ),
  'onestop.success-codes': define(
    Type.Array(Type.String({ minLength: 1, maxLength: 20 }), { minItems: 1, maxItems: 20 }),
    ['0', '00', '200', 'OK'],
    {
      title: 'Mã trả lời thành công',
      reason:
        'Các giá trị của “error_code” hoặc “code” nghĩa là đã nhận. Giá trị khác không bao giờ được coi là đã nhận.',
      en: {
        title: 'Codes of success',
        reason: 'The values of “error_code” or “code” that mean received. No other value ever counts as received.',
      },
      restart: true,
    },
  ),
  'onestop.code-field': define(shortText, 'maHoSo', {
    title: 'Tên trường mã hồ sơ của một cửa',
    reason: 'Trường trong câu trả lời mang mã của hệ thống một cửa; lưu bên cạnh, không thay mã hồ sơ của trạm.',
    en: {
      title: 'Field of their dossier code',
      reason: 'Where an answer names the one-stop system’s code; kept beside the station’s code, never in its place.',
    },
    restart: true,
  }),
} as const satisfies Record<string, SettingDefinition>;
