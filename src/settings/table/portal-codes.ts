import { Type } from 'typebox';
import { define, type SettingDefinition } from './definition.ts';

const code = Type.String({ maxLength: 20, pattern: '^[A-Za-z0-9.-]+$' });

/**
 * Codes in the portal's messages that no public document fixes; the defaults are what other client programs send. The
 * province's administrators say what holds there.
 */
export const portalCodeSettings = {
  'portal.submitted-at': define(code, '2', {
    title: 'Nơi nộp hồ sơ (NoiNopHoSo)',
    reason: 'Chưa có tài liệu công khai: “2” là hồ sơ của hệ thống do tỉnh quản lý. Hỏi tỉnh trước khi đổi.',
    en: {
      title: 'Where filed (NoiNopHoSo)',
      reason:
        'No public document: “2” is a dossier of the province’s own systems. Ask the province before changing it.',
    },
    restart: true,
  }),
  'portal.databases': define(Type.Array(code, { maxItems: 20 }), ['7'], {
    title: 'Cơ sở dữ liệu đã kết nối (DSKetNoiCSDL)',
    reason: 'Chưa có tài liệu công khai: các hệ thống khác gửi “7”. Hỏi tỉnh trước khi đổi.',
    en: {
      title: 'Databases consulted (DSKetNoiCSDL)',
      reason: 'No public document: other systems send “7”. Ask the province before changing it.',
    },
    restart: true,
  }),
  'portal.paid-online': define(code, '3', {
    title: 'Thanh toán trực tuyến (DuocThanhToanTrucTuyen)',
    reason: 'Mã gửi khi phí thu tại quầy. “3” (hoặc “0”) là không thanh toán trực tuyến; hỏi tỉnh trước khi đổi.',
    en: {
      title: 'Paid online (DuocThanhToanTrucTuyen)',
      reason:
        'The code for fees taken at the counter. “3” (or “0”) is not paid online; ask the province before changing it.',
    },
    restart: true,
  }),
  'portal.account-verified': define(code, '0', {
    title: 'Tài khoản VNeID (TaiKhoanDuocXacThucVoiVNeID)',
    reason: '“0”: hồ sơ nộp tại quầy không kèm tài khoản VNeID.',
    en: {
      title: 'VNeID account (TaiKhoanDuocXacThucVoiVNeID)',
      reason: '“0”: a dossier brought to the counter comes without a VNeID account.',
    },
    restart: true,
  }),
  'portal.fee-type': define(code, '1', {
    title: 'Loại phí (LoaiPhiLePhi)',
    reason: '“1” là phí thường. Hỏi tỉnh trước khi đổi.',
    en: { title: 'Kind of fee (LoaiPhiLePhi)', reason: '“1” is an ordinary fee. Ask the province before changing it.' },
    restart: true,
  }),
} as const satisfies Record<string, SettingDefinition>;
